import { err, ok, type Result } from '#core/result';
import type { DataMapping, ElementData, FlowElement } from '../model/definition.js';
import type { FlowValue, FlowVariables } from '../model/expression.js';
import type { Token } from '../model/state.js';
import { elementOf, isActivity, isRound, type Run } from './run.js';
import { hostOf, setInScope, setVariables } from './scopes.js';
import { type EvaluationFault, evaluate, toFlowValue } from './variables.js';

/** Before an element begins: its data inputs are filled, its outputs are there and empty (BPMN 10.4.2). */
export function takeInputs(run: Run, element: FlowElement, token: Token): EvaluationFault | null {
  const { data } = element;
  if (data === null) return null;
  // Inputs are given once for all rounds; each round has outputs of its own.
  const isOne = isRound(run, token);
  const given = isOne ? ok<FlowVariables>({}) : evaluated(run, data.inputs, token);
  if (!given.ok) return given.error;
  const names = isOne ? data.outputNames : [...data.inputNames, ...data.outputNames];
  keep(run, token, { ...empty(names), ...given.value });
  return null;
}

/** What came with an event that began at this token: its own outputs are kept here, the rest goes where it belongs. */
export function receiveData(run: Run, token: Token, given: FlowVariables | undefined): void {
  const { data } = elementOf(run, token.elementId);
  if (data !== null && token.data === undefined) keep(run, token, empty(data.outputNames));
  setVariables(run, run.state.tokens[token.id] ?? token, given);
}

/** When an element is done: its data outputs are handed on (BPMN 10.4.2). */
export function handOn(run: Run, token: Token): EvaluationFault | null {
  const element = elementOf(run, token.elementId);
  const { data } = element;
  if (data === null || data.outputs.length === 0) return null;
  const isOne = isRound(run, token);
  if (isOne && gathers(element)) return null;
  const values = evaluated(run, data.outputs, token);
  if (!values.ok) return values.error;
  const host = isOne ? hostOf(run, run.state.scopes[token.scopeId]) : token;
  setInScope(run, host?.scopeId ?? token.scopeId, values.value);
  return null;
}

/** The value that a round leaves in the list of its activity; `undefined` where none is gathered. */
export function gatheredValue(element: FlowElement, token: Token): FlowValue | undefined {
  const gather = gathers(element);
  return gather === null ? undefined : (token.data?.[gather.item] ?? null);
}

export function gathers(element: FlowElement): { readonly item: string; readonly list: string } | null {
  return isActivity(element) && element.loop !== null && element.loop.kind !== 'while' ? element.loop.gather : null;
}

/** The data inputs of a token, as they go out with a message or a service job; `undefined` where the model has none. */
export function inputsOf(data: ElementData | null, token: Token): FlowVariables | undefined {
  if (data === null || data.inputNames.length === 0) return undefined;
  return Object.fromEntries(data.inputNames.map((name) => [name, token.data?.[name] ?? null]));
}

const empty = (names: readonly string[]): FlowVariables => Object.fromEntries(names.map((name) => [name, null]));

function keep(run: Run, token: Token, variables: FlowVariables): void {
  if (Object.keys(variables).length > 0) run.emit({ type: 'VariablesSet', variables, tokenId: token.id });
}

function evaluated(run: Run, mappings: readonly DataMapping[], token: Token): Result<FlowVariables, EvaluationFault> {
  const values: Record<string, FlowValue> = {};
  for (const { source, target } of mappings) {
    // In the proof no value is known: conditions over it are assumed anew (D13).
    if (run.decide !== null) {
      values[target] = null;
      continue;
    }
    const value = evaluate(run, source, token);
    const stored = value.ok ? toFlowValue(value.value) : value;
    if (!stored.ok) return err({ ...stored.error, params: { ...stored.error.params, target } });
    values[target] = stored.value;
  }
  return ok(values);
}

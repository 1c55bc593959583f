import {
  FeelContext,
  FeelDate,
  FeelDateTime,
  FeelDaysDuration,
  FeelFunction,
  FeelMonthsDuration,
  FeelRange,
  FeelTime,
  type FeelValue,
  toFeel,
  toJson,
  yuanFromFen,
} from '#core/feel';
import { err, ok, type Result } from '#core/result';
import type { FlowExpression, FlowValue, TaggedValue } from '../model/expression.js';
import type { ScopeInstance, Token } from '../model/state.js';
import { compiled } from './expressions.js';
import { elementOf, isActivity, type Run } from './run.js';
import { hostOf, isCall } from './scopes.js';

/** The FEEL names of the two amounts, in 元 (D9). The caller gives the requested one; the flow itself sets the granted one. */
export const requestedAmountName = '申报金额';
export const grantedAmountName = '核定金额';

/** Why an expression gave nothing that can be used. */
export interface EvaluationFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const nothing: Readonly<Record<string, FeelValue>> = {};

/** Evaluates an expression as the token sees it. */
export function evaluate(
  run: Run,
  expression: FlowExpression,
  token: Token | null,
  extra: Readonly<Record<string, FeelValue>> = nothing,
): Result<FeelValue, EvaluationFault> {
  const program = compiled(expression);
  if (!program.ok) return err({ code: 'EXPRESSION_INVALID', params: { source: expression.source.slice(0, 200) } });
  const scope = { variables: visibleVariables(run, token, extra), now: run.context.now };
  const { value, problems } = program.value.evaluate(scope);
  const problem = problems[0];
  if (value === null && problem !== undefined)
    return err({
      code: 'EXPRESSION_FAILED',
      params: { source: expression.source.slice(0, 200), problem: problem.code },
    });
  return ok(value);
}

/**
 * All that a token sees, by FEEL name, the nearest first: the rounds it is in, data of the activities around it, the variables
 * of its process, the case's fields. A called process sees the case and what its call has been given.
 */
export function visibleVariables(
  run: Run,
  token: Token | null,
  extra: Readonly<Record<string, FeelValue>> = nothing,
): Readonly<Record<string, FeelValue>> {
  const { values, isCalled } = localVariables(run, token);
  const outer = isCalled ? caseVariables(run) : sharedVariables(run);
  return values === null && extra === nothing ? outer : { ...outer, ...values, ...extra };
}

function caseVariables(run: Run): Record<string, FeelValue> {
  const granted = run.state.grantedAmountFen;
  return { ...run.context.variables, [grantedAmountName]: granted === null ? null : yuanFromFen(granted) };
}

/** Made anew only when a variable of the process or the granted amount has changed in this run. */
function sharedVariables(run: Run): Readonly<Record<string, FeelValue>> {
  const { variables, grantedAmountFen } = run.state;
  const known = run.shared;
  if (known !== null && known.from === variables && known.grantedAmountFen === grantedAmountFen) return known.values;
  const values: Record<string, FeelValue> = { ...run.context.variables };
  for (const [name, value] of Object.entries(variables)) values[name] = toFeelValue(value);
  values[grantedAmountName] = grantedAmountFen === null ? null : yuanFromFen(grantedAmountFen);
  run.shared = { from: variables, grantedAmountFen, values };
  return values;
}

/** `loopCounter` (BPMN 13.3.7), the item of a round, and data that tokens hold, from the token outwards. */
function localVariables(
  run: Run,
  token: Token | null,
): { readonly values: Record<string, FeelValue> | null; readonly isCalled: boolean } {
  let values: Record<string, FeelValue> | null = null;
  const add = (name: string, value: FlowValue) => {
    values ??= {};
    if (!Object.hasOwn(values, name)) values[name] = toFeelValue(value);
  };
  let at: Token | undefined = token ?? undefined;
  while (at !== undefined) {
    if (at.loop !== undefined) {
      add('loopCounter', at.loop.counter);
      const name = itemNameOf(run, at);
      if (name !== null) add(name, at.loop.item);
    }
    for (const [name, value] of Object.entries(at.data ?? {})) add(name, value);
    const scope: ScopeInstance | undefined = run.state.scopes[at.scopeId];
    at = hostOf(run, scope);
    if (at === undefined || scope === undefined || !isCall(run, scope)) continue;
    for (const [name, value] of Object.entries(at.data ?? {})) add(name, value);
    return { values, isCalled: true };
  }
  return { values, isCalled: false };
}

function itemNameOf(run: Run, token: Token): string | null {
  const element = elementOf(run, token.elementId);
  return isActivity(element) && element.loop !== null && element.loop.kind !== 'while' ? element.loop.itemName : null;
}

/** The FEEL value of a stored one. */
function toFeelValue(value: FlowValue): FeelValue {
  if (value === null || typeof value !== 'object')
    return typeof value === 'number' ? toFeel(value, { kind: 'number' }) : value;
  if (Array.isArray(value)) return (value as readonly FlowValue[]).map(toFeelValue);
  if (isTagged(value)) return toFeel(value.text, { kind: value['@'] });
  return new FeelContext(
    new Map(Object.entries(value).map(([name, entry]) => [name, toFeelValue(entry as FlowValue)])),
  );
}

const isTagged = (value: object): value is TaggedValue => '@' in value && 'text' in value;

/** The stored form of a FEEL value; functions and ranges have none. */
export function toFlowValue(value: FeelValue): Result<FlowValue, EvaluationFault> {
  if (value === null || typeof value === 'boolean' || typeof value === 'string' || typeof value === 'number')
    return ok(value);
  if (Array.isArray(value)) return collect((value as readonly FeelValue[]).map(toFlowValue));
  if (value instanceof FeelContext) {
    const entries = [...value.entries];
    const values = collect(entries.map(([, entry]) => toFlowValue(entry)));
    if (!values.ok) return values;
    if (entries.some(([name]) => name === '@' || name in {})) return err({ code: 'VALUE_NOT_STORABLE', params: {} });
    return ok(Object.fromEntries(entries.map(([name], index) => [name, values.value[index] as FlowValue])));
  }
  const tag = tagOf(value);
  if (tag === null) return err({ code: 'VALUE_NOT_STORABLE', params: {} });
  return ok({ '@': tag, text: tag === 'number' ? String(value) : String(toJson(value)) });
}

function collect(values: readonly Result<FlowValue, EvaluationFault>[]): Result<FlowValue[], EvaluationFault> {
  const found: FlowValue[] = [];
  for (const value of values) {
    if (!value.ok) return value;
    found.push(value.value);
  }
  return ok(found);
}

function tagOf(value: object): TaggedValue['@'] | null {
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelDaysDuration) return 'days and time duration';
  if (value instanceof FeelMonthsDuration) return 'years and months duration';
  return value instanceof FeelRange || value instanceof FeelFunction ? null : 'number';
}

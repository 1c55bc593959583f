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
import type { Token } from '../model/state.js';
import { compiled } from './expressions.js';
import { elementOf, isActivity, type Run } from './run.js';

/** The FEEL names of the two amounts, in 元 (D9). The caller gives the requested one; the flow itself sets the granted one. */
export const requestedAmountName = '申报金额';
export const grantedAmountName = '核定金额';

/** Why an expression gave nothing that can be used. */
export interface EvaluationFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Evaluates an expression as the token sees it: the case's fields, the flow's variables, and the round it is in. */
export function evaluate(
  run: Run,
  expression: FlowExpression,
  token: Token | null,
  extra: Readonly<Record<string, FeelValue>> = {},
): Result<FeelValue, EvaluationFault> {
  const source = expression.source.slice(0, 200);
  const program = compiled(expression);
  if (!program.ok) return err({ code: 'EXPRESSION_INVALID', params: { source } });
  const scope = {
    variables: { ...visibleVariables(run), ...roundVariables(run, token), ...extra },
    now: run.context.now,
  };
  const { value, problems } = program.value.evaluate(scope);
  const problem = problems[0];
  if (value === null && problem !== undefined)
    return err({ code: 'EXPRESSION_FAILED', params: { source, problem: problem.code } });
  return ok(value);
}

function visibleVariables(run: Run): Record<string, FeelValue> {
  const granted = run.state.grantedAmountFen;
  const variables: Record<string, FeelValue> = { ...run.context.variables };
  for (const [name, value] of Object.entries(run.state.variables)) variables[name] = toFeelValue(value);
  variables[grantedAmountName] = granted === null ? null : yuanFromFen(granted);
  return variables;
}

/** `loopCounter` (BPMN 13.3.7) and the item of the innermost round around the token. */
function roundVariables(run: Run, token: Token | null): Record<string, FeelValue> {
  const variables: Record<string, FeelValue> = {};
  let at: Token | undefined = token ?? undefined;
  while (at !== undefined) {
    const element = elementOf(run, at.elementId);
    if (at.loop !== undefined && isActivity(element)) {
      variables.loopCounter ??= at.loop.counter;
      const name = element.loop?.kind === 'while' ? null : (element.loop?.itemName ?? null);
      if (name !== null) variables[name] ??= toFeelValue(at.loop.item);
    }
    const host: string | null = run.state.scopes[at.scopeId]?.tokenId ?? null;
    at = host === null ? undefined : run.state.tokens[host];
  }
  return variables;
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

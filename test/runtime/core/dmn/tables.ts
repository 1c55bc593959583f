import {
  compileDecisions,
  type Decision,
  type DecisionTable,
  evaluateDecisions,
  type HitPolicy,
  type TableOutput,
  type TableRule,
} from '#core/dmn';
import { type FeelValue, toFeel, toJson } from '#core/feel';

export const now = '2026-11-22T06:30:00Z';

type Cells = readonly [when: readonly string[], give: readonly string[]];

/** A table over variables by name, with one column each. */
export function tableOf(
  hitPolicy: HitPolicy,
  inputs: readonly string[],
  rules: readonly Cells[],
  more: { readonly outputs?: readonly Partial<TableOutput>[]; readonly allowed?: readonly string[] } = {},
): DecisionTable {
  const outputs = more.outputs ?? [{}];
  return {
    kind: 'table',
    hitPolicy,
    inputs: inputs.map((feel, i) => ({
      id: `in${i}`,
      label: '',
      feel,
      type: 'any' as const,
      allowed: more.allowed?.[i] ?? '',
    })),
    outputs: outputs.map((output, i) => ({
      id: `out${i}`,
      name: '',
      label: '',
      type: 'any' as const,
      allowed: '',
      otherwise: '',
      ...output,
    })),
    rules: rules.map(([when, give], i): TableRule => ({ id: `r${i}`, when, give, note: '' })),
  };
}

export const decisionOf = (logic: Decision['logic'], name = '结果', id = 'd1'): Decision => ({
  id,
  name,
  clause: '',
  logic,
});

const feelOf = (json: Readonly<Record<string, unknown>>): Record<string, FeelValue> =>
  Object.fromEntries(Object.entries(json).map(([name, value]) => [name, toFeel(value, { kind: 'any' })]));

/** The last decision's value as JSON, its matched rules from 1, and the codes of its problems. */
export function decided(
  decisions: readonly Decision[],
  variables: Readonly<Record<string, unknown>>,
  more: { readonly maxSteps?: number } = {},
) {
  const compiled = compileDecisions(decisions, Object.keys(variables));
  const result = evaluateDecisions(compiled, { variables: feelOf(variables), now, ...more });
  const last = decisions.at(-1);
  const trace = result.traces.find(({ id }) => id === last?.id);
  return {
    value: toJson(result.variables[last?.name ?? ''] ?? null),
    matched: trace?.matched.map(({ number }) => number) ?? [],
    codes: trace?.problems.map(({ code }) => code) ?? [],
  };
}

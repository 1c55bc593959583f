import { compileExpression, compileUnaryTests, type FeelType, type FeelValue, toFeel, toJson } from '#core/feel';

export const now = '2026-11-22T06:30:00Z';
const any: FeelType = { kind: 'any' };

const variablesOf = (json: Readonly<Record<string, unknown>>): Record<string, FeelValue> =>
  Object.fromEntries(Object.entries(json).map(([name, value]) => [name, toFeel(value, any)]));

/** The value of a source as JSON, with the codes of its problems. */
export function outcome(source: string, variables: Readonly<Record<string, unknown>> = {}) {
  const program = compileExpression(source, { names: Object.keys(variables) });
  if (!program.ok) return { value: 'not compiled', codes: program.error.map((problem) => problem.code) };
  const { value, problems } = program.value.evaluate({ variables: variablesOf(variables), now });
  return { value: toJson(value), codes: problems.map((problem) => problem.code) };
}

export function unaryOutcome(source: string, input: unknown, variables: Readonly<Record<string, unknown>> = {}) {
  const program = compileUnaryTests(source, { names: Object.keys(variables) });
  if (!program.ok) return { value: 'not compiled', codes: program.error.map((problem) => problem.code) };
  const scope = { variables: variablesOf({ ...variables, '?': input }), now };
  const { value, problems } = program.value.evaluate(scope);
  return { value: toJson(value), codes: problems.map((problem) => problem.code) };
}

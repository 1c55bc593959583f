import { FeelContext, type FeelValue, feelEquals, operandFor, type TraceOperand } from '#core/feel';
import type { CompiledInput, CompiledRule, CompiledTable } from './compile-decisions.js';
import type { DescribeName, Evaluation } from './evaluate-decision.js';
import { resultOf } from './hit-policy.js';
import type { DecisionTrace } from './types.js';

/** A rule that matched, with the value of each output. */
export interface Hit {
  readonly row: number;
  readonly values: readonly FeelValue[];
}

interface TableOutcome {
  readonly value: FeelValue;
  readonly inputs: readonly TraceOperand[];
  readonly matched: DecisionTrace['matched'];
}

/** DMN 1.5 §8.2–8.3: the inputs once, then the rules from above, then the hit policy. */
export function evaluateTable(compiled: CompiledTable, evaluation: Evaluation, describe: DescribeName): TableOutcome {
  const { table, rules } = compiled;
  const values = compiled.inputs.map(({ program }, index) => evaluation.run(program, `inputs.${index}`));
  const inputs = compiled.inputs.map((input, index) => operandOf(input, values[index] ?? null, describe));
  const scopes = values.map((value) => evaluation.withInput(value));
  const isAllowed = compiled.inputs.every((input, index) => admits(input, index, values[index] ?? null, evaluation));
  if (!isAllowed) return { value: null, inputs, matched: [] };
  const hits: Hit[] = [];
  for (const [row, rule] of rules.entries()) {
    if (!matches(rule, row, scopes, evaluation)) continue;
    hits.push({ row, values: rule.give.map((program, i) => evaluation.run(program, `rules.${row}.give.${i}`)) });
    // Later rules cannot change what a first-hit table gives.
    if (table.hitPolicy === 'F') break;
  }
  if (hits.length === 0) return { value: otherwise(compiled, evaluation), inputs, matched: [] };
  const { value, chosen } = resultOf(compiled, hits, evaluation);
  return {
    value,
    inputs,
    matched: chosen.map(({ row }) => ({
      id: rules[row]?.rule.id ?? '',
      number: row + 1,
      note: rules[row]?.rule.note ?? '',
    })),
  };
}

function operandOf({ input }: CompiledInput, value: FeelValue, describe: DescribeName): TraceOperand {
  const described = describe(input.feel.trim());
  const operand = operandFor(input.feel, value, described);
  return input.label === '' ? operand : { ...operand, label: input.label };
}

/** A value outside the input values makes the table undefined (§8.3.2); one that is not known does not. */
function admits({ allowed }: CompiledInput, index: number, value: FeelValue, evaluation: Evaluation): boolean {
  if (allowed === null || value === null) return true;
  if (evaluation.run(allowed, `inputs.${index}.allowed`, evaluation.withInput(value)) === true) return true;
  evaluation.note(`inputs.${index}`, 'INPUT_NOT_ALLOWED', { value: String(operandFor('', value, undefined).value) });
  return false;
}

function matches(rule: CompiledRule, row: number, scopes: readonly Scope[], evaluation: Evaluation): boolean {
  return rule.when.every(
    (test, column) => test === null || evaluation.run(test, `rules.${row}.when.${column}`, scopes[column]) === true,
  );
}

type Scope = Evaluation['variables'];

/** The default output entries; null where there is none. */
function otherwise({ outputs }: CompiledTable, evaluation: Evaluation): FeelValue {
  if (outputs.every((output) => output.otherwise === null)) return null;
  return composed(
    outputs.map(({ output }) => output.name),
    outputs.map((output, index) => evaluation.run(output.otherwise, `outputs.${index}.otherwise`)),
  );
}

/** One output is its value, several make a context (§8.3.3). */
export function composed(names: readonly string[], values: readonly FeelValue[]): FeelValue {
  if (values.length === 1) return values[0] ?? null;
  return new FeelContext(new Map(names.map((name, index) => [name, values[index] ?? null])));
}

export const equalValues = (a: readonly FeelValue[], b: readonly FeelValue[]): boolean =>
  a.every((value, index) => feelEquals(value, b[index] ?? null));

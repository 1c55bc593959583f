import { compileExpression, type FeelProgram, type FeelValue, feelEquals } from '#core/feel';
import { assertNever } from '#core/result';
import type { CompiledTable } from './compile-decisions.js';
import type { Evaluation } from './evaluate-decision.js';
import { composed, equalValues, type Hit } from './evaluate-table.js';

interface Chosen {
  readonly value: FeelValue;
  /** The hits that made the value. */
  readonly chosen: readonly Hit[];
}

/** What at least one hit comes to under the table's hit policy (DMN 1.5 §8.2.10, Table 32). */
export function resultOf(compiled: CompiledTable, hits: readonly Hit[], evaluation: Evaluation): Chosen {
  const { hitPolicy } = compiled.table;
  const names = compiled.outputs.map(({ output }) => output.name);
  const outputOf = (hit: Hit) => composed(names, hit.values);
  const first = hits[0] as Hit;
  const single = (hit: Hit): Chosen => ({ value: outputOf(hit), chosen: [hit] });
  const list = (ordered: readonly Hit[]): Chosen => ({ value: ordered.map(outputOf), chosen: ordered });
  const failed = (code: 'RULES_OVERLAP' | 'RULES_DISAGREE'): Chosen => ({
    value: evaluation.note('', code, { rules: hits.map(({ row }) => row + 1).join(', ') }),
    chosen: hits,
  });
  switch (hitPolicy) {
    case 'U':
      return hits.length === 1 ? single(first) : failed('RULES_OVERLAP');
    case 'A':
      return hits.every((hit) => equalValues(hit.values, first.values))
        ? { value: outputOf(first), chosen: hits }
        : failed('RULES_DISAGREE');
    case 'F':
      return single(first);
    case 'P':
      return single(byPriority(compiled, hits, evaluation)[0] as Hit);
    case 'O':
      return list(byPriority(compiled, hits, evaluation));
    case 'R':
    case 'C':
      return list(hits);
    case 'C+':
    case 'C<':
    case 'C>':
    case 'C#':
      return { value: aggregate(hitPolicy, hits, evaluation), chosen: hits };
    default:
      return assertNever(hitPolicy);
  }
}

/** By the first output's priority, then the second's …; equal ones stay in the order of the rules. */
function byPriority({ outputs }: CompiledTable, hits: readonly Hit[], evaluation: Evaluation): readonly Hit[] {
  const lists = outputs.map(({ priorities }, index) => {
    const values = evaluation.run(priorities, `outputs.${index}.allowed`);
    return Array.isArray(values) ? (values as readonly FeelValue[]) : [];
  });
  const rank = (values: readonly FeelValue[], value: FeelValue): number => {
    const at = values.findIndex((one) => feelEquals(one, value));
    return at < 0 ? values.length : at;
  };
  return hits.toSorted((a, b) => {
    for (const [index, values] of lists.entries()) {
      const difference = rank(values, a.values[index] ?? null) - rank(values, b.values[index] ?? null);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

const aggregators = { 'C+': 'sum', 'C<': 'min', 'C>': 'max', 'C#': 'count' } as const;
const programs = new Map<string, FeelProgram>();

/** By FEEL's own list functions, as §8.2.10 defines them: decimals stay exact, and what cannot be added is a problem. */
function aggregate(policy: keyof typeof aggregators, hits: readonly Hit[], evaluation: Evaluation): FeelValue {
  const source = `${aggregators[policy]}(hits)`;
  let program = programs.get(source);
  if (program === undefined) {
    const compiled = compileExpression(source, { names: ['hits'] });
    if (!compiled.ok) throw new Error(`Expected ${source} to compile, but it does not`);
    program = compiled.value;
    programs.set(source, program);
  }
  return evaluation.run(program, '', { hits: hits.map(({ values }) => values[0] ?? null) });
}

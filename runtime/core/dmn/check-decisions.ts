import { checkExpression, checkUnaryTests, type FeelProblem, type FeelType, testRegion } from '#core/feel';
import { analyseTable } from './analyse-table.js';
import { compileDecisions } from './compile-decisions.js';
import type {
  ColumnType,
  Decision,
  DecisionProblem,
  DecisionProblemCode,
  DecisionTable,
  HitPolicy,
  TableOutput,
} from './types.js';

type Types = Readonly<Record<string, FeelType>>;

export interface CheckedDecisions {
  /** The type of each decision's value, by its name. */
  readonly types: Types;
  readonly problems: readonly { readonly decision: Decision; readonly problem: DecisionProblem }[];
}

const error = (
  part: string,
  code: DecisionProblemCode,
  params: DecisionProblem['params'] = {},
  cause?: FeelProblem,
): DecisionProblem => ({ part, code, params, severity: 'error', ...(cause === undefined ? {} : { cause }) });

/**
 * Checks decisions against the types of the variables around them: names, every cell, cycles, and of each table whether
 * its rules overlap, are never reached, or leave a case open. Never throws.
 */
export function checkDecisions(decisions: readonly Decision[], variables: Types): CheckedDecisions {
  const compiled = compileDecisions(decisions, Object.keys(variables));
  const types: Record<string, FeelType> = {};
  const problems: { decision: Decision; problem: DecisionProblem }[] = [];
  const taken = new Set(Object.keys(variables));
  for (const decision of decisions) {
    const report = (problem: DecisionProblem) => problems.push({ decision, problem });
    if (decision.name.trim() === '') report(error('name', 'NAME_MISSING'));
    else if (taken.has(decision.name)) report(error('name', 'NAME_TAKEN', { name: decision.name }));
    taken.add(decision.name);
    if (compiled.cyclic.has(decision.id)) {
      report(error('', 'CYCLE', { name: decision.name }));
      types[decision.name] = { kind: 'any' };
    }
  }
  for (const { decision } of compiled.inOrder) {
    const checked = checkDecision(decision, { ...variables, ...types });
    types[decision.name] ??= checked.type;
    for (const problem of checked.problems) problems.push({ decision, problem });
  }
  return { types, problems };
}

interface CheckedDecision {
  readonly type: FeelType;
  readonly problems: readonly DecisionProblem[];
}

/** One decision; those it reads are among the types. */
function checkDecision({ logic }: Decision, types: Types): CheckedDecision {
  if (logic.kind === 'table') return checkTable(logic, types);
  const { type, problems } = checkExpression(logic.feel, types);
  return { type, problems: problems.map((cause) => error('feel', 'CELL_INVALID', {}, cause)) };
}

function checkTable(table: DecisionTable, types: Types): CheckedDecision {
  const problems: DecisionProblem[] = [...checkShape(table)];
  const cells = (part: string, found: readonly FeelProblem[]) =>
    problems.push(...found.map((cause) => error(part, 'CELL_INVALID', {}, cause)));
  const inputTypes = table.inputs.map((input, index) => {
    const declared = typeOfColumn(input.type);
    const checked = checkExpression(input.feel, types, declared);
    cells(`inputs.${index}`, checked.problems);
    const type = checked.type.kind === 'any' || checked.type.kind === 'null' ? declared : checked.type;
    cells(`inputs.${index}.allowed`, checkCell(input.allowed, types, type));
    return type;
  });
  const found: FeelType[][] = table.outputs.map(() => []);
  for (const [column, output] of table.outputs.entries()) {
    const declared = typeOfColumn(output.type);
    if (output.allowed.trim() !== '') {
      const listed = checkExpression(`[${output.allowed}]`, types, { kind: 'list', of: declared });
      cells(`outputs.${column}.allowed`, listed.problems);
    }
    if (output.otherwise.trim() !== '') {
      const checked = checkExpression(output.otherwise, types, declared);
      cells(`outputs.${column}.otherwise`, checked.problems);
      found[column]?.push(checked.type);
    }
  }
  for (const [row, rule] of table.rules.entries()) {
    for (const [column, type] of inputTypes.entries()) {
      cells(`rules.${row}.when.${column}`, checkCell(rule.when[column] ?? '', types, type));
    }
    for (const [column, output] of table.outputs.entries()) {
      const checked = checkExpression(rule.give[column] ?? '', types, typeOfColumn(output.type));
      cells(`rules.${row}.give.${column}`, checked.problems);
      found[column]?.push(checked.type);
      const stray = notListed(rule.give[column] ?? '', output);
      if (stray !== null) problems.push(error(`rules.${row}.give.${column}`, 'OUTPUT_NOT_LISTED', { value: stray }));
    }
  }
  if (problems.length === 0) problems.push(...analyseTable(table));
  return { type: resultType(table, found), problems };
}

const checkCell = (source: string, types: Types, input: FeelType): readonly FeelProblem[] => {
  const text = source.trim();
  return text === '' || text === '-' ? [] : checkUnaryTests(text, types, input).problems;
};

/** The text that a cell gives although its output's values do not name it; null where they do, or it is computed. */
function notListed(cell: string, { allowed }: TableOutput): string | null {
  const [given, listed] = [testRegion(cell), testRegion(allowed)];
  if (given?.kind !== 'points' || listed?.kind !== 'points') return null;
  const stray = given.points.find((point) => !listed.points.includes(point));
  return stray === undefined ? null : String(stray);
}

/** What the columns alone say: names, counts, and what the hit policy needs. */
function checkShape(table: DecisionTable): readonly DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  const { hitPolicy, inputs, outputs, rules } = table;
  if (outputs.length === 0) problems.push(error('', 'NO_OUTPUT'));
  if (rules.length === 0) problems.push(error('', 'NO_RULE'));
  const names = outputs.map((output) => output.name);
  if (outputs.length > 1) {
    for (const [index, name] of names.entries()) {
      if (name.trim() === '') problems.push(error(`outputs.${index}`, 'NAME_MISSING'));
      else if (names.indexOf(name) < index) problems.push(error(`outputs.${index}`, 'NAME_TAKEN', { name }));
    }
  }
  for (const [row, rule] of rules.entries()) {
    if (rule.when.length !== inputs.length || rule.give.length !== outputs.length) {
      problems.push(error(`rules.${row}`, 'CELL_COUNT', { number: row + 1 }));
    }
  }
  if (isAggregate(hitPolicy)) problems.push(...checkAggregate(hitPolicy, outputs));
  if ((hitPolicy === 'P' || hitPolicy === 'O') && outputs.every((output) => output.allowed.trim() === '')) {
    problems.push(error('', 'PRIORITY_MISSING'));
  }
  return problems;
}

const isAggregate = (policy: HitPolicy): boolean => policy.length === 2;

/** §8.2.10: aggregation is defined for one output, and sums need numbers. */
function checkAggregate(policy: HitPolicy, outputs: readonly TableOutput[]): readonly DecisionProblem[] {
  if (outputs.length > 1) return [error('', 'AGGREGATION_NEEDS_ONE_OUTPUT')];
  const type = outputs[0]?.type ?? 'any';
  const isUnfit = policy === 'C+' && type !== 'number' && type !== 'any';
  return isUnfit ? [error('outputs.0', 'AGGREGATION_NEEDS_NUMBER')] : [];
}

/** The type a column is declared with. */
const typeOfColumn = (type: ColumnType): FeelType => ({ kind: type });

function resultType({ hitPolicy, outputs }: DecisionTable, found: readonly (readonly FeelType[])[]): FeelType {
  const columns = outputs.map((output, index): FeelType => {
    const [first, ...more] = (found[index] ?? []).filter(({ kind }) => kind !== 'null');
    if (output.type !== 'any' || first === undefined) return typeOfColumn(output.type);
    return more.every(({ kind }) => kind === first.kind) ? first : { kind: 'any' };
  });
  const [only] = columns;
  const one: FeelType =
    columns.length === 1 && only !== undefined
      ? only
      : {
          kind: 'context',
          entries: Object.fromEntries(outputs.map(({ name }, index) => [name, columns[index] ?? { kind: 'any' }])),
        };
  if (hitPolicy === 'C#') return { kind: 'number' };
  return hitPolicy === 'C' || hitPolicy === 'R' || hitPolicy === 'O' ? { kind: 'list', of: one } : one;
}

import type { RuleVariable } from './condition.js';

/** How a counted or summed table is called; `{table}` and `{column}` are filled in. */
export interface SubjectWords {
  readonly count: string;
  readonly sum: string;
}

/** What a clause can speak of: the variables, and of a table its number of rows and the totals of its columns. */
export function subjectsOf(variables: readonly RuleVariable[], words: SubjectWords): readonly RuleVariable[] {
  return variables.flatMap((variable) => [variable, ...aggregates(variable, words)]);
}

function aggregates({ name, label, source, columns = [] }: RuleVariable, words: SubjectWords): readonly RuleVariable[] {
  if (columns.length === 0) return [];
  const count: RuleVariable = {
    name: `count(${name})`,
    label: words.count.replace('{table}', label),
    kind: 'number',
    source,
  };
  const sums = columns
    .filter((column) => column.kind === 'number')
    .map(
      (column): RuleVariable => ({
        ...column,
        name: `sum(${name}.${column.name})`,
        label: words.sum.replace('{table}', label).replace('{column}', column.label),
        source,
      }),
    );
  return [count, ...sums];
}

/** A table's columns as a condition on its rows names them, then everything outside but tables. */
export function rowSubjects(
  table: RuleVariable,
  row: string,
  outside: readonly RuleVariable[],
): readonly RuleVariable[] {
  const own = (table.columns ?? []).map((column) => ({ ...column, name: `${row}.${column.name}` }));
  return [...own, ...outside.filter((one) => one.columns === undefined && !/^(?:count|sum)\(/.test(one.name))];
}

export const isTable = (variable: RuleVariable): boolean => (variable.columns ?? []).length > 0;

/** Names that a text may use, columns of tables too. */
export function subjectNames(variables: readonly RuleVariable[]): readonly string[] {
  return variables.flatMap(({ name, columns = [] }) => [name, ...columns.map((column) => column.name)]);
}

import { compileExpression } from '#core/feel';
import type { RegistryVariable } from '#core/policy';

/** The two columns that every snapshot has: they say which firm a row is. */
export const firmNameVariable = '企业名称';
export const creditCodeVariable = '统一社会信用代码';

/** One column of an imported file and the variable that it fills. */
export interface SnapshotColumn {
  /** Place in the file, from 0. */
  readonly index: number;
  readonly variable: RegistryVariable;
  /** What a bare figure means where the variable is money; 分 is what is kept (D9). */
  readonly moneyUnit?: 'yuan' | 'wan';
}

/** A value as it is kept: money in 分, dates as `YYYY-MM-DD`; null where nothing is told. */
export type SnapshotValue = string | number | boolean | readonly string[] | null;

export type ColumnProblem =
  | { readonly code: 'NAME_COLUMN_MISSING' | 'CODE_COLUMN_MISSING' }
  | { readonly code: 'VARIABLE_TWICE' | 'NAME_UNUSABLE' | 'VARIABLE_OTHER_TYPE'; readonly name: string };

/** Whether a rule can name a variable so: one FEEL name, without spaces, operators or reserved words. */
export function isUsableName(name: string): boolean {
  if (name.length > 40 || /\s/.test(name)) return false;
  const compiled = compileExpression(name);
  return compiled.ok && compiled.value.names.length === 1 && compiled.value.names[0] === name;
}

/** What is wrong with a mapping as a whole, against what is shipped and may not be redefined. */
export function checkColumns(
  columns: readonly SnapshotColumn[],
  known: readonly RegistryVariable[],
): readonly ColumnProblem[] {
  const problems: ColumnProblem[] = [];
  const seen = new Set<string>();
  const shipped = new Map(known.map((variable) => [variable.name, variable]));
  for (const { variable } of columns) {
    const { name, type } = variable;
    if (seen.has(name)) problems.push({ code: 'VARIABLE_TWICE', name });
    seen.add(name);
    const same = shipped.get(name);
    if (same === undefined && !isUsableName(name)) problems.push({ code: 'NAME_UNUSABLE', name });
    if (same !== undefined && same.type !== type) problems.push({ code: 'VARIABLE_OTHER_TYPE', name });
  }
  if (!seen.has(firmNameVariable)) problems.push({ code: 'NAME_COLUMN_MISSING' });
  if (!seen.has(creditCodeVariable)) problems.push({ code: 'CODE_COLUMN_MISSING' });
  return problems;
}

/** What rules may read in a city: what ships with the product, and the further columns of its snapshot. */
export function mergeVariables(
  shipped: readonly RegistryVariable[],
  columns: readonly RegistryVariable[],
): readonly RegistryVariable[] {
  const known = new Set(shipped.map(({ name }) => name));
  return [...shipped, ...columns.filter(({ name }) => !known.has(name))];
}

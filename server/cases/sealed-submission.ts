import { type CompiledForm, type FieldInfo, maskValue, type SubmissionData, sensitivePaths } from '#core/form';
import type { Secrets } from '../secrets/secrets.js';

type Change = (value: unknown, field: FieldInfo) => unknown;

/** Applies a change to every answer that is an identity or bank number, cells of tables too. */
function atSensitivePaths(form: CompiledForm, data: SubmissionData, change: Change): SubmissionData {
  const result: Record<string, unknown> = { ...data };
  for (const path of sensitivePaths(form)) {
    const field = form.field(path);
    if (field === undefined) continue;
    const [top = '', column] = path.split('.');
    if (!Object.hasOwn(result, top)) continue;
    if (column === undefined) result[top] = change(result[top], field);
    else result[top] = changeColumn(result[top], column, (value) => change(value, field));
  }
  return result;
}

function changeColumn(rows: unknown, column: string, change: (value: unknown) => unknown): unknown {
  if (!Array.isArray(rows)) return rows;
  return rows.map((row: unknown) => {
    if (typeof row !== 'object' || row === null || !Object.hasOwn(row, column)) return row;
    return { ...row, [column]: change((row as Record<string, unknown>)[column]) };
  });
}

/** The submission as it is stored: sensitive texts sealed (D20). */
export const sealSubmission = (form: CompiledForm, data: SubmissionData, secrets: Secrets): SubmissionData =>
  atSensitivePaths(form, data, (value) => (typeof value === 'string' ? secrets.seal(value) : value));

/** The submission as it was handed in. */
export const openSubmission = (form: CompiledForm, stored: SubmissionData, secrets: Secrets): SubmissionData =>
  atSensitivePaths(form, stored, (value) => (typeof value === 'string' ? secrets.open(value) : value));

/** Masked values that came back unchanged stand for what is stored; rows are matched by their id. */
export function unmaskUnchanged(form: CompiledForm, input: SubmissionData, stored: SubmissionData): SubmissionData {
  const result: Record<string, unknown> = { ...input };
  for (const path of sensitivePaths(form)) {
    const field = form.field(path);
    if (field === undefined) continue;
    const [top = '', column] = path.split('.');
    const keep = (given: unknown, known: unknown) =>
      known !== undefined && given === maskValue(field, known) ? known : given;
    if (!Object.hasOwn(result, top)) continue;
    if (column === undefined) {
      result[top] = keep(result[top], stored[top]);
      continue;
    }
    const knownRows = new Map(rowsOf(stored[top]).map((row) => [row.id, row]));
    if (!Array.isArray(result[top])) continue;
    result[top] = (result[top] as unknown[]).map((row) => {
      if (typeof row !== 'object' || row === null || !Object.hasOwn(row, column)) return row;
      const known = knownRows.get((row as { id?: unknown }).id)?.[column];
      return { ...row, [column]: keep((row as Record<string, unknown>)[column], known) };
    });
  }
  return result;
}

const rowsOf = (value: unknown): readonly Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];

import type { CompiledForm } from './compile/compile-form.js';
import { sameAnswer } from './equal.js';
import { fieldDefinitions } from './fields/index.js';
import { holdsRows, rowsIn, rowsOf } from './fields/row.js';
import type { FieldChange, FieldInfo } from './state.js';
import type { FileAnswer, FormLocale, SubmissionData } from './types.js';

/** What a person reads for a value: options by label, money in its unit, dates as `2026 年 11 月 27 日`; '' where not given. */
export function displayValue(field: FieldInfo, value: unknown, locale: FormLocale): string {
  const definition = fieldDefinitions[field.component];
  return definition.isEmpty(value) ? '' : definition.display(value, field, locale);
}

/** The same value with identity and bank numbers masked, for whoever may not see them in full (D20). */
export const maskValue = (field: FieldInfo, value: unknown): unknown =>
  fieldDefinitions[field.component].mask(value, field);

/** All answers with `maskValue` applied, cells too. */
export function maskData(compiled: CompiledForm, data: SubmissionData): SubmissionData {
  return Object.fromEntries(
    Object.entries(data).map(([id, value]) => {
      const field = compiled.field(id);
      if (field === undefined) return [id, value];
      if (!holdsRows(field)) return [id, maskValue(field, value)];
      return [
        id,
        rowsOf(value).map((row) => ({
          ...row,
          ...Object.fromEntries(
            field.columns
              .filter((column) => row[column.id] !== undefined)
              .map((column) => [column.id, maskValue(column, row[column.id])]),
          ),
        })),
      ];
    }),
  );
}

/** Keys (`id` or `table.column`) of what must be encrypted and masked (D20). */
export const sensitivePaths = (compiled: CompiledForm): readonly string[] =>
  compiled.fields
    .flatMap((field) => [field, ...field.columns])
    .filter((field) => fieldDefinitions[field.component].isSensitive(field.node))
    .map((field) => field.key);

/** Ids of all files that the answers refer to. */
export const fileIdsOf = (compiled: CompiledForm, data: SubmissionData): readonly string[] =>
  filesOf(compiled, data).flatMap(({ files }) => files.map((file) => file.fileId));

/** All files of a submission by the field or column they were handed in for, in the order of the page. */
export function filesOf(
  compiled: CompiledForm,
  data: SubmissionData,
): readonly { readonly field: FieldInfo; readonly files: readonly FileAnswer[] }[] {
  const at = (field: FieldInfo, value: unknown) =>
    field.kind === 'files' && fieldDefinitions.File.isType(value)
      ? [{ field, files: value as readonly FileAnswer[] }]
      : [];
  return compiled.fields.flatMap((field) => [
    ...at(field, data[field.id]),
    ...(holdsRows(field)
      ? rowsOf(data[field.id]).flatMap((row) => field.columns.flatMap((column) => at(column, row[column.id])))
      : []),
  ]);
}

/** What differs between two submissions, rows matched by their id (D10), in the order of the page. */
export function diffSubmissions(
  compiled: CompiledForm,
  before: SubmissionData,
  after: SubmissionData,
): readonly FieldChange[] {
  return compiled.fields.flatMap((field) =>
    holdsRows(field)
      ? diffRows(field, before[field.id], after[field.id])
      : diffValue(field, field.id, before[field.id], after[field.id]),
  );
}

function diffValue(field: FieldInfo, path: string, before: unknown, after: unknown): readonly FieldChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ path, field, kind: 'added', before, after }];
  if (after === undefined) return [{ path, field, kind: 'removed', before, after }];
  return sameAnswer(before, after) ? [] : [{ path, field, kind: 'changed', before, after }];
}

function diffRows(table: FieldInfo, before: unknown, after: unknown): readonly FieldChange[] {
  const former = rowsIn(table, before);
  const current = rowsIn(table, after);
  const removed = former.filter((row) => !current.some((other) => other.id === row.id));
  return [
    ...current.flatMap((row) => {
      const old = former.find((other) => other.id === row.id);
      const path = `${table.id}.${row.id}`;
      if (old === undefined) return diffValue(table, path, undefined, row);
      return table.columns.flatMap((column) =>
        diffValue(column, `${path}.${column.id}`, old[column.id], row[column.id]),
      );
    }),
    ...removed.flatMap((row) => diffValue(table, `${table.id}.${row.id}`, row, undefined)),
  ];
}

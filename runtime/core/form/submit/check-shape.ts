import type { CompiledForm } from '../compile/compile-form.js';
import { isPlainObject } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { holdsRows, rowCeiling, rowIdShape } from '../fields/row.js';
import { holdsAnswer } from '../names.js';
import { utf8Bytes } from '../parse/values.js';
import type { FieldInfo } from '../state.js';
import { type FormIssue, onlyRowId, type SubmissionData } from '../types.js';

/** A submission is at most 2 MB, so that a case stays one document (D4). */
const submissionCeilingBytes = 2 * 1024 * 1024;
const issueCeiling = 200;

/** Strict types and known fields, before anything else looks at the answers: a string is no number, null is no answer. */
export function checkShape(compiled: CompiledForm, data: unknown): readonly FormIssue[] {
  if (!isPlainObject(data)) return [{ path: '', code: 'WRONG_TYPE', params: { expected: 'object' } }];
  const issues: FormIssue[] = [];
  for (const [id, value] of Object.entries(data)) {
    if (issues.length >= issueCeiling) break;
    const field = compiled.field(id);
    if (field === undefined || field.tableId !== undefined || !holdsAnswer(field)) {
      issues.push({ path: id.slice(0, 80), code: 'UNKNOWN_FIELD', params: {} });
    } else if (holdsRows(field)) issues.push(...checkRows(field, value));
    else if (!fieldDefinitions[field.component].isType(value)) issues.push(wrongType(id, field));
  }
  if (issues.length === 0 && utf8Bytes(JSON.stringify(data)) > submissionCeilingBytes) {
    return [{ path: '', code: 'TOO_BIG', params: { maxBytes: submissionCeilingBytes } }];
  }
  return issues.slice(0, issueCeiling);
}

const wrongType = (path: string, field: FieldInfo): FormIssue => ({
  path,
  code: 'WRONG_TYPE',
  params: { expected: field.component },
});

function checkRows(table: FieldInfo, value: unknown): readonly FormIssue[] {
  if (!Array.isArray(value) || (table.kind === 'block' && value.length > 1)) return [wrongType(table.id, table)];
  if (value.length > rowCeiling)
    return [{ path: table.id, code: 'TOO_MANY', params: { max: rowCeiling, what: 'row' } }];
  const issues: FormIssue[] = [];
  const seen = new Set<string>();
  for (const row of value) {
    if (issues.length >= issueCeiling) break;
    if (!isPlainObject(row)) issues.push(wrongType(table.id, table));
    else issues.push(...checkRow(table, row, seen));
  }
  return issues;
}

function checkRow(table: FieldInfo, row: Readonly<Record<string, unknown>>, seen: Set<string>): readonly FormIssue[] {
  const { id } = row;
  const isKnown = typeof id === 'string' && (table.kind === 'block' ? id === onlyRowId : rowIdShape.test(id));
  if (!isKnown) return [{ path: table.id, code: 'ROW_ID_INVALID', params: {} }];
  if (seen.has(id)) return [{ path: `${table.id}.${id}`, code: 'ROW_ID_DUPLICATE', params: {} }];
  seen.add(id);
  return Object.entries(row)
    .filter(([key]) => key !== 'id')
    .flatMap(([key, value]) => {
      const column = table.columns.find((entry) => entry.id === key);
      const path = `${table.id}.${id}.${key.slice(0, 80)}`;
      if (column === undefined) return [{ path, code: 'UNKNOWN_FIELD', params: {} } as const];
      return fieldDefinitions[column.component].isType(value) ? [] : [wrongType(path, column)];
    });
}

/** What would be stored: trimmed, half-width, without empty answers. Only for answers whose shape is right. */
export function normaliseAnswers(compiled: CompiledForm, data: SubmissionData): SubmissionData {
  // A loop over what is given: a form of a thousand fields is judged in a few milliseconds.
  const result: Record<string, unknown> = {};
  for (const field of compiled.fields) {
    if (!Object.hasOwn(data, field.id)) continue;
    const normalised = normaliseAnswer(field, data[field.id]);
    if (normalised !== undefined) result[field.id] = normalised;
  }
  return result;
}

function normaliseAnswer(field: FieldInfo, value: unknown): unknown {
  const definition = fieldDefinitions[field.component];
  if (definition.isEmpty(value)) return undefined;
  if (!holdsRows(field) || !Array.isArray(value)) return definition.normalise(value);
  const rows = value.map((row: Readonly<Record<string, unknown>>) => {
    const cells = field.columns.flatMap((column) => {
      const cell = normaliseAnswer(column, row[column.id]);
      return cell === undefined ? [] : [[column.id, cell] as const];
    });
    return { id: row.id, ...Object.fromEntries(cells) };
  });
  return field.kind === 'block' && definition.isEmpty(rows) ? undefined : rows;
}

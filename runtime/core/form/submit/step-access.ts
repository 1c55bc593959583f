import { err, ok, type Result } from '#core/result';
import type { CompiledForm } from '../compile/compile-form.js';
import { internals } from '../compile/compile-form.js';
import { sameAnswer } from '../equal.js';
import { accessLevel, mayEdit } from '../evaluate/access.js';
import { factFor, isCertified } from '../evaluate/judge-field.js';
import { isPlainObject } from '../fields/definition.js';
import { holdsRows, rowsOf } from '../fields/row.js';
import { holdsAnswer } from '../names.js';
import type { FieldInfo, FormContext } from '../state.js';
import type { FieldAccess, FormIssue, Row, SubmissionData } from '../types.js';
import { checkShape, normaliseAnswers } from './check-shape.js';

const own = (data: Readonly<Record<string, unknown>> | undefined, id: string): unknown =>
  data !== undefined && Object.hasOwn(data, id) ? data[id] : undefined;

const refusal = (path: string, level: string): FormIssue => ({
  path,
  code: level === 'hidden' ? 'FIELD_HIDDEN' : 'FIELD_LOCKED',
  params: {},
});

/** The browser sends what the registry certifies along; it is no change. */
function isCertifiedFact(
  compiled: CompiledForm,
  field: FieldInfo,
  value: unknown,
  registry: FormContext['registry'],
): boolean {
  const inner = compiled[internals].compiledByKey.get(field.key);
  const fact = inner && registry && isCertified(inner) ? factFor(inner, registry) : undefined;
  return fact !== undefined && sameAnswer(value, fact.value);
}

function isComputed(compiled: CompiledForm, key: string): boolean {
  const field = compiled[internals].compiledByKey.get(key);
  return field !== undefined && (field.rules.value !== undefined || field.definition.isComputed);
}

/**
 * Answers for fields this step may not change. An answer that equals the stored one is no change; but a hidden field
 * must not be sent at all: telling right guesses from wrong ones would give it away (D12).
 */
export function stepRefusals(
  compiled: CompiledForm,
  input: SubmissionData,
  stored: SubmissionData | undefined,
  access: FieldAccess | undefined,
  hiddenMayEqual: boolean,
  registry?: FormContext['registry'],
): readonly FormIssue[] {
  return compiled.fields.flatMap((field) => {
    const value = own(input, field.id);
    if (value === undefined || value === null || isComputed(compiled, field.key)) {
      return value === null && !mayEdit(accessLevel(access, field))
        ? [refusal(field.id, accessLevel(access, field))]
        : [];
    }
    const level = accessLevel(access, field);
    if (!mayEdit(level)) {
      const same = sameAnswer(value, own(stored, field.id)) || isCertifiedFact(compiled, field, value, registry);
      return same && (level === 'read' || hiddenMayEqual) ? [] : [refusal(field.id, level)];
    }
    return holdsRows(field)
      ? rowRefusals(compiled, field, rowsOf(value), rowsOf(own(stored, field.id)), access, hiddenMayEqual)
      : [];
  });
}

function rowRefusals(
  compiled: CompiledForm,
  table: FieldInfo,
  rows: readonly Row[],
  storedRows: readonly Row[],
  access: FieldAccess | undefined,
  hiddenMayEqual: boolean,
): readonly FormIssue[] {
  const locked = table.columns.filter(
    (column) => !mayEdit(accessLevel(access, column)) && !isComputed(compiled, column.key),
  );
  return rows.flatMap((row) =>
    locked.flatMap((column) => {
      const level = accessLevel(access, column);
      const former = storedRows.find((entry) => entry.id === row.id)?.[column.id];
      if (row[column.id] === undefined) return [];
      const same = sameAnswer(row[column.id], former) && (level === 'read' || hiddenMayEqual);
      return same ? [] : [refusal(`${table.id}.${row.id}.${column.id}`, level)];
    }),
  );
}

/** Puts back what the step could not send: locked and hidden answers as they are stored, in rows by row id. */
export function restoreLocked(
  compiled: CompiledForm,
  data: SubmissionData,
  stored: SubmissionData | undefined,
  access: FieldAccess | undefined,
): SubmissionData {
  if (stored === undefined) return data;
  const restored: Record<string, unknown> = { ...data };
  for (const field of compiled.fields) {
    const former = own(stored, field.id);
    if (!mayEdit(accessLevel(access, field))) {
      if (former !== undefined) restored[field.id] = former;
    } else if (holdsRows(field) && Array.isArray(restored[field.id])) {
      const locked = field.columns.filter((column) => !mayEdit(accessLevel(access, column)));
      restored[field.id] = rowsOf(restored[field.id]).map((row) => {
        const formerRow = rowsOf(former).find((entry) => entry.id === row.id);
        const kept = locked.filter((column) => formerRow?.[column.id] !== undefined);
        return { ...row, ...Object.fromEntries(kept.map((column) => [column.id, formerRow?.[column.id]])) };
      });
    }
  }
  return restored;
}

/**
 * Lays a step's input over what is stored: an absent field keeps what is stored, null takes it away. Input for a field
 * that is locked or hidden in this step is refused (D12). The result is still to be validated.
 */
export function mergeStepInput(
  compiled: CompiledForm,
  stored: SubmissionData,
  input: unknown,
  access: FieldAccess,
): Result<SubmissionData, readonly FormIssue[]> {
  if (!isPlainObject(input)) return err([{ path: '', code: 'WRONG_TYPE', params: { expected: 'object' } }]);
  const given = Object.fromEntries(
    Object.entries(input).filter(([id, value]) => value !== null || compiled.field(id) === undefined),
  );
  const shape = checkShape(compiled, given);
  if (shape.length > 0) return err(shape);
  const refused = stepRefusals(compiled, input, stored, access, false);
  if (refused.length > 0) return err(refused);
  const merged: Record<string, unknown> = { ...stored };
  for (const [id, value] of Object.entries(input)) {
    if (value === null) delete merged[id];
    else merged[id] = value;
  }
  return ok(normaliseAnswers(compiled, restoreLocked(compiled, merged, stored, access)));
}

/** What this step may see of a submission. */
export function visibleToStep(compiled: CompiledForm, data: SubmissionData, access: FieldAccess): SubmissionData {
  const seen = compiled.fields.filter((field) => holdsAnswer(field) && accessLevel(access, field) !== 'hidden');
  return Object.fromEntries(
    seen.flatMap((field) => {
      const value = own(data, field.id);
      if (value === undefined) return [];
      const hidden = field.columns
        .filter((column) => accessLevel(access, column) === 'hidden')
        .map((column) => column.id);
      if (hidden.length === 0) return [[field.id, value]];
      return [
        [
          field.id,
          rowsOf(value).map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => !hidden.includes(key)))),
        ],
      ];
    }),
  );
}

import type { FieldInfo } from '../state.js';
import type { AccessLevel, FieldAccess } from '../types.js';

const levelAt = (access: FieldAccess | undefined, key: string): AccessLevel | undefined =>
  access !== undefined && Object.hasOwn(access, key) ? access[key] : undefined;

/** What the step may do with a field; a column is never freer than its table. */
export function accessLevel(access: FieldAccess | undefined, field: FieldInfo): AccessLevel {
  const all = levelAt(access, '*') ?? 'edit';
  if (field.tableId === undefined) return levelAt(access, field.id) ?? all;
  const table = levelAt(access, field.tableId) ?? all;
  if (table === 'hidden' || table === 'read') return levelAt(access, field.key) === 'hidden' ? 'hidden' : table;
  return levelAt(access, field.key) ?? 'edit';
}

export const mayEdit = (level: AccessLevel): boolean => level === 'edit' || level === 'required';

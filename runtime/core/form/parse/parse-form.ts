import { err, ok, type Result } from '#core/result';
import { isPlainObject } from '../fields/definition.js';
import { fieldDefinitions } from '../fields/index.js';
import { isFieldId } from '../names.js';
import type { ComponentName, FieldNode, FormIssue, FormSchema, SchemaIssueCode } from '../types.js';
import { parseNode } from './parse-node.js';
import { utf8Bytes } from './values.js';

export const formCeilings = { fields: 1500, columns: 50, bytes: 2 * 1024 * 1024, options: 1000, depth: 20 } as const;

/** Collects issues, so that an author sees all of them at once; after 200 it only counts. */
export class Reader {
  readonly issues: FormIssue[] = [];
  private readonly ids = new Set<string>();
  fieldCount = 0;

  refuse(path: string, code: SchemaIssueCode, params: FormIssue['params'] = {}): void {
    if (this.issues.length < 200) this.issues.push({ path, code, params });
  }

  /** Ids are unique in the whole form, sections or not (D10); those of columns, which JSON keeps unique, in their table. */
  claimId(path: string, id: string, isColumn: boolean): boolean {
    if (!isFieldId(id)) this.refuse(path, 'ID_INVALID', { id: id.slice(0, 80) });
    else if (!isColumn && this.ids.has(id)) this.refuse(path, 'ID_TAKEN', { id });
    else {
      if (!isColumn) this.ids.add(id);
      return true;
    }
    return false;
  }

  refuseUnknownKeys(path: string, object: Readonly<Record<string, unknown>>, known: readonly string[]): void {
    for (const key of Object.keys(object)) {
      if (!known.includes(key))
        this.refuse(path === '' ? key.slice(0, 80) : `${path}.${key.slice(0, 80)}`, 'UNKNOWN_KEY', {
          key: key.slice(0, 80),
        });
    }
  }

  /** The nodes of the `properties` of a parent, which is undefined for the form itself. */
  readProperties(path: string, value: unknown, parent: ComponentName | undefined): Readonly<Record<string, FieldNode>> {
    if (!isPlainObject(value)) {
      this.refuse(path, value === undefined ? 'MISSING_KEY' : 'NOT_AN_OBJECT', { key: 'properties' });
      return {};
    }
    const nodes: [string, FieldNode][] = [];
    for (const [id, json] of Object.entries(value)) {
      const nodePath = `${path}.${id.slice(0, 80)}`;
      this.fieldCount += 1;
      // Beyond the limit nothing more is read: a hostile schema costs no time.
      if (this.fieldCount > formCeilings.fields + 100) break;
      const isColumn = parent !== undefined && fieldDefinitions[parent].kind !== 'box';
      const known = this.claimId(nodePath, id, isColumn);
      const node = parseNode(this, nodePath, json, parent);
      if (known && node !== undefined) nodes.push([id, node]);
    }
    return Object.fromEntries(nodes);
  }
}

/** Reads a schema; refuses everything outside the subset, all reasons at once, each with its path. */
export function parseForm(json: unknown): Result<FormSchema, readonly FormIssue[]> {
  const reader = new Reader();
  if (!isPlainObject(json)) return err([{ path: '', code: 'NOT_AN_OBJECT', params: {} }]);
  if (isTooDeep(json, formCeilings.depth))
    return err([{ path: '', code: 'LIMIT_EXCEEDED', params: { what: 'depth', max: formCeilings.depth } }]);
  const bytes = utf8Bytes(JSON.stringify(json));
  if (bytes > formCeilings.bytes)
    return err([{ path: '', code: 'LIMIT_EXCEEDED', params: { what: 'bytes', max: formCeilings.bytes } }]);
  if (json.version !== 1)
    reader.refuse('version', json.version === undefined ? 'MISSING_KEY' : 'VERSION_UNKNOWN', { key: 'version' });
  if (json.type !== 'object') reader.refuse('type', 'BAD_VALUE', { expected: 'object' });
  reader.refuseUnknownKeys('', json, ['version', 'type', 'properties']);
  const properties = reader.readProperties('properties', json.properties, undefined);
  if (reader.fieldCount > formCeilings.fields) {
    reader.refuse('properties', 'LIMIT_EXCEEDED', { what: 'fields', max: formCeilings.fields });
  }
  if (reader.issues.length > 0) return err(reader.issues);
  return ok({ version: 1, type: 'object', properties });
}

function isTooDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((entry) => isTooDeep(entry, left - 1));
}

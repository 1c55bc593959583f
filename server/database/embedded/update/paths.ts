/** Reading and writing at a dotted path inside a document that is being updated (manual: "Update Operators"). */
import { type BsonDocument, type BsonValue, isDocument, type Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { literal } from '../text/literal.js';

const MAX_NEW_ELEMENTS = 1_500_000;

function arrayIndex(part: string): number | undefined {
  return /^(0|[1-9]\d*)$/.test(part) ? Number(part) : undefined;
}

export function readPath(document: BsonDocument, parts: readonly string[]): Maybe {
  let value: Maybe = document;
  for (const part of parts) value = child(value, part);
  return value;
}

function child(parent: Maybe, part: string): Maybe {
  if (isDocument(parent)) return parent.get(part);
  if (!Array.isArray(parent)) return undefined;
  const index = arrayIndex(part);
  return index === undefined ? undefined : parent[index];
}

function notViable(part: string, parent: BsonValue, parentName: string): CommandError {
  return new CommandError(
    'PathNotViable',
    `Cannot create field '${part}' in element {${parentName}: ${literal(parent)}}`,
  );
}

/** Sets a value, making the documents on the way. */
export function writePath(document: BsonDocument, parts: readonly string[], value: BsonValue): void {
  let parent: BsonValue = document;
  for (let position = 0; position < parts.length - 1; position++) {
    const part = parts[position] as string;
    let next = child(parent, part);
    if (next === undefined) {
      next = new Map();
      place(parent, part, next, parts[position - 1] ?? '');
    }
    parent = next;
  }
  place(parent, parts.at(-1) as string, value, parts.at(-2) ?? '');
}

function place(parent: BsonValue, part: string, value: BsonValue, parentName: string): void {
  if (isDocument(parent)) {
    parent.set(part, value);
    return;
  }
  const index = arrayIndex(part);
  if (!Array.isArray(parent) || index === undefined) throw notViable(part, parent, parentName);
  if (index - parent.length > MAX_NEW_ELEMENTS)
    throw new CommandError(2, `can't backfill more than ${MAX_NEW_ELEMENTS} elements`);
  while (parent.length < index) parent.push(null);
  parent[index] = value;
}

/** Removes a field; an element of an array becomes null, so that the others keep their places. */
export function removePath(document: BsonDocument, parts: readonly string[]): void {
  const parent = readPath(document, parts.slice(0, -1));
  const last = parts.at(-1) as string;
  if (isDocument(parent)) parent.delete(last);
  else if (Array.isArray(parent)) {
    const index = arrayIndex(last);
    if (index !== undefined && index < parent.length) parent[index] = null;
  }
}

/** A copy that can be changed without the original noticing; values that are no containers are shared. */
export function cloneValue<T extends BsonValue>(value: T): T {
  return cloneAny(value) as T;
}

function cloneAny(value: BsonValue): BsonValue {
  if (isDocument(value)) return new Map([...value].map(([key, item]) => [key, cloneAny(item)]));
  return Array.isArray(value) ? value.map(cloneAny) : value;
}

/** Inserting, updating and deleting single documents, with the limits that MongoDB sets. Runs inside a transaction. */

import { equalValues, identicalValues } from '../bson/compare.js';
import { decodeDocument } from '../bson/decode.js';
import { encodeDocument } from '../bson/encode.js';
import { BSONRegExp, type BsonDocument, type BsonValue, isDocument, ObjectId, UNDEFINED } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Row } from '../plan/scan.js';
import { isOperators } from '../query/compile.js';
import type { Collection } from '../storage/collection.js';
import { literal } from '../text/literal.js';
import { splitPath, type Update, type UpdateContext } from '../update/compile.js';
import { writePath } from '../update/paths.js';

/** Manual: "MongoDB Limits and Thresholds". */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_NESTING = 100;

export interface Stored {
  readonly raw: Buffer;
  readonly document: BsonDocument;
}

/** A document as it will be stored: with `_id`, and that in front. */
export function prepareInsert(given: Buffer | BsonDocument): Stored {
  const document = Buffer.isBuffer(given) ? decodeDocument(given) : given;
  const id = document.get('_id');
  const isFirst = document.keys().next().value === '_id';
  if (id !== undefined && isFirst && Buffer.isBuffer(given)) return checked({ raw: given, document });
  const complete: BsonDocument = new Map([['_id', id ?? new ObjectId()]]);
  for (const [key, value] of document) if (key !== '_id') complete.set(key, value);
  return checked({ raw: encodeDocument(complete), document: complete });
}

function checked(stored: Stored): Stored {
  checkId(stored.document.get('_id') as BsonValue);
  checkSize(stored);
  return stored;
}

function checkId(id: BsonValue): void {
  const what = Array.isArray(id)
    ? 'an array'
    : id instanceof BSONRegExp
      ? 'a regex'
      : id === UNDEFINED
        ? 'an undefined'
        : undefined;
  if (what) throw new CommandError('InvalidIdField', `can't use ${what} for _id`);
  if (isDocument(id) && [...id.keys()].some((key) => key.startsWith('$') && !['$ref', '$id', '$db'].includes(key)))
    throw new CommandError('DollarPrefixedFieldName', '_id fields may not contain $-prefixed fields');
}

function checkSize({ raw, document }: Stored): void {
  if (raw.length > MAX_DOCUMENT_BYTES)
    throw new CommandError(
      'BSONObjectTooLarge',
      `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}(16MB)`,
    );
  if (nestingOf(document) > MAX_NESTING)
    throw new CommandError('Overflow', `cannot insert document because it exceeds ${MAX_NESTING} levels of nesting`);
}

function nestingOf(value: BsonValue): number {
  let deepest = 0;
  if (isDocument(value) || Array.isArray(value))
    for (const child of value.values())
      if (typeof child === 'object' && child !== null) deepest = Math.max(deepest, nestingOf(child));
  return isDocument(value) || Array.isArray(value) ? deepest + 1 : 0;
}

/** Applies an update to a document that is stored; tells whether anything changed. */
export function applyUpdate(
  collection: Collection,
  row: Row,
  update: Update,
  context: UpdateContext,
): { changed: boolean; after: Stored } {
  const before = { raw: row.raw, document: row.document };
  const document = idFirst(update(row.document, context));
  const idBefore = row.document.get('_id');
  if (!identicalValues(document.get('_id'), idBefore) && !equalIds(document.get('_id'), idBefore))
    throw new CommandError(
      'ImmutableField',
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    );
  const raw = encodeDocument(document);
  const after = { raw, document };
  if (raw.equals(row.raw)) return { changed: false, after };
  checkSize(after);
  collection.replace(row.recordId, before, after);
  return { changed: true, after };
}

function equalIds(a: BsonValue | undefined, b: BsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && equalValues(a, b);
}

function idFirst(document: BsonDocument): BsonDocument {
  const id = document.get('_id');
  if (id === undefined || document.keys().next().value === '_id') return document;
  const result: BsonDocument = new Map([['_id', id]]);
  for (const [key, value] of document) if (key !== '_id') result.set(key, value);
  return result;
}

/** What an upsert starts from: the equalities of its query (manual: "Upsert with Operator Expressions"). */
function upsertSeed(query: BsonDocument): BsonDocument {
  const seed: BsonDocument = new Map();
  const set = new Set<string>();
  for (const [path, value] of equalities(query)) {
    if (set.has(path)) throw new CommandError(54, `cannot infer query fields to set, path '${path}' is matched twice`);
    set.add(path);
    writePath(seed, splitPath(path), value);
  }
  return seed;
}

function* equalities(query: BsonDocument): Generator<[string, BsonValue]> {
  for (const [key, value] of query) {
    if (key === '$and' || key === '$or') {
      const clauses = Array.isArray(value) ? value.filter(isDocument) : [];
      if (key === '$and' || clauses.length === 1) for (const clause of clauses) yield* equalities(clause);
    } else if (!key.startsWith('$')) {
      const found = equalTo(value);
      if (found !== undefined) yield [key, found];
    }
  }
}

function equalTo(value: BsonValue): BsonValue | undefined {
  if (value instanceof BSONRegExp) return undefined;
  if (!isOperators(value)) return value;
  const equal = value.get('$eq');
  if (equal !== undefined) return equal;
  for (const operator of ['$in', '$all']) {
    const operand = value.get(operator);
    if (
      Array.isArray(operand) &&
      operand.length === 1 &&
      !isOperators(operand[0] as BsonValue) &&
      !(operand[0] instanceof BSONRegExp)
    )
      return operand[0];
  }
  return undefined;
}

/** The document an upsert inserts. */
export function prepareUpsert(query: BsonDocument, update: Update, now: Date, isReplacement: boolean): Stored {
  const seed = isReplacement ? idOf(upsertSeed(query)) : upsertSeed(query);
  const document = update(seed, { positional: undefined, isInsert: true, now });
  const wanted = seed.get('_id');
  const given = document.get('_id');
  if (wanted !== undefined && given !== undefined && !equalValues(wanted, given))
    throw new CommandError(
      'ImmutableField',
      `Performing an update on the path '_id' would modify the immutable field '_id': ${literal(wanted)}`,
    );
  return prepareInsert(document);
}

function idOf(seed: BsonDocument): BsonDocument {
  const id = seed.get('_id');
  return id === undefined ? new Map() : new Map([['_id', id]]);
}

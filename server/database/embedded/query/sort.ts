/** Sort orders (manual: "Ascending/Descending Sort"): an array counts by its least element, or its greatest. */
import { type CompareStrings, compareValues } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric, type Maybe, UNDEFINED } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { literal } from '../text/literal.js';

export interface SortField {
  readonly path: string;
  readonly parts: readonly string[];
  readonly direction: 1 | -1;
}

const MAX_FIELDS = 32;

export function parseSort(sort: BsonDocument): SortField[] {
  if (sort.size > MAX_FIELDS)
    throw new CommandError('BadValue', `too many sort fields; at most ${MAX_FIELDS} are allowed`);
  return [...sort].map(([path, direction]) => {
    if (isDocument(direction))
      throw new CommandError('NotImplemented', 'Sorting by $meta is not supported by the embedded store');
    if (!isNumeric(direction))
      throw new CommandError(15974, `Illegal key in $sort specification: ${path}: ${literal(direction)}`);
    const number = toNumber(direction);
    if (number !== 1 && number !== -1)
      throw new CommandError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    const parts = path.split('.');
    if (parts.includes(''))
      throw new CommandError(path === '' ? 40352 : 15998, 'FieldPath field names may not be empty strings.');
    if (parts.some((part) => part.startsWith('$')))
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    return { path, parts, direction: number };
  });
}

export type CompareDocuments = (a: BsonDocument, b: BsonDocument) => number;

export function compareBySort(sort: readonly SortField[], compareStrings: CompareStrings): CompareDocuments {
  return (a, b) => {
    for (const field of sort) {
      const order = compareValues(
        sortValue(a, field, compareStrings),
        sortValue(b, field, compareStrings),
        compareStrings,
      );
      if (order !== 0) return order * field.direction;
    }
    return 0;
  };
}

/** The value of every field that a document is sorted by. */
export function sortKey(
  document: BsonDocument,
  sort: readonly SortField[],
  compareStrings: CompareStrings,
): BsonValue[] {
  return sort.map((field) => sortValue(document, field, compareStrings));
}

export function compareSortKeys(
  a: readonly BsonValue[],
  b: readonly BsonValue[],
  sort: readonly SortField[],
  compareStrings: CompareStrings,
): number {
  for (const [index, { direction }] of sort.entries()) {
    const order = compareValues(a[index] as BsonValue, b[index] as BsonValue, compareStrings);
    if (order !== 0) return order * direction;
  }
  return 0;
}

function sortValue(document: BsonDocument, { parts, direction }: SortField, compareStrings: CompareStrings): BsonValue {
  let best: Maybe;
  eachLeaf(document, parts, 0, (value) => {
    if (best === undefined || compareValues(value, best, compareStrings) * direction < 0) best = value;
  });
  return best ?? null;
}

/** Missing counts as null, an empty array as less than null. */
function eachLeaf(
  document: BsonDocument,
  parts: readonly string[],
  position: number,
  visit: (value: BsonValue) => void,
): void {
  const value = document.get(parts[position] as string);
  const next = position + 1;
  if (Array.isArray(value)) inArray(value, parts, next, visit);
  else if (next === parts.length) visit(value ?? null);
  else if (isDocument(value)) eachLeaf(value, parts, next, visit);
  else visit(null);
}

function inArray(
  array: readonly BsonValue[],
  parts: readonly string[],
  position: number,
  visit: (value: BsonValue) => void,
): void {
  const atEnd = position === parts.length;
  if (array.length === 0) {
    visit(atEnd ? UNDEFINED : null);
    return;
  }
  const part = parts[position];
  if (part !== undefined && /^\d+$/.test(part)) {
    const element = array[Number(part)];
    if (isDocument(element) && position + 1 < parts.length) {
      eachLeaf(element, parts, position + 1, visit);
      return;
    }
    if (position + 1 === parts.length) {
      visit(element ?? null);
      return;
    }
  }
  for (const element of array) {
    if (atEnd) visit(element);
    else if (isDocument(element)) eachLeaf(element, parts, position, visit);
    else visit(null);
  }
}

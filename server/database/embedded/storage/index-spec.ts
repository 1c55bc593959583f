/** An index as it was asked for, checked and ready for use (manual: "createIndexes", "Index Names"). */
import { compareValues, identicalValues } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, doc, isDocument, isNumeric } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compileFilter, type Filter } from '../query/compile.js';
import { literal } from '../text/literal.js';

export interface Index {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly string[];
  readonly paths: readonly (readonly string[])[];
  readonly directions: readonly (1 | -1)[];
  readonly keyPattern: BsonDocument;
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: BsonDocument | undefined;
  readonly covers: Filter | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** As listIndexes gives it back. */
  readonly spec: BsonDocument;
  /** Fields in whose way an array stood in at least one document. */
  readonly multikey: boolean[];
  /** Some key was cut or is a Decimal128 between Doubles: the order of keys is not the order of values. */
  inexact: boolean;
}

const KNOWN_OPTIONS = new Set([
  'v',
  'key',
  'name',
  'ns',
  'unique',
  'sparse',
  'background',
  'expireAfterSeconds',
  'partialFilterExpression',
]);
const PARTIAL_OPERATORS = new Set(['$eq', '$exists', '$gt', '$gte', '$lt', '$lte', '$type', '$in', '$and', '$or']);
const MAX_FIELDS = 32;
const MAX_TTL_SECONDS = 2_147_483_647;

/** Checks a specification and gives it its default name. */
export function normalizeSpec(spec: BsonDocument): BsonDocument {
  const key = spec.get('key');
  if (!isDocument(key) || key.size === 0)
    throw new CommandError('CannotCreateIndex', 'The index must have a key pattern that is not empty');
  if (key.size > MAX_FIELDS) throw new CommandError(13103, `too many compound keys; at most ${MAX_FIELDS} are allowed`);
  for (const [field, direction] of key) checkField(field, direction);
  for (const [option, value] of spec) checkOption(option, value);
  const isId = key.size === 1 && key.has('_id');
  const name =
    spec.get('name') ?? (isId ? '_id_' : [...key].map(([field, value]) => `${field}_${literal(value)}`).join('_'));
  if (typeof name !== 'string' || name === '')
    throw new CommandError('CannotCreateIndex', 'index name must be a string that is not empty');
  if (spec.get('sparse') === true && spec.has('partialFilterExpression'))
    throw new CommandError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  checkTtl(spec, key);
  const result = doc({ v: 2, key, name });
  for (const [option, value] of spec)
    if (!['v', 'key', 'name', 'ns', 'background'].includes(option)) result.set(option, value);
  return result;
}

function checkField(field: string, direction: BsonValue): void {
  if (typeof direction === 'string')
    throw new CommandError('CannotCreateIndex', `Index type '${direction}' is not supported by the embedded store`);
  if (!isNumeric(direction) || toNumber(direction) === 0 || Number.isNaN(toNumber(direction)))
    throw new CommandError(
      'CannotCreateIndex',
      `Values in v:2 index key pattern cannot be ${literal(direction)}: they must be numbers other than 0`,
    );
  if (field === '' || field.split('.').includes(''))
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty field');
  if (field.split('.').some((part) => part.startsWith('$')))
    throw new CommandError('CannotCreateIndex', `Index key contains an illegal field name: '${field}'`);
}

function checkOption(option: string, value: BsonValue): void {
  if (option === 'collation') {
    if (isDocument(value) && value.get('locale') === 'simple') return;
    throw new CommandError('CannotCreateIndex', 'Indexes with a collation are not supported by the embedded store');
  }
  if (option === 'hidden' && value === false) return;
  if (!KNOWN_OPTIONS.has(option))
    throw new CommandError(
      'InvalidIndexSpecificationOption',
      `The field '${option}' is not valid for an index specification`,
    );
  if ((option === 'unique' || option === 'sparse') && typeof value !== 'boolean' && !isNumeric(value))
    throw new CommandError('TypeMismatch', `The field '${option}' must be a boolean`);
  if (option === 'partialFilterExpression') {
    if (!isDocument(value)) throw new CommandError('TypeMismatch', 'partialFilterExpression must be a document');
    checkPartial(value);
  }
}

function checkPartial(filter: BsonDocument): void {
  for (const [key, value] of filter) {
    const supported = !key.startsWith('$') || PARTIAL_OPERATORS.has(key);
    const isFalseExists = key === '$exists' && (value === false || (isNumeric(value) && toNumber(value) === 0));
    if (!supported || isFalseExists)
      throw new CommandError('CannotCreateIndex', `unsupported expression in partial index: ${key}`);
    if (isDocument(value)) checkPartial(value);
    if (Array.isArray(value) && (key === '$and' || key === '$or'))
      for (const part of value) if (isDocument(part)) checkPartial(part);
  }
}

function checkTtl(spec: BsonDocument, key: BsonDocument): void {
  const seconds = spec.get('expireAfterSeconds');
  if (seconds === undefined) return;
  if (!isNumeric(seconds) || toNumber(seconds) < 0 || toNumber(seconds) > MAX_TTL_SECONDS)
    throw new CommandError('CannotCreateIndex', 'TTL index expireAfterSeconds must be a number from 0 to 2147483647');
  if (key.size !== 1 || key.has('_id'))
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
}

/** Makes an index of a checked specification. */
export function makeIndex(
  id: number,
  spec: BsonDocument,
  state?: { multikey: readonly boolean[]; inexact: boolean },
): Index {
  const keyPattern = spec.get('key') as BsonDocument;
  const fields = [...keyPattern.keys()];
  const isId = fields.length === 1 && fields[0] === '_id';
  const partial = spec.get('partialFilterExpression') as BsonDocument | undefined;
  const seconds = spec.get('expireAfterSeconds');
  return {
    id,
    name: spec.get('name') as string,
    fields,
    paths: fields.map((field) => field.split('.')),
    directions: [...keyPattern.values()].map((value) => (toNumber(value as number) < 0 ? -1 : 1)),
    keyPattern,
    unique: isId || truthy(spec.get('unique')),
    sparse: truthy(spec.get('sparse')),
    partial,
    covers: partial && compileFilter(partial),
    expireAfterSeconds: isNumeric(seconds) ? toNumber(seconds) : undefined,
    spec,
    multikey: fields.map((_, field) => state?.multikey[field] ?? false),
    inexact: state?.inexact ?? false,
  };
}

function truthy(value: BsonValue | undefined): boolean {
  return value === true || (isNumeric(value) && toNumber(value) !== 0);
}

/** Whether two specifications ask for the same index, their names apart. */
export function sameOptions(a: BsonDocument, b: BsonDocument): boolean {
  const options = ['unique', 'sparse', 'expireAfterSeconds', 'partialFilterExpression'];
  return options.every((option) => sameOption(a.get(option), b.get(option)));
}

function sameOption(a: BsonValue | undefined, b: BsonValue | undefined): boolean {
  const left = a === false ? undefined : a;
  const right = b === false ? undefined : b;
  if (left === undefined || right === undefined) return left === right;
  return compareValues(left, right) === 0;
}

export function sameKey(a: BsonDocument, b: BsonDocument): boolean {
  return identicalValues(directions(a), directions(b));
}

function directions(key: BsonDocument): BsonDocument {
  return new Map([...key].map(([field, value]) => [field, toNumber(value as number) < 0 ? -1 : 1]));
}

/** Update operators on arrays (manual: "Array Update Operators"). */
import { compareUtf8, compareValues, equalValues } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { BSONRegExp, type BsonDocument, type BsonValue, isDocument, isNumeric, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compileFilter, type FilterOptions, isOperators } from '../query/compile.js';
import { compareBySort, parseSort } from '../query/sort.js';
import { literal } from '../text/literal.js';
import type { ModifierInput } from './modifiers.js';
import { cloneValue, readPath, writePath } from './paths.js';

function arrayAt({ document, parts }: ModifierInput, operator: string): BsonValue[] | undefined {
  const value = readPath(document, parts);
  if (value === undefined || Array.isArray(value)) return value;
  throw new CommandError(
    'BadValue',
    `The field '${parts.join('.')}' must be an array but is of type ${typeName(value)} in document {_id: ${literal(document.get('_id') ?? null)}} (${operator})`,
  );
}

const PUSH_MODIFIERS = new Set(['$each', '$position', '$slice', '$sort']);

interface PushModifiers {
  readonly values: readonly BsonValue[];
  readonly position: number | undefined;
  readonly slice: number | undefined;
  readonly sort: BsonValue | undefined;
}

export function push(input: ModifierInput): void {
  const { values, position, slice, sort } = pushModifiers(input.operand);
  const array = arrayAt(input, '$push') ?? [];
  const at = position === undefined ? array.length : position < 0 ? Math.max(0, array.length + position) : position;
  array.splice(at, 0, ...values.map((value) => cloneValue(value)));
  if (sort !== undefined) sortElements(array, sort, input.options);
  const kept = slice === undefined ? array : slice < 0 ? array.slice(slice) : array.slice(0, slice);
  writePath(input.document, input.parts, kept);
}

function pushModifiers(operand: BsonValue): PushModifiers {
  const none = { values: [operand], position: undefined, slice: undefined, sort: undefined };
  if (!isDocument(operand) || !operand.has('$each')) return none;
  for (const key of operand.keys())
    if (!PUSH_MODIFIERS.has(key)) throw new CommandError('BadValue', `Unrecognized clause in $push: ${key}`);
  const values = operand.get('$each');
  if (!Array.isArray(values))
    throw new CommandError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${typeName(values)}`,
    );
  return {
    values,
    position: integer(operand.get('$position'), '$position'),
    slice: integer(operand.get('$slice'), '$slice'),
    sort: operand.get('$sort'),
  };
}

function integer(value: BsonValue | undefined, name: string): number | undefined {
  if (value === undefined) return undefined;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${typeName(value)}`,
    );
  return toNumber(value);
}

function sortElements(array: BsonValue[], sort: BsonValue, options: FilterOptions): void {
  const compareStrings = options.compareStrings ?? compareUtf8;
  if (isNumeric(sort)) {
    const direction = toNumber(sort);
    if (direction !== 1 && direction !== -1)
      throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1');
    array.sort((a, b) => direction * compareValues(a, b, compareStrings));
    return;
  }
  if (!isDocument(sort))
    throw new CommandError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const compare = compareBySort(parseSort(sort), compareStrings);
  const asDocument = (value: BsonValue): BsonDocument => (isDocument(value) ? value : new Map());
  array.sort((a, b) => compare(asDocument(a), asDocument(b)));
}

export function addToSet(input: ModifierInput): void {
  const { operand, options } = input;
  const each = isDocument(operand) ? operand.get('$each') : undefined;
  if (each !== undefined && !Array.isArray(each))
    throw new CommandError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`,
    );
  if (each && (operand as BsonDocument).size > 1)
    throw new CommandError('BadValue', 'Found unexpected fields after $each in $addToSet');
  const array = arrayAt(input, '$addToSet') ?? [];
  for (const value of each ?? [operand])
    if (!array.some((element) => equalValues(element, value, options.compareStrings))) array.push(cloneValue(value));
  writePath(input.document, input.parts, array);
}

export function pull(input: ModifierInput): void {
  const array = arrayAt(input, '$pull');
  if (!array) return;
  const matches = pullTest(input.operand, input.options);
  writePath(
    input.document,
    input.parts,
    array.filter((element) => !matches(element)),
  );
}

/** A document is a query on the elements; operators, a regex or a value are tested on the elements themselves. */
function pullTest(operand: BsonValue, options: FilterOptions): (element: BsonValue) => boolean {
  if (isOperators(operand) || operand instanceof BSONRegExp) {
    const filter = compileFilter(new Map([['element', operand]]), options);
    return (element) => filter(new Map([['element', element]]));
  }
  if (isDocument(operand)) {
    const filter = compileFilter(operand, options);
    return (element) => isDocument(element) && filter(element);
  }
  return (element) => equalValues(element, operand, options.compareStrings);
}

export function pullAll(input: ModifierInput): void {
  const { operand, options } = input;
  if (!Array.isArray(operand))
    throw new CommandError('BadValue', `$pullAll requires an array argument but was given a ${typeName(operand)}`);
  const array = arrayAt(input, '$pullAll');
  if (!array) return;
  const kept = array.filter((element) => !operand.some((value) => equalValues(element, value, options.compareStrings)));
  writePath(input.document, input.parts, kept);
}

export function pop(input: ModifierInput): void {
  const direction = isNumeric(input.operand) ? toNumber(input.operand) : undefined;
  if (direction !== 1 && direction !== -1)
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${literal(input.operand)}`);
  const array = readPath(input.document, input.parts);
  if (array === undefined) return;
  if (!Array.isArray(array))
    throw new CommandError(
      'TypeMismatch',
      `Path '${input.parts.join('.')}' contains an element of non-array type '${typeName(array)}'`,
    );
  writePath(input.document, input.parts, direction === 1 ? array.slice(0, -1) : array.slice(1));
}

/** What each update operator does to the value at its path. */
import { add, multiply, type Numeric } from '../bson/arithmetic.js';
import { compareUtf8, compareValues } from '../bson/compare.js';
import {
  type BsonDocument,
  type BsonValue,
  Double,
  isDocument,
  isInt32,
  isNumeric,
  Timestamp,
  typeName,
} from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { FilterOptions } from '../query/compile.js';
import { literal } from '../text/literal.js';
import { addToSet, pop, pull, pullAll, push } from './array-modifiers.js';
import type { UpdateContext } from './compile.js';
import { cloneValue, readPath, removePath, writePath } from './paths.js';

export interface ModifierInput {
  readonly document: BsonDocument;
  readonly parts: readonly string[];
  readonly operand: BsonValue;
  readonly context: UpdateContext;
  readonly options: FilterOptions;
}
export type Modifier = (input: ModifierInput) => void;

interface ModifierSpec {
  readonly apply: Modifier;
  /** Checks the operand once, before any document is looked at. */
  readonly check?: (path: string, operand: BsonValue) => BsonValue | undefined;
}

export const MODIFIERS: ReadonlyMap<string, ModifierSpec> = new Map<string, ModifierSpec>([
  ['$set', { apply: set }],
  ['$setOnInsert', { apply: (input) => input.context.isInsert && set(input) }],
  ['$unset', { apply: ({ document, parts }) => removePath(document, parts) }],
  ['$inc', { apply: arithmetic('$inc', add), check: needsNumber('increment') }],
  ['$mul', { apply: arithmetic('$mul', multiply), check: needsNumber('multiply') }],
  ['$min', { apply: extreme((order) => order < 0) }],
  ['$max', { apply: extreme((order) => order > 0) }],
  ['$rename', { apply: rename, check: checkRename }],
  ['$currentDate', { apply: currentDate, check: checkCurrentDate }],
  ['$bit', { apply: bit, check: checkBit }],
  ['$push', { apply: push }],
  ['$addToSet', { apply: addToSet }],
  ['$pull', { apply: pull }],
  ['$pullAll', { apply: pullAll }],
  ['$pop', { apply: pop }],
]);

function set({ document, parts, operand }: ModifierInput): void {
  writePath(document, parts, cloneValue(operand));
}

function needsNumber(verb: string) {
  return (path: string, operand: BsonValue): undefined => {
    if (!isNumeric(operand))
      throw new CommandError(
        'TypeMismatch',
        `Cannot ${verb} with non-numeric argument: {${path}: ${literal(operand)}}`,
      );
  };
}

function arithmetic(name: string, compute: (a: Numeric, b: Numeric) => Numeric | undefined): Modifier {
  return ({ document, parts, operand }) => {
    const before = readPath(document, parts);
    const path = parts.join('.');
    if (before === undefined) {
      writePath(document, parts, name === '$mul' ? zeroLike(operand as Numeric) : operand);
      return;
    }
    if (!isNumeric(before))
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${literal(document.get('_id') ?? null)}} has the field '${path}' of non-numeric type ${typeName(before)}`,
      );
    const result = compute(before, operand as Numeric);
    if (result === undefined)
      throw new CommandError(
        'BadValue',
        `Failed to apply ${name} operations to current value (${literal(before)}) for document {_id: ${literal(document.get('_id') ?? null)}}`,
      );
    writePath(document, parts, result);
  };
}

/** `$mul` of a missing field gives a zero of the operand's type. */
function zeroLike(operand: Numeric): BsonValue {
  if (typeof operand === 'bigint') return 0n;
  if (typeof operand === 'number' && isInt32(operand)) return 0;
  if (isNumeric(operand) && typeof operand === 'object' && !(operand instanceof Double))
    throw new CommandError('NotImplemented', 'Arithmetic on Decimal128 is not supported by the embedded store');
  return new Double(0);
}

function extreme(replaces: (order: number) => boolean): Modifier {
  return ({ document, parts, operand, options }) => {
    const before = readPath(document, parts);
    if (before === undefined || replaces(compareValues(operand, before, options.compareStrings ?? compareUtf8)))
      writePath(document, parts, cloneValue(operand));
  };
}

function checkRename(path: string, operand: BsonValue): undefined {
  if (typeof operand !== 'string')
    throw new CommandError('BadValue', `The 'to' field for $rename must be a string: ${path}: ${literal(operand)}`);
  if (operand === path)
    throw new CommandError('BadValue', `The source and target field for $rename must differ: ${path}`);
  for (const part of [path, operand])
    if (/(^|\.)\$/.test(part))
      throw new CommandError('BadValue', `The source and target field for $rename may not be dynamic: ${part}`);
}

function rename({ document, parts, operand }: ModifierInput): void {
  const target = (operand as string).split('.');
  refuseArrays(document, parts, 'source');
  refuseArrays(document, target, 'destination');
  const value = readPath(document, parts);
  if (value === undefined) return;
  removePath(document, parts);
  removePath(document, target);
  writePath(document, target, value);
}

function refuseArrays(document: BsonDocument, parts: readonly string[], which: string): void {
  for (let length = 1; length < parts.length; length++)
    if (Array.isArray(readPath(document, parts.slice(0, length))))
      throw new CommandError('BadValue', `The ${which} field cannot be an array element, '${parts.join('.')}'`);
}

function checkCurrentDate(_: string, operand: BsonValue): undefined {
  if (operand === true || operand === false) return;
  const type = isDocument(operand) && operand.size === 1 ? operand.get('$type') : undefined;
  if (type !== 'date' && type !== 'timestamp')
    throw new CommandError(
      'BadValue',
      'The only valid options for $currentDate are true/false or {$type: "timestamp"|"date"}',
    );
}

function currentDate({ document, parts, operand, context }: ModifierInput): void {
  const isTimestamp = isDocument(operand) && operand.get('$type') === 'timestamp';
  const seconds = Math.floor(context.now.getTime() / 1000);
  writePath(document, parts, isTimestamp ? Timestamp.fromBits(1, seconds) : context.now);
}

function checkBit(path: string, operand: BsonValue): undefined {
  if (!isDocument(operand) || operand.size === 0)
    throw new CommandError(
      'BadValue',
      `The $bit modifier is not compatible with ${literal(operand)}: expected {and|or|xor: <int>}`,
    );
  for (const [name, value] of operand) {
    if (!['and', 'or', 'xor'].includes(name))
      throw new CommandError('BadValue', `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`);
    if (typeof value !== 'bigint' && !(typeof value === 'number' && isInt32(value)))
      throw new CommandError(
        'BadValue',
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeName(value)}' is not supported here: {${path}: ${literal(value)}}`,
      );
  }
}

function bit({ document, parts, operand }: ModifierInput): void {
  let value: BsonValue = readPath(document, parts) ?? 0;
  for (const [name, mask] of operand as BsonDocument) {
    if (typeof value !== 'bigint' && !(typeof value === 'number' && isInt32(value)))
      throw new CommandError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type: '${parts.join('.')}' has the type ${typeName(value)}`,
      );
    const [a, b]: [bigint, bigint] = [BigInt(value), BigInt(mask as number | bigint)];
    const result: bigint = name === 'and' ? a & b : name === 'or' ? a | b : a ^ b;
    value = typeof value === 'bigint' || typeof mask === 'bigint' ? result : Number(result);
  }
  writePath(document, parts, value);
}

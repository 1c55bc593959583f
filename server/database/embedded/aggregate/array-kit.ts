/** What operators on arrays have in common. */
import { toNumber } from '../bson/decimal.js';
import { type BsonValue, isNumeric, type Maybe, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Scope } from './environment.js';
import { isNullish, type Operator, ofValue } from './operator.js';

export const MANY = { min: 0, max: Number.POSITIVE_INFINITY };

export function demandArray(value: Maybe, name: string, code = 28689): BsonValue[] {
  if (!Array.isArray(value)) throw new CommandError(code, `${name} requires an array, but got ${typeName(value)}`);
  return value;
}

export function integer(value: Maybe, name: string, code = 28690): number {
  if (!isNumeric(value) || !Number.isInteger(toNumber(value)))
    throw new CommandError(code, `${name} requires a whole number, but got ${typeName(value)}`);
  return toNumber(value);
}

export const overArray = (compute: (array: BsonValue[], scope: Scope) => Maybe, code?: number): Operator =>
  ofValue((value, scope, name) => (isNullish(value) ? null : compute(demandArray(value, name, code), scope)));

/** Manual: "Object Expression Operators". */
import { type BsonDocument, type BsonValue, isDocument, type Maybe, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { MANY, overArray } from './array-kit.js';
import { isNullish, namedOperands, type Operator, ofNamed, ofValue, ofValues } from './operator.js';

function objectToArray(value: Maybe): Maybe {
  if (isNullish(value)) return null;
  if (!isDocument(value))
    throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(value)}`);
  return [...value].map(
    ([k, v]) =>
      new Map<string, BsonValue>([
        ['k', k],
        ['v', v],
      ]),
  );
}

function arrayToObject(array: BsonValue[]): Maybe {
  const result: BsonDocument = new Map();
  for (const item of array) {
    const [key, value] = Array.isArray(item) ? item : isDocument(item) ? [item.get('k'), item.get('v')] : [];
    if (typeof key !== 'string' || value === undefined)
      throw new CommandError(40398, '$arrayToObject requires pairs of a string and a value');
    result.set(key, value);
  }
  return result;
}

export function mergeObjects(values: readonly Maybe[]): BsonDocument {
  const result: BsonDocument = new Map();
  for (const value of values) {
    if (isNullish(value)) continue;
    if (!isDocument(value))
      throw new CommandError(40400, `$mergeObjects requires object inputs, but got ${typeName(value)}`);
    for (const [key, field] of value) result.set(key, field);
  }
  return result;
}

const getField: Operator = (operand, scope) => {
  const named =
    isDocument(operand) && operand.has('field')
      ? namedOperands(operand, '$getField', { required: ['field'], optional: ['input'] })
      : undefined;
  const field = scope.compile(named ? (named.get('field') as BsonValue) : operand, scope);
  const input = scope.compile(named?.get('input') ?? '$$CURRENT', scope);
  return (environment) => {
    const name = field(environment);
    if (typeof name !== 'string')
      throw new CommandError(5654602, '$getField requires field to evaluate to type String');
    const value = input(environment);
    return isDocument(value) ? value.get(name) : isNullish(value) ? null : undefined;
  };
};

function setField(values: (name: string) => Maybe): Maybe {
  const [field, input, value] = [values('field'), values('input'), values('value')];
  if (typeof field !== 'string') throw new CommandError(4161107, '$setField requires field to evaluate to a string');
  if (isNullish(input)) return null;
  if (!isDocument(input)) throw new CommandError(4161105, '$setField requires input to evaluate to an object');
  const result = new Map(input);
  if (value === undefined) result.delete(field);
  else result.set(field, value);
  return result;
}

function mergeObjectsOf(values: readonly Maybe[]): Maybe {
  const [only] = values;
  return mergeObjects(values.length === 1 && Array.isArray(only) ? only : values);
}

export const OBJECTS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$arrayToObject', overArray(arrayToObject, 40386)],
  ['$objectToArray', ofValue(objectToArray)],
  ['$mergeObjects', ofValues(MANY, mergeObjectsOf)],
  ['$getField', getField],
  ['$setField', ofNamed({ required: ['field', 'input', 'value'] }, setField)],
  ['$unsetField', ofNamed({ required: ['field', 'input'] }, setField)],
]);

/** Ways to define an operator: by its values, or by named arguments. */
import { type BsonDocument, type BsonValue, isDocument, type Maybe, typeName, UNDEFINED } from '../bson/value.js';
import { CommandError } from '../errors.js';
import type { Environment, Evaluator, Scope } from './environment.js';

export type Operator = (operand: BsonValue, scope: Scope, name: string) => Evaluator;

/** Null, undefined or missing: most operators then give null. */
export function isNullish(value: Maybe): value is null | undefined | typeof UNDEFINED {
  return value === undefined || value === null || value === UNDEFINED;
}

export interface Arity {
  readonly min: number;
  readonly max: number;
}

/** An operator on a list of values; a single operand need not be in an array. */
export function ofValues(
  arity: Arity | number,
  compute: (values: readonly Maybe[], scope: Scope, name: string) => Maybe,
): Operator {
  const { min, max } = typeof arity === 'number' ? { min: arity, max: arity } : arity;
  return (operand, scope, name) => {
    const operands = Array.isArray(operand) ? operand : [operand];
    if (operands.length < min || operands.length > max) {
      if (min === max)
        throw new CommandError(
          16020,
          `Expression ${name} takes exactly ${min} arguments. ${operands.length} were passed in.`,
        );
      throw new CommandError(
        28667,
        `Expression ${name} takes at least ${min} arguments, and at most ${max}, but ${operands.length} were passed in.`,
      );
    }
    const items = operands.map((item) => scope.compile(item, scope));
    return (environment) =>
      compute(
        items.map((item) => item(environment)),
        scope,
        name,
      );
  };
}

/** An operator on one value. */
export function ofValue(compute: (value: Maybe, scope: Scope, name: string) => Maybe): Operator {
  return ofValues(1, ([value], scope, name) => compute(value, scope, name));
}

export type NamedValues = (name: string) => Maybe;

/** An operator whose arguments have names, all of them evaluated. */
export function ofNamed(
  fields: { readonly required: readonly string[]; readonly optional?: readonly string[] },
  compute: (values: NamedValues, scope: Scope, name: string) => Maybe,
): Operator {
  return (operand, scope, name) => {
    const given = namedOperands(operand, name, fields);
    const items = new Map([...given].map(([field, value]) => [field, scope.compile(value, scope)]));
    return (environment: Environment) => compute((field) => items.get(field)?.(environment), scope, name);
  };
}

export function namedOperands(
  operand: BsonValue,
  name: string,
  fields: { readonly required: readonly string[]; readonly optional?: readonly string[] },
): BsonDocument {
  if (!isDocument(operand))
    throw new CommandError(
      'FailedToParse',
      `${name} only supports an object as its argument, but got ${typeName(operand)}`,
    );
  for (const field of operand.keys())
    if (!fields.required.includes(field) && !fields.optional?.includes(field))
      throw new CommandError('FailedToParse', `Unrecognized argument to ${name}: ${field}`);
  for (const field of fields.required)
    if (!operand.has(field)) throw new CommandError('FailedToParse', `Missing '${field}' parameter to ${name}`);
  return operand;
}

/** Whether a value counts as true: not false, null, missing or zero. */
export function isTruthy(value: Maybe): boolean {
  if (isNullish(value) || value === false || value === 0 || value === 0n) return false;
  if (typeof value === 'object' && 'value' in value && value.value === 0) return false;
  return !(typeof value === 'object' && 'bytes' in value && /^-?0(\.0*)?(E.*)?$/.test(value.toString()));
}

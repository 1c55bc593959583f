/** Manual: "Boolean", "Comparison", "Conditional" and "Variable" expression operators. */
import { compareValues } from '../bson/compare.js';
import { type BsonValue, isDocument, type Maybe, UNDEFINED } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { checkVariableName, type Evaluator, type Scope, withNames } from './environment.js';
import { isNullish, isTruthy, namedOperands, type Operator, ofValues } from './operator.js';

/** A missing value comes before every other, as undefined does. */
export function compareMaybe(a: Maybe, b: Maybe, scope: Pick<Scope, 'compareStrings'>): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareValues(a, b, scope.compareStrings);
}

const comparison = (accepts: (order: number) => boolean): Operator =>
  ofValues(2, ([a, b], scope) => accepts(compareMaybe(a, b, scope)));

function compileAll(operand: BsonValue, scope: Scope): Evaluator[] {
  return (Array.isArray(operand) ? operand : [operand]).map((item) => scope.compile(item, scope));
}

const and: Operator = (operand, scope) => {
  const items = compileAll(operand, scope);
  return (environment) => items.every((item) => isTruthy(item(environment)));
};

const or: Operator = (operand, scope) => {
  const items = compileAll(operand, scope);
  return (environment) => items.some((item) => isTruthy(item(environment)));
};

const cond: Operator = (operand, scope) => {
  const parts = Array.isArray(operand) ? operand : undefined;
  if (parts && parts.length !== 3)
    throw new CommandError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`);
  const named = parts ? undefined : namedOperands(operand, '$cond', { required: ['if', 'then', 'else'] });
  const [test, yes, no] = (parts ?? ['if', 'then', 'else'].map((field) => named?.get(field) as BsonValue)).map((part) =>
    scope.compile(part, scope),
  ) as [Evaluator, Evaluator, Evaluator];
  return (environment) => (isTruthy(test(environment)) ? yes(environment) : no(environment));
};

const ifNull: Operator = (operand, scope) => {
  if (!Array.isArray(operand) || operand.length < 2)
    throw new CommandError(1257300, '$ifNull needs at least two arguments');
  const items = compileAll(operand, scope);
  return (environment) => {
    let value: Maybe;
    for (const item of items) {
      value = item(environment);
      if (!isNullish(value)) return value;
    }
    return value === UNDEFINED ? null : value;
  };
};

const branchFields = { required: ['case', 'then'] };

const choose: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$switch', { required: ['branches'], optional: ['default'] });
  const branches = named.get('branches');
  if (!Array.isArray(branches) || branches.length === 0)
    throw new CommandError(40068, '$switch requires at least one branch.');
  const compiled = branches.map((branch) => {
    const parts = namedOperands(branch, '$switch', branchFields);
    return {
      test: scope.compile(parts.get('case') as BsonValue, scope),
      result: scope.compile(parts.get('then') as BsonValue, scope),
    };
  });
  const otherwise = named.has('default') ? scope.compile(named.get('default') as BsonValue, scope) : undefined;
  return (environment) => {
    for (const { test, result } of compiled) if (isTruthy(test(environment))) return result(environment);
    if (!otherwise)
      throw new CommandError(
        40066,
        '$switch could not find a matching branch for an input, and no default was specified.',
      );
    return otherwise(environment);
  };
};

const letIn: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$let', { required: ['vars', 'in'] });
  const vars = named.get('vars') as BsonValue;
  if (!isDocument(vars)) throw new CommandError(16876, 'invalid parameter: expected an object (vars)');
  const variables = [...vars].map(([name, value]): [string, Evaluator] => {
    checkVariableName(name);
    return [name, scope.compile(value, scope)];
  });
  const inner = withNames(scope, [...vars.keys()]);
  const body = inner.compile(named.get('in') as BsonValue, inner);
  return (environment) => {
    const values = new Map(environment.variables);
    for (const [name, evaluate] of variables) values.set(name, evaluate(environment));
    return body({ root: environment.root, variables: values });
  };
};

export const CONDITIONALS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$and', and],
  ['$or', or],
  ['$not', ofValues(1, ([value]) => !isTruthy(value))],
  ['$cmp', ofValues(2, ([a, b], scope) => compareMaybe(a, b, scope))],
  ['$eq', comparison((order) => order === 0)],
  ['$ne', comparison((order) => order !== 0)],
  ['$gt', comparison((order) => order > 0)],
  ['$gte', comparison((order) => order >= 0)],
  ['$lt', comparison((order) => order < 0)],
  ['$lte', comparison((order) => order <= 0)],
  ['$cond', cond],
  ['$ifNull', ifNull],
  ['$switch', choose],
  ['$let', letIn],
  ['$literal', (operand) => () => operand],
  ['$const', (operand) => () => operand],
]);

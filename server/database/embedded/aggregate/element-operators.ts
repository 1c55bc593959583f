/** Manual: "$filter", "$map", "$reduce", "$sortArray": an expression, or an order, for each element of an array. */
import { compareValues } from '../bson/compare.js';
import { toNumber } from '../bson/decimal.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compareBySort, parseSort } from '../query/sort.js';
import { demandArray, integer } from './array-kit.js';
import { checkVariableName, type Evaluator, type Scope, withNames, withVariable } from './environment.js';
import { isNullish, isTruthy, namedOperands, type Operator } from './operator.js';

/** `$filter` and `$map` bind each element to a variable, `this` unless named. */
function elementScope(operand: BsonDocument, scope: Scope): { inner: Scope; variable: string } {
  const given = operand.get('as');
  if (given !== undefined && typeof given !== 'string') throw new CommandError(28649, "'as' must be a string");
  const variable = given ?? 'this';
  checkVariableName(variable);
  return { inner: withNames(scope, [variable]), variable };
}

const filter: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$filter', { required: ['input', 'cond'], optional: ['as', 'limit'] });
  const { inner, variable } = elementScope(named, scope);
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const test = inner.compile(named.get('cond') as BsonValue, inner);
  const limit = named.has('limit') ? scope.compile(named.get('limit') as BsonValue, scope) : undefined;
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    const most = limit?.(environment);
    const max = isNullish(most) ? Number.POSITIVE_INFINITY : integer(most, '$filter', 327391);
    if (max < 1) throw new CommandError(327392, `$filter: limit must be greater than 0: ${max}`);
    const kept: BsonValue[] = [];
    for (const element of demandArray(array, '$filter', 28651)) {
      if (isTruthy(test(withVariable(environment, variable, element)))) kept.push(element);
      if (kept.length >= max) break;
    }
    return kept;
  };
};

const map: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$map', { required: ['input', 'in'], optional: ['as'] });
  const { inner, variable } = elementScope(named, scope);
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const body = inner.compile(named.get('in') as BsonValue, inner);
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    return demandArray(array, '$map', 16883).map(
      (element) => body(withVariable(environment, variable, element)) ?? null,
    );
  };
};

const reduce: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$reduce', { required: ['input', 'initialValue', 'in'] });
  const inner = withNames(scope, ['this', 'value']);
  const [input, initial] = ['input', 'initialValue'].map((field) =>
    scope.compile(named.get(field) as BsonValue, scope),
  ) as [Evaluator, Evaluator];
  const body = inner.compile(named.get('in') as BsonValue, inner);
  return (environment) => {
    const array = input(environment);
    if (isNullish(array)) return null;
    let value = initial(environment);
    for (const element of demandArray(array, '$reduce', 40080))
      value = body(withVariable(withVariable(environment, 'this', element), 'value', value));
    return value;
  };
};

const sortArray: Operator = (operand, scope) => {
  const named = namedOperands(operand, '$sortArray', { required: ['input', 'sortBy'] });
  const sortBy = named.get('sortBy') as BsonValue;
  const input = scope.compile(named.get('input') as BsonValue, scope);
  const compare = elementOrder(sortBy, scope);
  return (environment) => {
    const array = input(environment);
    return isNullish(array) ? null : [...demandArray(array, '$sortArray', 2942504)].sort(compare);
  };
};

function elementOrder(sortBy: BsonValue, scope: Scope): (a: BsonValue, b: BsonValue) => number {
  if (isDocument(sortBy)) {
    const compare = compareBySort(parseSort(sortBy), scope.compareStrings);
    const asDocument = (value: BsonValue): BsonDocument => (isDocument(value) ? value : new Map());
    return (a, b) => compare(asDocument(a), asDocument(b));
  }
  const direction = isNumeric(sortBy) ? toNumber(sortBy) : 0;
  if (direction !== 1 && direction !== -1)
    throw new CommandError(2942507, '$sortArray: sortBy must be 1, -1 or a sort specification');
  return (a, b) => direction * compareValues(a, b, scope.compareStrings);
}

export const ELEMENTS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$filter', filter],
  ['$map', map],
  ['$reduce', reduce],
  ['$sortArray', sortArray],
]);

/** Expressions compiled to closures. An operator that is unknown, or not supported, is an error when it is compiled. */
import { type BsonDocument, type BsonValue, isDocument, type Maybe } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import { ARITHMETIC } from './arithmetic-operators.js';
import { ARRAYS } from './array-operators.js';
import { BITS } from './bit-operators.js';
import { CONDITIONALS } from './conditional-operators.js';
import { CONVERSIONS } from './conversion-operators.js';
import { DATES } from './date-operators.js';
import { ELEMENTS } from './element-operators.js';
import type { Environment, Evaluator, Scope } from './environment.js';
import { OBJECTS } from './object-operators.js';
import type { Operator } from './operator.js';
import { SETS } from './set-operators.js';
import { STRINGS } from './string-operators.js';
import { TRIGONOMETRY } from './trigonometry-operators.js';

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ...ARITHMETIC,
  ...ARRAYS,
  ...BITS,
  ...CONDITIONALS,
  ...CONVERSIONS,
  ...DATES,
  ...ELEMENTS,
  ...OBJECTS,
  ...SETS,
  ...STRINGS,
  ...TRIGONOMETRY,
]);

/** MongoDB has these; the store does not. */
const REFUSED = new Set([
  '$accumulator',
  '$function',
  '$meta',
  '$toHashedIndexKey',
  '$median',
  '$percentile',
  '$sampleRate',
  '$top',
  '$topN',
  '$bottom',
  '$bottomN',
  '$toUUID',
]);

export function compileExpression(expression: BsonValue, scope: Scope): Evaluator {
  if (typeof expression === 'string' && expression.startsWith('$')) return compilePath(expression, scope);
  if (Array.isArray(expression)) {
    const items = expression.map((item) => compileExpression(item, scope));
    return (environment) => items.map((item) => item(environment) ?? null);
  }
  if (isDocument(expression)) return compileDocument(expression, scope);
  return () => expression;
}

function compileDocument(expression: BsonDocument, scope: Scope): Evaluator {
  const first = expression.keys().next().value;
  if (first?.startsWith('$')) {
    if (expression.size !== 1)
      throw new CommandError(
        15983,
        `An object representing an expression must have exactly one field: ${[...expression.keys()].join(', ')}`,
      );
    return compileOperator(first, expression.get(first) as BsonValue, scope);
  }
  const fields = [...expression].map(([name, value]): [string, Evaluator] => {
    if (name.startsWith('$') || name.includes('.'))
      throw new CommandError(16410, `FieldPath field names may not start with '$' or hold '.': '${name}'`);
    return [name, compileExpression(value, scope)];
  });
  return (environment) => {
    const result: BsonDocument = new Map();
    for (const [name, evaluate] of fields) {
      const value = evaluate(environment);
      if (value !== undefined) result.set(name, value);
    }
    return result;
  };
}

function compileOperator(name: string, operand: BsonValue, scope: Scope): Evaluator {
  const operator = OPERATORS.get(name);
  if (operator) return operator(operand, scope, name);
  if (REFUSED.has(name)) throw notSupported(name);
  throw new CommandError('InvalidPipelineOperator', `Unrecognized expression '${name}'`);
}

const REMOVE: Evaluator = () => undefined;

function compilePath(path: string, scope: Scope): Evaluator {
  if (!path.startsWith('$$')) return fieldPath(path.slice(1));
  const [name = '', ...rest] = path.slice(2).split('.');
  const base = variable(name, scope);
  if (rest.length === 0) return base;
  return (environment) => valueAt(base(environment), rest, 0);
}

function variable(name: string, scope: Scope): Evaluator {
  if (scope.names.has(name)) return (environment) => environment.variables.get(name);
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (environment) => environment.root;
    case 'REMOVE':
      return REMOVE;
    case 'NOW':
      return () => scope.now;
    default:
      throw new CommandError(17276, `Use of undefined variable: ${name}`);
  }
}

function fieldPath(path: string): Evaluator {
  const parts = path.split('.');
  if (path === '') throw new CommandError(16872, "'$' by itself is not a valid FieldPath");
  if (parts.includes('')) throw new CommandError(15998, 'FieldPath field names may not be empty strings.');
  if (parts.some((part) => part.startsWith('$')))
    throw new CommandError(16410, `FieldPath field names may not start with '$'.`);
  return (environment: Environment) => valueAt(environment.root, parts, 0);
}

/** A path through an array gives an array of what it finds in the elements; what is missing is left out. */
function valueAt(value: Maybe, parts: readonly string[], position: number): Maybe {
  if (position === parts.length) return value;
  if (isDocument(value)) return valueAt(value.get(parts[position] as string), parts, position + 1);
  if (!Array.isArray(value)) return undefined;
  const found: BsonValue[] = [];
  for (const element of value) {
    const item = isDocument(element) || Array.isArray(element) ? valueAt(element, parts, position) : undefined;
    if (item !== undefined) found.push(item);
  }
  return found;
}

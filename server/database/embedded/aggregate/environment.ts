/** What an expression is evaluated in, and what it becomes (manual: "Aggregation Expressions", "Variables"). */
import { type CompareStrings, compareUtf8 } from '../bson/compare.js';
import type { BsonDocument, BsonValue, Maybe } from '../bson/value.js';
import { CommandError } from '../errors.js';

/** `$$ROOT`, `$$CURRENT` and the variables of `let`, `$let`, `$map` … */
export interface Environment {
  readonly root: BsonDocument;
  readonly variables: ReadonlyMap<string, Maybe>;
}

export type Evaluator = (environment: Environment) => Maybe;

/** What is known when an expression is compiled. */
export interface Scope {
  readonly names: ReadonlySet<string>;
  readonly compareStrings: CompareStrings;
  readonly now: Date;
  readonly compile: (expression: BsonValue, scope: Scope) => Evaluator;
}

export function withNames(scope: Scope, names: readonly string[]): Scope {
  return { ...scope, names: new Set([...scope.names, ...names]) };
}

export function withVariable(environment: Environment, name: string, value: Maybe): Environment {
  return { root: environment.root, variables: new Map(environment.variables).set(name, value) };
}

export function rootScope(
  names: readonly string[],
  compareStrings: CompareStrings | undefined,
  compile: Scope['compile'],
): Scope {
  return { names: new Set(names), compareStrings: compareStrings ?? compareUtf8, now: new Date(), compile };
}

export function checkVariableName(name: string): void {
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== 'CURRENT')
    throw new CommandError('FailedToParse', `'${name}' starts with an invalid character for a user variable name`);
}

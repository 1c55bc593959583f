import type {
  ArithmeticNode,
  ArithmeticOperator,
  BetweenNode,
  ComparisonNode,
  IfNode,
  LogicNode,
  Node,
  Span,
} from '../parse/ast.js';
import { childrenOf } from '../parse/walk.js';
import { compilePiece } from '../program.js';
import type { FeelType } from '../types.js';
import type { Environment } from './environment.js';
import { constantOf, decide, factOf, factsWhenFalse, factsWhenTrue, keyOf } from './facts.js';
import { expectBoolean, infer } from './infer.js';
import { anyType, booleanType, either, isComparable, isOpen, isOrdered } from './type-relations.js';

const D = 'date';
const DT = 'date and time';
const T = 'time';
const DAYS = 'days and time duration';
const MONTHS = 'years and months duration';
const N = 'number';

type Rule = readonly [left: FeelType['kind'], right: FeelType['kind'], result: FeelType['kind']];

/** DMN 1.5 Tables 57 and 58. */
const rules: Readonly<Record<ArithmeticOperator, readonly Rule[]>> = {
  '+': [
    [N, N, N],
    ['string', 'string', 'string'],
    [DAYS, DAYS, DAYS],
    [MONTHS, MONTHS, MONTHS],
    [D, DAYS, D],
    [D, MONTHS, D],
    [DT, DAYS, DT],
    [DT, MONTHS, DT],
    [T, DAYS, T],
    [DAYS, D, D],
    [MONTHS, D, D],
    [DAYS, DT, DT],
    [MONTHS, DT, DT],
    [DAYS, T, T],
  ],
  '-': [
    [N, N, N],
    [DAYS, DAYS, DAYS],
    [MONTHS, MONTHS, MONTHS],
    [D, DAYS, D],
    [D, MONTHS, D],
    [DT, DAYS, DT],
    [DT, MONTHS, DT],
    [T, DAYS, T],
    [D, D, DAYS],
    [DT, DT, DAYS],
    [D, DT, DAYS],
    [DT, D, DAYS],
    [T, T, DAYS],
  ],
  '*': [
    [N, N, N],
    [DAYS, N, DAYS],
    [MONTHS, N, MONTHS],
    [N, DAYS, DAYS],
    [N, MONTHS, MONTHS],
  ],
  '/': [
    [N, N, N],
    [DAYS, N, DAYS],
    [MONTHS, N, MONTHS],
    [DAYS, DAYS, N],
    [MONTHS, MONTHS, N],
  ],
  '**': [[N, N, N]],
};

export function inferArithmetic(node: ArithmeticNode, env: Environment): FeelType {
  const [left, right] = [infer(node.left, env), infer(node.right, env)];
  if (node.operator === '/' && constantOf(node.right) === 0) env.problem('DIVISION_BY_ZERO', node);
  const possible = rules[node.operator].filter(
    ([a, b]) => (isOpen(left) || left.kind === a) && (isOpen(right) || right.kind === b),
  );
  const results = new Set(possible.map(([, , result]) => result));
  if (results.size === 0)
    env.problem('WRONG_TYPE', node, { operator: node.operator, left: left.kind, right: pair(left, right) });
  const [only] = results;
  return only && results.size === 1 ? ({ kind: only } as FeelType) : anyType;
}

const pair = (left: FeelType, right: FeelType): string => `${left.kind}, ${right.kind}`;

export function inferNegation(node: Node, value: FeelType, env: Environment): FeelType {
  if (isOpen(value) || value.kind === N || value.kind === DAYS || value.kind === MONTHS) return value;
  env.problem('WRONG_TYPE', node, { operator: '-', right: value.kind });
  return anyType;
}

/** Whether two types may meet at an operator. */
export function checkComparable(
  operator: string,
  left: FeelType,
  right: FeelType,
  span: Span,
  env: Environment,
): boolean {
  const needsOrder = operator !== '=' && operator !== '!=';
  const fine = isComparable(left, right) && (!needsOrder || (isOrdered(left) && isOrdered(right)));
  if (!fine) env.problem('NOT_COMPARABLE', span, { operator, left: left.kind, right: right.kind });
  return fine;
}

export function inferComparison(node: ComparisonNode, env: Environment): FeelType {
  const [left, right] = [infer(node.left, env), infer(node.right, env)];
  if (checkComparable(node.operator, left, right, node, env)) {
    const verdict = decideComparison(node, left, right, env);
    if (verdict !== null) env.problem(verdict ? 'ALWAYS_TRUE' : 'ALWAYS_FALSE', node);
  }
  return booleanType;
}

/** Whether a comparison comes out the same whatever the variables hold. */
function decideComparison(node: ComparisonNode, left: FeelType, right: FeelType, env: Environment): boolean | null {
  const known = constantVerdict(node);
  if (known !== null) return known;
  const key = keyOf(node.left);
  if (key !== null && key === keyOf(node.right)) return ['=', '<=', '>='].includes(node.operator);
  const fact = factOf(node);
  if (!fact) return null;
  const options =
    left.kind === 'string' && left.values ? left.values : right.kind === 'string' ? right.values : undefined;
  if (options && typeof fact.bound === 'string' && !options.includes(fact.bound)) {
    if (node.operator === '=') return false;
    if (node.operator === '!=') return true;
  }
  return decide(fact, env.facts);
}

/** The value of a condition that reads no variable and no clock. */
function constantVerdict(node: Node): boolean | null {
  if (!isConstant(node)) return null;
  const { value } = compilePiece(node).evaluate({ variables: {}, now: '2000-01-01T00:00:00Z', maxSteps: 1000 });
  return typeof value === 'boolean' ? value : null;
}

function isConstant(node: Node): boolean {
  if (node.kind === 'name' || node.kind === 'function' || node.kind === 'for') return false;
  if (node.kind === 'call') {
    const isTimeless =
      node.callee.kind === 'name' && ['date', 'time', 'date and time', 'duration'].includes(node.callee.name);
    return isTimeless && node.args.every((arg) => isConstant(arg.value));
  }
  return childrenOf(node).every(isConstant);
}

export function inferBetween(node: BetweenNode, env: Environment): FeelType {
  const [value, low, high] = [infer(node.value, env), infer(node.low, env), infer(node.high, env)];
  checkComparable('between', value, low, node, env);
  checkComparable('between', value, high, node, env);
  return booleanType;
}

/** Each part is read knowing what the parts before it leave open. */
export function inferLogic(node: LogicNode, outer: Environment): FeelType {
  let env = outer;
  for (const part of node.parts) {
    expectBoolean(part, env, node.kind);
    env = env.knowing(node.kind === 'and' ? factsWhenTrue(part) : factsWhenFalse(part));
  }
  return booleanType;
}

export function inferIf(node: IfNode, env: Environment): FeelType {
  expectBoolean(node.condition, env, 'if');
  const verdict = verdictOf(node.condition, env);
  if (verdict !== null) env.problem('UNREACHABLE', verdict ? node.otherwise : node.then);
  const then = infer(node.then, env.knowing(factsWhenTrue(node.condition)));
  const otherwise = infer(node.otherwise, env.knowing(factsWhenFalse(node.condition)));
  return either(then, otherwise);
}

function verdictOf(node: Node, env: Environment): boolean | null {
  const known = constantVerdict(node);
  if (known !== null) return known;
  const fact = factOf(node);
  return fact ? decide(fact, env.facts) : null;
}

import { order } from '../evaluate/compare.js';
import { kindOf } from '../evaluate/kind.js';
import { negate } from '../number.js';
import type { Node } from '../parse/ast.js';
import { parse } from '../parse/parse.js';
import { parseTemporal } from '../temporal/parse.js';
import { FeelRange, type FeelValue } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 Table 80: relations between points and ranges. A missing bound is infinite. */
type Relation = (a: FeelRange, b: FeelRange) => boolean;

/** Thrown where two bounds have no order. */
class Incomparable {}

function strict(a: FeelValue, b: FeelValue): number {
  const result = order(a, b);
  if (result === null) throw new Incomparable();
  return result;
}

/** Order of two bounds, a missing one being beyond all: -1 for starts, 1 for ends. */
function bound(a: FeelValue, b: FeelValue, infinity: 1 | -1): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? infinity : -infinity;
  return strict(a, b);
}

/** Order of an end against a start. */
const endToStart = (end: FeelValue, start: FeelValue): number =>
  end === null ? 1 : start === null ? 1 : strict(end, start);

const point = (value: FeelValue): FeelRange =>
  value instanceof FeelRange ? value : new FeelRange(value, value, true, true);

/** Starts: where equal, the included one is the earlier. */
const startOrder = (a: FeelRange, b: FeelRange): number =>
  bound(a.start, b.start, -1) || Number(b.startIncluded) - Number(a.startIncluded);
/** Ends: where equal, the included one is the later. */
const endOrder = (a: FeelRange, b: FeelRange): number =>
  bound(a.end, b.end, 1) || Number(a.endIncluded) - Number(b.endIncluded);

const before: Relation = (a, b) => {
  const gap = endToStart(a.end, b.start);
  return gap < 0 || (gap === 0 && !(a.endIncluded && b.startIncluded));
};
const meets: Relation = (a, b) =>
  a.end !== null && b.start !== null && a.endIncluded && b.startIncluded && strict(a.end, b.start) === 0;
const apart: Relation = (a, b) => before(a, b) || before(b, a);
const overlaps: Relation = (a, b) => !apart(a, b);
/** Begins before and ends no later (Table 78): `[1..5]` overlaps before `(1..5]`. */
const overlapsBefore: Relation = (a, b) => startOrder(a, b) < 0 && endOrder(a, b) <= 0 && overlaps(a, b);
const includes: Relation = (a, b) => startOrder(a, b) <= 0 && endOrder(a, b) >= 0;
const finishes: Relation = (a, b) => endOrder(a, b) === 0 && startOrder(a, b) >= 0;
const starts: Relation = (a, b) => startOrder(a, b) === 0 && endOrder(a, b) <= 0;
const coincides: Relation = (a, b) => startOrder(a, b) === 0 && endOrder(a, b) === 0;

const swapped =
  (relation: Relation): Relation =>
  (a, b) =>
    relation(b, a);

const relate =
  (name: string, relation: Relation): Apply =>
  ([a = null, b = null], call) => {
    try {
      return relation(point(a), point(b));
    } catch (failure) {
      if (!(failure instanceof Incomparable)) throw failure;
      return fail(call, 'NOT_COMPARABLE', { operator: name, left: kindOf(a), right: kindOf(b) });
    }
  };

type Shape = 'point' | 'range';
const operand = (name: string, shape: Shape) => `${name}: ${shape === 'point' ? 'scalar' : 'range'}`;

function relation(name: string, apply: Relation, ...shapes: readonly (readonly [Shape, Shape])[]): Builtin {
  const variants = shapes.map(([a, b]) => {
    const names = [a === 'point' ? 'point' : 'range', b === 'point' ? 'point' : 'range'];
    const [first = '', second = ''] = names[0] === names[1] ? [`${names[0]}1`, `${names[1]}2`] : names;
    return [`${operand(first, a)}, ${operand(second, b)}`, relate(name, apply), 'boolean'] as const;
  });
  return define(name, ...variants);
}

const ranges = ['range', 'range'] as const;
const all = [['point', 'point'], ['point', 'range'], ['range', 'point'], ranges] as const;

export const rangeFunctions: readonly Builtin[] = [
  relation('before', before, ...all),
  relation('after', swapped(before), ...all),
  relation('meets', meets, ranges),
  relation('met by', swapped(meets), ranges),
  relation('overlaps', overlaps, ranges),
  relation('overlaps before', overlapsBefore, ranges),
  relation('overlaps after', swapped(overlapsBefore), ranges),
  relation('finishes', finishes, ['point', 'range'], ranges),
  relation('finished by', swapped(finishes), ['range', 'point'], ranges),
  relation('includes', includes, ['range', 'point'], ranges),
  relation('during', swapped(includes), ['point', 'range'], ranges),
  relation('starts', starts, ['point', 'range'], ranges),
  relation('started by', swapped(starts), ['range', 'point'], ranges),
  relation('coincides', coincides, ['point', 'point'], ranges),
  define('range', ['from: string', rangeFrom, 'range']),
];

/** `range("[1..5)")`: a range of literals (DMN 1.5 Table 71). */
function rangeFrom([text]: readonly FeelValue[], call: Call): FeelValue {
  const source = text as string;
  call.run.tick(10 + source.length, call.span);
  const bad = () => fail(call, 'BAD_VALUE', { name: 'from', value: source.slice(0, 40) });
  // A missing bound is written as nothing.
  const complete = source.replace(/^\s*([[(\]])\s*\.\./, '$1null..').replace(/\.\.\s*([\])[])\s*$/, '..null$1');
  const tree = parse(complete);
  if (!tree.ok || tree.value.kind !== 'range') return bad();
  const { start, end, startIncluded, endIncluded } = tree.value;
  const [low, high] = [literal(start), literal(end)];
  if (low === undefined || high === undefined || (low === null && high === null)) return bad();
  const made = new FeelRange(low, high, startIncluded && low !== null, endIncluded && high !== null);
  if (low !== null && high !== null && (order(low, high) ?? 1) > 0) return bad();
  return made;
}

function literal(node: Node): FeelValue | undefined {
  switch (node.kind) {
    case 'null':
      return null;
    case 'number':
    case 'string':
    case 'at':
      return node.value;
    case 'negate':
      return node.value.kind === 'number' ? negate(node.value.value) : undefined;
    case 'call': {
      const [argument] = node.args;
      const isTemporal =
        node.callee.kind === 'name' && ['date', 'time', 'date and time', 'duration'].includes(node.callee.name);
      if (!isTemporal || node.args.length !== 1 || argument?.value.kind !== 'string') return undefined;
      return parseTemporal(argument.value.value) ?? undefined;
    }
    default:
      return undefined;
  }
}

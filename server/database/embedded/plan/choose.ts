/** Which index serves a query, and which of its keys are read (manual: "Query Plans", "Use Indexes to Sort"). */
import { identicalValues } from '../bson/compare.js';
import { MAX_KEY_BYTES } from '../bson/key-string.js';
import { type BsonDocument, type BsonValue, isDocument } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { compileFilter } from '../query/compile.js';
import type { SortField } from '../query/sort.js';
import type { Index } from '../storage/index-spec.js';
import { sameKey } from '../storage/index-spec.js';
import { afterPrefix, type ByteRange, intersection, inverted, rangesOf, union, WHOLE } from './bounds.js';
import { type Predicate, predicatesOf } from './predicates.js';

export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
  /** Length of the part that is the same for all keys of the range. */
  readonly fixed: number;
}

export type Plan =
  | { readonly kind: 'collection'; readonly reverse: boolean }
  | {
      readonly kind: 'index';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly reverse: boolean;
      readonly sorted: boolean;
      /** The ranges are each sorted, and must be merged to be so together. */
      readonly merge: boolean;
      /** A document may be found more than once. */
      readonly dedupe: boolean;
      readonly boundedFields: number;
      /** At most one document can be found. */
      readonly isOneDocument: boolean;
    };

export interface PlanRequest {
  readonly query: BsonDocument;
  readonly sort: readonly SortField[];
  readonly hint?: BsonValue | undefined;
  /** A collation compares strings otherwise than an index does. */
  readonly collated?: boolean;
}

type IndexPlan = Extract<Plan, { kind: 'index' }>;

const MAX_RANGES = 1000;
const MAX_MERGED = 200;

export function choosePlan(indexes: readonly Index[], request: PlanRequest): Plan {
  const predicates = predicatesOf(request.query);
  const hinted = request.hint === undefined ? undefined : resolveHint(indexes, request.hint);
  if (hinted === 'forward' || hinted === 'backward') return { kind: 'collection', reverse: hinted === 'backward' };
  if (hinted) return planFor(hinted, predicates, request);
  let best: IndexPlan | undefined;
  let bestScore = 0;
  for (const index of indexes) {
    if (!mayServe(index, predicates)) continue;
    const plan = planFor(index, predicates, request);
    const score = scoreOf(plan, request.sort.length > 0);
    if (score > bestScore) [best, bestScore] = [plan, score];
  }
  return best ?? { kind: 'collection', reverse: false };
}

function resolveHint(indexes: readonly Index[], hint: BsonValue): Index | 'forward' | 'backward' | undefined {
  if (isDocument(hint)) {
    if (hint.size === 0) return undefined;
    if (hint.has('$natural')) return hint.get('$natural') === -1 ? 'backward' : 'forward';
  }
  const found = indexes.find((index) =>
    typeof hint === 'string' ? index.name === hint : isDocument(hint) && sameKey(index.keyPattern, hint),
  );
  if (!found)
    throw new CommandError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  return found;
}

/** A sparse or partial index serves only queries whose every answer it holds. */
function mayServe(index: Index, predicates: readonly Predicate[]): boolean {
  if (index.fields.some((field) => /(^|\.)\d+(\.|$)/.test(field))) return false;
  if (
    index.sparse &&
    !predicates.some((predicate) => index.fields.includes(predicate.path) && excludesMissing(predicate))
  )
    return false;
  return !index.partial || impliesAll(predicates, index.partial);
}

function excludesMissing({ operator, operand }: Predicate): boolean {
  switch (operator) {
    case '$eq':
    case '$gte':
    case '$lte':
      return operand !== null;
    case '$in':
      return Array.isArray(operand) && !operand.includes(null);
    case '$exists':
      return operand === true || operand === 1;
    case '$gt':
    case '$lt':
    case '$regex':
    case '$type':
      return true;
    default:
      return false;
  }
}

function impliesAll(predicates: readonly Predicate[], partial: BsonDocument): boolean {
  if ([...partial.keys()].some((key) => key.startsWith('$') && key !== '$and')) return false;
  return predicatesOf(partial).every((wanted) => predicates.some((given) => implies(given, wanted)));
}

/** Whether a document that meets `given` surely meets `wanted`. */
function implies(given: Predicate, wanted: Predicate): boolean {
  if (given.path !== wanted.path) return false;
  if (given.operator === wanted.operator && identicalValues(given.operand, wanted.operand)) return true;
  const filter = compileFilter(new Map([['v', new Map([[wanted.operator, wanted.operand]])]]));
  const holds = (value: BsonValue) => value !== null && !Array.isArray(value) && filter(new Map([['v', value]]));
  if (given.operator === '$eq') return holds(given.operand);
  if (given.operator === '$in') return Array.isArray(given.operand) && given.operand.every(holds);
  if (wanted.operator === '$exists') return excludesMissing(given);
  const isLower = ['$gt', '$gte'].includes(given.operator) && ['$gt', '$gte'].includes(wanted.operator);
  const isUpper = ['$lt', '$lte'].includes(given.operator) && ['$lt', '$lte'].includes(wanted.operator);
  return (isLower || isUpper) && holds(given.operand);
}

function planFor(index: Index, predicates: readonly Predicate[], { sort, collated = false }: PlanRequest): IndexPlan {
  const perField = fieldRanges(index, collated ? predicates.filter(isCollationFree) : predicates);
  const { ranges, points, bounded } = compose(index, perField);
  const order = collated ? undefined : sortOrder({ index, sort, ranges, perField, points });
  return {
    kind: 'index',
    index,
    ranges,
    reverse: order?.reverse ?? false,
    sorted: order !== undefined,
    merge: order?.merge ?? false,
    dedupe: index.multikey.includes(true),
    boundedFields: bounded,
    isOneDocument: index.unique && points === index.fields.length && ranges.length === 1,
  };
}

/** Numbers, ids and dates are the same under every collation. */
function isCollationFree({ operand }: Predicate): boolean {
  const items = Array.isArray(operand) ? operand : [operand];
  return items.every((item) => typeof item !== 'string' && !isDocument(item) && !Array.isArray(item));
}

/**
 * The ranges of each field. Two predicates on an array may be met by different elements, so that on such a field, and on a
 * second field of the same array, only one of them counts.
 */
function fieldRanges(index: Index, predicates: readonly Predicate[]): (readonly ByteRange[] | undefined)[] {
  let arrayUsed = false;
  return index.fields.map((field, position) => {
    const isMultikey = index.multikey[position] === true;
    if (isMultikey && arrayUsed) return undefined;
    let result: readonly ByteRange[] | undefined;
    for (const predicate of predicates) {
      if (predicate.path !== field) continue;
      const ranges = rangesOf(predicate);
      if (!ranges) continue;
      if (!result) result = ranges;
      else if (!isMultikey) result = intersection(result, ranges);
      else if (ranges.every((range) => range.isPoint) && ranges.length <= result.length) result = ranges;
    }
    if (result && isMultikey) arrayUsed = true;
    return result;
  });
}

interface Composed {
  readonly ranges: KeyRange[];
  /** How many leading fields are all points. */
  readonly points: number;
  readonly bounded: number;
}

function compose(index: Index, perField: readonly (readonly ByteRange[] | undefined)[]): Composed {
  let heads: Buffer[] = [Buffer.alloc(0)];
  let points = 0;
  for (const [position, ranges] of perField.entries()) {
    if (!ranges?.every((range) => range.isPoint) || heads.length * ranges.length > MAX_RANGES) break;
    const directed = directedRanges(index, position, ranges);
    heads = heads.flatMap((head) => directed.map(({ from }) => Buffer.concat([head, from])));
    points++;
  }
  const last = perField[points];
  const tails = last && heads.length * last.length <= MAX_RANGES ? directedRanges(index, points, last) : undefined;
  const ranges = heads.flatMap((head) =>
    (tails ?? [WHOLE]).map(({ from, to }) =>
      cutRange(Buffer.concat([head, from]), Buffer.concat([head, to]), head.length),
    ),
  );
  return { ranges, points, bounded: points + (tails ? 1 : 0) };
}

function directedRanges(index: Index, position: number, ranges: readonly ByteRange[]): ByteRange[] {
  return index.directions[position] === 1 ? [...ranges] : union(ranges.map(inverted));
}

/** Stored keys are cut at this length, so bounds are too. */
function cutRange(from: Buffer, to: Buffer, fixed: number): KeyRange {
  const end = to.length <= MAX_KEY_BYTES ? to : afterPrefix(to.subarray(0, MAX_KEY_BYTES));
  return { from: from.subarray(0, MAX_KEY_BYTES), to: end, fixed };
}

interface SortRequest {
  readonly index: Index;
  readonly sort: readonly SortField[];
  readonly ranges: readonly KeyRange[];
  readonly perField: readonly (readonly ByteRange[] | undefined)[];
  readonly points: number;
}

/** Whether reading the ranges gives the order asked for: fields fixed to one value may be skipped. */
function sortOrder({
  index,
  sort,
  ranges,
  perField,
  points,
}: SortRequest): { reverse: boolean; merge: boolean } | undefined {
  if (sort.length === 0 || index.inexact) return undefined;
  const isFixed = (field: number) => field < points && perField[field]?.length === 1 && index.multikey[field] !== true;
  const wanted = sort.filter(({ path }) => {
    const field = index.fields.indexOf(path);
    return field < 0 || !isFixed(field);
  });
  // Nothing left to sort by: any order will do.
  if (wanted.length === 0) return { reverse: false, merge: false };
  const start = index.fields.indexOf((wanted[0] as SortField).path);
  if (start < 0 || start > points) return undefined;
  let reverse: boolean | undefined;
  let field = start;
  for (const { path, direction } of wanted) {
    while (index.fields[field] !== path && isFixed(field)) field++;
    if (index.fields[field] !== path || index.multikey[field] === true) return undefined;
    const backwards = index.directions[field] !== direction;
    if (reverse !== undefined && reverse !== backwards) return undefined;
    reverse = backwards;
    field++;
  }
  return mergeOrder({ index, ranges, perField, points }, start, reverse ?? false);
}

/** Fields before the sort that take several values (`$in`) give one sorted run each. */
function mergeOrder(
  { ranges, perField, points }: Omit<SortRequest, 'sort'>,
  start: number,
  reverse: boolean,
): { reverse: boolean; merge: boolean } | undefined {
  const several = perField.slice(0, start).some((field) => (field?.length ?? 0) > 1);
  if (!several) return { reverse, merge: false };
  return start === points && ranges.length <= MAX_MERGED && perField[points] === undefined
    ? { reverse, merge: true }
    : undefined;
}

function scoreOf(plan: IndexPlan, wantsSort: boolean): number {
  const { index, ranges, boundedFields, sorted, isOneDocument } = plan;
  const sortScore = wantsSort && sorted ? 8 : 0;
  if (boundedFields === 0) return sortScore > 0 ? 2 : 0;
  const exactness = isOneDocument ? 100 : 0;
  const width = Math.min(5, Math.log2(ranges.length)) + index.fields.length * 0.01;
  return exactness + boundedFields * 10 + sortScore - width;
}

/** Shown by explain. */
export function isMultiKeyPlan(plan: Plan): boolean {
  return plan.kind === 'index' && plan.index.multikey.includes(true);
}

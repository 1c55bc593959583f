/** Finding: plan, filter, sort, skip, limit, in the order that reads least. */
import { type CompareStrings, compareUtf8 } from '../bson/compare.js';
import type { BsonDocument, BsonValue } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { choosePlan, type Plan } from '../plan/choose.js';
import { fieldsOf } from '../plan/predicates.js';
import { type Flow, type Row, type ScanCounts, scan } from '../plan/scan.js';
import { compileFilter, type Filter, type FilterOptions } from '../query/compile.js';
import { compareSortKeys, parseSort, type SortField, sortKey } from '../query/sort.js';
import type { Collection } from '../storage/collection.js';

export interface FindRequest {
  readonly query: BsonDocument;
  readonly sort?: BsonDocument | undefined;
  readonly skip?: number | undefined;
  /** 0 or nothing: no limit. */
  readonly limit?: number | undefined;
  readonly hint?: BsonValue | undefined;
  readonly compareStrings?: CompareStrings | undefined;
  readonly expression?: FilterOptions['expression'];
}

export interface FindPlan {
  readonly plan: Plan;
  readonly filter: Filter;
  readonly sort: readonly SortField[];
  readonly sortsInMemory: boolean;
}

/** `$natural` in a sort is the order of the records themselves. */
export function planFind(collection: Collection | undefined, request: FindRequest): FindPlan {
  const { query, compareStrings, expression } = request;
  const natural = request.sort?.get('$natural');
  const sort = natural === undefined ? parseSort(request.sort ?? new Map()) : [];
  const hint = natural === undefined ? request.hint : new Map([['$natural', natural]]);
  const filter = compileFilter(query, {
    ...(compareStrings && { compareStrings }),
    ...(expression && { expression }),
  });
  const plan = choosePlan(collection?.indexes ?? [], {
    query,
    sort,
    hint: collection && hint,
    collated: compareStrings !== undefined,
  });
  return { plan, filter, sort, sortsInMemory: sort.length > 0 && !(plan.kind === 'index' && plan.sorted) };
}

export function* find(
  collection: Collection | undefined,
  request: FindRequest,
  counts: ScanCounts = newCounts(),
): Flow<Row> {
  const found = planFind(collection, request);
  if (!collection) return;
  const { skip = 0, limit = 0 } = request;
  const matching = filtered(scan(collection, found.plan, counts), found.filter, fieldsOf(request.query));
  const ordered = found.sortsInMemory
    ? sorted(matching, {
        sort: found.sort,
        keep: limit > 0 ? skip + limit : undefined,
        compareStrings: request.compareStrings ?? compareUtf8,
      })
    : matching;
  yield* sliced(ordered, skip, limit);
}

export function newCounts(): ScanCounts {
  return { keysExamined: 0, docsExamined: 0 };
}

function* filtered(rows: Flow<Row>, filter: Filter, fields: ReadonlySet<string> | undefined): Flow<Row> {
  for (const row of rows) {
    if (!row) yield undefined;
    else if (filter(row.part(fields))) yield row;
  }
}

export function* sliced<T>(items: Flow<T>, skip: number, limit: number): Flow<T> {
  let position = 0;
  for (const item of items) {
    if (item === undefined) {
      yield undefined;
      continue;
    }
    if (position++ < skip) continue;
    yield item;
    if (limit > 0 && position >= skip + limit) return;
  }
}

interface SortOptions {
  readonly sort: readonly SortField[];
  /** Only the first so many are wanted. */
  readonly keep: number | undefined;
  readonly compareStrings: CompareStrings;
}

interface Sortable {
  readonly raw?: Buffer;
  readonly document: BsonDocument;
}

/** Manual: "Sort and Index Use": a blocking sort may use 100 megabytes. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;
const ASSUMED_BYTES = 1024;

/** Sorts in memory, stably. */
export function* sorted<T extends Sortable>(items: Flow<T>, { sort, keep, compareStrings }: SortOptions): Flow<T> {
  let held: { item: T; key: BsonValue[]; bytes: number }[] = [];
  let bytes = 0;
  const compare = (a: { key: BsonValue[] }, b: { key: BsonValue[] }) =>
    compareSortKeys(a.key, b.key, sort, compareStrings);
  for (const item of items) {
    if (item === undefined) {
      yield undefined;
      continue;
    }
    const size = item.raw?.length ?? ASSUMED_BYTES;
    held.push({ item, key: sortKey(item.document, sort, compareStrings), bytes: size });
    bytes += size;
    if (keep !== undefined && held.length > keep && (held.length > 2 * keep + 1000 || bytes > MAX_SORT_BYTES)) {
      held = held.sort(compare).slice(0, keep);
      bytes = held.reduce((sum, entry) => sum + entry.bytes, 0);
    }
    if (bytes > MAX_SORT_BYTES)
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Executor error during find command: Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes`,
      );
  }
  for (const { item } of held.sort(compare)) yield item;
}

/** One statement of an update: what it looks for, and what it does to what it finds. */
import { expressionFilter, pipelineUpdate } from '../aggregate/hooks.js';
import { type BsonDocument, isDocument } from '../bson/value.js';
import { compareStringsOf } from '../engine/collation.js';
import { atOnce } from '../engine/cursors.js';
import { type FindRequest, find, planFind } from '../engine/find.js';
import { applyUpdate } from '../engine/write.js';
import { CommandError } from '../errors.js';
import { type Row, scan } from '../plan/scan.js';
import type { MatchDetails } from '../query/path.js';
import type { Collection } from '../storage/collection.js';
import { compileModifiers, compileReplacement, isReplacement, type Update } from '../update/compile.js';
import { Arguments } from './arguments.js';

const UPDATE_FIELDS = new Set([
  'q',
  'u',
  'c',
  'upsert',
  'multi',
  'collation',
  'arrayFilters',
  'hint',
  'sort',
  'upsertSupplied',
]);

export interface UpdateStatement {
  readonly request: FindRequest;
  readonly update: Update;
  readonly isReplacement: boolean;
  /** The array element that the query matched, where the update asks for it: `$`. */
  readonly position: Position;
  readonly isUpsert: boolean;
  readonly isMulti: boolean;
}

export function findRequest(args: Arguments, queryField: string, variables: BsonDocument | undefined): FindRequest {
  const compareStrings = compareStringsOf(args.optionalDocument('collation'));
  return {
    query: args.document(queryField),
    hint: args.value('hint'),
    compareStrings,
    // Manual: "upsert": what is inserted cannot follow from an expression, so that `$expr` is refused.
    expression: args.flag('upsert') ? undefined : expressionFilter({ variables, compareStrings }),
  };
}

type Position = (document: BsonDocument) => number | undefined;

export interface ParsedUpdate {
  readonly update: Update;
  readonly isReplacement: boolean;
  readonly position: Position;
}

const NO_POSITION: Position = () => undefined;

/** Finding the position means running the query once more, so it is done only for updates that name it. */
function positionOf(spec: BsonDocument, request: FindRequest): Position {
  const names = [...spec.values()].flatMap((operands) => (isDocument(operands) ? [...operands.keys()] : []));
  if (!names.some((path) => path.split('.').includes('$'))) return NO_POSITION;
  const { filter } = planFind(undefined, { ...request, hint: undefined });
  return (document) => {
    const details: MatchDetails = { index: undefined };
    filter(document, details);
    return details.index;
  };
}

export function parseUpdate(
  args: Arguments,
  field: string,
  request: FindRequest,
  variables: BsonDocument | undefined,
): ParsedUpdate {
  const spec = args.value(field);
  const filters = args.optionalArray('arrayFilters');
  if (Array.isArray(spec)) {
    if (filters)
      throw new CommandError('FailedToParse', 'arrayFilters may not be specified for pipeline-style updates');
    return {
      update: pipelineUpdate(spec, { variables, compareStrings: request.compareStrings }),
      isReplacement: false,
      position: NO_POSITION,
    };
  }
  if (!isDocument(spec))
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  if (isReplacement(spec)) {
    if (filters) throw new CommandError('FailedToParse', 'arrayFilters may not be specified for a replacement');
    return { update: compileReplacement(spec), isReplacement: true, position: NO_POSITION };
  }
  const { compareStrings, expression } = request;
  const update = compileModifiers(spec, {
    ...(filters && { arrayFilters: args.documents('arrayFilters') }),
    filterOptions: { ...(compareStrings && { compareStrings }), ...(expression && { expression }) },
  });
  return { update, isReplacement: false, position: positionOf(spec, request) };
}

export function parseUpdateStatement(statement: BsonDocument, variables: BsonDocument | undefined): UpdateStatement {
  const args = new Arguments('update.updates', statement).only(UPDATE_FIELDS);
  const request = { ...findRequest(args, 'q', variables), sort: args.optionalDocument('sort') };
  const parsed = parseUpdate(args, 'u', request, variables);
  const isMulti = args.flag('multi');
  if (isMulti && parsed.isReplacement)
    throw new CommandError('FailedToParse', 'multi update is not supported for replacement-style update');
  if (isMulti && request.sort) throw new CommandError('FailedToParse', 'Cannot specify sort with multi=true');
  return { request, ...parsed, isUpsert: args.flag('upsert'), isMulti };
}

/** All matches are found before the first is changed, so that none is met twice in its new place. */
export function matchingIds(collection: Collection | undefined, request: FindRequest, isMulti: boolean): number[] {
  const limited = isMulti ? request : { ...request, limit: 1 };
  return [...atOnce(find(collection, limited))].map((row) => row.recordId);
}

export function firstMatch(collection: Collection | undefined, request: FindRequest): Row | undefined {
  const found = planFind(collection, request);
  if (!collection) return undefined;
  if (!found.sortsInMemory) {
    for (const row of scan(collection, found.plan, { keysExamined: 0, docsExamined: 0 }))
      if (row && found.filter(row.document)) return row;
    return undefined;
  }
  return [...atOnce(find(collection, { ...request, limit: 1 }))][0];
}

export interface RowUpdate {
  readonly update: Update;
  readonly position: Position;
  readonly now: Date;
}

export function updateRow(collection: Collection, row: Row, { update, position, now }: RowUpdate) {
  return applyUpdate(collection, row, update, { positional: position(row.document), isInsert: false, now });
}

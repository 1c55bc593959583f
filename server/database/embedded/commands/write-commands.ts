/** insert, update, delete, findAndModify (manual: "Query and Write Operation Commands"). */

import { compileStageExpression } from '../aggregate/hooks.js';
import { toNumber } from '../bson/decimal.js';
import { type Encodable, encodeDocument } from '../bson/encode.js';
import { type BsonDocument, type BsonValue, doc, isNumeric, RawDocument } from '../bson/value.js';
import { planFind } from '../engine/find.js';
import { prepareInsert, prepareUpsert } from '../engine/write.js';
import { CommandError } from '../errors.js';
import { Row } from '../plan/scan.js';
import { compileProjection } from '../projection/compile.js';
import type { Collection } from '../storage/collection.js';
import { Arguments } from './arguments.js';
import { type Answer, answer, type Call, type CommandSpec, target } from './call.js';
import {
  findRequest,
  firstMatch,
  matchingIds,
  parseUpdate,
  parseUpdateStatement,
  type UpdateStatement,
  updateRow,
} from './update-statement.js';

const MAX_BATCH = 100_000;

interface WriteError {
  readonly index: number;
  readonly error: CommandError;
}

/** Runs the statements of a bulk in order; an ordered bulk stops at its first failure. */
function runBulk<T>(items: readonly T[], isOrdered: boolean, write: (item: T, index: number) => void): WriteError[] {
  if (items.length === 0 || items.length > MAX_BATCH)
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${items.length} operations.`,
    );
  const errors: WriteError[] = [];
  for (const [index, item] of items.entries()) {
    try {
      write(item, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      errors.push({ index, error });
      if (isOrdered) break;
    }
  }
  return errors;
}

function bulkAnswer(counts: Readonly<Record<string, Encodable | undefined>>, errors: readonly WriteError[]): Answer {
  const writeErrors = errors.map(({ index, error }) =>
    answer({
      index,
      code: error.code,
      ...Object.fromEntries(error.extra as Map<string, BsonValue>),
      errmsg: error.message,
    }),
  );
  return answer({ ...counts, writeErrors: writeErrors.length > 0 ? (writeErrors as Encodable) : undefined, ok: 1 });
}

function isOrdered(call: Call): boolean {
  return call.args.value('ordered') === undefined || call.args.flag('ordered');
}

function insert(call: Call): Promise<Answer> {
  const { name } = target(call);
  const given = call.payload ?? call.args.documents('documents');
  return call.engine.writes.run(() => {
    const collection = call.engine.catalogue.demand(call.database, name);
    let n = 0;
    const errors = runBulk<Buffer | BsonDocument>(given, isOrdered(call), (item) => {
      const { raw, document } = prepareInsert(item);
      collection.insert(raw, document);
      n++;
    });
    return bulkAnswer({ n }, errors);
  });
}

/** A write that inserts makes its collection; one that only changes does not. */
function collectionFor(call: Call, name: string, mayInsert: boolean): Collection | undefined {
  const { catalogue } = call.engine;
  return mayInsert ? catalogue.demand(call.database, name) : catalogue.find(call.database, name);
}

interface UpdateCounts {
  n: number;
  nModified: number;
  readonly upserted: BsonValue[];
}

function runUpdate(
  collection: Collection | undefined,
  statement: UpdateStatement,
  index: number,
  counts: UpdateCounts,
): void {
  const now = new Date();
  let matched = 0;
  if (statement.isMulti && collection) {
    for (const recordId of matchingIds(collection, statement.request, true)) {
      const raw = collection.read(recordId);
      if (!raw) continue;
      matched++;
      counts.n++;
      if (updateRow(collection, new Row(recordId, raw), { ...statement, now }).changed) counts.nModified++;
    }
  } else {
    const row = firstMatch(collection, statement.request);
    if (row && collection) {
      const { changed } = updateRow(collection, row, { ...statement, now });
      matched++;
      counts.n++;
      if (changed) counts.nModified++;
    }
  }
  if (matched > 0 || !statement.isUpsert || !collection) return;
  const stored = prepareUpsert(statement.request.query, statement.update, now, statement.isReplacement);
  collection.insert(stored.raw, stored.document);
  counts.n++;
  const _id = stored.document.get('_id') as BsonValue;
  counts.upserted.push(doc({ index, _id }));
}

function update(call: Call): Promise<Answer> {
  const { name } = target(call);
  const statements = call.args.documents('updates');
  const variables = call.args.optionalDocument('let');
  return call.engine.writes.run(() => {
    const mayInsert = statements.some((statement) => statement.get('upsert') === true);
    const collection = collectionFor(call, name, mayInsert);
    const counts: UpdateCounts = { n: 0, nModified: 0, upserted: [] };
    const errors = runBulk(statements, isOrdered(call), (statement, index) =>
      runUpdate(collection, parseUpdateStatement(statement, variables), index, counts),
    );
    const upserted = counts.upserted.length > 0 ? counts.upserted : undefined;
    return bulkAnswer({ n: counts.n, nModified: counts.nModified, upserted }, errors);
  });
}

const DELETE_FIELDS = new Set(['q', 'limit', 'collation', 'hint']);

function remove(call: Call): Promise<Answer> {
  const { name, collection: existing } = target(call);
  const statements = call.args.documents('deletes');
  const variables = call.args.optionalDocument('let');
  return call.engine.writes.run(() => {
    const collection = call.engine.catalogue.find(call.database, name) ?? existing;
    let n = 0;
    const errors = runBulk(statements, isOrdered(call), (statement) => {
      const args = new Arguments('delete.deletes', statement).only(DELETE_FIELDS);
      const limit = args.value('limit');
      if (!isNumeric(limit) || ![0, 1].includes(toNumber(limit)))
        throw new CommandError('FailedToParse', 'The limit field in delete objects must be 0 or 1');
      const request = findRequest(args, 'q', variables);
      if (!collection) {
        planFind(undefined, request);
        return;
      }
      for (const recordId of matchingIds(collection, request, toNumber(limit) === 0)) {
        const raw = collection.read(recordId);
        if (!raw) continue;
        collection.remove(recordId, new Row(recordId, raw));
        n++;
      }
    });
    return bulkAnswer({ n }, errors);
  });
}

function findAndModify(call: Call): Promise<Answer> {
  const { name } = target(call);
  const { args } = call;
  const variables = args.optionalDocument('let');
  const withQuery: BsonDocument = new Map(args.values);
  withQuery.set('query', args.optionalDocument('query') ?? new Map());
  const request = {
    ...findRequest(new Arguments('findAndModify', withQuery), 'query', variables),
    sort: args.optionalDocument('sort'),
  };
  const isRemove = args.flag('remove');
  if (isRemove === args.values.has('update'))
    throw new CommandError(
      'FailedToParse',
      isRemove ? 'Cannot specify both an update and remove=true' : 'Either an update or remove=true must be specified',
    );
  if (isRemove && (args.flag('upsert') || args.flag('new')))
    throw new CommandError(
      'FailedToParse',
      "Cannot specify both upsert or new=true and remove=true; 'remove' always returns the deleted document",
    );
  const fields = args.optionalDocument('fields');
  const project =
    fields && fields.size > 0
      ? compileProjection(fields, {
          filterOptions: {},
          expression: compileStageExpression({ variables, compareStrings: request.compareStrings }),
          query: request.query,
        })
      : undefined;
  const parsed = isRemove ? undefined : parseUpdate(args, 'update', request, variables);
  return call.engine.writes.run(() => {
    const collection = collectionFor(call, name, args.flag('upsert'));
    const row = firstMatch(collection, request);
    const shown = (document: BsonDocument, raw?: Buffer): Encodable =>
      project ? new RawDocument(encodeDocument(project(document))) : new RawDocument(raw ?? encodeDocument(document));
    if (!parsed) return removeFound(collection, row, shown);
    const now = new Date();
    if (row && collection) {
      const { after } = updateRow(collection, row, { ...parsed, now });
      const value = args.flag('new') ? shown(after.document, after.raw) : shown(row.document, row.raw);
      return answer({ lastErrorObject: answer({ n: 1, updatedExisting: true }), value, ok: 1 });
    }
    if (!args.flag('upsert') || !collection)
      return answer({ lastErrorObject: answer({ n: 0, updatedExisting: false }), value: null, ok: 1 });
    const stored = prepareUpsert(request.query, parsed.update, now, parsed.isReplacement);
    collection.insert(stored.raw, stored.document);
    const upserted = stored.document.get('_id') as BsonValue;
    const lastErrorObject = answer({ n: 1, updatedExisting: false, upserted }) as Encodable;
    return answer({ lastErrorObject, value: args.flag('new') ? shown(stored.document, stored.raw) : null, ok: 1 });
  });
}

function removeFound(
  collection: Collection | undefined,
  row: Row | undefined,
  shown: (document: BsonDocument, raw: Buffer) => Encodable,
): Answer {
  if (row) collection?.remove(row.recordId, row);
  return answer({
    lastErrorObject: answer({ n: row ? 1 : 0 }),
    value: row ? shown(row.document, row.raw) : null,
    ok: 1,
  });
}

export const WRITE_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  ['insert', { fields: ['documents', 'ordered', 'bypassDocumentValidation'], run: insert }],
  ['update', { fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'], run: update }],
  ['delete', { fields: ['deletes', 'ordered', 'let'], run: remove }],
  [
    'findAndModify',
    {
      fields: [
        'query',
        'sort',
        'remove',
        'update',
        'new',
        'fields',
        'upsert',
        'bypassDocumentValidation',
        'collation',
        'arrayFilters',
        'hint',
        'let',
      ],
      run: findAndModify,
    },
  ],
]);

/** find, count, distinct, getMore, killCursors (manual: "Query and Write Operation Commands"). */
import { compileStageExpression, expressionFilter } from '../aggregate/hooks.js';
import { toNumber } from '../bson/decimal.js';
import { type Encodable, encodeDocument } from '../bson/encode.js';
import { encodeKey } from '../bson/key-string.js';
import { type BsonDocument, type BsonValue, isDocument, isNumeric, RawDocument } from '../bson/value.js';
import { compareStringsOf } from '../engine/collation.js';
import { type Batch, readBatch } from '../engine/cursors.js';
import { type FindRequest, find } from '../engine/find.js';
import { CommandError, notSupported } from '../errors.js';
import type { Flow, Row } from '../plan/scan.js';
import { compileProjection } from '../projection/compile.js';
import { type Answer, answer, type Call, type CommandSpec, target } from './call.js';

const DEFAULT_BATCH = 101;
const REFUSED_OPTIONS = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'oplogReplay'];

/** The find that a command's arguments ask for. */
export function findRequestOf(call: Call, queryField: string): FindRequest {
  const { args } = call;
  const compareStrings = compareStringsOf(args.optionalDocument('collation'));
  return {
    query: args.optionalDocument(queryField) ?? new Map(),
    sort: args.optionalDocument('sort'),
    skip: args.count('skip'),
    limit: limitOf(call),
    hint: args.value('hint'),
    compareStrings,
    expression: expressionFilter({ variables: args.optionalDocument('let'), compareStrings }),
  };
}

/** A negative limit asks for one batch only. */
function limitOf(call: Call): number | undefined {
  const value = call.args.value('limit');
  return isNumeric(value) && toNumber(value) < 0 && call.name === 'count' ? -toNumber(value) : call.args.count('limit');
}

function findDocuments(call: Call): Flow<Buffer> {
  for (const option of REFUSED_OPTIONS) if (call.args.flag(option)) throw notSupported(`find with ${option}`);
  for (const option of ['min', 'max'])
    if (call.args.optionalDocument(option)?.size) throw notSupported(`find with ${option}`);
  const { collection } = target(call);
  const request = findRequestOf(call, 'filter');
  const fields = call.args.optionalDocument('projection');
  const rows = find(collection, request);
  if (!fields || fields.size === 0) return rawDocuments(rows);
  const { compareStrings } = request;
  const project = compileProjection(fields, {
    filterOptions: compareStrings ? { compareStrings } : {},
    expression: compileStageExpression({ variables: call.args.optionalDocument('let'), compareStrings }),
    query: request.query,
  });
  return projected(rows, project);
}

function* rawDocuments(rows: Flow<Row>): Flow<Buffer> {
  for (const row of rows) yield row?.raw;
}

function* projected(rows: Flow<Row>, project: (document: BsonDocument) => BsonDocument): Flow<Buffer> {
  for (const row of rows) yield row && encodeDocument(project(row.document));
}

async function findCommand(call: Call): Promise<Answer> {
  const { name } = target(call);
  const documents = findDocuments(call);
  const limit = call.args.count('limit') ?? 0;
  const isSingle = call.args.flag('singleBatch');
  const size = call.args.count('batchSize') ?? DEFAULT_BATCH;
  return firstBatch(call, {
    namespace: `${call.database}.${name}`,
    documents,
    size: limit > 0 ? Math.min(size, limit) : size,
    isSingle,
  });
}

export interface FirstBatch {
  readonly namespace: string;
  readonly documents: Flow<Buffer>;
  readonly size: number;
  readonly isSingle?: boolean;
}

/** Answers the first batch, and keeps a cursor open if there may be more. */
export async function firstBatch(
  call: Call,
  { namespace, documents, size, isSingle = false }: FirstBatch,
): Promise<Answer> {
  const source: { documents: Flow<Buffer>; held: Buffer | undefined } = { documents, held: undefined };
  const batch = await readBatch(source, { size, deadline: call.deadline });
  let id = 0n;
  if (!isSingle && !batch.isExhausted && !isAtEnd(source)) {
    const cursor = call.engine.cursors.open(namespace, documents, call.session);
    cursor.held = source.held;
    id = cursor.id;
  }
  return answer({ cursor: answer({ firstBatch: raws(batch), id, ns: namespace }), ok: 1 });
}

/** Looks one step ahead, so that a full last batch does not leave a cursor behind. */
function isAtEnd(source: { readonly documents: Flow<Buffer>; held: Buffer | undefined }): boolean {
  if (source.held) return false;
  const next = source.documents.next();
  if (next.done) return true;
  source.held = next.value ?? undefined;
  return false;
}

function raws(batch: Batch): Encodable {
  return batch.documents.map((bytes) => new RawDocument(bytes)) as Encodable;
}

async function getMore(call: Call): Promise<Answer> {
  const id = call.args.value('getMore');
  if (typeof id !== 'bigint')
    throw new CommandError('TypeMismatch', "BSON field 'getMore.getMore' is the wrong type, expected type 'long'");
  const namespace = `${call.database}.${call.args.text('collection')}`;
  const cursor = call.engine.cursors.demand(id);
  if (cursor.namespace !== namespace)
    throw new CommandError(
      'Unauthorized',
      `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
    );
  const size = call.args.count('batchSize') || Number.POSITIVE_INFINITY;
  cursor.isBusy = true;
  try {
    const batch = await readBatch(cursor, { size, deadline: call.deadline });
    const isFinished = batch.isExhausted || isAtEnd(cursor);
    if (isFinished) call.engine.cursors.close(id);
    return answer({ cursor: answer({ nextBatch: raws(batch), id: isFinished ? 0n : id, ns: namespace }), ok: 1 });
  } catch (error) {
    call.engine.cursors.close(id);
    throw error;
  } finally {
    cursor.isBusy = false;
    cursor.lastUsedAt = Date.now();
  }
}

function killCursors(call: Call): Answer {
  const killed: BsonValue[] = [];
  const missing: BsonValue[] = [];
  for (const id of call.args.array('cursors')) {
    if (typeof id !== 'bigint')
      throw new CommandError('TypeMismatch', "BSON field 'killCursors.cursors' must hold longs");
    (call.engine.cursors.close(id) ? killed : missing).push(id);
  }
  return answer({ cursorsKilled: killed, cursorsNotFound: missing, cursorsAlive: [], cursorsUnknown: [], ok: 1 });
}

async function count(call: Call): Promise<Answer> {
  const { collection } = target(call);
  const request = findRequestOf(call, 'query');
  if (request.query.size === 0 && collection) {
    const remaining = Math.max(0, collection.state.count - (request.skip ?? 0));
    return answer({ n: request.limit ? Math.min(request.limit, remaining) : remaining, ok: 1 });
  }
  let n = 0;
  await eachRow(call, find(collection, request), () => n++);
  return answer({ n, ok: 1 });
}

/** Reads a flow to its end, with pauses for others. */
async function eachRow(call: Call, rows: Flow<Row>, visit: (row: Row) => void): Promise<void> {
  const source = { documents: visited(rows, visit), held: undefined };
  await readBatch(source, { size: Number.POSITIVE_INFINITY, deadline: call.deadline });
}

function* visited(rows: Flow<Row>, visit: (row: Row) => void): Flow<Buffer> {
  for (const row of rows) {
    if (row) visit(row);
    yield undefined;
  }
}

async function distinct(call: Call): Promise<Answer> {
  const { collection } = target(call);
  const key = call.args.text('key');
  const request = findRequestOf(call, 'query');
  const values = new Map<string, BsonValue>();
  await eachRow(call, find(collection, request), (row) => {
    for (const value of distinctValues(row.document, key.split('.'))) {
      const id = encodeKey([value]).bytes.toString('latin1');
      if (!values.has(id)) values.set(id, value);
    }
  });
  return answer({ values: [...values.values()], ok: 1 });
}

function distinctValues(value: BsonValue | undefined, parts: readonly string[]): BsonValue[] {
  const [part, ...rest] = parts;
  if (value === undefined) return [];
  if (part === undefined) return Array.isArray(value) ? value : [value];
  if (isDocument(value)) return distinctValues(value.get(part), rest);
  if (!Array.isArray(value)) return [];
  const indexed = /^\d+$/.test(part) ? distinctValues(value[Number(part)], rest) : [];
  return [...indexed, ...value.flatMap((element) => (isDocument(element) ? distinctValues(element, parts) : []))];
}

const FIND_FIELDS = [
  'filter',
  'sort',
  'projection',
  'hint',
  'skip',
  'limit',
  'batchSize',
  'singleBatch',
  'collation',
  'let',
  'min',
  'max',
  'noCursorTimeout',
  'allowDiskUse',
  'allowPartialResults',
  ...REFUSED_OPTIONS,
];

export const READ_COMMANDS: ReadonlyMap<string, CommandSpec> = new Map<string, CommandSpec>([
  ['find', { fields: FIND_FIELDS, run: findCommand }],
  ['getMore', { fields: ['collection', 'batchSize'], run: getMore }],
  ['killCursors', { fields: ['cursors'], run: killCursors }],
  ['count', { fields: ['query', 'limit', 'skip', 'hint', 'collation', 'fields'], run: count }],
  ['distinct', { fields: ['key', 'query', 'collation', 'hint'], run: distinct }],
]);

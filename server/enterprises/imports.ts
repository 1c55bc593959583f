import type { Readable } from 'node:stream';
import type { BodyOf, EnterpriseImport, routes } from '#core/contract';
import { maskIdentity } from '#core/identity';
import type { RegistryVariable } from '#core/policy';
import { checkColumns, creditCodeVariable, guessColumns, snapshotLimits } from '#core/screening';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import { limitBytes } from '../files/limit-bytes.js';
import type { Deps } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { startLabour } from '../labour/labour.js';
import { progressView } from '../labour/progress.js';
import type { Runner } from '../labour/runner.js';
import type { ImportFiles } from './import-files.js';
import type { ImportDocument } from './snapshot-documents.js';

export interface ImportServices {
  readonly deps: Deps;
  readonly files: ImportFiles;
  readonly runner: Runner;
  /** What ships with the product; an import may add to it, never change it. */
  readonly shipped: readonly RegistryVariable[];
}

/** Takes a file in and looks at its first rows. TABLE_UNREADABLE says why it is none. */
export async function uploadImport(
  { deps, files, shipped }: ImportServices,
  principal: Principal,
  { name, body }: { readonly name: string; readonly body: Readable },
): Promise<EnterpriseImport> {
  const { clock, ids, snapshots } = deps;
  const { tenantId, accountId } = principal;
  const bytes = await collect(body);
  const labour = await startLabour('read-table', { bytes });
  const looked = await labour.ask({ kind: 'peek' }).finally(() => labour.end());
  if (!looked.ok) throw new DomainError('TABLE_UNREADABLE', { reason: looked.error.code, ...looked.error.params });
  const { headers, samples } = looked.value;
  const known = [
    ...shipped,
    ...(await snapshots.columns(tenantId)).filter((column) => !shipped.some(({ name }) => name === column.name)),
  ];
  const guesses = guessColumns(headers, samples, known);
  const codeAt = guesses.find(({ column }) => column?.variable.name === creditCodeVariable)?.index;
  const now = clock.now();
  const document: ImportDocument = {
    _id: ids.newId(),
    tenantId,
    status: 'uploaded',
    fence: 0,
    takeAt: now,
    attempts: 0,
    fileName: name.normalize('NFC').split(/[\\/]/).at(-1)?.slice(-120) ?? 'table',
    bytes: bytes.length,
    headers,
    samples: samples
      .slice(0, 5)
      .map((row) => row.map((cell, index) => (cell !== null && index === codeAt ? maskIdentity(cell) : cell))),
    columns: guesses.flatMap(({ column }) => (column === null ? [] : [column])),
    newVariables: guesses.flatMap(({ column, isNew }) => (column !== null && isNew ? [column.variable.name] : [])),
    asOf: null,
    generation: null,
    rowsDone: 0,
    share: 0,
    mistakes: [],
    mistakeCount: 0,
    problem: null,
    startedBy: { accountId, name: principal.name },
    createdAt: now,
    startedAt: null,
    finishedAt: null,
  };
  // The document first: bytes that none names would never be swept up.
  await snapshots.models.imports.create(document);
  await files.write(document._id, bytes);
  return presentImport(document, now);
}

async function collect(body: Readable): Promise<Buffer> {
  const limiter = limitBytes(snapshotLimits.fileBytes);
  const pieces: Buffer[] = [];
  body.on('error', (error) => limiter.destroy(error));
  for await (const piece of body.pipe(limiter)) pieces.push(piece as Buffer);
  if (limiter.passed() === 0) throw new DomainError('FILE_EMPTY');
  return Buffer.concat(pieces);
}

/** The import, or NOT_FOUND, for another city's too. */
export async function importOf(
  { deps }: ImportServices,
  principal: Principal,
  importId: string,
): Promise<ImportDocument> {
  const { tenantId } = principal;
  const found = await deps.snapshots.models.imports.findOne({ tenantId, _id: importId }).lean<ImportDocument>();
  if (found === null) throw new DomainError('NOT_FOUND');
  return found;
}

export async function startImport(
  services: ImportServices,
  principal: Principal,
  importId: string,
  body: BodyOf<typeof routes.startEnterpriseImport>,
): Promise<EnterpriseImport> {
  const { deps, shipped, runner } = services;
  const { imports } = deps.snapshots.models;
  const found = await importOf(services, principal, importId);
  const columns = body.columns.map((column) => ({
    index: column.index,
    ...(column.moneyUnit === undefined ? {} : { moneyUnit: column.moneyUnit }),
    // What ships keeps its label and its source, whatever is sent.
    variable: shipped.find(({ name, type }) => name === column.variable.name && type === column.variable.type) ?? {
      ...plain(column.variable),
      source: column.variable.source === '' ? body.source : column.variable.source,
    },
  }));
  const problems = checkColumns(columns, shipped);
  if (problems.length > 0 || columns.some(({ index }) => index >= found.headers.length)) {
    throw new DomainError(
      'COLUMNS_INVALID',
      {},
      { issues: problems.map(({ code, ...more }) => ({ path: 'columns', code, params: { ...more } })) },
    );
  }
  const running = await imports.findOne({ tenantId: principal.tenantId, status: 'running' }, { _id: 1 }).lean();
  if (running !== null && running._id !== importId) throw new DomainError('IMPORT_RUNNING');
  const now = deps.clock.now();
  const started = await imports.updateOne(
    { tenantId: principal.tenantId, _id: importId, status: 'uploaded' },
    { $set: { status: 'running', columns, asOf: body.asOf, takeAt: now, startedAt: now } },
  );
  // A second click finds it running, and is answered the same.
  if (started.matchedCount === 0 && found.status !== 'running') {
    throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'IMPORT_OVER' });
  }
  runner.kick();
  return presentImport(await importOf(services, principal, importId), now);
}

const plain = (
  variable: BodyOf<typeof routes.startEnterpriseImport>['columns'][number]['variable'],
): RegistryVariable => {
  const { unit, values, ...rest } = variable;
  return { ...rest, ...(unit === undefined ? {} : { unit }), ...(values === undefined ? {} : { values }) };
};

export async function cancelImport(
  services: ImportServices,
  principal: Principal,
  importId: string,
): Promise<EnterpriseImport> {
  const { deps, files } = services;
  const { tenantId } = principal;
  await importOf(services, principal, importId);
  const now = deps.clock.now();
  const cancelled = await deps.snapshots.models.imports.updateOne(
    { tenantId, _id: importId, status: { $in: ['uploaded', 'running'] } },
    { $set: { status: 'cancelled', samples: [], finishedAt: now } },
  );
  const after = await importOf(services, principal, importId);
  if (cancelled.matchedCount === 0 && after.status !== 'cancelled') {
    throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'IMPORT_OVER' });
  }
  await files.drop(importId);
  return presentImport(after, now);
}

export async function listImports(
  { deps }: ImportServices,
  principal: Principal,
  query: { cursor?: string | undefined; limit: number },
) {
  const { tenantId } = principal;
  const [at, id] = query.cursor === undefined ? [] : readCursor(instantKey, query.cursor);
  const before =
    at === undefined
      ? {}
      : { $or: [{ createdAt: { $lt: new Date(at) } }, { createdAt: new Date(at), _id: { $lt: id } }] };
  const found = await deps.snapshots.models.imports
    .find({ tenantId, ...before }, { mistakes: 0, samples: 0 })
    .sort({ createdAt: -1, _id: -1 })
    .limit(query.limit + 1)
    .lean<ImportDocument[]>();
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  const now = deps.clock.now();
  return {
    items: found.slice(0, query.limit).map((document) => {
      const {
        mistakes: _mistakes,
        samples: _samples,
        ...row
      } = presentImport({ ...document, mistakes: [], samples: [] }, now);
      return row;
    }),
    nextCursor: last === undefined ? null : writeCursor([last.createdAt.toISOString(), last._id]),
  };
}

export function presentImport(document: ImportDocument, now: Date): EnterpriseImport {
  const { rowsDone, share, status, startedAt } = document;
  return {
    id: document._id,
    fileName: document.fileName,
    bytes: document.bytes,
    status,
    headers: [...document.headers],
    samples: document.samples.map((row) => [...row]),
    columns: document.columns as EnterpriseImport['columns'],
    newVariables: [...document.newVariables],
    progress: progressView({
      done: rowsDone,
      total: status === 'running' ? null : rowsDone,
      share: status === 'done' ? 1 : share,
      startedAt,
      now,
      isRunning: status === 'running',
    }),
    mistakes: document.mistakes as EnterpriseImport['mistakes'],
    mistakeCount: document.mistakeCount,
    problem: document.problem === null ? null : { code: document.problem.code, params: { ...document.problem.params } },
    startedBy: document.startedBy.name,
    createdAt: document.createdAt.toISOString(),
    finishedAt: document.finishedAt?.toISOString() ?? null,
  };
}

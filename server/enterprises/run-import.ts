import type { RowMistake } from '#core/screening';
import { snapshotLimits } from '#core/screening';
import type { Deps } from '../http/deps.js';
import { startLabour } from '../labour/labour.js';
import { createRunner, type Lease, type Runner } from '../labour/runner.js';
import type { ImportFiles } from './import-files.js';
import type { TableProblem } from './read-table.js';
import type { Generation, ImportDocument } from './snapshot-documents.js';

/** The background half of importing; see `snapshot-documents.ts` for what a crash leaves. */
export function createImportRunner(deps: Deps, files: ImportFiles): Runner {
  return createRunner<ImportDocument>({
    model: deps.snapshots.models.imports,
    clock: deps.clock,
    logger: deps.logger,
    what: 'import an enterprise snapshot',
    run: (document, lease) => runImport(deps, files, document, lease),
    failed: () => ({ status: 'failed', problem: { code: 'BROKEN', params: {} }, finishedAt: deps.clock.now() }),
  });
}

/** Reads the whole file anew: an import that broke off half way begins again, under a generation of its own. */
async function runImport(
  deps: Deps,
  files: ImportFiles,
  document: ImportDocument,
  lease: Lease<ImportDocument>,
): Promise<void> {
  const { snapshots, ids } = deps;
  const { tenantId, _id } = document;
  const former = document.generation;
  const revision = await snapshots.revision(tenantId);
  if (former !== null && (await snapshots.current(tenantId))?.id === former) {
    // The process died between the pointer and the import's own end.
    await finish(deps, files, document, lease, { status: 'done' });
    return;
  }
  const generation = ids.newId();
  // Named on the import before it exists: the sweep spares what a running import names.
  if (!(await lease.save({ generation, rowsDone: 0, share: 0 }))) return;
  await snapshots.begin(tenantId, generation);
  if (former !== null) await snapshots.drop(tenantId, former);
  const loaded = await load(deps, files, { document, lease, generation });
  if (loaded === 'stopped') {
    await snapshots.drop(tenantId, generation);
    return;
  }
  const outcome = await conclude(deps, { document, generation, loaded, revision });
  if (outcome.status !== 'done') await snapshots.drop(tenantId, generation);
  await finish(deps, files, document, lease, outcome);
  if (outcome.status !== 'done') return;
  await deps.audit.record({
    tenantId,
    actor: document.startedBy,
    action: 'snapshot-imported',
    target: _id,
    detail: { file: document.fileName, rows: loaded.rows, asOf: document.asOf ?? '' },
  });
}

interface Loaded {
  readonly rows: number;
  readonly kept: number;
  readonly chunks: number;
  readonly mistakes: readonly RowMistake[];
  readonly mistakeCount: number;
  readonly problem: TableProblem | null;
}

async function load(
  deps: Deps,
  files: ImportFiles,
  { document, lease, generation }: { document: ImportDocument; lease: Lease<ImportDocument>; generation: string },
): Promise<Loaded | 'stopped'> {
  const { snapshots } = deps;
  const { tenantId, columns } = document;
  const labour = await startLabour('read-table', { bytes: await files.read(document._id) });
  const mistakes: RowMistake[] = [];
  let [rows, kept, chunks, mistakeCount] = [0, 0, 0, 0];
  try {
    let asked = labour.ask({ kind: 'next', columns });
    for (;;) {
      const read = await asked;
      if (!read.ok) return { rows, kept, chunks, mistakes, mistakeCount, problem: read.error };
      const { chunk } = read.value;
      if (chunk === null) return { rows, kept, chunks, mistakes, mistakeCount, problem: null };
      // The thread reads on while this chunk is written.
      asked = labour.ask({ kind: 'next', columns });
      asked.catch(() => undefined);
      rows = read.value.rows;
      mistakeCount = read.value.mistakeCount;
      mistakes.push(...read.value.mistakes.slice(0, snapshotLimits.mistakes - mistakes.length));
      // One mistake, and nothing of the file is taken over: what follows is only checked.
      if (mistakeCount === 0 && chunk.count > 0) {
        await snapshots.addChunk(tenantId, generation, { n: chunks, before: kept }, chunk);
        chunks += 1;
        kept += chunk.count;
      }
      const goesOn = await lease.save({ rowsDone: rows, share: read.value.share, mistakeCount });
      if (!goesOn || lease.isStopping()) return 'stopped';
    }
  } finally {
    await labour.end();
  }
}

async function conclude(
  deps: Deps,
  given: { document: ImportDocument; generation: string; loaded: Loaded; revision: number },
): Promise<Partial<ImportDocument> & Pick<ImportDocument, 'status'>> {
  const { document, generation, loaded, revision } = given;
  const { rows, kept, chunks, mistakes, mistakeCount, problem } = loaded;
  const counted = { rowsDone: rows, mistakes, mistakeCount };
  if (problem !== null) return { status: 'failed', problem, ...counted };
  if (mistakeCount > 0) return { status: 'refused', ...counted };
  if (kept === 0) return { status: 'failed', problem: { code: 'NO_ROWS', params: {} }, ...counted };
  const whole: Generation = {
    id: generation,
    columns: document.columns.map(({ variable }) => variable),
    rows: kept,
    chunks,
    asOf: document.asOf ?? '',
    importedAt: deps.clock.now(),
    importedBy: document.startedBy.name,
    fileName: document.fileName,
  };
  if (await deps.snapshots.publish(document.tenantId, whole, revision)) return { status: 'done', share: 1, ...counted };
  return { status: 'failed', problem: { code: 'OVERTAKEN', params: {} }, ...counted };
}

async function finish(
  deps: Deps,
  files: ImportFiles,
  document: ImportDocument,
  lease: Lease<ImportDocument>,
  outcome: Partial<ImportDocument>,
): Promise<void> {
  await lease.save({ ...outcome, samples: [], finishedAt: deps.clock.now() });
  await files.drop(document._id);
}

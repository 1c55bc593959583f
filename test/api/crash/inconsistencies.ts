import type { Connection } from 'mongoose';
import { chainHash, replay } from '#core/flow';
import type { CaseDocument, OutboxEntry } from '#server/cases/case-document';
import { firstHash, type HistoryDocument, isUntouched } from '#server/cases/history';
import type { DraftDocument } from '#server/drafts/draft-document';
import type { JobDocument } from '#server/jobs/job-document';
import { canonicalJson, sha256 } from '#server/numbers/derived-id';
import type { PayoutDocument } from '#server/payouts/payout-document';
import type { TaskDocument } from '#server/tasks/task-document';

type Entry = HistoryDocument | OutboxEntry;

/** Everything that must agree with the cases, read from the collections themselves. */
async function readAll(database: Connection) {
  const all = async <T>(name: string): Promise<T[]> => (await database.collection(name).find({}).toArray()) as T[];
  const [cases, tasks, history, drafts, jobs, payouts] = await Promise.all([
    all<CaseDocument>('cases'),
    all<TaskDocument>('tasks'),
    all<HistoryDocument>('caseHistory'),
    all<DraftDocument>('drafts'),
    all<JobDocument>('jobs'),
    all<PayoutDocument>('payouts'),
  ]);
  const ids = async (name: string, field: string) =>
    new Set((await database.collection(name).find({}).toArray()).map((document) => String(document[field])));
  const [records, stored, chunks] = await Promise.all([
    ids('fileRecords', '_id'),
    ids('files.files', '_id'),
    ids('files.chunks', 'files_id'),
  ]);
  return { cases, tasks, history, drafts, jobs, payouts, records, stored, chunks };
}
type All = Awaited<ReturnType<typeof readAll>>;

/**
 * What does not fit together in the data. `as-it-died`: right after the process ended, when entries may wait in outboxes.
 * `swept`: nothing waits any more, and every projection must show what its case says.
 */
export async function inconsistenciesIn(database: Connection, state: 'as-it-died' | 'swept'): Promise<string[]> {
  const all = await readAll(database);
  const numbers = new Set(all.cases.map(({ number }) => number));
  const problems = numbers.size === all.cases.length ? [] : ['two cases have one number'];
  for (const one of all.cases) {
    const found = [...historyProblems(one, all), ...(state === 'swept' ? projectionProblems(one, all) : [])];
    problems.push(...found.map((problem) => `${one._id}: ${problem}`));
  }
  if (state === 'swept') problems.push(...strays(all));
  for (const id of [...all.stored, ...all.chunks]) {
    if (!all.records.has(id)) problems.push(`bytes of file ${id} have no record, so that nothing would sweep them up`);
  }
  return problems;
}

/** History and outbox together: no gaps, an unbroken chain, and the state that replaying gives. */
function historyProblems(one: CaseDocument, all: All): string[] {
  const bySeq = new Map<number, Entry>();
  for (const entry of [...one.outbox, ...all.history.filter(({ caseId }) => caseId === one._id)]) {
    bySeq.set(entry.seq, entry);
  }
  const entries = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const problems: string[] = [];
  const seqs = entries.map(({ seq }) => seq);
  if (seqs.some((seq, index) => seq !== index + 1) || entries.length !== one.seq) {
    problems.push(`has seq ${one.seq}, but its history is ${seqs.join(', ')}`);
  }
  if (new Set(entries.map(({ commandId }) => commandId)).size !== entries.length) {
    problems.push('one command is in its history twice');
  }
  let previous = firstHash;
  for (const entry of entries) {
    if (!isUntouched(entry as HistoryDocument)) problems.push(`entry ${entry.seq} does not say what was sealed`);
    if (chainHash(previous, { seq: entry.seq, digest: entry.digest }, sha256) !== entry.hash) {
      problems.push(`the chain breaks at entry ${entry.seq}`);
    }
    previous = entry.hash;
  }
  if (previous !== one.lastHash) problems.push('its last hash is not that of its last entry');
  const replayed = replay(entries.flatMap(({ events }) => events));
  if (canonicalJson(replayed) !== canonicalJson(one.flow)) problems.push('replaying its history gives another state');
  return problems;
}

function projectionProblems(one: CaseDocument, all: All): string[] {
  const problems: string[] = [];
  if (one.outbox.length > 0) problems.push(`${one.outbox.length} entries are left in its outbox`);
  if (one.outboxSince !== undefined) problems.push('it says that an entry waits, but none does');
  const differ = (what: string, inState: readonly string[], found: readonly string[]) => {
    const [expected, actual] = [[...inState].sort().join(', '), [...found].sort().join(', ')];
    if (expected !== actual) problems.push(`${what}: expected [${expected}], but [${actual}]`);
  };
  const mine = <T extends { readonly caseId: string }>(documents: readonly T[]) =>
    documents.filter(({ caseId }) => caseId === one._id);
  const open = ['open', 'claimed', 'suspended'];
  const taskLine = (task: { status: string; claimedBy: string | null }, id: string) =>
    `${id} ${task.status} ${task.claimedBy ?? 'nobody'}`;
  const inState = Object.values(one.flow.tasks).map((task) => taskLine(task, task.id));
  differ(
    'current steps',
    inState,
    one.currentSteps.map((step) => taskLine(step, step.taskId)),
  );
  differ(
    'open tasks',
    inState,
    mine(all.tasks)
      .filter(({ status }) => open.includes(status))
      .map((task) => taskLine(task, task.taskId)),
  );
  differ(
    'waiting jobs',
    [
      ...Object.values(one.flow.timers).flatMap((timer) => (timer.banked === undefined ? [timer.id] : [])),
      ...Object.keys(one.flow.jobs),
    ],
    mine(all.jobs)
      .filter(({ status }) => status === 'waiting')
      .map(({ jobId }) => jobId),
  );
  differ(
    'payment',
    one.payment === null ? [] : [`${one.payment.status} ${one.payment.attempts}`],
    mine(all.payouts).map(({ status, attempts }) => `${status} ${attempts}`),
  );
  const draft = all.drafts.find(({ _id }) => _id === one.draftId);
  if (draft?.caseId !== one._id || draft.openKey !== undefined)
    problems.push('its draft does not know that it is filed');
  return problems;
}

/** Projections and drafts whose case does not exist. */
function strays(all: All): string[] {
  const known = new Set(all.cases.map(({ _id }) => _id));
  const named = [...all.tasks, ...all.history, ...all.jobs, ...all.payouts].map(({ _id, caseId }) => [_id, caseId]);
  const filed = all.drafts.flatMap(({ _id, caseId }) => (caseId === null ? [] : [[_id, caseId]]));
  return [...named, ...filed].flatMap(([id, caseId = '']) => (known.has(caseId) ? [] : [`${id} belongs to no case`]));
}

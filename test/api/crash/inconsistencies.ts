import type { Connection } from 'mongoose';
import type { AwardLedgerDocument } from '#server/awards/award-document';
import type { CaseDocument } from '#server/cases/case-document';
import type { HistoryDocument } from '#server/cases/history';
import { verifyHistory } from '#server/cases/verify-history';
import type { DraftDocument } from '#server/drafts/draft-document';
import type { IncidentDocument } from '#server/incidents/incident-document';
import type { JobDocument } from '#server/jobs/job-document';
import { canonicalJson } from '#server/numbers/derived-id';
import type { PayoutDocument } from '#server/payouts/payout-document';
import type { SubscriptionDocument } from '#server/subscriptions/subscription-document';
import type { TaskDocument } from '#server/tasks/task-document';

/** Everything that must agree with the cases, read from the collections themselves. */
async function readAll(database: Connection) {
  const all = async <T>(name: string): Promise<T[]> => (await database.collection(name).find({}).toArray()) as T[];
  const [cases, tasks, history, drafts, jobs, payouts, subscriptions, incidents, ledgers] = await Promise.all([
    all<CaseDocument>('cases'),
    all<TaskDocument>('tasks'),
    all<HistoryDocument>('caseHistory'),
    all<DraftDocument>('drafts'),
    all<JobDocument>('jobs'),
    all<PayoutDocument>('payouts'),
    all<SubscriptionDocument>('subscriptions'),
    all<IncidentDocument>('incidents'),
    all<AwardLedgerDocument>('awardLedgers'),
  ]);
  const ids = async (name: string, field: string) =>
    new Set((await database.collection(name).find({}).toArray()).map((document) => String(document[field])));
  const [records, stored, chunks] = await Promise.all([
    ids('fileRecords', '_id'),
    ids('files.files', '_id'),
    ids('files.chunks', 'files_id'),
  ]);
  return { cases, ledgers, tasks, history, drafts, jobs, payouts, subscriptions, incidents, records, stored, chunks };
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

/** What the server itself finds (`verifyHistory`), and that no command happened twice. */
function historyProblems(one: CaseDocument, all: All): string[] {
  const history = all.history.filter(({ caseId }) => caseId === one._id);
  const { fault } = verifyHistory(one, history);
  const problems = fault === null ? [] : [`entry ${fault.seq} of its history is ${fault.kind}`];
  const commands = new Map([...one.outbox, ...history].map(({ seq, commandId }) => [seq, commandId]));
  if (new Set(commands.values()).size !== commands.size) problems.push('one command is in its history twice');
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
      .filter(({ status, kind }) => status === 'waiting' && (kind === 'timer' || kind === 'service'))
      .map(({ jobId }) => jobId),
  );
  differ(
    'open waits',
    Object.keys(one.flow.subscriptions),
    mine(all.subscriptions).flatMap(({ status, subscriptionId }) => (status === 'open' ? [subscriptionId] : [])),
  );
  differ(
    'open incidents',
    Object.keys(one.flow.incidents),
    mine(all.incidents).flatMap(({ status, incidentId }) => (status === 'open' ? [incidentId] : [])),
  );
  differ(
    'payment',
    one.payment === null ? [] : [`${one.payment.status} ${one.payment.attempts}`],
    mine(all.payouts).map(({ status, attempts }) => `${status} ${attempts}`),
  );
  // A claim of a command that died may be left in the ledger; what the case took up must be in it as the case says.
  const inLedger = all.ledgers
    .flatMap(({ entries }) => entries)
    .flatMap(({ caseId, award }) => (caseId === one._id && award !== null ? [award] : []));
  differ(
    'award',
    one.award === null ? [] : [canonicalJson(one.award)],
    inLedger.map((award) => canonicalJson(award)),
  );
  const draft = all.drafts.find(({ _id }) => _id === one.draftId);
  if (draft?.caseId !== one._id || draft.openKey !== undefined)
    problems.push('its draft does not know that it is filed');
  return problems;
}

/** Projections and drafts whose case does not exist. */
function strays(all: All): string[] {
  const known = new Set(all.cases.map(({ _id }) => _id));
  const named = [...all.tasks, ...all.history, ...all.jobs, ...all.payouts, ...all.subscriptions, ...all.incidents].map(
    ({ _id, caseId }) => [_id, caseId],
  );
  const filed = all.drafts.flatMap(({ _id, caseId }) => (caseId === null ? [] : [[_id, caseId]]));
  return [...named, ...filed].flatMap(([id, caseId = '']) =>
    caseId === '' || known.has(caseId) ? [] : [`${id} belongs to no case`],
  );
}

import { randomUUID } from 'node:crypto';
import { pdf, smartFactoryAnswers } from '../business-kit.js';
import { type Answer, type Client, LostAnswer } from './client.js';
import type { Ledger } from './ledger.js';
import type { SeededRandom } from './seeded-random.js';

/** Somebody who works on until the answer does not come, and goes on where they were once the server is back. */
export interface Person {
  readonly client: Client;
  /** One piece of work; throws `LostAnswer`. */
  work(): Promise<void>;
  /** Sends again what got no answer. */
  resume(): Promise<void>;
}

/** Somebody who sends commands keeps the one under way, and sends it again under the same key when its answer got lost. */
function commands(client: Client, ledger: Ledger) {
  let pending: { path: string; body: object; key: string; done: (answer: Answer) => void } | null = null;
  const deliver = async () => {
    if (pending === null) return;
    const { path, body, key, done } = pending;
    try {
      const answer = await client.send('POST', path, body, key);
      pending = null;
      if (answer.status < 300) {
        ledger.repeatable.push({ login: client.account.login, path, key, body, answer: answer.body });
      }
      if (answer.status >= 500) ledger.faults.push(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      done(answer);
    } catch (error) {
      if (error instanceof LostAnswer) ledger.lost += 1;
      throw error;
    }
  };
  return {
    async send(path: string, body: object, key: string, done: (answer: Answer) => void) {
      pending = { path, body, key, done };
      await deliver();
    },
    async resume() {
      if (pending !== null) ledger.resent += 1;
      await deliver();
    },
  };
}

const fault = (ledger: Ledger, what: string, answer: Answer) =>
  ledger.faults.push(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);

/** Applies again and again: draft, file, answers, submit. */
export function applicant(client: Client, ledger: Ledger, policyId: string, creditCode: string): Person {
  const outbound = commands(client, ledger);
  const { account } = client;
  let draftId: string | null = null;
  let isFilled = false;

  const begin = () =>
    outbound.send('/api/drafts', { policyId, applicantId: account.applicantId }, randomUUID(), (answer) => {
      if (answer.status !== 201) fault(ledger, 'createDraft', answer);
      else draftId = answer.body.id;
    });
  const fill = async (id: string) => {
    const photo = await client.send('POST', '/api/files?name=photo.pdf', pdf);
    // Read first: an earlier save may have happened without an answer.
    const draft = await client.get(`/api/drafts/${id}`);
    const data = smartFactoryAnswers(account.name, creditCode, photo.body);
    const saved = await client.send('PUT', `/api/drafts/${id}`, { revision: draft.body.revision, data });
    if (saved.status !== 200) fault(ledger, 'saveDraft', saved);
    isFilled = saved.status === 200;
  };
  const submit = async (id: string) => {
    const draft = await client.get(`/api/drafts/${id}`);
    const body = { revision: draft.body.revision };
    await outbound.send(`/api/drafts/${id}/submit`, body, randomUUID(), (answer) => {
      if (answer.status !== 201) fault(ledger, 'submitDraft', answer);
      else ledger.submitted.set(id, answer.body);
      draftId = null;
      isFilled = false;
    });
  };
  return {
    client,
    work: () => (draftId === null ? begin() : isFilled ? submit(draftId) : fill(draftId)),
    resume: outbound.resume,
  };
}

/** Takes open steps as they come and decides them, mostly in the applicant's favour. */
export function official(client: Client, ledger: Ledger, random: SeededRandom): Person {
  const outbound = commands(client, ledger);
  return {
    client,
    resume: outbound.resume,
    async work() {
      const open = await client.get('/api/tasks?list=open&limit=10');
      const row = random.pick(open.body.items as { id: string; caseId: string; stepKind: string }[]);
      if (row === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        return;
      }
      const { body } = await client.get(`/api/cases/${row.caseId}`);
      // Somebody else may have been faster, or these duties may be apart.
      if (body.task?.id !== row.id || !body.task.actions.some((action: string) => action === 'claim')) return;
      const commandId = randomUUID();
      const decision = decide(body.task, body.requestedAmountFen, random);
      await outbound.send(`/api/tasks/${row.id}/decide`, { commandId, ...decision }, randomUUID(), (answer) => {
        if (answer.status === 200) ledger.decided.set(commandId, { caseId: row.caseId });
        else if ([403, 404, 409].includes(answer.status)) ledger.refused.add(commandId);
        else fault(ledger, `decide ${row.stepKind}`, answer);
      });
    },
  };
}

interface TaskView {
  readonly actions: readonly string[];
  readonly reviewPoints: readonly string[];
  readonly grantsAmount: boolean;
}

function decide(task: TaskView, requestedFen: number, random: SeededRandom): object {
  const luck = random.between(1, 100);
  if (task.actions.includes('pay')) {
    return luck <= 20
      ? { decision: 'payment-failed', reason: '账号有误' }
      : { decision: 'paid', voucherNumber: `PZ-${luck}`, paidOn: '2026-11-18' };
  }
  if (luck <= 5 && task.actions.includes('refuse')) return { decision: 'refuse', opinion: '不符合条件' };
  const less = { grantedAmountFen: requestedFen - 10_000_000, amountReason: '已领市级奖励，补差额' };
  const amount = luck <= 50 ? less : { grantedAmountFen: requestedFen };
  return {
    decision: 'approve',
    opinion: '同意',
    reviewPointsChecked: task.reviewPoints.map((_text, index) => index),
    ...(task.grantsAmount ? amount : {}),
  };
}

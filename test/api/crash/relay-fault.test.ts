import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { looseFileMs } from '#server/files/file-store';
import { createKit, type Kit, ok, pdf, qualifying, smartFactoryAnswers } from '../business-kit.js';
import { createWorld, type TestAccount, type World } from '../harness.js';
import { pictureOf } from './case-picture.js';
import { createDyingDatabase, type DyingDatabase } from './dying-database.js';
import { inconsistenciesIn } from './inconsistencies.js';

/*
 * A process that dies at one await of a command after another. What is left is swept as the next process does when it
 * starts, and the command is sent again under its id. Afterwards everything must be as in a run that nothing disturbed.
 */

let world: World;
let kit: Kit;
let database: DyingDatabase;
let policyId: string;
let creditCode: string;

beforeAll(async () => {
  const made = await createWorld({ logLevel: 'silent' });
  // Time stands still here, so that one sign-in each is enough.
  const signedIn = new Map<string, ReturnType<World['as']>>();
  const as: World['as'] = (account) => {
    const known = signedIn.get(account.id) ?? made.as(account);
    signedIn.set(account.id, known);
    return known;
  };
  world = { ...made, as };
  kit = createKit(world);
  const { enterprise } = world.yungang.accounts;
  const { tenantId, applicantId, name } = enterprise;
  await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  creditCode = (await world.deps.applicants.reveal(tenantId, applicantId ?? '')).identityNumber;
  policyId = await kit.publish('smart-factory-award');
  database = createDyingDatabase();
});
afterAll(async () => {
  database?.restore();
  await world?.stop();
});

type Step = (story: Story) => Promise<() => Promise<Response>>;
interface Story {
  readonly draftId: string;
  readonly revision: number;
  readonly names: Map<string, string>;
}

/** A command to a task, made ready: sending it again sends the same id. */
const deciding =
  (who: (accounts: World['yungang']['accounts']) => TestAccount, decision: (points: number[]) => object): Step =>
  async ({ draftId, names }) => {
    const account = who(world.yungang.accounts);
    const agent = await world.as(account);
    const task = await kit.taskOf(account, `c-${draftId}`);
    const commandId = randomUUID();
    names.set(commandId, `COMMAND-${names.size}`);
    const body = { commandId, ...decision(task.reviewPoints.map((_text, index) => index)) };
    return async () => agent.post(`/api/tasks/${task.id}/decide`).send(body);
  };

const approve = (more: object) => (reviewPointsChecked: number[]) => ({
  decision: 'approve',
  opinion: '同意',
  reviewPointsChecked,
  ...more,
});

/** From submission to payment, through a return and both kinds of payout result. */
const steps: readonly (readonly [string, Step])[] = [
  [
    'submit',
    async ({ draftId, revision }) => {
      const agent = await world.as(world.yungang.accounts.enterprise);
      const key = randomUUID();
      return async () => agent.post(`/api/drafts/${draftId}/submit`).set('Idempotency-Key', key).send({ revision });
    },
  ],
  ['accept', deciding(({ window }) => window, approve({}))],
  [
    'return for correction',
    deciding(
      ({ reviewer }) => reviewer,
      () => ({ decision: 'return', reason: '请补充', items: [{ path: 'overview', text: '写明产线' }] }),
    ),
  ],
  [
    'resubmit',
    async ({ draftId, names }) => {
      const { enterprise } = world.yungang.accounts;
      const agent = await world.as(enterprise);
      const photo = await kit.upload(enterprise);
      names.set(photo.fileId, 'SECOND-PHOTO');
      const commandId = randomUUID();
      names.set(commandId, `COMMAND-${names.size}`);
      const data = { ...smartFactoryAnswers(enterprise.name, creditCode, photo), siteName: '二号车间' };
      return async () => agent.post(`/api/cases/c-${draftId}/resubmit`).send({ commandId, data });
    },
  ],
  ['review', deciding(({ reviewer }) => reviewer, approve({ grantedAmountFen: 30_000_000 }))],
  ['decide', deciding(({ secondReviewer }) => secondReviewer, approve({}))],
  [
    'payment failed',
    deciding(
      ({ finance }) => finance,
      () => ({ decision: 'payment-failed', reason: '账号有误' }),
    ),
  ],
  [
    'paid',
    deciding(
      ({ finance }) => finance,
      () => ({ decision: 'paid', voucherNumber: 'PZ-1', paidOn: '2026-11-18' }),
    ),
  ],
];

async function newStory(): Promise<Story> {
  const { id: draftId, revision } = await kit.filledDraft(policyId);
  const draft = await world.database.collection('drafts').findOne({ _id: draftId as never });
  return { draftId, revision, names: new Map([[draft?.data.photos[0].fileId, 'PHOTO']]) };
}

const picture = ({ draftId, names }: Story) => pictureOf(world.database, draftId, names);

/** Everything as it is after each step, where nothing goes wrong. */
async function undisturbed(): Promise<Awaited<ReturnType<typeof picture>>[]> {
  const story = await newStory();
  const pictures = [await picture(story)];
  for (const [, prepare] of steps) {
    const send = await prepare(story);
    const answer = await send();
    if (answer.status >= 300) throw new Error(`Expected the step to be done, but got ${answer.text}`);
    pictures.push(await picture(story));
  }
  return pictures;
}

describe('A process that dies in the middle of a command', { timeout: 120_000 }, () => {
  it('leaves nothing that a sweep and the same command again do not mend, wherever it died', async () => {
    const pictures = await undisturbed();
    const deaths: string[] = [];
    let operation = 0;
    let diedSomewhere = true;
    while (diedSomewhere) {
      operation += 1;
      diedSomewhere = false;
      const story = await newStory();
      for (const [index, [name, prepare]] of steps.entries()) {
        const where = `${name}, operation ${operation}`;
        const send = await prepare(story);
        database.dieAt(operation);
        const first = await send();
        const died = await database.revive();
        if (died) {
          deaths.push(where);
          diedSomewhere = true;
          await businessOf(world.deps).relay.sweep({ olderThanMs: 0 });
          // All of it or nothing; and what was acknowledged is all of it.
          const swept = await picture(story);
          const allowed = first.status < 300 ? [pictures[index + 1]] : pictures.slice(index, index + 2);
          expect(
            allowed.map((one) => one?.itself),
            where,
          ).toContain(swept?.itself);
          ok(await send(), name === 'submit' ? 201 : 200);
        }
        expect(await picture(story), where).toEqual(pictures[index + 1]);
      }
    }
    expect(await inconsistenciesIn(world.database, 'swept')).toEqual([]);
    // Every command has its reads, its write and its projections, so that there were many places to die at.
    for (const [name] of steps) {
      expect(deaths.filter((where) => where.startsWith(`${name},`)).length, name).toBeGreaterThan(6);
    }
  });

  it('between the case and its projections has answered; the desks are right after the sweep, and not before', async () => {
    const { window, reviewer } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    const listed = async (who: TestAccount) => {
      const { items } = ok(await kit.get(who, '/api/tasks?list=open&limit=100'));
      return items.some((task: { caseId: string }) => task.caseId === caseId);
    };
    world.deps.ports.beforeRelay = async () => {
      throw new Error('Expected to relay, but the process died');
    };
    try {
      await kit.accept(caseId);
    } finally {
      delete world.deps.ports.beforeRelay;
    }
    expect([await listed(window), await listed(reviewer)]).toEqual([true, false]);

    expect(await businessOf(world.deps).relay.sweep({ olderThanMs: 0 })).toBe(1);

    expect([await listed(window), await listed(reviewer)]).toEqual([false, true]);
    expect(await businessOf(world.deps).relay.sweep({ olderThanMs: 0 })).toBe(0);
  });

  it('while a file comes in leaves nothing that can be used, and the sweep of the next day takes it away', async () => {
    const { enterprise } = world.yungang.accounts;
    const agent = await world.as(enterprise);
    const count = async (name: string) => world.database.collection(name).countDocuments({});
    const before = [await count('fileRecords'), await count('files.files'), await count('files.chunks')];
    let operation = 0;
    let died = true;
    while (died) {
      operation += 1;
      database.dieAt(operation);
      const answer = await agent
        .post('/api/files?name=a.pdf')
        .set('Content-Type', 'application/octet-stream')
        .send(pdf);
      died = await database.revive();
      expect(answer.status, `operation ${operation}`).toBe(died ? 500 : 201);
    }
    expect(operation).toBeGreaterThan(3);

    world.clock.advance(looseFileMs + 1000);
    await businessOf(world.deps).files.sweep();

    expect([await count('fileRecords'), await count('files.files'), await count('files.chunks')]).toEqual(before);
  });
});

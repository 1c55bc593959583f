import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, qualifying } from '../business-kit.js';
import { createWorld, type TestAccount } from '../harness.js';
import { type Client, createClient, LostAnswer } from './client.js';
import { inconsistenciesIn } from './inconsistencies.js';
import { type KillableServer, lookInto, openPlace, type Place, startKillable } from './killable-server.js';
import { acknowledged, type Ledger, newLedger } from './ledger.js';
import { applicant, official, type Person } from './people.js';
import { seededRandom } from './seeded-random.js';

/*
 * The compiled server, killed again and again while applicants file and officials decide. What it acknowledged must be
 * there once; what it did not is sent again under the same key and must land once; and all that follows from a case must
 * agree with it. Seeded: who decides what, and after how many answers the process dies.
 */

const soak = process.env.SOAK === '1';
const seed = Number(process.env.CRASH_SEED ?? 20_261_122);
const kills = soak ? 40 : 4;
const commandsAtLeast = soak ? 1500 : 100;
const commandsBetweenKills: readonly [number, number] = soak ? [10, 60] : [12, 30];

let place: Place;
let begunAt: number;
let people: Person[];
let supervisor: Client;
let server: KillableServer | null = null;
const ledger = newLedger();
const random = seededRandom(seed);

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'dx-crash-'));
  place = { dataDir, mongoUri: mongoUri() };
  begunAt = Date.now();
  const world = await createWorld({}, () => openPlace(place));
  const kit = createKit(world);
  const { accounts } = world.yungang;
  const { enterprise, otherEnterprise } = accounts;
  for (const { tenantId, applicantId, name } of [enterprise, otherEnterprise]) {
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  }
  const policies = [await kit.publish('smart-factory-award'), await kit.publish('smart-factory-award')];
  const creditCode = async ({ tenantId, applicantId }: TestAccount) =>
    (await world.deps.applicants.reveal(tenantId, applicantId ?? '')).identityNumber;
  const applicants = await Promise.all(
    [enterprise, otherEnterprise].flatMap((who) =>
      policies.map(async (policyId) => applicant(createClient(who), ledger, policyId, await creditCode(who))),
    ),
  );
  const { window, secondWindow, reviewer, secondReviewer, finance } = accounts;
  const officials = [window, secondWindow, reviewer, secondReviewer, finance].map((who) =>
    official(createClient(who), ledger, random),
  );
  people = [...applicants, ...officials];
  supervisor = createClient(accounts.supervisor);
  await world.stop();
});

afterAll(async () => {
  await server?.kill();
  if (place.mongoUri !== null) await lookInto(place, (database) => database.dropDatabase());
  await rm(place.dataDir, { recursive: true, force: true });
});

function mongoUri(): string | null {
  if (!process.env.MONGODB_TEST_URI) return null;
  const url = new URL(process.env.MONGODB_TEST_URI);
  url.pathname = `/crash_${process.pid}`;
  return url.href;
}

async function start(): Promise<void> {
  server = await startKillable(place, begunAt);
  for (const client of [...people.map((person) => person.client), supervisor]) client.address = server.address;
}

/** Everybody works at once until the server dies under them or `enough` says so. */
async function workUntil(enough: () => boolean): Promise<void> {
  await Promise.all(
    people.map(async ({ work }) => {
      try {
        while (!enough()) await work();
      } catch (error) {
        if (!(error instanceof LostAnswer)) throw error;
      }
    }),
  );
}

describe('A server that is killed while people work with it', { timeout: soak ? 3_600_000 : 120_000 }, () => {
  it('keeps everything it acknowledged once, lands what is sent again once, and agrees with itself', async () => {
    for (let round = 1; round <= kills; round += 1) {
      await start();
      await resumeAll();
      const target = acknowledged(ledger) + random.between(...commandsBetweenKills);
      const delayMs = random.between(0, 30);
      let isDying = false;
      let died: Promise<void> = Promise.resolve();
      await workUntil(() => {
        if (!isDying && acknowledged(ledger) >= target) {
          isDying = true;
          died = new Promise((resolve) => setTimeout(resolve, delayMs)).then(() => server?.kill());
        }
        return false;
      });
      await died;
      server = null;
      // Seen before anything could have been mended.
      expect(await lookInto(place, (database) => missingIn(database, ledger)), `round ${round}`).toEqual([]);
      expect(await lookInto(place, (database) => inconsistenciesIn(database, 'as-it-died'))).toEqual([]);
    }

    await start();
    await resumeAll();
    await workUntil(() => acknowledged(ledger) >= commandsAtLeast);
    expect(await taskDifferences(people, supervisor)).toEqual([]);
    expect(await repeatAll(ledger, people, soak ? 400 : 20)).toEqual([]);
    await server?.stop();
    server = null;

    expect(ledger.faults).toEqual([]);
    expect(ledger.lost).toBeGreaterThan(0);
    expect(ledger.resent).toBe(ledger.lost);
    expect(ledger.submitted.size).toBeGreaterThan(20);
    expect(ledger.decided.size).toBeGreaterThan(20);
    await lookInto(place, async (database) => {
      expect(await missingIn(database, ledger)).toEqual([]);
      expect(await inconsistenciesIn(database, 'swept')).toEqual([]);
      expect(await unaccountedIn(database, ledger)).toEqual([]);
    });
  });
});

async function resumeAll(): Promise<void> {
  await Promise.all(people.map(({ resume }) => resume()));
}

/** What was acknowledged and is not there, or there more than once. */
async function missingIn(database: Connection, { submitted, decided }: Ledger): Promise<string[]> {
  const cases = await database.collection('cases').find({}).toArray();
  const history = await database.collection('caseHistory').find({}).toArray();
  const places = new Map<string, Set<string>>();
  const saw = (commandId: string, at: string) => places.set(commandId, (places.get(commandId) ?? new Set()).add(at));
  for (const { commandId, caseId, seq } of history) saw(commandId, `${caseId}:${seq}`);
  for (const { _id, outbox } of cases) for (const { commandId, seq } of outbox) saw(commandId, `${_id}:${seq}`);
  const problems: string[] = [];
  for (const [draftId, { caseId, number }] of submitted) {
    const filed = cases.filter((one) => one.draftId === draftId);
    if (filed.length !== 1 || String(filed[0]?._id) !== caseId || filed[0]?.number !== number) {
      problems.push(`${caseId} (${number}) was acknowledged, but found ${filed.map((one) => one.number).join(', ')}`);
    }
  }
  for (const [commandId, { caseId }] of decided) {
    const found = [...(places.get(commandId) ?? [])];
    if (found.length !== 1 || found[0]?.startsWith(`${caseId}:`) !== true) {
      problems.push(`decision ${commandId} on ${caseId} was acknowledged, but found [${found.join(', ')}]`);
    }
  }
  return problems;
}

/** Cases and decisions that nobody was told of, once everything lost has been sent again. */
async function unaccountedIn(database: Connection, { submitted, decided, refused }: Ledger): Promise<string[]> {
  const cases = await database.collection('cases').find({}).toArray();
  const history = await database.collection('caseHistory').find({}).toArray();
  const known = new Set([...submitted.values()].map(({ caseId }) => caseId));
  return [
    ...cases.filter(({ _id }) => !known.has(String(_id))).map(({ _id }) => `case ${_id} was filed unasked`),
    ...history
      .filter(({ commandId, seq }) => seq > 1 && !decided.has(commandId))
      .map(
        ({ _id, commandId }) => `${_id}: ${refused.has(commandId) ? 'was refused, but happened' : 'was not asked for'}`,
      ),
  ];
}

/** Through the API: the steps that cases show, and the tasks that desks list. */
async function taskDifferences(staff: readonly Person[], overseer: Client): Promise<string[]> {
  const cases = await pages<{ id: string; currentSteps: { name: string }[] }>(overseer, '/api/cases?view=unit');
  const tasks = new Map<string, { caseId: string; stepName: string }>();
  for (const { client } of staff) {
    if (client.account.applicantId !== null) continue;
    for (const list of ['open', 'claimed']) {
      const listed = await pages<{ id: string; caseId: string; stepName: string }>(client, `/api/tasks?list=${list}`);
      for (const task of listed) tasks.set(task.id, task);
    }
  }
  const line = (names: readonly string[]) => [...names].sort().join(', ');
  return cases.flatMap(({ id, currentSteps }) => {
    const shown = line(currentSteps.map(({ name }) => name));
    const listed = line([...tasks.values()].filter(({ caseId }) => caseId === id).map(({ stepName }) => stepName));
    return shown === listed ? [] : [`${id} is at [${shown}], but desks list [${listed}]`];
  });
}

async function pages<T>(client: Client, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const more: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { status, body } = await client.get(`${path}&limit=100${more}`);
    expect(status).toBe(200);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Sends acknowledged commands once more: each must answer as it did. */
async function repeatAll({ repeatable }: Ledger, all: readonly Person[], atMost: number): Promise<string[]> {
  const step = Math.max(1, Math.floor(repeatable.length / atMost));
  const problems: string[] = [];
  for (const { login, path, key, body, answer } of repeatable.filter((_command, index) => index % step === 0)) {
    const client = all.find((person) => person.client.account.login === login)?.client;
    const again = await client?.send('POST', path, body, key);
    // A draft that was filed since knows its case now; that it is the same draft is what counts.
    const same = path === '/api/drafts' ? again?.body.id === (answer as { id: string }).id : equal(again?.body, answer);
    if (!same) problems.push(`${path} answered ${JSON.stringify(answer)}, and now ${JSON.stringify(again?.body)}`);
  }
  return problems;
}

const equal = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, startOfWorld, type TestAccount, type World } from '../harness.js';
import {
  createFlowKit,
  type FlowKit,
  type Middle,
  message,
  reminded,
  service,
  signal,
  timer,
} from '../operations/flow-kit.js';
import { type Receiver, startReceiver } from '../operations/receiver.js';
import { createDyingDatabase, type DyingDatabase } from './dying-database.js';
import { inconsistenciesIn } from './inconsistencies.js';

/*
 * What happens without a person, and what an administrator sets going: a process dies at one await of it after another. The
 * next process sweeps, waits for the leases to end and does what is due. Afterwards everything must be as in a run that
 * nothing disturbed, inside and with the receiver outside. Between two deaths the data is put back as it was.
 */

const kept = [
  'cases',
  'caseHistory',
  'tasks',
  'jobs',
  'subscriptions',
  'incidents',
  'notices',
  'payouts',
  'auditEntries',
  'caseMigrations',
  'formerSubmissions',
] as const;
/** Differ by when and how often something was tried. */
const volatile = new Set([
  'hash',
  'digest',
  'lastHash',
  'takeAt',
  'attempts',
  'fence',
  'lastError',
  'updatedAt',
  'sortKey',
]);

let world: World;
let kit: Kit;
let flows: FlowKit;
let receiver: Receiver;
let database: DyingDatabase;
const agents = new Map<string, Awaited<ReturnType<World['as']>>>();

beforeAll(async () => {
  receiver = await startReceiver();
  const outbound = {
    hosts: [receiver.host],
    privateHosts: [receiver.host],
    signingSecret: 's'.repeat(40),
    payoutUrl: null,
  };
  world = await createWorld({ logLevel: 'silent', outbound });
  kit = createKit(world);
  flows = await createFlowKit(kit);
  database = createDyingDatabase();
});
afterAll(async () => {
  database?.restore();
  await world?.stop();
  await receiver?.close();
});

type Data = ReadonlyMap<string, readonly Document[]>;

const read = async (): Promise<Data> =>
  new Map(
    await Promise.all(
      kept.map(
        async (name) => [name, await world.database.collection(name).find({}).sort({ _id: 1 }).toArray()] as const,
      ),
    ),
  );

async function putBack(data: Data): Promise<void> {
  for (const [name, documents] of data) {
    await world.database.collection(name).deleteMany({});
    if (documents.length > 0) await world.database.collection(name).insertMany([...documents]);
  }
  world.clock.set(startOfWorld);
}

/** Everything but times, chain and attempts, as text. */
const pictureOf = (data: Data): string =>
  JSON.stringify([...data], (key, value: unknown) => (volatile.has(key) ? undefined : value), 1)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '(time)')
    .replace(/"v1\.[^"]+"/g, '"(sealed)"');

/** Done by the process that may die. */
type Act = () => Promise<unknown>;

const runJobs: Act = () => flows.runJobs();

const post =
  (who: TestAccount, path: string, body: object): Act =>
  async () => {
    const agent = agents.get(who.id) ?? (await world.as(who));
    agents.set(who.id, agent);
    return agent.post(path).send(body);
  };

/** What the next process does until nothing is due: leases of the dead one end within a minute. */
async function nextProcess(act: Act): Promise<void> {
  await businessOf(world.deps).relay.sweep({ olderThanMs: 0 });
  await act();
  world.clock.advance(61_000);
  for (let done = 1; done > 0; ) {
    done = await flows.runJobs();
    await businessOf(world.deps).relay.sweep({ olderThanMs: 0 });
  }
}

/** Dies at each operation of the act in turn; answers how many there were. */
async function dieEverywhere(act: Act, effects: () => unknown = () => null): Promise<number> {
  const begin = await read();
  await act();
  await nextProcess(act);
  const undisturbed = pictureOf(await read());
  const outside = effects();
  expect(pictureOf(begin)).not.toBe(undisturbed);
  let deaths = 0;
  for (let died = true; died; ) {
    await putBack(begin);
    database.dieAt(deaths + 1);
    await Promise.resolve()
      .then(act)
      .catch(() => undefined);
    died = await database.revive();
    await nextProcess(act);
    const where = `operation ${deaths + 1}`;
    expect(pictureOf(await read()), where).toBe(undisturbed);
    expect(effects(), where).toEqual(outside);
    if (died) deaths += 1;
  }
  expect(await inconsistenciesIn(world.database, 'swept')).toEqual([]);
  return deaths;
}

async function cases(middle: Middle, count: number): Promise<{ policyId: string; caseIds: string[] }> {
  world.clock.set(startOfWorld);
  const policyId = await flows.publish(middle);
  const caseIds: string[] = [];
  for (let made = 0; made < count; made += 1) caseIds.push(await flows.begun(policyId));
  return { policyId, caseIds };
}

describe('A process that dies anywhere', { timeout: 180_000 }, () => {
  it('in a service job has told the receiver what it has to do once', async () => {
    await cases(service('webhook', { url: `http://${receiver.host}/` }), 1);
    const deaths = await dieEverywhere(runJobs, () => receiver.effects.length);
    expect(deaths).toBeGreaterThan(8);
    // Some died after the call: the receiver heard of it more often than it acted.
    expect(receiver.calls.length).toBeGreaterThan(deaths);
    expect(receiver.effects).toHaveLength(1);
  });

  it('in a timer has fired it once', async () => {
    await cases(timer('timeDuration', 'PT1M'), 1);
    expect(
      await dieEverywhere(async () => {
        world.clock.set('2026-11-18T02:01:00.000Z');
        await flows.runJobs();
      }),
    ).toBeGreaterThan(8);
  });

  it('while a signal goes round has reached everybody once', async () => {
    await cases(signal('intermediateCatchEvent', '到账'), 2);
    const { departmentAdmin } = world.yungang.accounts;
    const send = post(departmentAdmin, '/api/signals', { commandId: randomUUID(), name: '到账' });
    expect(await dieEverywhere(send)).toBeGreaterThan(3);
    await cases(signal('intermediateCatchEvent', '再次'), 2);
    const throws = await flows.publish(signal('intermediateThrowEvent', '再次'));
    await flows.begun(throws);
    expect(await dieEverywhere(runJobs)).toBeGreaterThan(14);
  });

  it('while a message finds its case has delivered it to one', async () => {
    await cases(message('intermediateCatchEvent', '办结'), 2);
    const throws = await flows.publish(message('intermediateThrowEvent', '办结'));
    await flows.begun(throws);
    expect(await dieEverywhere(runJobs)).toBeGreaterThan(10);
  });

  it('in an incident’s retry or passing over has done it once', async () => {
    const { departmentAdmin } = world.yungang.accounts;
    for (const act of ['retry', 'move-on']) {
      const { caseIds } = await cases(service('fax', {}), 1);
      await flows.runJobs();
      const [caseId = ''] = caseIds;
      const [incidentId] = Object.keys((await flows.caseOf(caseId)).flow.incidents);
      const body = { commandId: randomUUID(), reason: '已处理' };
      const resolve = post(departmentAdmin, `/api/cases/${caseId}/incidents/${incidentId}/${act}`, body);
      expect(await dieEverywhere(resolve)).toBeGreaterThan(6);
    }
  });

  it('while cases move to another version has moved each once and counted it once', async () => {
    const { policyId } = await cases(reminded('R1/P9D'), 1);
    await flows.republish(policyId, reminded('R1/P8D'));
    const { departmentAdmin } = world.yungang.accounts;
    const elements = Object.fromEntries(
      ok(await kit.get(departmentAdmin, `/api/policies/${policyId}/migration-map/1/2`)).elements.map(
        (one: { elementId: string; suggestion: string }) => [one.elementId, one.suggestion],
      ),
    );
    const body = { commandId: randomUUID(), fromVersion: 1, toVersion: 2, elements, reason: '换新版' };
    const start = post(departmentAdmin, `/api/policies/${policyId}/migrations`, body);
    expect(await dieEverywhere(start)).toBeGreaterThan(4);
    await world.database.collection('jobs').updateMany({ kind: 'migration' }, { $set: { status: 'done' } });
    const again = await cases(reminded('R1/P7D'), 2);
    await flows.republish(again.policyId, reminded('R1/P6D'));
    const path = `/api/policies/${again.policyId}/migrations`;
    ok(await kit.post(departmentAdmin, path, { ...body, commandId: randomUUID() }), 201);
    expect(await dieEverywhere(runJobs)).toBeGreaterThan(14);
    const [migration] = ok(await kit.get(departmentAdmin, path)).items;
    expect(migration).toMatchObject({ status: 'done', total: 2, moved: 2, left: 0 });
  });
});

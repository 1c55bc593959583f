import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit } from '../business-kit.js';
import { createWorld, type World } from '../harness.js';
import { createFlowKit, type Middle } from '../operations/flow-kit.js';
import { type Receiver, startReceiver } from '../operations/receiver.js';
import { type Client, createClient } from './client.js';
import { inconsistenciesIn } from './inconsistencies.js';
import { type KillableServer, lookInto, openPlace, type Place, startKillable } from './killable-server.js';

/*
 * The compiled server, killed while it calls a system outside and while timers fall due, at moments that the receiver
 * chooses: before it has answered, and right after. With each start the clock is two minutes on, so that leases of the dead
 * have ended. At the end every case stands where it would have stood, and the receiver has acted once for each.
 */

const caseCount = 6;
/** At which call the server dies, and whether the receiver had answered. */
const deaths = [
  { call: 2, answered: false },
  { call: 5, answered: true },
  { call: 7, answered: false },
] as const;

let place: Place;
let receiver: Receiver;
let server: KillableServer | null = null;
let begunAt: number;
let supervisor: Client;

/** A webhook, then a wait of a minute. */
const middle = (url: string): Middle => ({
  elements: `<bpmn:serviceTask id="Middle" name="推送"><bpmn:extensionElements><duixian:service type="webhook"><duixian:param name="url" value="${url}"/></duixian:service></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:sequenceFlow id="f3" sourceRef="Middle" targetRef="Wait"/>
    <bpmn:intermediateCatchEvent id="Wait" name="等"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="Wait" targetRef="Review"/>`,
});

const outbound = () => ({
  hosts: [receiver.host],
  privateHosts: [receiver.host],
  signingSecret: 's'.repeat(40),
  payoutUrl: null,
});

beforeAll(async () => {
  receiver = await startReceiver();
  place = { dataDir: await mkdtemp(join(tmpdir(), 'dx-kill-')), mongoUri: null };
  begunAt = Date.now();
  const world: World = await createWorld({ logLevel: 'silent', outbound: outbound() }, () => openPlace(place));
  const flows = await createFlowKit(createKit(world));
  const policyId = await flows.publish(middle(`http://${receiver.host}/`));
  for (let made = 0; made < caseCount; made += 1) await flows.begun(policyId);
  supervisor = createClient(world.yungang.accounts.supervisor);
  await world.stop();
});
afterAll(async () => {
  await server?.kill();
  await receiver?.close();
  await rm(place.dataDir, { recursive: true, force: true });
});

async function start(): Promise<KillableServer> {
  begunAt -= 120_000;
  server = await startKillable(place, begunAt, {
    outbound: outbound(),
    everyMs: { jobs: 50, sweep: 200, files: 86_400_000 },
  });
  return server;
}

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 25));
};

/** Whether the chart of every case marks this step as current. */
async function allAt(elementId: string): Promise<boolean> {
  supervisor.address = server?.address ?? '';
  const { body } = await supervisor.get('/api/cases?view=unit&limit=100');
  const details = await Promise.all(
    body.items.map(async ({ id }: { id: string }) => (await supervisor.get(`/api/cases/${id}`)).body),
  );
  return details.length === caseCount && details.every(({ flow }) => flow.current.join() === elementId);
}

describe('A server that is killed while it calls outside', { timeout: 120_000 }, () => {
  it('ends where an undisturbed one ends, and the receiver has acted once for each case', async () => {
    let next = 0;
    let dying: Promise<void> | null = null;
    receiver.answer((call) => {
      const death = deaths[next];
      if (death === undefined || dying !== null || call < death.call) return { status: 200 };
      next += 1;
      const victim = server;
      dying = death.answered
        ? new Promise<void>((resolve) => setImmediate(() => void victim?.kill().then(resolve)))
        : (victim?.kill() ?? Promise.resolve());
      return { status: death.answered ? 200 : 0 };
    });
    for (let round = 1; round <= deaths.length; round += 1) {
      await start();
      await until(() => dying !== null);
      await dying;
      dying = null;
      server = null;
    }
    expect(next).toBe(deaths.length);
    // The calls first, then, with the clock two minutes on, the timers that fall due a minute after.
    await start();
    await until(() => receiver.effects.length === caseCount && allAt('Wait'));
    await server?.stop();
    await start();
    await until(() => allAt('Review'));
    await server?.stop();
    server = null;
    expect(receiver.effects).toHaveLength(caseCount);
    expect(receiver.calls.length).toBeGreaterThan(caseCount);
    await lookInto(place, async (database) => {
      const documents = await database.collection('cases').find({}).toArray();
      const places = documents.map((one) =>
        Object.values(one.flow.tokens as Record<string, { elementId: string }>).map(({ elementId }) => elementId),
      );
      expect(places).toEqual(documents.map(() => ['Review']));
      const commands = await database.collection('caseHistory').find({}).toArray();
      for (const command of ['CompleteServiceJob', 'FireTimer'])
        expect(commands.filter((entry) => entry.command === command)).toHaveLength(caseCount);
      expect(await inconsistenciesIn(database, 'swept')).toEqual([]);
    });
  });
});

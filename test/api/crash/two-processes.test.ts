import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit } from '../business-kit.js';
import { createWorld, type TestAccount } from '../harness.js';
import { createFlowKit, service } from '../operations/flow-kit.js';
import { type Receiver, startReceiver } from '../operations/receiver.js';
import { type Client, createClient } from './client.js';
import { inconsistenciesIn } from './inconsistencies.js';
import { type KillableServer, lookInto, openPlace, type Place, startKillable } from './killable-server.js';

/* Two server processes on one store, which `npm run db -- serve` serves: what production has with several machines. */

const caseCount = 10;
const root = join(import.meta.dirname, '../../..');

let place: Place;
let store: ChildProcess;
let receiver: Receiver;
let servers: KillableServer[] = [];
let accounts: Readonly<Record<'supervisor' | 'window' | 'enterprise', TestAccount>>;
let atAcceptance: string;

beforeAll(async () => {
  receiver = await startReceiver();
  const dataDir = await mkdtemp(join(tmpdir(), 'dx-two-'));
  store = spawn(
    process.execPath,
    [join(root, 'dist/server/db-cli.js'), 'serve', '--data-dir', join(dataDir, 'store')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const mongoUri = await new Promise<string>((resolve, reject) => {
    store.once('exit', (code) => reject(new Error(`Expected the store to serve, but it ended with ${code}`)));
    store.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
  });
  place = { dataDir, mongoUri };
  const begunAt = Date.now();
  const outbound = {
    hosts: [receiver.host],
    privateHosts: [receiver.host],
    signingSecret: 's'.repeat(40),
    payoutUrl: null,
  };
  const world = await createWorld({ logLevel: 'silent', outbound }, () => openPlace(place));
  const kit = createKit(world);
  const flows = await createFlowKit(kit);
  const policyId = await flows.publish(service('webhook', { url: `http://${receiver.host}/` }));
  for (let made = 0; made < caseCount; made += 1) await flows.begun(policyId);
  atAcceptance = await kit.file(policyId);
  accounts = world.yungang.accounts;
  await world.stop();
  const settings = { outbound, everyMs: { jobs: 20, sweep: 200, files: 86_400_000 } };
  servers = await Promise.all([startKillable(place, begunAt, settings), startKillable(place, begunAt, settings)]);
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  const ended = new Promise((resolve) => store?.once('exit', resolve));
  store?.kill('SIGTERM');
  await ended;
  await receiver?.close();
  await rm(place.dataDir, { recursive: true, force: true });
});

function at(server: number, account: TestAccount): Client {
  const client = createClient(account);
  client.address = servers[server]?.address ?? '';
  return client;
}

describe('Two server processes on one store', { timeout: 120_000 }, () => {
  it('share the jobs: each is done once, by one of them', async () => {
    const supervisor = at(0, accounts.supervisor);
    for (;;) {
      const { body } = await supervisor.get('/api/cases?view=unit&limit=100');
      const steps = body.items.filter(
        (one: { currentSteps: { name: string }[] }) => one.currentSteps[0]?.name === '审核',
      );
      if (steps.length === caseCount) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    // Nobody died, so that the receiver was called no more often than it had to act.
    expect(receiver.calls).toHaveLength(caseCount);
    expect(receiver.effects).toHaveLength(caseCount);
    await lookInto(place, async (database) => {
      expect(await inconsistenciesIn(database, 'swept')).toEqual([]);
    });
  });

  it('know each other’s sessions, and tell open pages what happened at the other', async () => {
    const watcher = at(0, accounts.enterprise);
    const signedIn = await fetch(`${servers[0]?.address}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        tenant: accounts.enterprise.slug,
        login: accounts.enterprise.login,
        password: 'Yun-gang 2026!',
      }),
    });
    const { accessToken } = (await signedIn.json()) as { accessToken: string };
    const headers = { Authorization: `Bearer ${accessToken}` };
    const there = await fetch(`${servers[1]?.address}/api/cases/${atAcceptance}`, { headers });
    expect(there.status).toBe(200);
    const stream = await fetch(`${servers[1]?.address}/api/events`, { headers, signal: AbortSignal.timeout(60_000) });
    const reader = stream.body?.getReader();

    const clerk = at(0, accounts.window);
    const { body } = await clerk.get(`/api/cases/${atAcceptance}`);
    const decision = { commandId: crypto.randomUUID(), decision: 'approve', opinion: '同意', reviewPointsChecked: [] };
    expect((await clerk.send('POST', `/api/tasks/${body.task.id}/decide`, decision)).status).toBe(200);

    let heard = '';
    while (!heard.includes('cases')) heard += Buffer.from((await reader?.read())?.value ?? []).toString('utf8');
    await reader?.cancel();
    const progress = (await watcher.get(`/api/cases/${atAcceptance}`)).body;
    expect(progress.timeline.map((entry: { kind: string }) => entry.kind)).toContain('accepted');
  });
});

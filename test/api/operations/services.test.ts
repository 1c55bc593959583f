import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { mostAttempts } from '#server/jobs/run-jobs';
import { signatureOf } from '#server/jobs/services/outbound';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, type World } from '../harness.js';
import { createFlowKit, type FlowKit, placesOf, service } from './flow-kit.js';
import { type Receiver, startReceiver } from './receiver.js';

let world: World;
let kit: Kit;
let flows: FlowKit;
let receiver: Receiver;
const signingSecret = 'a-secret-for-tests-0123456789-abcdefghij';

beforeAll(async () => {
  receiver = await startReceiver();
  const outbound = {
    hosts: [receiver.host, 'closed.example'],
    privateHosts: [receiver.host],
    signingSecret,
    payoutUrl: `http://${receiver.host}/pay`,
  };
  world = await createWorld({ outbound, logLevel: 'silent' });
  kit = createKit(world);
  flows = await createFlowKit(kit);
});
afterAll(async () => {
  await world?.stop();
  await receiver?.close();
});

const url = () => `http://${receiver.host}/hook?a=1`;

describe('A webhook', () => {
  it('tells the receiver once, signed and under a key, and the case goes on with what it answered', async () => {
    const policyId = await flows.publish(service('webhook', { url: url(), fields: 'siteName,accountNumber' }));
    const caseId = await flows.begun(policyId);
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Middle']);
    receiver.answer(() => ({ status: 200, body: '{"variables":{"外部编号":"W-1","__proto__":"x","bad name":1}}' }));
    const before = receiver.calls.length;

    await flows.runJobs();

    const document = await flows.caseOf(caseId);
    expect(placesOf(document)).toEqual(['Review']);
    expect(document.flow.variables).toEqual({ 外部编号: 'W-1' });
    expect(receiver.calls.length).toBe(before + 1);
    const { headers, body } = receiver.calls.at(-1) as Receiver['calls'][number];
    const said = JSON.parse(body);
    expect(said).toMatchObject({
      key: headers['idempotency-key'],
      step: { id: 'Middle', name: '推送' },
      case: { id: caseId, number: document.number },
      fields: { siteName: '一号车间' },
    });
    // A bank account goes out masked; only a payment order carries it in full.
    expect(said.fields.accountNumber).toBe('•••• 2345');
    const signature = String(headers['duixian-signature']);
    const seconds = Number(/^t=(\d+),/.exec(signature)?.[1]);
    expect(signature).toBe(signatureOf(signingSecret, body, seconds));
    expect(await flows.runJobs()).toBe(0);
  });

  it('is tried again with growing pauses under the same key, and becomes an incident that a retry mends', async () => {
    const policyId = await flows.publish(service('webhook', { url: url() }));
    const caseId = await flows.begun(policyId);
    receiver.answer(() => ({ status: 503 }));
    const before = receiver.calls.length;
    const pauses: number[] = [];
    for (let attempt = 1; attempt < mostAttempts; attempt += 1) {
      await flows.runJobs();
      const [job] = await world.database.collection('jobs').find({ caseId, status: 'waiting' }).toArray();
      const pause = job?.takeAt.getTime() - world.clock.now().getTime();
      pauses.push(pause);
      world.clock.advance(pause - 1);
      expect(await flows.runJobs(), 'before the pause is over').toBe(0);
      world.clock.advance(1);
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280].map((seconds) => seconds * 1000));
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Middle']);
    expect((await flows.caseOf(caseId)).flow.incidents).toEqual({});
    await flows.runJobs();
    const [incident] = Object.values((await flows.caseOf(caseId)).flow.incidents);
    expect(incident).toMatchObject({ code: 'SERVICE_FAILED', elementId: 'Middle' });
    expect(receiver.calls.length - before).toBe(mostAttempts);
    world.clock.advance(86_400_000);
    expect(await flows.runJobs()).toBe(0);

    receiver.answer(() => ({ status: 200 }));
    const { departmentAdmin } = world.yungang.accounts;
    const path = `/api/cases/${caseId}/incidents/${incident?.id}/retry`;
    ok(await kit.post(departmentAdmin, path, { commandId: crypto.randomUUID(), reason: '对方恢复了' }));
    await flows.runJobs();

    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
    const keys = new Set(receiver.calls.slice(before).map(({ headers }) => headers['idempotency-key']));
    expect(keys.size).toBe(1);
    expect(receiver.effects.filter((key) => keys.has(key))).toHaveLength(1);
  });

  it.each([
    ['a host that the operator does not list', () => 'https://elsewhere.example/x', 'host-not-allowed'],
    ['a listed host without TLS', () => 'http://closed.example/x', 'url-invalid'],
    ['what is no address', () => 'not an address', 'url-invalid'],
    ['credentials in the address', () => `http://a:b@${receiver.host}/`, 'url-invalid'],
  ])('does not call %s, and says so in an incident', async (_what, address, fault) => {
    const caseId = await flows.begun(await flows.publish(service('webhook', { url: address() })));
    const before = receiver.calls.length;
    await flows.runJobs();
    const [incident] = Object.values((await flows.caseOf(caseId)).flow.incidents);
    expect(incident?.params).toMatchObject({ message: fault });
    expect(receiver.calls.length).toBe(before);
  });

  it('follows no redirect and takes a refusal for final', async () => {
    for (const [answer, message] of [
      [{ status: 302, headers: { Location: `http://${receiver.host}/other` } }, /^redirected$/],
      [{ status: 422, body: '缺少编号' }, /422 缺少编号/],
    ] as const) {
      const caseId = await flows.begun(await flows.publish(service('webhook', { url: url() })));
      receiver.answer(() => answer);
      const before = receiver.calls.length;
      await flows.runJobs();
      const [incident] = Object.values((await flows.caseOf(caseId)).flow.incidents);
      expect(incident?.params.message).toMatch(message);
      expect(receiver.calls.length).toBe(before + 1);
    }
  });
});

describe('Other services', () => {
  it('a payment order goes to the paying system with the account in full', async () => {
    receiver.answer(() => ({ status: 200 }));
    const caseId = await flows.begun(await flows.publish(service('payout', { fields: 'payee,accountNumber' })));
    await flows.runJobs();
    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
    expect(JSON.parse(receiver.calls.at(-1)?.body ?? '{}').fields).toEqual({
      payee: world.yungang.accounts.enterprise.name,
      accountNumber: '1202020209900012345',
    });
  });

  it('a notice reaches the applicant once, and an empty one is an incident', async () => {
    const { enterprise } = world.yungang.accounts;
    const caseId = await flows.begun(await flows.publish(service('notify', { text: '请于周五前到窗口领取' })));
    await Promise.all([flows.runJobs(), flows.runJobs()]);
    await businessOf(world.deps).relay.sweep({ olderThanMs: 0 });
    const { items } = ok(await kit.get(enterprise, '/api/notices?limit=100'));
    const mine = items.filter(
      (one: { kind: string; caseId: string }) => one.caseId === caseId && one.kind === 'case-message',
    );
    expect(mine).toMatchObject([{ reason: '请于周五前到窗口领取' }]);
    const empty = await flows.begun(await flows.publish(service('notify', {})));
    await flows.runJobs();
    expect(Object.values((await flows.caseOf(empty)).flow.incidents)).toMatchObject([
      { params: { message: 'text-missing' } },
    ]);
  });

  it('a type that nobody does is an incident at once', async () => {
    const caseId = await flows.begun(await flows.publish(service('fax', {})));
    await flows.runJobs();
    expect(Object.values((await flows.caseOf(caseId)).flow.incidents)).toMatchObject([
      { params: { message: 'type-unknown' } },
    ]);
  });
});

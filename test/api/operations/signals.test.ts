import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, type World } from '../harness.js';
import { createFlowKit, type FlowKit, message, placesOf, signal } from './flow-kit.js';

let world: World;
let kit: Kit;
let flows: FlowKit;

beforeAll(async () => {
  world = await createWorld({ logLevel: 'silent' });
  kit = createKit(world);
  flows = await createFlowKit(kit);
});
afterAll(() => world?.stop());

const places = async (caseIds: readonly string[]) =>
  Promise.all(caseIds.map(async (caseId) => placesOf(await flows.caseOf(caseId)).join()));

describe('A signal', () => {
  it('that a case throws reaches every case that waited then, once, and none that began to wait later', async () => {
    const waits = await flows.publish(signal('intermediateCatchEvent', '资金到账'));
    const throws = await flows.publish(signal('intermediateThrowEvent', '资金到账'));
    const other = await flows.publish(signal('intermediateCatchEvent', '别的'));
    const waiting = [await flows.begun(waits), await flows.begun(waits), await flows.begun(waits)];
    const deaf = await flows.begun(other);
    world.clock.advance(1000);
    // The outbox of the last one has not been relayed: its process died.
    world.deps.ports.beforeRelay = async () => {
      throw new Error('Expected to relay, but the process died');
    };
    waiting.push(await flows.begun(waits));
    delete world.deps.ports.beforeRelay;
    world.clock.advance(1000);
    await flows.begun(throws);
    world.clock.advance(1000);
    const late = await flows.begun(waits);

    await Promise.all([flows.runJobs(), flows.runJobs()]);

    expect(await places(waiting)).toEqual(waiting.map(() => 'Review'));
    expect(await places([late, deaf])).toEqual(['Middle', 'Middle']);
    for (const caseId of waiting) {
      const commands = (await world.database.collection('caseHistory').find({ caseId }).toArray()).map(
        ({ command }) => command,
      );
      expect(commands.filter((command) => command === 'BroadcastSignal')).toHaveLength(1);
    }
  });

  it('that a department sends reaches the cases of its units once, however often it is sent', async () => {
    const { departmentAdmin, reviewer } = world.yungang.accounts;
    const waits = await flows.publish(signal('intermediateCatchEvent', '名单公布'));
    const waiting = [await flows.begun(waits), await flows.begun(waits)];
    world.clock.advance(1000);
    const body = { commandId: randomUUID(), name: '名单公布', variables: { 批次: '第一批' } };
    expect((await kit.post(reviewer, '/api/signals', body)).status).toBe(403);
    ok(await kit.post(world.linhai.accounts.departmentAdmin, '/api/signals', body), 201);
    await flows.runJobs();
    expect(await places(waiting)).toEqual(['Middle', 'Middle']);

    expect(ok(await kit.post(departmentAdmin, '/api/signals', body), 201)).toEqual({ waiting: 2 });
    ok(await kit.post(departmentAdmin, '/api/signals', body), 201);
    const other = { ...body, variables: { 批次: '第二批' } };
    expect((await kit.post(departmentAdmin, '/api/signals', other)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    await flows.runJobs();

    expect(await places(waiting)).toEqual(['Review', 'Review']);
    expect((await flows.caseOf(waiting[0] ?? '')).flow.variables).toEqual({ 批次: '第一批' });
    expect(await flows.runJobs()).toBe(0);
  });
});

describe('A message', () => {
  it('from a department reaches the case of its number, once, and says where nothing waits', async () => {
    const { departmentAdmin, window } = world.yungang.accounts;
    const policyId = await flows.publish(message('intermediateCatchEvent', '回执'));
    const [caseId, other] = [await flows.begun(policyId), await flows.begun(policyId)];
    const { number } = await flows.caseOf(caseId);
    const body = { commandId: randomUUID(), name: '回执', caseNumber: number, variables: { 回执号: 7 } };
    expect((await kit.post(window, '/api/messages', body)).status).toBe(403);
    expect((await kit.post(world.linhai.accounts.departmentAdmin, '/api/messages', body)).status).toBe(404);
    expect((await kit.post(departmentAdmin, '/api/messages', { ...body, caseNumber: 'X-1' })).status).toBe(404);
    const wrong = { ...body, commandId: randomUUID(), name: '没有的' };
    expect((await kit.post(departmentAdmin, '/api/messages', wrong)).body.code).toBe('NOTHING_WAITS');
    const answer = ok(await kit.post(departmentAdmin, '/api/messages', body));
    expect(ok(await kit.post(departmentAdmin, '/api/messages', body))).toEqual(answer);
    expect(await places([caseId, other])).toEqual(['Review', 'Middle']);
    expect((await flows.caseOf(caseId)).flow.variables).toEqual({ 回执号: 7 });
    const again = { ...body, commandId: randomUUID() };
    expect((await kit.post(departmentAdmin, '/api/messages', again)).body.code).toBe('NOTHING_WAITS');
  });

  it('that a case throws reaches one case of the same applicant that waits, and no other', async () => {
    const { otherEnterprise } = world.yungang.accounts;
    const waits = await flows.publish(message('intermediateCatchEvent', '前一项办结'));
    const throws = await flows.publish(message('intermediateThrowEvent', '前一项办结'));
    const mine = [await flows.begun(waits), await flows.begun(waits)];
    const theirs = await flows.begun(waits, otherEnterprise);
    world.clock.advance(1000);
    await flows.begun(throws);
    await Promise.all([flows.runJobs(), flows.runJobs()]);
    expect((await places(mine)).sort()).toEqual(['Middle', 'Review']);
    expect(await places([theirs])).toEqual(['Middle']);
  });
});

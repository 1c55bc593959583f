import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, ok } from '../business-kit.js';
import { inconsistenciesIn } from '../crash/inconsistencies.js';
import { createWorld, type World } from '../harness.js';
import { createFlowKit, type FlowKit, type Middle, placesOf, reminded, signal } from './flow-kit.js';

let world: World;
let kit: Kit;
let flows: FlowKit;

beforeAll(async () => {
  world = await createWorld({ logLevel: 'silent' });
  kit = createKit(world);
  flows = await createFlowKit(kit);
});
afterAll(() => world?.stop());

/** The step of `reminded`, under another id and name, with its own reminder. */
const renamed: Middle = {
  elements: reminded('R2/PT2H').elements.replaceAll('"Late"', '"Slow"').replace('name="核查"', 'name="现场核查"'),
  acceptName: '窗口受理',
};

async function policyWithCases(first: Middle, second: Middle, cases: number) {
  const policyId = await flows.publish(first);
  const caseIds: string[] = [];
  for (let made = 0; made < cases; made += 1) caseIds.push(await flows.begun(policyId));
  await flows.republish(policyId, second);
  return { policyId, caseIds };
}

const admin = () => world.yungang.accounts.departmentAdmin;
const suggestion = async (policyId: string): Promise<Record<string, string>> => {
  const { elements } = ok(await kit.get(admin(), `/api/policies/${policyId}/migration-map/1/2`));
  return Object.fromEntries(
    elements.flatMap((one: { elementId: string; suggestion: string | null }) =>
      one.suggestion === null ? [] : [[one.elementId, one.suggestion]],
    ),
  );
};
const ask = (elements: object) => ({ fromVersion: 1, toVersion: 2, elements });

describe('Moving running cases to another version', () => {
  it('is tried first and writes nothing; then each case goes on in the new version, with it in its history', async () => {
    const { policyId, caseIds } = await policyWithCases(reminded('R3/PT1H'), renamed, 3);
    const atAcceptance = await kit.file(policyId);
    const ended = caseIds.pop() ?? '';
    const { reviewer, finance } = world.yungang.accounts;
    await kit.approve(reviewer, ended);
    await kit.approve(reviewer, ended);
    ok(await kit.decide(finance, ended, { decision: 'paid', voucherNumber: 'P-1', paidOn: '2026-11-18' }));
    const elements = await suggestion(policyId);
    expect(elements).toMatchObject({ Accept: 'Accept', Middle: 'Middle', Late: 'Slow' });
    const { policies } = ok(await kit.get(admin(), '/api/migrations'));
    expect(policies.find((one: { policyId: string }) => one.policyId === policyId)).toMatchObject({
      version: 2,
      cases: [
        { version: 2, count: 1 },
        { version: 1, count: 2 },
      ],
    });

    const before = await Promise.all(caseIds.map((caseId) => flows.caseOf(caseId)));
    const tried = ok(await kit.post(admin(), `/api/policies/${policyId}/migrations/try`, ask(elements)));
    expect(tried).toMatchObject({ total: 2, nextCursor: null });
    expect(tried.items).toMatchObject(caseIds.toSorted().map((caseId) => ({ caseId, steps: ['核查'], reasons: [] })));
    expect(await Promise.all(caseIds.map((caseId) => flows.caseOf(caseId)))).toEqual(before);

    const body = { ...ask(elements), commandId: randomUUID(), reason: '按新办法核查' };
    const { migrationId } = ok(await kit.post(admin(), `/api/policies/${policyId}/migrations`, body), 201);
    expect(ok(await kit.post(admin(), `/api/policies/${policyId}/migrations`, body), 201)).toEqual({ migrationId });
    const other = { ...body, reason: '别的' };
    expect((await kit.post(admin(), `/api/policies/${policyId}/migrations`, other)).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    await Promise.all([flows.runJobs(), flows.runJobs()]);

    const path = `/api/policies/${policyId}/migrations/${migrationId}`;
    expect(ok(await kit.get(admin(), path))).toMatchObject({
      status: 'done',
      total: 2,
      moved: 2,
      left: 0,
      leftRows: [],
    });
    expect(ok(await kit.get(admin(), `/api/policies/${policyId}/migrations`)).items).toHaveLength(1);
    for (const [index, caseId] of caseIds.entries()) {
      const document = await flows.caseOf(caseId);
      expect(document.policyVersion).toBe(2);
      expect(document.currentSteps).toMatchObject([{ elementId: 'Middle', name: '现场核查', status: 'open' }]);
      // The reminder runs on as it was; the step keeps its time.
      const [timer] = Object.values(document.flow.timers);
      expect(timer).toMatchObject({ elementId: 'Slow', interval: 'PT1H', repeats: 2 });
      expect(document.currentSteps[0]?.dueAt).toBe(before[index]?.currentSteps[0]?.dueAt);
      const detail = ok(await kit.get(world.yungang.accounts.reviewer, `/api/cases/${caseId}`));
      expect(detail.timeline.at(-1)).toMatchObject({
        kind: 'migrated',
        opinion: '按新办法核查',
        actorName: admin().name,
        detail: { fromVersion: 1, toVersion: 2 },
      });
      const open = ok(await kit.get(world.yungang.accounts.reviewer, '/api/tasks?list=open&limit=100')).items;
      expect(open.find((task: { caseId: string }) => task.caseId === caseId)).toMatchObject({ stepName: '现场核查' });
    }
    expect((await flows.caseOf(ended)).policyVersion).toBe(1);
    expect((await flows.caseOf(atAcceptance)).policyVersion).toBe(2);
    // The timer of before fires in the new version, and the case goes its way to the end.
    world.clock.advance(3_600_000);
    await flows.runJobs();
    const [moved = ''] = caseIds;
    await kit.approve(world.yungang.accounts.reviewer, moved);
    expect(placesOf(await flows.caseOf(moved))).toEqual(['Review']);
    const audit = ok(await kit.get(world.yungang.accounts.auditor, '/api/audit?action=cases-migrated')).items;
    expect(audit).toMatchObject([{ target: policyId, detail: { reason: '按新办法核查' } }]);
    expect(await inconsistenciesIn(world.database, 'swept')).toEqual([]);
  });

  it('leaves where it is what does not fit, with the reason, and takes the rest', async () => {
    const { policyId, caseIds } = await policyWithCases(signal('intermediateCatchEvent', '甲'), reminded('R1/PT1H'), 1);
    const { number } = await flows.caseOf(caseIds[0] ?? '');
    const elements = await suggestion(policyId);
    expect(elements.Middle).toBeUndefined();
    const tried = ok(await kit.post(admin(), `/api/policies/${policyId}/migrations/try`, ask(elements)));
    expect(tried.items).toMatchObject([
      { number, steps: ['等待'], reasons: [{ code: 'element-unmapped', params: { elementName: '等待' } }] },
    ]);
    const forced = ask({ ...elements, Middle: 'Middle' });
    const again = ok(await kit.post(admin(), `/api/policies/${policyId}/migrations/try`, forced));
    expect(again.items[0].reasons).toMatchObject([{ code: 'kind-differs' }]);
    const body = { ...forced, commandId: randomUUID(), reason: '试一试' };
    const { migrationId } = ok(await kit.post(admin(), `/api/policies/${policyId}/migrations`, body), 201);
    await flows.runJobs();
    const done = ok(await kit.get(admin(), `/api/policies/${policyId}/migrations/${migrationId}`));
    expect(done).toMatchObject({ status: 'done', total: 1, moved: 0, left: 1, leftRows: [{ number }] });
    expect((await flows.caseOf(caseIds[0] ?? '')).policyVersion).toBe(1);
  });

  it('is refused to everyone who does not administer the unit, and for versions that do not exist', async () => {
    const { policyId } = await policyWithCases(reminded('R1/PT1H'), renamed, 0);
    const { reviewer, supervisor } = world.yungang.accounts;
    const body = { ...ask({}), commandId: randomUUID(), reason: '试' };
    for (const [who, status] of [
      [reviewer, 403],
      [supervisor, 403],
      [world.linhai.accounts.departmentAdmin, 404],
    ] as const) {
      expect((await kit.post(who, `/api/policies/${policyId}/migrations/try`, ask({}))).status).toBe(status);
      expect((await kit.post(who, `/api/policies/${policyId}/migrations`, body)).status).toBe(status);
    }
    expect((await kit.post(admin(), `/api/policies/${policyId}/migrations`, { ...body, toVersion: 9 })).status).toBe(
      404,
    );
  });
});

describe('A published version', () => {
  it('is never changed: the next one stands beside it, and cases of both go their own ways', async () => {
    const versions = world.database.collection('policyVersions');
    const policyId = await flows.publish(reminded('R1/PT1H'));
    const first = await versions.findOne({ _id: `${policyId}:1` as never });
    const old = await flows.begun(policyId);
    await flows.republish(policyId, signal('intermediateCatchEvent', '甲'));
    expect(await versions.findOne({ _id: `${policyId}:1` as never })).toEqual(first);
    expect(await versions.findOne({ _id: `${policyId}:2` as never })).not.toBeNull();
    await kit.approve(world.yungang.accounts.reviewer, old);
    expect(await flows.caseOf(old)).toMatchObject({ policyVersion: 1 });
    const young = await flows.begun(policyId);
    expect(await flows.caseOf(young)).toMatchObject({ policyVersion: 2, currentSteps: [] });
  });
});

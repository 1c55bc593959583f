import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, type TestAccount, type World } from '../harness.js';
import { createFlowKit, type FlowKit, placesOf, service } from './flow-kit.js';

let world: World;
let kit: Kit;
let flows: FlowKit;
let policyId: string;

beforeAll(async () => {
  world = await createWorld({ logLevel: 'silent' });
  kit = createKit(world);
  flows = await createFlowKit(kit);
  policyId = await flows.publish(service('webhook', { url: 'https://nowhere.example/' }));
});
afterAll(() => world?.stop());

async function stuck(): Promise<{ caseId: string; incidentId: string }> {
  const caseId = await flows.begun(policyId);
  await flows.runJobs();
  const [incident] = Object.keys((await flows.caseOf(caseId)).flow.incidents);
  return { caseId, incidentId: incident ?? '' };
}

const resolve = (who: TestAccount, path: string, body: object) =>
  kit.post(who, `/api/cases/${path}`, { commandId: randomUUID(), reason: '已与对方联系', ...body });

describe('An incident', () => {
  it('is listed with cause, step and case for who administers the unit, and for nobody else', async () => {
    const { departmentAdmin, reviewer, admin, enterprise } = world.yungang.accounts;
    const { caseId, incidentId } = await stuck();
    const { items, facets } = ok(await kit.get(departmentAdmin, `/api/incidents?policyId=${policyId}`));
    expect(items[0]).toMatchObject({
      caseId,
      incidentId,
      elementName: '推送',
      code: 'SERVICE_FAILED',
      params: { jobType: 'webhook', message: 'host-not-allowed' },
      ways: [{ flowId: 'f3', name: '审核' }],
      raisedAt: world.clock.now().toISOString(),
    });
    expect(facets).toContainEqual({ policyId, policyTitle: items[0].policyTitle, code: 'SERVICE_FAILED' });
    expect(ok(await kit.get(departmentAdmin, '/api/incidents?code=OTHER')).items).toEqual([]);
    for (const who of [reviewer, admin, enterprise]) expect((await kit.get(who, '/api/incidents')).status).toBe(403);
    expect(ok(await kit.get(world.linhai.accounts.departmentAdmin, '/api/incidents')).items).toEqual([]);
  });

  it('pages by key, newest first', async () => {
    const { departmentAdmin } = world.yungang.accounts;
    for (let made = 0; made < 3; made += 1) {
      world.clock.advance(1000);
      await stuck();
    }
    const all = ok(await kit.get(departmentAdmin, '/api/incidents?limit=100')).items;
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: unknown[]; nextCursor: string | null } = ok(
        await kit.get(departmentAdmin, `/api/incidents?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`),
      );
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    const times = all.map(({ raisedAt }: { raisedAt: string }) => raisedAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('is told to applicant and reviewers as one quiet sentence, without the cause', async () => {
    const { enterprise, supervisor } = world.yungang.accounts;
    const { caseId } = await stuck();
    for (const who of [enterprise, supervisor]) {
      const detail = ok(await kit.get(who, `/api/cases/${caseId}`));
      expect(detail.heldUp).toBe(true);
      expect(JSON.stringify(detail.timeline)).not.toContain('host-not-allowed');
      expect(detail.timeline.at(-1)).toMatchObject({ kind: 'incident', stepName: '推送' });
    }
  });

  it('is moved on once with reason, in history and audit; the same command again answers the same', async () => {
    const { departmentAdmin, enterprise, supervisor, auditor } = world.yungang.accounts;
    const { caseId, incidentId } = await stuck();
    const path = `${caseId}/incidents/${incidentId}/move-on`;
    const body = { commandId: randomUUID(), flowId: 'f3' };
    expect((await resolve(world.yungang.accounts.reviewer, path, body)).status).toBe(403);
    expect((await resolve(world.linhai.accounts.departmentAdmin, path, body)).status).toBe(404);
    expect((await resolve(departmentAdmin, path, { reason: ' ' })).status).toBe(400);
    expect((await resolve(departmentAdmin, path, { flowId: 'nowhere' })).body.code).toBe('FLOW_REFUSED');
    ok(await resolve(departmentAdmin, path, body));
    ok(await resolve(departmentAdmin, path, body));
    expect((await resolve(departmentAdmin, path, { ...body, reason: '另一句' })).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect((await resolve(departmentAdmin, path, {})).body.code).toBe('INCIDENT_GONE');

    expect(placesOf(await flows.caseOf(caseId))).toEqual(['Review']);
    const open = ok(await kit.get(departmentAdmin, '/api/incidents?limit=100')).items;
    expect(open.some((one: { caseId: string }) => one.caseId === caseId)).toBe(false);
    const last = async (who: TestAccount) => ok(await kit.get(who, `/api/cases/${caseId}`)).timeline.at(-1);
    expect(await last(supervisor)).toMatchObject({
      kind: 'incident-moved-on',
      opinion: '已与对方联系',
      actorName: departmentAdmin.name,
    });
    expect(await last(enterprise)).toMatchObject({ kind: 'incident-moved-on', opinion: null });
    const audit = ok(await kit.get(auditor, '/api/audit?action=incident-moved-on')).items;
    expect(audit.filter((one: { target: string }) => one.target === caseId)).toMatchObject([
      { actorName: departmentAdmin.name, detail: { reason: '已与对方联系', step: '推送' } },
    ]);
  });
});

describe('The history of a case', () => {
  const fault = async (who: TestAccount, caseId: string) =>
    ok(await kit.get(who, `/api/cases/${caseId}/history-check`)).fault;

  it('is whole; whatever is changed, lost or unlike the case shows where', async () => {
    const { auditor, departmentAdmin, enterprise, window } = world.yungang.accounts;
    const { database } = world;
    const history = database.collection('caseHistory');
    const cases = database.collection('cases');
    const { caseId } = await stuck();
    for (const who of [auditor, departmentAdmin]) expect(await fault(who, caseId)).toBeNull();
    for (const who of [enterprise, window])
      expect((await kit.get(who, `/api/cases/${caseId}/history-check`)).status).toBe(403);
    expect((await kit.get(world.linhai.accounts.auditor, `/api/cases/${caseId}/history-check`)).status).toBe(404);

    const second = { _id: `${caseId}:2` as never };
    const kept = await history.findOne(second);
    const put = async (changes: object) => {
      await history.replaceOne(second, { ...kept, ...changes } as never);
      return fault(auditor, caseId);
    };
    expect(await put({ by: { ...kept?.by, name: '别人' } })).toEqual({ seq: 2, kind: 'changed' });
    expect(await put({ at: '2026-01-01T00:00:00.000Z' })).toEqual({ seq: 2, kind: 'changed' });
    expect(await put({ hash: 'f'.repeat(64) })).toEqual({ seq: 2, kind: 'unchained' });
    await history.deleteOne(second);
    expect(await fault(auditor, caseId)).toEqual({ seq: 2, kind: 'missing' });
    await history.insertOne(kept as never);
    expect(await fault(auditor, caseId)).toBeNull();

    await cases.updateOne({ _id: caseId as never }, { $set: { 'flow.grantedAmountFen': 1 } });
    expect(await fault(auditor, caseId)).toMatchObject({ kind: 'unlike-case' });
    await cases.updateOne({ _id: caseId as never }, { $set: { 'flow.grantedAmountFen': null } });
    const { seq } = await flows.caseOf(caseId);
    await history.deleteOne({ _id: `${caseId}:${seq}` as never });
    expect(await fault(auditor, caseId)).toEqual({ seq, kind: 'missing' });
    const audit = ok(await kit.get(auditor, '/api/audit?action=history-checked')).items;
    expect(audit.map((one: { detail: { result: string } }) => one.detail.result)).toContain(`missing ${seq}`);
  });
});

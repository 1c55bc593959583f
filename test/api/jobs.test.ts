import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBpmn, readOutline, writeBpmn } from '#core/flow';
import { businessOf } from '#server/business';
import { runDueJobs } from '#server/jobs/run-jobs';
import { createKit, type Kit, ok, qualifying } from './business-kit.js';
import { createWorld, type World } from './harness.js';

let world: World;
let kit: Kit;
let policyId: string;

/** The template's flow with a publicity of two working days, done by no hand, before the payment. */
async function withPublicity(xml: string): Promise<string> {
  const parsed = await parseBpmn(xml);
  if (!parsed.ok) throw new Error('Expected the template’s flow to be readable');
  const outline = readOutline(parsed.value);
  const pay = outline.blocks.findIndex((block) => block.id === 'Pay');
  const publicity = {
    kind: 'service' as const,
    id: 'Public',
    name: '公示',
    service: { type: 'publicity', params: { days: '2' } },
  };
  return writeBpmn({ ...outline, blocks: outline.blocks.toSpliced(pay, 0, publicity) });
}

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { departmentAdmin, enterprise } = world.yungang.accounts;
  await world.deps.applicants.setRegistry(
    enterprise.tenantId,
    enterprise.applicantId ?? '',
    qualifying(enterprise.name),
  );
  const made = ok(
    await kit.post(departmentAdmin, '/api/designer/policies', { title: '带公示', templateId: 'smart-factory-award' }),
    201,
  );
  const path = `/api/designer/policies/${made.id}`;
  const content = await withPublicity(made.flow);
  const { revision } = ok(
    await kit.put(departmentAdmin, `${path}/parts/flow`, { part: 'flow', revision: made.revisions.flow, content }),
  );
  const elements = ok(
    await kit.put(departmentAdmin, `${path}/parts/elements`, {
      part: 'elements',
      revision: made.revisions.elements,
      content: { ...made.elements, promisedWorkingDays: 15 },
    }),
  );
  const revisions = { ...made.revisions, flow: revision, elements: elements.revision };
  ok(await kit.post(departmentAdmin, `${path}/publish`, { revisions }));
  policyId = made.id;
});
afterAll(() => world?.stop());

describe('A publicity that the clock ends', () => {
  it('waits its working days, then the case goes on once, however many workers look', async () => {
    const { enterprise, reviewer, finance } = world.yungang.accounts;
    const business = businessOf(world.deps);
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    await kit.approve(reviewer, caseId, { grantedAmountFen: 20_000_000, amountReason: '补差额' });
    const waiting = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(waiting).toMatchObject({ status: 'in-progress', currentSteps: [], flow: { current: ['Public'] } });
    // Put up at once; then its days run.
    expect(await runDueJobs(business)).toBe(1);
    world.clock.set('2026-11-20T08:59:00.000Z');
    expect(await runDueJobs(business)).toBe(0);
    world.clock.set('2026-11-20T09:00:00.000Z');
    const done = await Promise.all([runDueJobs(business), runDueJobs(business)]);
    expect(done.reduce((sum, count) => sum + count)).toBe(1);
    expect(await runDueJobs(business)).toBe(0);
    const open = ok(await kit.get(finance, '/api/tasks?list=open'));
    expect(open.items.filter((task: { caseId: string }) => task.caseId === caseId)).toHaveLength(1);
  });
});

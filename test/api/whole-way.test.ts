import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKit, type Kit, ok, qualifying } from './business-kit.js';
import { createWorld, type World } from './harness.js';

let world: World;
let kit: Kit;
let policyId: string;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { enterprise } = world.yungang.accounts;
  await world.deps.applicants.setRegistry(
    enterprise.tenantId,
    enterprise.applicantId ?? '',
    qualifying(enterprise.name),
  );
  policyId = await kit.publish('smart-factory-award');
});
afterAll(() => world?.stop());

describe('A policy from template to payment', () => {
  it('goes online, is applied for, accepted, approved through the branch for large sums, and paid', async () => {
    const { enterprise, window, reviewer, secondReviewer, finance, supervisor } = world.yungang.accounts;
    // Given
    const caseId = await kit.file(policyId);
    const filed = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(filed).toMatchObject({ status: 'in-progress', number: expect.stringMatching(/^YG-2026-\d{6}$/) });
    expect(filed.requestedAmountFen).toBe(30_000_000);
    expect(filed.assessment.verdict).toBe('eligible');
    // When
    await kit.accept(caseId, window);
    await kit.approve(reviewer, caseId, { grantedAmountFen: 30_000_000 });
    const atDecision = ok(await kit.get(supervisor, `/api/cases/${caseId}`));
    expect(atDecision.currentSteps.map((step: { elementId: string }) => step.elementId)).toEqual(['Decide']);
    await kit.approve(secondReviewer, caseId);
    ok(await kit.decide(finance, caseId, { decision: 'payment-failed', reason: '账号有误' }));
    ok(await kit.decide(finance, caseId, { decision: 'paid', voucherNumber: 'PZ-1', paidOn: '2026-11-18' }));
    // Then
    const done = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(done).toMatchObject({
      status: 'completed',
      grantedAmountFen: 30_000_000,
      payment: { status: 'paid', attempts: 2, voucherNumber: 'PZ-1' },
      task: null,
    });
    expect(done.timeline.map((line: { kind: string }) => line.kind)).toEqual([
      'submitted',
      'accepted',
      'approved',
      'approved',
      'payment-failed',
      'paid',
      'completed',
    ]);
    const notices = ok(await kit.get(enterprise, '/api/notices'));
    expect(notices.items.map((notice: { kind: string }) => notice.kind)).toContain('case-paid');
  });

  it('takes the other branch where less is granted, with the reason kept', async () => {
    const { enterprise, reviewer, finance } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    const refused = await kit.decide(reviewer, caseId, {
      decision: 'approve',
      opinion: '核减',
      grantedAmountFen: 20_000_000,
      reviewPointsChecked: [0, 1, 2, 3],
    });
    expect(refused.body.code).toBe('AMOUNT_REASON_REQUIRED');
    await kit.approve(reviewer, caseId, { grantedAmountFen: 20_000_000, amountReason: '已领市级奖励，补差额' });
    const seen = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(seen.currentSteps[0].elementId).toBe('Pay');
    expect(seen.amountReason).toBe('已领市级奖励，补差额');
    ok(await kit.decide(finance, caseId, { decision: 'paid', voucherNumber: 'PZ-2', paidOn: '2026-11-18' }));
  });

  it('asks for an amount where the step sets it, and refuses one above what was asked for', async () => {
    const { reviewer } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    const decision = { decision: 'approve', opinion: '同意', reviewPointsChecked: [0, 1, 2] };
    expect((await kit.decide(reviewer, caseId, decision)).body.code).toBe('AMOUNT_REQUIRED');
    const tooMuch = await kit.decide(reviewer, caseId, {
      ...decision,
      grantedAmountFen: 30_000_001,
      amountReason: '多',
    });
    expect(tooMuch.body.code).toBe('AMOUNT_TOO_LARGE');
    const open = await kit.decide(reviewer, caseId, {
      ...decision,
      grantedAmountFen: 30_000_000,
      reviewPointsChecked: [0],
    });
    expect(open.body.code).toBe('REVIEW_POINTS_OPEN');
  });

  it('lists the step for the group with time left and light, and for nobody else', async () => {
    const { window, reviewer, finance } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    const listed = ok(await kit.get(window, '/api/tasks?list=open&limit=100'));
    const row = listed.items.find((task: { caseId: string }) => task.caseId === caseId);
    expect(row).toMatchObject({ stepKind: 'acceptance', light: 'green', dueAt: '2026-11-19T09:00:00.000Z' });
    expect(row.workingMinutesLeft).toBeGreaterThan(0);
    for (const other of [reviewer, finance, world.linhai.accounts.window]) {
      const theirs = ok(await kit.get(other, '/api/tasks?list=open&limit=100'));
      expect(theirs.items.some((task: { caseId: string }) => task.caseId === caseId)).toBe(false);
    }
    const refused = await kit.post(reviewer, `/api/tasks/${row.id}/claim`, { commandId: randomUUID() });
    expect(refused.status).toBe(404);
  });
});

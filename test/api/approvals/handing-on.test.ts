import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../business-kit.js';
import type { TestAccount } from '../harness.js';
import { type ApprovalKit, createApprovalKit, step } from './approval-kit.js';

/* What is done with a step beside deciding it (approvals.md): each with its permission, its state and its refusal. */

let kit: ApprovalKit;
let first: TestAccount;
let second: TestAccount;
let outsider: TestAccount;
let credit: TestAccount;
let policyId: string;
const actions = [
  'approve',
  'refuse',
  'return-to-applicant',
  'transfer',
  'delegate',
  'add-signer',
  'request-opinion',
  'special-procedure',
  'take-back',
  'copy',
] as const;

beforeAll(async () => {
  kit = await createApprovalKit();
  first = kit.city.accounts.reviewer;
  second = kit.city.accounts.secondReviewer;
  const unitId = await kit.unit('xyzx', '市信用中心');
  credit = await kit.staff('xinyong', '李信', { unitId, role: 'reviewer' });
  outsider = await kit.staff('zhangsan', '张三', { unitId: kit.city.units.hall, role: 'window' });
  policyId = await kit.publishSteps(
    step('Review', { actions, limit: { workingDays: 5 } }),
    step('Next', {
      actions: ['approve', 'return-to-step', 'take-back'],
      returnTargets: ['Review'],
      limit: { workingDays: 3 },
      copyTo: ['person:ducha'],
    }),
  );
});
afterAll(() => kit?.world.stop());

/** Nobody of another city, and nobody who has nothing to do with the step. */
async function expectStrangers(caseId: string, body: object): Promise<void> {
  const { id } = await kit.taskOf(first, caseId);
  const send = (who: TestAccount) => kit.post(who, `/api/tasks/${id}/act`, { commandId: randomUUID(), ...body });
  expect((await send(kit.world.linhai.accounts.reviewer)).status).toBe(404);
  expect((await send(kit.city.accounts.finance)).status).toBe(404);
  expect((await send(kit.city.accounts.supervisor)).status).toBe(403);
}
const approveNow = (who: TestAccount, caseId: string) =>
  kit.decide(who, caseId, { decision: 'approve', opinion: '同意' });

describe('转交, 分流转办', () => {
  it('moves the step for good to a person who had nothing to do with it', async () => {
    const caseId = await kit.file(policyId);
    const body = { act: 'transfer', to: outsider.id, reason: '分管同志' };
    await expectStrangers(caseId, body);
    expect((await kit.get(outsider, `/api/cases/${caseId}`)).status).toBe(404);
    expect((await kit.act(first, caseId, { ...body, reason: ' ' })).status).toBe(400);
    for (const to of [kit.world.linhai.accounts.reviewer.id, kit.city.accounts.enterprise.id])
      expect((await kit.act(first, caseId, { ...body, to })).body.code).toBe('PERSON_UNKNOWN');
    ok(await kit.act(first, caseId, body));
    expect(await kit.openList(outsider, 'claimed')).toContain(caseId);
    expect((await approveNow(first, caseId)).body).toMatchObject({
      code: 'TASK_ALREADY_CLAIMED',
      params: { name: '张三' },
    });
    ok(await approveNow(outsider, caseId));
    expect(await kit.lines(first, caseId)).toEqual(['submitted', 'transferred', 'approved']);
    expect(await kit.lines(kit.city.accounts.enterprise, caseId)).toEqual(['submitted', 'approved']);
  });

  it('opens it to another department, where nobody has it yet', async () => {
    const caseId = await kit.file(policyId);
    expect((await kit.act(first, caseId, { act: 'transfer', toUnit: 'nowhere', reason: '-' })).body.code).toBe(
      'PERSON_UNKNOWN',
    );
    ok(await kit.act(first, caseId, { act: 'transfer', toUnit: 'xyzx', reason: '职责在信用中心' }));
    expect(await kit.openList(credit)).toContain(caseId);
    expect(await kit.openList(second)).not.toContain(caseId);
    const { currentSteps } = ok(await kit.get(credit, `/api/cases/${caseId}`));
    expect(currentSteps[0].handler).toBe('市信用中心');
    ok(await approveNow(credit, caseId));
  });

  it('is not possible where the step does not permit it', async () => {
    const closed = await kit.file(await kit.publishSteps(step('Review')));
    for (const body of [
      { act: 'transfer', to: second.id, reason: '-' },
      { act: 'delegate', to: second.id, reason: '-' },
      { act: 'add-signer', to: second.id, place: 'before', reason: '-' },
      { act: 'request-opinions', toUnits: ['xyzx'], question: '-', workingDays: 1 },
      { act: 'begin-procedure', procedure: 'hearing', reason: '-' },
      { act: 'copy', to: [second.id], text: '' },
      { act: 'return-to-step', elementId: 'Review', mode: 'run-on', reason: '-' },
    ])
      expect([body.act, (await kit.act(first, closed, body)).body.code]).toEqual([body.act, 'ACTION_NOT_ALLOWED']);
  });

  it('lets one of two who hand it on at once win', async () => {
    const caseId = await kit.file(policyId);
    const { id } = await kit.taskOf(first, caseId);
    const send = (who: TestAccount, to: TestAccount) =>
      kit.post(who, `/api/tasks/${id}/act`, { commandId: randomUUID(), act: 'transfer', to: to.id, reason: '-' });
    const answers = await Promise.all([send(first, outsider), send(second, credit)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const lost = answers.find((answer) => answer.status === 409);
    expect(lost?.body).toMatchObject({ code: 'TASK_ALREADY_CLAIMED' });
    expect([outsider.name, credit.name]).toContain(lost?.body.params.name);
  });
});

describe('委派', () => {
  it('asks another for an opinion, and comes back to the owner', async () => {
    const caseId = await kit.file(policyId);
    const body = { act: 'delegate', to: outsider.id, reason: '请核设备' };
    await expectStrangers(caseId, body);
    ok(await kit.act(first, caseId, body));
    expect(await kit.openList(outsider)).toContain(caseId);
    expect((await approveNow(first, caseId)).body).toMatchObject({ code: 'TASK_DELEGATED', params: { name: '张三' } });
    const asked = await kit.taskOf(outsider, caseId);
    expect(asked).toMatchObject({ actions: ['answer-delegation'], delegation: { byName: '周明', isMine: true } });
    expect((await approveNow(outsider, caseId)).status).not.toBe(200);
    ok(await kit.act(outsider, caseId, { act: 'answer-delegation', opinion: '设备属实' }));
    expect(await kit.openList(outsider)).not.toContain(caseId);
    expect(await kit.openList(outsider, 'done')).toContain(caseId);
    expect((await kit.act(first, caseId, { act: 'recall-delegation' })).body.code).toBe('ACTION_NOT_ALLOWED');
    ok(await kit.act(first, caseId, body));
    ok(await kit.act(first, caseId, { act: 'recall-delegation' }));
    ok(await approveNow(first, caseId));
  });
});

describe('加签, 减签', () => {
  it.each(['before', 'after', 'beside'] as const)(
    '%s: the signer finds it, and the step waits for them',
    async (place) => {
      const caseId = await kit.file(policyId);
      const body = { act: 'add-signer', to: outsider.id, place, reason: '请把关' };
      if (place === 'before') await expectStrangers(caseId, body);
      ok(await kit.act(first, caseId, body));
      expect((await kit.act(first, caseId, body)).body.code).toBe('SIGNER_NOT_ALLOWED');
      if (place === 'before') expect((await approveNow(first, caseId)).body.code).toBe('SIGNERS_FIRST');
      else ok(await approveNow(first, caseId));
      expect(await kit.stands(first, caseId)).toEqual(['Review']);
      const task = await kit.taskOf(outsider, caseId);
      expect(task.actions).toEqual(['approve', 'disapprove', 'recuse']);
      expect(await kit.openList(outsider)).toContain(caseId);
      ok(await kit.decide(outsider, caseId, { decision: 'approve', opinion: '同意', seatId: task.mySeat }));
      if (place === 'before') ok(await approveNow(first, caseId));
      expect(await kit.stands(first, caseId)).toEqual(['Next']);
    },
  );

  it('减签: only by who added, with reason, while they have not decided', async () => {
    const caseId = await kit.file(policyId);
    ok(await kit.act(first, caseId, { act: 'add-signer', to: outsider.id, place: 'beside', reason: '请把关' }));
    ok(await approveNow(first, caseId));
    const { seats } = await kit.taskOf(first, caseId);
    const signer = (seats as { id: string; isAdded: boolean; canRemove: boolean }[]).find((seat) => seat.isAdded);
    expect(signer?.canRemove).toBe(true);
    const body = { act: 'remove-signer', signerId: signer?.id, reason: '出差' };
    expect((await kit.act(outsider, caseId, body)).body.code).toBe('TASK_ALREADY_CLAIMED');
    ok(await kit.act(first, caseId, body));
    expect(await kit.stands(first, caseId)).toEqual(['Next']);
    expect(await kit.lines(first, caseId)).toContain('signer-removed');
  });
});

describe('退回', () => {
  it.each([
    ['run-on', 'Next', 'open'],
    ['straight-back', 'Next', 'claimed'],
  ] as const)('to an earlier step, and on resubmission %s', async (mode, then, status) => {
    const caseId = await kit.file(policyId);
    ok(await approveNow(first, caseId));
    const { returnTargets } = await kit.taskOf(second, caseId);
    expect(returnTargets).toEqual([{ elementId: 'Review', name: 'Review' }]);
    const body = { act: 'return-to-step', elementId: 'Review', mode, reason: '请再核' };
    expect((await kit.act(second, caseId, { ...body, elementId: 'Pay' })).body.code).toBe('ACTION_NOT_ALLOWED');
    ok(await kit.act(second, caseId, body));
    const steps = ok(await kit.get(first, `/api/cases/${caseId}`)).currentSteps;
    expect(steps.filter((one: { light: string }) => one.light !== 'paused')).toMatchObject([{ name: 'Review' }]);
    expect(await kit.openList(first)).toContain(caseId);
    const { timeline } = ok(await kit.get(first, `/api/cases/${caseId}`));
    expect(timeline.at(-1)).toMatchObject({ kind: 'returned', detail: { target: 'Review', mode } });
    ok(await approveNow(first, caseId));
    expect(await kit.stands(first, caseId)).toEqual([then]);
    expect(await kit.taskOf(second, caseId)).toMatchObject({ status, stepName: then });
  });
});

describe('撤回', () => {
  it('by who approved, before the next one acts, and never by another', async () => {
    const caseId = await kit.file(policyId);
    ok(await approveNow(first, caseId));
    expect(ok(await kit.get(first, `/api/cases/${caseId}`)).can.takeBack).toEqual([
      { elementId: 'Review', name: 'Review' },
    ]);
    expect((await kit.takeBack(second, caseId, 'Review')).body.code).toBe('NOT_YOUR_DECISION');
    expect((await kit.takeBack(kit.world.linhai.accounts.reviewer, caseId, 'Review')).status).toBe(404);
    ok(await kit.takeBack(first, caseId, 'Review'));
    expect(await kit.stands(first, caseId)).toEqual(['Review']);
    expect(await kit.openList(second)).not.toContain(caseId);
    ok(await approveNow(first, caseId));
    const next = await kit.taskOf(second, caseId);
    ok(await kit.post(second, `/api/tasks/${next.id}/claim`, { commandId: randomUUID() }));
    expect((await kit.takeBack(first, caseId, 'Review')).body.code).toBe('TAKE_BACK_TOO_LATE');
  });

  it('against who claims the next at the same moment: exactly one wins', async () => {
    const caseId = await kit.file(policyId);
    ok(await approveNow(first, caseId));
    const { id } = await kit.taskOf(second, caseId);
    const [back, claim] = await Promise.all([
      kit.takeBack(first, caseId, 'Review'),
      kit.post(second, `/api/tasks/${id}/claim`, { commandId: randomUUID() }),
    ]);
    expect([back.status, claim.status].filter((status) => status === 200)).toHaveLength(1);
    expect(await kit.stands(first, caseId)).toEqual([back.status === 200 ? 'Review' : 'Next']);
  });
});

describe('催办', () => {
  it('by applicant or colleague shows on the step, at most once an hour', async () => {
    const caseId = await kit.file(policyId);
    const urge = (who: TestAccount) =>
      kit.post(who, `/api/cases/${caseId}/urge`, { commandId: randomUUID(), text: '企业急用' });
    expect((await urge(kit.world.linhai.accounts.enterprise)).status).toBe(404);
    expect((await urge(kit.city.accounts.otherEnterprise)).status).toBe(404);
    ok(await urge(kit.city.accounts.enterprise));
    expect((await urge(kit.city.accounts.supervisor)).body.code).toBe('URGED_TOO_OFTEN');
    expect(await kit.taskOf(first, caseId)).toMatchObject({ urgedTimes: 1 });
    const { items } = ok(await kit.get(first, '/api/tasks?list=open&limit=100'));
    expect(items.find((task: { caseId: string }) => task.caseId === caseId)).toMatchObject({ urgedTimes: 1 });
    expect(await kit.lines(first, caseId)).toContain('urged');
  });
});

describe('抄送', () => {
  it('gives to read and not to decide, by hand and by the step’s own list', async () => {
    const { supervisor } = kit.city.accounts;
    const caseId = await kit.file(policyId);
    const copied = async (who: TestAccount) =>
      ok(await kit.get(who, '/api/cases?view=copied&limit=100')).items.map((row: { id: string }) => row.id);
    ok(await kit.act(first, caseId, { act: 'copy', to: [outsider.id], text: '请知悉' }));
    expect(await copied(outsider)).toContain(caseId);
    expect(await copied(credit)).not.toContain(caseId);
    expect(ok(await kit.get(outsider, `/api/cases/${caseId}`)).task).toBeNull();
    const { id } = await kit.taskOf(first, caseId);
    const decide = { commandId: randomUUID(), decision: 'approve', opinion: '同意' };
    expect((await kit.post(outsider, `/api/tasks/${id}/decide`, decide)).status).toBe(403);
    ok(await approveNow(first, caseId));
    expect(await copied(supervisor)).not.toContain(caseId);
    ok(await approveNow(second, caseId));
    expect(await copied(supervisor)).toContain(caseId);
  });
});

describe('联审 (U9)', () => {
  it('asks departments until a date, and the step waits for them or for the date', async () => {
    const caseId = await kit.file(policyId);
    const body = { act: 'request-opinions', toUnits: ['xyzx'], question: '有无失信记录', workingDays: 2 };
    await expectStrangers(caseId, body);
    ok(await kit.act(first, caseId, body));
    expect((await kit.act(first, caseId, body)).body.code).toBe('SIGNER_NOT_ALLOWED');
    expect((await approveNow(first, caseId)).body.code).toBe('REQUESTS_OPEN');
    expect(await kit.openList(credit)).toContain(caseId);
    const asked = await kit.taskOf(credit, caseId);
    expect(asked).toMatchObject({
      actions: [],
      requests: [{ unitName: '市信用中心', question: '有无失信记录', isMine: true, dueAt: '2026-11-20T09:00:00.000Z' }],
    });
    const requestId = (asked.requests as { id: string }[])[0]?.id;
    const answer = { act: 'answer-request', requestId, verdict: 'agree', opinion: '无失信记录' };
    expect((await kit.act(second, caseId, answer)).status).toBe(403);
    ok(await kit.act(credit, caseId, answer));
    const again = await kit.post(credit, `/api/tasks/${asked.id}/act`, { commandId: randomUUID(), ...answer });
    // Answered once, it is nothing to them any more.
    expect(again.status).toBe(403);
    expect(await kit.openList(credit)).not.toContain(caseId);
    expect((await kit.taskOf(first, caseId)).requests).toMatchObject([
      { answer: { verdict: 'agree', opinion: '无失信记录', byName: '李信' } },
    ]);
    ok(await approveNow(first, caseId));
    const late = await kit.file(policyId);
    ok(await kit.act(first, late, body));
    kit.world.clock.set('2026-11-20T09:00:00.000Z');
    ok(await approveNow(first, late));
    kit.world.clock.set('2026-11-18T02:00:00.000Z');
  });
});

describe('特别程序 (U8)', () => {
  it('stops the clock, and the applicant is told when it begins and ends', async () => {
    const { enterprise } = kit.city.accounts;
    // The newest notices come first, and there are many of the instant before.
    kit.world.clock.advance(60_000);
    const caseId = await kit.file(policyId);
    const body = { act: 'begin-procedure', procedure: 'expert-review', reason: '组织专家评审' };
    await expectStrangers(caseId, body);
    ok(await kit.act(first, caseId, body));
    const seen = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(seen).toMatchObject({ status: 'in-progress', currentSteps: [{ light: 'paused', dueAt: null }] });
    expect(seen.timeline.at(-1)).toMatchObject({ kind: 'procedure-begun', opinion: '组织专家评审' });
    expect((await approveNow(first, caseId)).body.code).toBe('TASK_SUSPENDED');
    expect((await kit.act(second, caseId, { act: 'end-procedure', result: '-' })).body.code).toBe(
      'TASK_ALREADY_CLAIMED',
    );
    expect(await kit.taskOf(first, caseId)).toMatchObject({ actions: ['end-procedure'], waitsFor: 'procedure' });
    ok(await kit.act(first, caseId, { act: 'end-procedure', result: '专家一致通过' }));
    const { items } = ok(await kit.get(enterprise, '/api/notices?limit=100'));
    const kinds = items
      .filter((one: { caseId: string }) => one.caseId === caseId)
      .map((one: { kind: string }) => one.kind);
    // Those of one instant have no order.
    expect(kinds.sort()).toEqual(['case-procedure-begun', 'case-procedure-ended', 'case-submitted']);
    ok(await approveNow(first, caseId));
  });
});

describe('回避', () => {
  it('of oneself keeps one out of the rest of the case, and opens what one held', async () => {
    const caseId = await kit.file(policyId);
    const { id } = await kit.taskOf(first, caseId);
    ok(await kit.post(first, `/api/tasks/${id}/claim`, { commandId: randomUUID() }));
    ok(await kit.act(first, caseId, { act: 'recuse', reason: '配偶在该企业任职' }));
    expect((await approveNow(first, caseId)).body).toMatchObject({ code: 'SEPARATION_OF_DUTIES', status: 403 });
    expect(await kit.openList(first)).not.toContain(caseId);
    ok(await approveNow(second, caseId));
    const next = await kit.taskOf(first, caseId);
    expect(next.actions).toEqual([]);
    expect(await kit.lines(kit.city.accounts.enterprise, caseId)).not.toContain('recused');
  });
});

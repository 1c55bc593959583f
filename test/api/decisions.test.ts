import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeIdCard } from '#core/identity';
import { createKit, type Kit, ok, qualifying } from './business-kit.js';
import { createWorld, type World } from './harness.js';

let world: World;
let kit: Kit;
let policyId: string;

const checked = { reviewPointsChecked: [0, 1, 2, 3], grantedAmountFen: 30_000_000 };
const agent = () => ({
  relation: 'self',
  agentName: '陈志远',
  agentIdentityNumber: composeIdCard({ district: '330201', birthDate: '1980-01-02', sex: 'male', serial: 11 }),
  agentMobile: '13800000009',
  mandateFileId: null,
  consent: true,
});

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { enterprise, otherEnterprise } = world.yungang.accounts;
  for (const { tenantId, applicantId, name } of [enterprise, otherEnterprise])
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
  policyId = await kit.publish('smart-factory-award');
});
afterAll(() => world?.stop());

describe('Returning for correction', () => {
  it('waits for the applicant with the clock standing still, keeps the former answers and shows what changed', async () => {
    const { enterprise, window, reviewer, otherEnterprise } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    ok(
      await kit.decide(reviewer, caseId, {
        decision: 'return',
        reason: '照片看不清',
        items: [{ path: 'photos', text: '请重新拍摄主要设备' }],
      }),
    );
    // Then it waits, and says for what.
    const waiting = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(waiting).toMatchObject({
      status: 'correction',
      can: { correct: true, withdraw: false },
      correction: { reason: '照片看不清', items: [{ path: 'photos', text: '请重新拍摄主要设备' }] },
    });
    expect(waiting.currentSteps[0]).toMatchObject({ light: 'paused', dueAt: null });
    expect(waiting.data.accountNumber).toBe('1202020209900012345');
    const notices = ok(await kit.get(enterprise, '/api/notices')).items;
    const told = { kind: 'case-returned', caseId, reason: expect.stringContaining('请重新拍摄主要设备') };
    expect(notices).toContainEqual(expect.objectContaining(told));
    // Who reviews reads masked numbers and cannot correct.
    const reviewed = ok(await kit.get(reviewer, `/api/cases/${caseId}`));
    expect(reviewed.data.accountNumber).not.toContain('0209900012');
    expect(reviewed.can.correct).toBe(false);
    const task = await kit.taskOf(reviewer, caseId);
    const early = await kit.post(reviewer, `/api/tasks/${task.id}/decide`, {
      commandId: randomUUID(),
      decision: 'approve',
      opinion: '同意',
      ...checked,
    });
    expect(early.body.code).toBe('TASK_SUSPENDED');
    // When somebody else, then the applicant hands in; masked numbers stand for what is stored.
    const path = `/api/cases/${caseId}/resubmit`;
    const body = {
      commandId: randomUUID(),
      data: { ...waiting.data, contact: '新联系人', creditCode: reviewed.data.creditCode },
    };
    for (const stranger of [otherEnterprise, world.linhai.accounts.enterprise])
      expect((await kit.post(stranger, path, body)).status).toBe(404);
    expect((await kit.post(window, path, body)).status).toBe(403);
    const invalid = await kit.post(enterprise, path, {
      ...body,
      commandId: randomUUID(),
      data: { ...body.data, contact: '' },
    });
    expect(invalid.body).toMatchObject({ code: 'SUBMISSION_INVALID', issues: [{ path: 'contact', code: 'REQUIRED' }] });
    ok(await kit.post(enterprise, path, body));
    // Then the same step goes on.
    const again = ok(await kit.get(reviewer, `/api/cases/${caseId}`));
    expect(again).toMatchObject({ status: 'in-progress', changedFields: ['contact'], correction: null });
    expect(again.data.contact).toBe('新联系人');
    expect(again.currentSteps[0].dueAt).not.toBeNull();
    expect((await kit.post(enterprise, path, { ...body, commandId: randomUUID() })).body.code).toBe(
      'NOTHING_TO_CORRECT',
    );
    ok(await kit.post(enterprise, path, body));
    await kit.approve(reviewer, caseId, { grantedAmountFen: 30_000_000 });
  });
});

describe('Refusing', () => {
  it('ends the case with a reason that the applicant reads in the timeline and as a notice', async () => {
    const { enterprise, reviewer } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    const task = await kit.taskOf(reviewer, caseId);
    const path = `/api/tasks/${task.id}/decide`;
    ok(await kit.post(reviewer, path, { commandId: randomUUID(), decision: 'refuse', opinion: '同一认定已兑现' }));
    const seen = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(seen).toMatchObject({ status: 'refused', currentSteps: [], coming: [] });
    expect(seen.timeline.at(-1)).toMatchObject({ kind: 'refused', opinion: '同一认定已兑现' });
    const notices = ok(await kit.get(enterprise, '/api/notices')).items;
    expect(notices).toContainEqual(expect.objectContaining({ kind: 'case-refused', caseId, reason: '同一认定已兑现' }));
    const late = await kit.post(reviewer, path, { commandId: randomUUID(), decision: 'refuse', opinion: '再来' });
    expect(late.body.code).toBe('CASE_FINISHED');
  });

  it('at acceptance ends it as not accepted, and only where the step permits', async () => {
    const { enterprise, window, reviewer } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    expect((await kit.decide(window, caseId, { decision: 'refuse', opinion: '不符' })).body.code).toBe(
      'ACTION_NOT_ALLOWED',
    );
    ok(await kit.decide(window, caseId, { decision: 'refuse-acceptance', opinion: '不属于受理范围' }));
    expect(ok(await kit.get(enterprise, `/api/cases/${caseId}`)).status).toBe('acceptance-refused');
    expect((await kit.get(reviewer, `/api/cases/${caseId}`)).status).toBe(404);
  });
});

describe('Withdrawing', () => {
  it('is possible before acceptance, and too late afterwards', async () => {
    const { enterprise, window, otherEnterprise } = world.yungang.accounts;
    const first = await kit.file(policyId);
    const body = () => ({ commandId: randomUUID(), reason: '填错' });
    expect((await kit.post(otherEnterprise, `/api/cases/${first}/withdraw`, body())).status).toBe(404);
    const command = body();
    ok(await kit.post(enterprise, `/api/cases/${first}/withdraw`, command));
    expect(ok(await kit.post(enterprise, `/api/cases/${first}/withdraw`, command)).status).toBe('withdrawn');
    const other = await kit.post(enterprise, `/api/cases/${first}/withdraw`, { ...command, reason: '别的' });
    expect(other.body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect((await kit.decide(window, first, {}).catch((error: Error) => error)) instanceof Error).toBe(true);
    const second = await kit.file(policyId);
    await kit.accept(second);
    const late = await kit.post(enterprise, `/api/cases/${second}/withdraw`, body());
    expect(late.body.code).toBe('WITHDRAWAL_TOO_LATE');
    expect(ok(await kit.get(enterprise, `/api/cases/${second}`)).can.withdraw).toBe(false);
  });
});

describe('The window', () => {
  it('files on behalf only with consent and a mandate of an agent, and shows who filed for whom', async () => {
    const { window, secondWindow, enterprise, otherEnterprise } = world.yungang.accounts;
    const applicantId = otherEnterprise.applicantId ?? '';
    const without = await kit.post(window, '/api/drafts', { policyId, applicantId });
    expect(without.body.code).toBe('CONSENT_MISSING');
    const noMandate = await kit.post(window, '/api/drafts', {
      policyId,
      applicantId,
      onBehalf: { ...agent(), relation: 'agent' },
    });
    expect(noMandate.body.code).toBe('CONSENT_MISSING');
    const badNumber = await kit.post(window, '/api/drafts', {
      policyId,
      applicantId,
      onBehalf: { ...agent(), agentIdentityNumber: '330201198001020000' },
    });
    expect(badNumber.body.code).toBe('IDENTITY_INVALID');
    expect((await kit.post(enterprise, '/api/drafts', { policyId, applicantId })).status).toBe(404);

    const caseId = await kit.file(policyId, { who: window, applicantId, onBehalf: agent() });
    const seen = ok(await kit.get(secondWindow, `/api/cases/${caseId}`));
    expect(seen).toMatchObject({
      channel: 'window',
      filedBy: { name: '吴芳', agentName: '陈志远', agentRelation: 'self' },
    });
    expect(JSON.stringify(seen)).not.toContain(agent().agentIdentityNumber);
    expect(ok(await kit.get(otherEnterprise, `/api/cases/${caseId}`)).filedBy.name).toBe('吴芳');
    expect((await kit.get(world.linhai.accounts.window, `/api/cases/${caseId}`)).status).toBe(404);

    const receipt = ok(await kit.get(window, `/api/cases/${caseId}/receipt`));
    expect(receipt).toMatchObject({ receivedBy: '吴芳', agentName: '陈志远', qrSvg: expect.stringContaining('<svg') });
    const code = receipt.progressUrl.split('/').at(-1);
    const progress = ok(await world.visitor.get(`/api/tenants/yungang/progress/${code}`));
    expect(progress.number).toBe(receipt.number);
    expect(JSON.stringify(progress)).not.toContain(otherEnterprise.name);
    expect((await world.visitor.get(`/api/tenants/linhai/progress/${code}`)).status).toBe(404);
    const today = ok(await kit.get(window, '/api/cases?view=window-today'));
    expect(today.items.map((row: { id: string }) => row.id)).toContain(caseId);
  });

  it('opens the numbers of a case that it mends for the applicant on record, and only while it is to be mended', async () => {
    const { auditor, window, secondWindow, reviewer, otherEnterprise } = world.yungang.accounts;
    const applicantId = otherEnterprise.applicantId ?? '';
    const caseId = await kit.file(policyId, { who: window, applicantId, onBehalf: agent() });
    await kit.accept(caseId);
    const path = `/api/cases/${caseId}/reveal`;
    expect((await kit.post(secondWindow, path, { reason: '代为补正' })).status).toBe(403);
    ok(await kit.decide(reviewer, caseId, { decision: 'return', reason: '账号有误', items: [] }));

    const seen = ok(await kit.get(secondWindow, `/api/cases/${caseId}`));
    expect(seen.can.correct).toBe(true);
    expect(seen.data.accountNumber).not.toContain('0209900012');
    expect(ok(await kit.post(secondWindow, path, { reason: '代为补正' })).data.accountNumber).toBe(
      '1202020209900012345',
    );
    expect((await kit.post(world.linhai.accounts.window, path, { reason: '看看' })).status).toBe(404);
    const log = ok(await kit.get(auditor, '/api/audit?action=identity-revealed'));
    expect(log.items[0]).toMatchObject({ actorName: secondWindow.name, detail: { reason: '代为补正' } });
  });
});

describe('Separation of duties', () => {
  it('keeps who accepted from approving, whatever roles they hold', async () => {
    const { window, reviewer } = world.yungang.accounts;
    const { tenantId } = window;
    const seat = await world.deps.appointments.create(tenantId, {
      accountId: window.id,
      unitId: world.yungang.units.industry,
      role: 'reviewer',
      subtree: false,
      from: '2026-01-01',
      until: null,
    });
    const caseId = await kit.file(policyId);
    await kit.accept(caseId, window);
    const task = await kit.taskOf(window, caseId);
    expect(task.actions).toEqual([]);
    const open = ok(await kit.get(window, '/api/tasks?list=open&limit=100'));
    expect(open.items.map(({ id }: { id: string }) => id)).not.toContain(task.id);
    const claim = await kit.post(window, `/api/tasks/${task.id}/claim`, { commandId: randomUUID() });
    expect(claim.body).toMatchObject({ code: 'SEPARATION_OF_DUTIES', status: 403 });
    const decide = await kit.decide(window, caseId, { decision: 'approve', opinion: '同意', ...checked });
    expect(decide.body.code).toBe('SEPARATION_OF_DUTIES');
    await world.deps.appointments.end(tenantId, seat.id);
    await kit.approve(reviewer, caseId, { grantedAmountFen: 30_000_000 });
    // Who reviewed does not decide either.
    const own = await kit.taskOf(reviewer, caseId);
    const second = await kit.post(reviewer, `/api/tasks/${own.id}/claim`, { commandId: randomUUID() });
    expect(second.body.code).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('Whole numbers', () => {
  it('are for who handles the case, and each view is in the audit log with its reason', async () => {
    const { auditor, enterprise, finance, reviewer, window } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    await kit.approve(reviewer, caseId, { grantedAmountFen: 20_000_000, amountReason: '补差额' });
    const path = `/api/cases/${caseId}/reveal`;
    expect((await kit.get(finance, `/api/cases/${caseId}`)).body.data.accountNumber).not.toContain('02099000');
    const shown = ok(await kit.post(finance, path, { reason: '核对收款账户' }));
    expect(shown.data).toMatchObject({ accountNumber: '1202020209900012345' });
    expect(shown.data.contact).toBeUndefined();
    expect((await kit.post(enterprise, path, { reason: '看看' })).status).toBe(403);
    expect((await kit.post(world.linhai.accounts.finance, path, { reason: '看看' })).status).toBe(404);
    expect((await kit.post(world.yungang.accounts.secondWindow, path, { reason: '看看' })).status).toBe(404);
    expect(window.applicantId).toBeNull();
    const log = ok(await kit.get(auditor, '/api/audit?action=identity-revealed'));
    // Time stands still here, so that entries of other tests may stand before it.
    expect(log.items).toContainEqual(
      expect.objectContaining({ actorName: finance.name, detail: expect.objectContaining({ reason: '核对收款账户' }) }),
    );
  });
});

describe('Claiming', () => {
  it('lets exactly one of two win, tells the other who was first, and gives back', async () => {
    const { reviewer, secondReviewer, finance } = world.yungang.accounts;
    const caseId = await kit.file(policyId);
    await kit.accept(caseId);
    const { id } = await kit.taskOf(reviewer, caseId);
    const claims = await Promise.all(
      [reviewer, secondReviewer].map((who) => kit.post(who, `/api/tasks/${id}/claim`, { commandId: randomUUID() })),
    );
    const lost = claims.find((answer) => answer.status !== 200);
    expect(claims.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const [winner, loser] = claims[0]?.status === 200 ? [reviewer, secondReviewer] : [secondReviewer, reviewer];
    expect(lost?.body).toMatchObject({ code: 'TASK_ALREADY_CLAIMED', params: { name: winner.name } });
    const taken = await kit.post(loser, `/api/tasks/${id}/decide`, {
      commandId: randomUUID(),
      decision: 'refuse',
      opinion: '不符',
    });
    expect(taken.body.code).toBe('TASK_ALREADY_CLAIMED');
    expect((await kit.post(loser, `/api/tasks/${id}/release`, { commandId: randomUUID() })).status).toBe(409);
    expect((await kit.post(finance, `/api/tasks/${id}/claim`, { commandId: randomUUID() })).status).toBe(404);
    expect(
      (await kit.post(world.linhai.accounts.reviewer, `/api/tasks/${id}/claim`, { commandId: randomUUID() })).status,
    ).toBe(404);
    const mine = ok(await kit.get(winner, '/api/tasks?list=claimed'));
    expect(mine.items.map((task: { id: string }) => task.id)).toContain(id);
    ok(await kit.post(winner, `/api/tasks/${id}/release`, { commandId: randomUUID() }));
    ok(await kit.post(loser, `/api/tasks/${id}/claim`, { commandId: randomUUID() }));
  });
});

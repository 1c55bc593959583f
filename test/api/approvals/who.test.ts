import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok } from '../business-kit.js';
import type { TestAccount } from '../harness.js';
import { type ApprovalKit, createApprovalKit, decider, step } from './approval-kit.js';

/* Who decides a step: deciders, stand-ins, nobody, the same person twice, and the law (approvals.md, R35, R37, R58). */

let kit: ApprovalKit;
let reviewer: TestAccount;
let second: TestAccount;
let head: TestAccount;
let districtHead: TestAccount;
let chief: TestAccount;
let inDepartment: TestAccount;

beforeAll(async () => {
  kit = await createApprovalKit();
  const { units, accounts } = kit.city;
  reviewer = accounts.reviewer;
  second = accounts.secondReviewer;
  head = await kit.staff('juzhang', '局长甲', { unitId: units.industry, role: 'reviewer', isHead: true });
  districtHead = await kit.staff('quzhang', '区长乙', { unitId: units.district, role: 'reviewer', isHead: true });
  const unitId = await kit.unit('aqj', '市应急管理局');
  chief = await kit.staff('kezhang', '科长丙', { unitId, role: 'reviewer', post: '安全科长' });
  inDepartment = await kit.staff('keyuan', '科员丁', { unitId, role: 'reviewer' });
});
afterAll(() => kit?.world.stop());

const filed = async (...settings: Parameters<typeof step>[1][]) => {
  const steps = settings.map((one, index) => step(index === 0 ? 'Review' : `Next${index}`, one));
  return kit.file(await kit.publishSteps(...steps));
};
const approveNow = (who: TestAccount, caseId: string) =>
  kit.decide(who, caseId, { decision: 'approve', opinion: '同意' });
/** Which of these people find the case among their open ones. */
const finders = async (caseId: string, people: readonly TestAccount[]) => {
  const found: string[] = [];
  for (const who of people) if ((await kit.openList(who)).includes(caseId)) found.push(who.name);
  return found;
};

describe('Who', () => {
  it.each([
    ['person:kezhang', ['科长丙']],
    ['role:reviewer@unit:jxj', ['周明', '局长甲']],
    ['post:安全科长@unit:aqj', ['科长丙']],
    // A post that the unit has not is looked for above, down to the whole city.
    ['post:安全科长@policy-unit', ['科长丙']],
    ['head@policy-unit', ['局长甲']],
    ['unit:aqj', ['科长丙', '科员丁']],
    ['field:contact', ['科员丁']],
    ['feel:if 申报金额 >= 30万 then "unit:aqj" else "head@policy-unit"', ['科长丙', '科员丁']],
    ['feel:["person:kezhang", "周明"]', ['周明', '科长丙']],
  ] as const)('%s reaches exactly those it means', async (assignee, names) => {
    const draft = await kit.filledDraft(await kit.publishSteps(step('Review', { assignee })));
    const { enterprise } = kit.city.accounts;
    const open = ok(await kit.get(enterprise, `/api/drafts/${draft.id}`));
    const data = { ...open.data, contact: inDepartment.name };
    const saved = ok(await kit.put(enterprise, `/api/drafts/${draft.id}`, { revision: open.revision, data }));
    const { caseId } = ok(
      await kit.post(enterprise, `/api/drafts/${draft.id}/submit`, { revision: saved.revision }),
      201,
    );
    const people = [reviewer, head, chief, inDepartment, districtHead, kit.city.accounts.supervisor];
    expect(await finders(caseId, people)).toEqual(names);
    expect(await finders(caseId, [kit.world.linhai.accounts.reviewer])).toEqual([]);
    const taker = people.find((who) => who.name === names[0]) as TestAccount;
    ok(await approveNow(taker, caseId));
  });

  it('head@district reaches the head of the applicant’s district', async () => {
    const { units, accounts } = kit.city;
    const { enterprise } = accounts;
    await kit.world.deps.units.update(kit.city.id, units.district, {});
    const { database } = kit.world.deps;
    const tenantId = kit.city.id;
    await database.collection('units').updateOne({ tenantId, code: 'linjiang' }, { $set: { regionCode: '330202' } });
    await database
      .collection('applicants')
      .updateOne({ tenantId, _id: enterprise.applicantId as never }, { $set: { regionCode: '330202001' } });
    const caseId = await filed({ assignee: 'head@district' });
    expect(await finders(caseId, [head, districtHead])).toEqual(['区长乙']);
  });

  it('role:applicant reaches the applicant, and nobody else’s', async () => {
    const { enterprise, otherEnterprise } = kit.city.accounts;
    const caseId = await filed({ kind: 'applicant', assignee: 'role:applicant', actions: ['approve'] });
    expect((await kit.get(otherEnterprise, `/api/cases/${caseId}`)).status).toBe(404);
    const { id } = await kit.taskOf(enterprise, caseId);
    const body = { commandId: randomUUID(), decision: 'approve', opinion: '已确认' };
    expect((await kit.post(otherEnterprise, `/api/tasks/${id}/decide`, body)).status).toBe(404);
    ok(await kit.post(enterprise, `/api/tasks/${id}/decide`, body));
    expect(await kit.stands(enterprise, caseId)).toEqual(['Pay']);
  });
});

describe('AB岗, absence', () => {
  it('lets the stand-in take what the absent one could or holds, with both names on record, and no other right', async () => {
    const { departmentAdmin, admin } = kit.city.accounts;
    const caseId = await filed({ assignee: 'person:kezhang' });
    const { id } = await kit.taskOf(chief, caseId);
    ok(await kit.post(chief, `/api/tasks/${id}/claim`, { commandId: randomUUID() }));
    const period = { from: '2026-11-18', until: '2026-11-20', reason: '出差' };
    const body = { accountId: chief.id, standInId: reviewer.id, ...period };
    expect((await kit.post(departmentAdmin, '/api/stand-ins', body)).status).toBe(403);
    expect((await kit.post(chief, '/api/stand-ins', { ...body, standInId: chief.id })).body.code).toBe(
      'STAND_IN_INVALID',
    );
    const foreign = kit.world.linhai.accounts.reviewer.id;
    expect((await kit.post(chief, '/api/stand-ins', { ...body, standInId: foreign })).body.code).toBe('PERSON_UNKNOWN');
    const made = ok(await kit.post(chief, '/api/stand-ins', body), 201);
    const mutual = { ...body, accountId: reviewer.id, standInId: chief.id };
    expect((await kit.post(reviewer, '/api/stand-ins', mutual)).body.code).toBe('STAND_IN_INVALID');
    expect(ok(await kit.get(admin, '/api/stand-ins')).items).toHaveLength(1);
    expect(ok(await kit.get(kit.world.linhai.accounts.admin, '/api/stand-ins')).items).toEqual([]);
    ok(await approveNow(reviewer, caseId));
    const { timeline } = ok(await kit.get(chief, `/api/cases/${caseId}`));
    expect(timeline.at(-1)).toMatchObject({ actorName: '周明', detail: { onBehalfOf: '科长丙' } });
    // What comes while they are away goes to the stand-in too.
    const later = await filed({ assignee: 'person:kezhang' });
    expect(await finders(later, [reviewer, second])).toEqual(['周明']);
    expect((await kit.post(second, `/api/stand-ins/${made.id}`)).status).toBe(404);
    expect((await (await kit.world.as(second)).delete(`/api/stand-ins/${made.id}`)).status).toBe(404);
    expect(
      (await (await kit.world.as(kit.world.linhai.accounts.admin)).delete(`/api/stand-ins/${made.id}`)).status,
    ).toBe(404);
    expect((await (await kit.world.as(chief)).delete(`/api/stand-ins/${made.id}`)).status).toBe(200);
    expect(await finders(later, [chief, reviewer])).toEqual(['科长丙']);
  });
});

describe('离岗交接', () => {
  it('hands over what somebody holds and what will come, and names what duties keep apart', async () => {
    const { admin } = kit.city.accounts;
    const policyId = await kit.publishSteps(
      step('Review', { assignee: 'person:keyuan' }),
      step('Next', { separateFrom: ['step:Review'] }),
    );
    const [held, barred] = [await kit.file(policyId), await kit.file(policyId)];
    const claim = async (caseId: string) => {
      const { id } = await kit.taskOf(inDepartment, caseId);
      ok(await kit.post(inDepartment, `/api/tasks/${id}/claim`, { commandId: randomUUID() }));
    };
    await claim(held);
    await claim(barred);
    const recused = await kit.taskOf(inDepartment, barred);
    ok(await kit.post(inDepartment, `/api/tasks/${recused.id}/release`, { commandId: randomUUID() }));
    const path = `/api/accounts/${inDepartment.id}/hand-over`;
    const body = { commandId: randomUUID(), to: chief.id, reason: '调离' };
    expect((await kit.post(reviewer, path, body)).status).toBe(403);
    expect((await kit.post(kit.world.linhai.accounts.admin, path, body)).status).toBe(404);
    expect((await kit.post(admin, path, { ...body, to: inDepartment.id })).body.code).toBe('STAND_IN_INVALID');
    expect(ok(await kit.post(admin, path, body))).toEqual({ handedOver: 1, left: [] });
    expect(await kit.openList(chief, 'claimed')).toContain(held);
    expect(await finders(barred, [chief])).toEqual(['科长丙']);
    const later = await kit.file(policyId);
    expect(await finders(later, [chief])).toEqual(['科长丙']);
    expect(ok(await kit.post(admin, path, { ...body, commandId: randomUUID() }))).toEqual({ handedOver: 0, left: [] });
    ok(await approveNow(chief, held));
  });
});

describe('审批人为空', () => {
  const nobody = { assignee: 'post:没有的岗位@policy-unit' } as const;

  it('passes, refuses, goes to a stand-in or to an administrator, as the step says', async () => {
    const passed = await filed({ ...nobody, whenEmpty: 'pass' }, {});
    expect(await kit.stands(reviewer, passed)).toEqual(['Next1']);
    const { timeline } = ok(await kit.get(reviewer, `/api/cases/${passed}`));
    expect(timeline.at(-1)).toMatchObject({ kind: 'passed', actorName: null, detail: { cause: 'nobody' } });
    const refused = await filed({ ...nobody, whenEmpty: 'reject' }, {});
    expect(ok(await kit.get(kit.city.accounts.enterprise, `/api/cases/${refused}`)).status).toBe('refused');
    const instead = await filed({ ...nobody, whenEmpty: 'stand-in', emptyStandIn: 'person:fushen' }, {});
    expect(await finders(instead, [reviewer, second])).toEqual(['王海']);
    const administered = await filed(nobody, {});
    expect(await finders(administered, [reviewer, kit.city.accounts.departmentAdmin])).toEqual(['林若溪']);
    ok(await approveNow(kit.city.accounts.departmentAdmin, administered));
  });

  it('among several deciders, one place at a time', async () => {
    const deciders = [decider('d1', nobody.assignee), decider('d2', 'person:shenhe')];
    const caseId = await filed({ decision: 'countersign', deciders, whenEmpty: 'pass' }, {});
    expect(await kit.taskOf(reviewer, caseId)).toMatchObject({
      seats: [{ id: 'd1', decision: 'approve' }, { id: 'd2' }],
    });
    ok(await approveNow(reviewer, caseId));
    expect(await kit.stands(reviewer, caseId)).toEqual(['Next1']);
  });

  it('never passes by itself where people are there and must keep out: the law wins', async () => {
    const caseId = await filed(
      { assignee: 'person:shenhe' },
      { assignee: 'person:shenhe', separateFrom: ['step:Review'], whenEmpty: 'pass' },
    );
    ok(await approveNow(reviewer, caseId));
    expect(await kit.stands(reviewer, caseId)).toEqual(['Next1']);
    expect(await finders(caseId, [reviewer, kit.city.accounts.departmentAdmin])).toEqual(['林若溪']);
    expect((await approveNow(reviewer, caseId)).body.code).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('去重', () => {
  it('lets a step pass whose decider has just approved, but not where duties are separate or something is asked', async () => {
    const caseId = await filed({}, { skipRepeat: true }, { skipRepeat: true, opinionRequired: true });
    ok(await approveNow(reviewer, caseId));
    expect(await kit.stands(reviewer, caseId)).toEqual(['Next2']);
    const { timeline } = ok(await kit.get(reviewer, `/api/cases/${caseId}`));
    expect(timeline.at(-1)).toMatchObject({ kind: 'passed', actorName: '周明', detail: { cause: 'repeat' } });
    const apart = await filed({}, { skipRepeat: true, separateFrom: ['step:Review'] });
    ok(await approveNow(reviewer, apart));
    expect(await kit.stands(reviewer, apart)).toEqual(['Next1']);
    const other = await filed({}, { skipRepeat: true, assignee: 'person:fushen' });
    ok(await approveNow(reviewer, other));
    expect(await kit.stands(reviewer, other)).toEqual(['Next1']);
  });
});

describe('R58 财政不参与项目审核', () => {
  it('is checked when a policy is published and when its steps run', async () => {
    const { admin, finance, departmentAdmin } = kit.city.accounts;
    const before = await filed({ assignee: 'role:finance' });
    expect(await finders(before, [finance])).toEqual(['赵敏']);
    expect((await kit.put(departmentAdmin, '/api/tenant/rules', { financeApproves: false })).status).toBe(403);
    ok(await kit.put(admin, '/api/tenant/rules', { financeApproves: false }));
    expect(ok(await kit.get(kit.world.linhai.accounts.admin, '/api/tenant/rules'))).toEqual({ financeApproves: true });
    const { id } = await kit.taskOf(finance, before);
    const body = { commandId: randomUUID(), decision: 'approve', opinion: '同意' };
    expect((await kit.post(finance, `/api/tasks/${id}/decide`, body)).body).toMatchObject({
      code: 'FINANCE_NO_APPROVAL',
      status: 403,
    });
    await expect(kit.publishSteps(step('Review', { assignee: 'role:finance' }))).rejects.toThrow(
      'POLICY_NOT_PUBLISHABLE',
    );
    // Named in another way, finance still finds nothing; an administrator does.
    const named = await filed({ assignee: 'person:caizheng' });
    expect(await finders(named, [departmentAdmin])).toEqual(['林若溪']);
    // Paying is theirs as before.
    const paid = await filed({});
    ok(await approveNow(reviewer, paid));
    expect(await finders(paid, [finance])).toEqual(['赵敏']);
    const payment = { decision: 'paid', voucherNumber: 'V1', paidOn: '2026-11-18' };
    ok(await kit.decide(finance, paid, payment));
    ok(await kit.put(admin, '/api/tenant/rules', { financeApproves: true }));
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ok, pdf } from '../business-kit.js';
import type { TestAccount } from '../harness.js';
import { type ApprovalKit, createApprovalKit, decider, step } from './approval-kit.js';

/* How several people come to one decision, and what a decision leaves behind (approvals.md). */

let kit: ApprovalKit;
let first: TestAccount;
let second: TestAccount;
let third: TestAccount;
const three = ['person:shenhe', 'person:fushen', 'person:san'].map((who, index) => decider(`d${index + 1}`, who));
const against = { decision: 'disapprove', opinion: '不同意' };

beforeAll(async () => {
  kit = await createApprovalKit();
  first = kit.city.accounts.reviewer;
  second = kit.city.accounts.secondReviewer;
  third = await kit.staff('san', '钱三', { unitId: kit.city.units.industry, role: 'reviewer' });
});
afterAll(() => kit?.world.stop());

const filed = async (settings: Parameters<typeof step>[1]) =>
  kit.file(await kit.publishSteps(step('Review', settings), step('Next')));
const oppose = async (who: TestAccount, caseId: string) => {
  const { mySeat } = await kit.taskOf(who, caseId);
  return kit.decide(who, caseId, { ...against, seatId: mySeat });
};

describe('会签: all named approvers decide, in parallel', () => {
  it('passes when all approve, shows who decided, and asks nobody twice', async () => {
    const caseId = await filed({ decision: 'countersign', deciders: three });
    for (const who of [first, second, third]) expect(await kit.openList(who)).toContain(caseId);
    await kit.approve(second, caseId);
    expect(await kit.openList(second)).not.toContain(caseId);
    expect(await kit.openList(second, 'done')).toContain(caseId);
    const task = await kit.taskOf(first, caseId);
    expect(task).toMatchObject({ decisionMode: 'countersign', mySeat: 'd1', status: 'open' });
    expect(task.seats).toMatchObject([
      { id: 'd1', name: 'd1 · 周明', decision: null, isOpen: true, isMine: true },
      { id: 'd2', name: 'd2 · 王海', decision: 'approve', opinion: '同意' },
      { id: 'd3', decision: null },
    ]);
    const again = await kit.decide(second, caseId, { decision: 'approve', opinion: '同意', seatId: 'd2' });
    expect(again.body.code).toBe('ALREADY_DECIDED');
    const others = await kit.decide(second, caseId, { decision: 'approve', opinion: '同意', seatId: 'd1' });
    expect(others.status).toBe(403);
    await kit.approve(first, caseId);
    expect(await kit.stands(first, caseId)).toEqual(['Review']);
    await kit.approve(third, caseId);
    expect(await kit.stands(first, caseId)).toEqual(['Next']);
    expect(await kit.lines(kit.city.accounts.enterprise, caseId)).toEqual(['submitted', 'approved']);
    expect((await kit.lines(first, caseId)).filter((kind) => kind === 'voted')).toHaveLength(3);
  });

  it('is refused with the first who is against it, and nobody refuses for all', async () => {
    const caseId = await filed({ decision: 'countersign', deciders: three });
    const alone = await kit.decide(first, caseId, { decision: 'refuse', opinion: '不符' });
    expect(alone.body.code).toBe('ACTION_NOT_ALLOWED');
    ok(await oppose(first, caseId));
    expect(ok(await kit.get(first, `/api/cases/${caseId}`)).status).toBe('refused');
  });
});

describe('或签: the first decision counts', () => {
  it('lets exactly one of three who decide at once win, and tells the others who was first', async () => {
    const caseId = await filed({ decision: 'any-of' });
    const { id } = await kit.taskOf(first, caseId);
    const people = [first, second, third];
    const answers = await Promise.all(
      people.map((who) =>
        kit.post(who, `/api/tasks/${id}/decide`, { commandId: randomUUID(), decision: 'approve', opinion: '同意' }),
      ),
    );
    const won = answers.findIndex((answer) => answer.status === 200);
    const lost = answers.filter((answer) => answer.status !== 200);
    expect(lost).toHaveLength(2);
    for (const answer of lost)
      expect(answer.body).toMatchObject({ code: 'TASK_DECIDED', status: 409, params: { name: people[won]?.name } });
    for (const who of people) expect(await kit.stands(who, caseId)).toEqual(['Next']);
  });
});

describe('依次: one after another', () => {
  it('comes to each when it is their turn', async () => {
    const caseId = await filed({ decision: 'sequential', deciders: three });
    expect(await kit.openList(second)).not.toContain(caseId);
    const early = await kit.decide(second, caseId, { decision: 'approve', opinion: '同意', seatId: 'd2' });
    expect(early.body.code).toBe('NOT_YOUR_TURN');
    for (const who of [first, second, third]) {
      expect(await kit.openList(who)).toContain(caseId);
      await kit.approve(who, caseId);
    }
    expect(await kit.stands(first, caseId)).toEqual(['Next']);
  });
});

describe('比例·票签: a share of weighted votes', () => {
  it('passes as soon as it is certain, and counts approvals, not decisions', async () => {
    const weighted = [decider('d1', 'person:shenhe', 2), decider('d2', 'person:fushen'), decider('d3', 'person:san')];
    const caseId = await filed({ decision: 'ratio', passShare: 0.75, deciders: weighted });
    ok(await oppose(second, caseId));
    await kit.approve(third, caseId);
    expect(await kit.stands(first, caseId)).toEqual(['Review']);
    await kit.approve(first, caseId);
    expect(await kit.stands(first, caseId)).toEqual(['Next']);
  });

  it('fails as soon as the share cannot be reached any more', async () => {
    const caseId = await filed({ decision: 'ratio', passShare: 0.6, deciders: three });
    ok(await oppose(first, caseId));
    expect(await kit.stands(second, caseId)).toEqual(['Review']);
    ok(await oppose(second, caseId));
    expect(ok(await kit.get(second, `/api/cases/${caseId}`)).status).toBe('refused');
    // Who was not asked any more has nothing to do with it.
    expect((await kit.get(third, `/api/cases/${caseId}`)).status).toBe(404);
  });
});

describe('意见, 附件, 签名, 审核要点, 条款, 纪要', () => {
  it('are asked for where the step says so, and stay in the history', async () => {
    const caseId = await filed({
      reviewPoints: [{ id: 'p1', text: '材料齐全', required: true }],
      opinionRequired: true,
      signature: 'required',
      meeting: true,
      namesClause: true,
    });
    const drawing = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const drawn = await kit.upload(first, '签名.png', drawing);
    const paper = await kit.upload(first, '附件.pdf', pdf);
    const foreign = await kit.upload(second, '别人.pdf', pdf);
    const body = { decision: 'approve', opinion: '同意', reviewPointsChecked: [0] };
    const minutes = { heldOn: '2026-11-18', attendees: ['周明', '林若溪'], resolution: '同意兑现' };
    const codes = [
      { ...body, opinion: ' ' },
      { ...body, reviewPointsChecked: [], record: { signature: drawn.fileId, minutes, clauses: ['第三条'] } },
      { ...body, record: {} },
      { ...body, record: { signature: paper.fileId } },
      { ...body, record: { signature: drawn.fileId, attachments: [foreign.fileId] } },
      { ...body, record: { signature: drawn.fileId } },
      { ...body, record: { signature: drawn.fileId, minutes } },
    ];
    const refused: string[] = [];
    for (const one of codes) refused.push((await kit.decide(first, caseId, one)).body.code);
    expect(refused).toEqual([
      'OPINION_REQUIRED',
      'REVIEW_POINTS_OPEN',
      'SIGNATURE_REQUIRED',
      'FILE_UNKNOWN',
      'FILE_UNKNOWN',
      'MINUTES_REQUIRED',
      'CLAUSE_REQUIRED',
    ]);
    const { clauses } = await kit.taskOf(first, caseId);
    expect(clauses).not.toEqual([]);
    const record = {
      signature: drawn.fileId,
      attachments: [paper.fileId],
      minutes,
      clauses: (clauses as string[]).slice(0, 1),
    };
    ok(await kit.decide(first, caseId, { ...body, record }));
    const { timeline } = ok(await kit.get(second, `/api/cases/${caseId}`));
    expect(timeline.at(-1)).toMatchObject({
      kind: 'approved',
      opinion: '同意',
      detail: { signature: drawn.fileId, attachments: [paper.fileId], resolution: '同意兑现', clauses: record.clauses },
    });
    // Who may read the case may open its papers; who may not, may not; the applicant is not shown the office's own.
    expect((await kit.post(second, `/api/files/${drawn.fileId}/address`)).status).toBe(200);
    expect((await kit.post(kit.world.linhai.accounts.reviewer, `/api/files/${drawn.fileId}/address`)).status).toBe(404);
    const seen = ok(await kit.get(kit.city.accounts.enterprise, `/api/cases/${caseId}`));
    expect(JSON.stringify(seen.timeline)).not.toContain(drawn.fileId);
  });

  it('phrases of one’s own are kept for oneself', async () => {
    const phrases = ['材料齐全，符合规定', '建议补充'];
    expect(ok(await kit.put(first, '/api/me/phrases', { phrases: [...phrases, phrases[0]] })).phrases).toEqual(phrases);
    expect(ok(await kit.get(first, '/api/me/phrases')).phrases).toEqual(phrases);
    expect(ok(await kit.get(second, '/api/me/phrases')).phrases).toEqual([]);
    expect((await kit.put(first, '/api/me/phrases', { phrases: ['x'.repeat(201)] })).status).toBe(400);
  });
});

describe('批量: one opinion, each recorded by itself', () => {
  it('approves what can be approved, and says of each other why not', async () => {
    const policyId = await kit.publishSteps(step('Review'), step('Next'));
    const [one, two] = [await kit.file(policyId), await kit.file(policyId)];
    const ids = [await kit.taskOf(first, one), await kit.taskOf(first, two)].map((task) => task.id);
    ok(await kit.post(second, `/api/tasks/${ids[1]}/claim`, { commandId: randomUUID() }));
    const items = [...ids, 'nowhere:1-1'].map((taskId) => ({ taskId, commandId: randomUUID() }));
    const body = { items, opinion: '同意，批量' };
    const { results } = ok(await kit.post(first, '/api/tasks/approve', body));
    expect(results.map(({ code }: { code: string | null }) => code)).toEqual([
      null,
      'TASK_ALREADY_CLAIMED',
      'NOT_FOUND',
    ]);
    expect(results[1].params).toMatchObject({ name: second.name });
    // The same again is the same act.
    expect(ok(await kit.post(first, '/api/tasks/approve', body)).results[0].code).toBeNull();
    const { timeline } = ok(await kit.get(first, `/api/cases/${one}`));
    expect(timeline.filter((line: { opinion: string }) => line.opinion === '同意，批量')).toHaveLength(1);
    const foreign = ok(await kit.post(kit.world.linhai.accounts.reviewer, '/api/tasks/approve', body));
    expect(foreign.results.map(({ code }: { code: string }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
  });
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeIdCard } from '#core/identity';
import type { AwardLedgerDocument } from '#server/awards/award-document';
import { createKit, type Kit, ok, qualifying } from './business-kit.js';
import { createWorld, startOfWorld, type TestAccount, type World } from './harness.js';

let world: World;
let kit: Kit;
const yi = 10_000_00;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  const { enterprise, otherEnterprise } = world.yungang.accounts;
  for (const { tenantId, applicantId, name } of [enterprise, otherEnterprise])
    await world.deps.applicants.setRegistry(tenantId, applicantId ?? '', qualifying(name));
});
afterAll(() => world?.stop());

/** The smart factory award with other rules, published. */
async function policyWith(amount: object, more: object = {}): Promise<string> {
  const { departmentAdmin } = world.yungang.accounts;
  const title = `奖励 ${randomUUID().slice(0, 8)}`;
  const made = ok(
    await kit.post(departmentAdmin, '/api/designer/policies', { title, templateId: 'smart-factory-award' }),
    201,
  );
  const path = `/api/designer/policies/${made.id}`;
  const content = { ...made.rules, ...more, amount: { ...made.rules.amount, ...amount } };
  const part = { part: 'rules', revision: made.revisions.rules, content };
  const saved = ok(await kit.put(departmentAdmin, `${path}/parts/rules`, part));
  const revisions = { ...made.revisions, rules: saved.revision };
  ok(await kit.post(departmentAdmin, `${path}/publish`, { revisions }));
  return made.id as string;
}

const filed = async (policyId: string) => {
  const caseId = await kit.file(policyId);
  await kit.accept(caseId);
  return caseId;
};
const seen = async (caseId: string, who: TestAccount = world.yungang.accounts.reviewer) =>
  ok(await kit.get(who, `/api/cases/${caseId}`));
const grant = async (caseId: string, grantedAmountFen: number, who = world.yungang.accounts.reviewer) => {
  const task = await kit.taskOf(who, caseId);
  return kit.post(who, `/api/tasks/${task.id}/decide`, {
    commandId: randomUUID(),
    decision: 'approve',
    opinion: '同意',
    reviewPointsChecked: task.reviewPoints.map((_text: string, index: number) => index),
    grantedAmountFen,
    amountReason: '按核定',
  });
};
const refuse = async (caseId: string) =>
  ok(await kit.decide(world.yungang.accounts.reviewer, caseId, { decision: 'refuse', opinion: '不符' }));
const submitted = async (policyId: string) => {
  const { enterprise } = world.yungang.accounts;
  const draft = await kit.filledDraft(policyId);
  return kit.post(enterprise, `/api/drafts/${draft.id}/submit`, { revision: draft.revision });
};
const ledger = async () => {
  const { tenantId, applicantId } = world.yungang.accounts.enterprise;
  const found = await world.database
    .collection<AwardLedgerDocument>('awardLedgers')
    .findOne({ _id: `${tenantId}:${applicantId}` });
  if (found === null) throw new Error('Expected a ledger, but there is none');
  return found;
};

describe('同类就高不重复', () => {
  it('pays the difference to what was granted, tells both sides why, and nothing once all is had', async () => {
    const { enterprise, reviewer } = world.yungang.accounts;
    const group = { key: randomUUID().slice(0, 8), mode: 'top-up', period: 'ever' };
    const [small, large] = [await policyWith({ formula: '10万', group }), await policyWith({ formula: '30万', group })];
    const first = await filed(small);
    expect((await seen(first)).requestedAmountFen).toBe(10 * yi);
    ok(await grant(first, 10 * yi));

    const second = await filed(large);
    for (const who of [enterprise, reviewer]) {
      expect(await seen(second, who)).toMatchObject({
        requestedAmountFen: 20 * yi,
        grantLimitFen: 20 * yi,
        amount: {
          limitedBy: 'group',
          steps: [
            { kind: 'formula', amountFen: 30 * yi },
            { kind: 'group', usedFen: 10 * yi },
          ],
        },
        awards: [{ policyId: small, amountFen: 10 * yi, group: group.key, year: 2026 }],
      });
    }
    ok(await grant(second, 20 * yi));
    expect((await submitted(small)).body).toMatchObject({ code: 'NOTHING_LEFT', status: 409 });
  });

  it('one only is refused beside an earlier one, and a payment that failed frees nothing', async () => {
    const group = { key: randomUUID().slice(0, 8), mode: 'one-only', period: 'year' };
    const [a, b] = [await policyWith({ formula: '10万', group }), await policyWith({ formula: '10万', group })];
    const [first, second] = [await filed(a), await filed(b)];
    ok(await grant(first, 10 * yi));
    expect((await grant(second, 10 * yi)).body).toMatchObject({ code: 'AMOUNT_TOO_LARGE', params: { limitFen: 0 } });
    await kit.decide(world.yungang.accounts.finance, first, { decision: 'payment-failed', reason: '账户不符' });
    expect((await seen(second)).grantLimitFen).toBe(0);
  });
});

describe('A yearly cap', () => {
  it('is not exceeded by decisions at the same moment, whoever wins', async () => {
    const { reviewer, secondReviewer } = world.yungang.accounts;
    const yearlyCap = { capFen: 40 * yi, key: randomUUID().slice(0, 8) };
    const policies = [];
    for (let i = 0; i < 4; i += 1) policies.push(await policyWith({ formula: '30万', yearlyCap }));
    const cases = [];
    for (const policyId of policies) cases.push(await filed(policyId));
    const answers = await Promise.all(
      cases.map((caseId, i) => grant(caseId, 30 * yi, i % 2 === 0 ? reviewer : secondReviewer)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 422, 422, 422]);
    for (const { body } of answers.filter(({ status }) => status === 422)) {
      expect(body).toMatchObject({ code: 'AMOUNT_TOO_LARGE', params: { limitFen: 10 * yi } });
    }
    const open = cases[answers.findIndex(({ status }) => status === 422)] ?? '';
    ok(await grant(open, 10 * yi));
    const granted = (await ledger()).entries.flatMap(({ award }) =>
      award?.capKey === yearlyCap.key ? [award.amountFen] : [],
    );
    expect(granted.sort()).toEqual([10 * yi, 30 * yi]);
  });

  it('begins anew with the year', async () => {
    const policyId = await policyWith({ formula: '30万', yearlyCap: { capFen: 40 * yi } });
    ok(await grant(await filed(policyId), 30 * yi));
    expect(await seen(await filed(policyId))).toMatchObject({ requestedAmountFen: 10 * yi });
    world.clock.set('2026-12-31T16:00:00.000Z');
    expect(await seen(await filed(policyId))).toMatchObject({ requestedAmountFen: 30 * yi });
    world.clock.set(startOfWorld);
  });
});

describe('Once only', () => {
  it('takes one application, at the portal and the window at once, and another when the first is refused', async () => {
    const { enterprise, window } = world.yungang.accounts;
    const policyId = await policyWith({ formula: '10万' }, { once: 'ever' });
    const agentIdentityNumber = composeIdCard({ district: '330201', birthDate: '1980-01-02', sex: 'male', serial: 11 });
    const onBehalf = {
      relation: 'self',
      agentName: '陈志远',
      agentIdentityNumber,
      agentMobile: '13800000009',
      mandateFileId: null,
      consent: true,
    };
    const own = await kit.filledDraft(policyId);
    const applicantId = enterprise.applicantId ?? '';
    const other = await kit.filledDraft(policyId, { who: window, applicantId, onBehalf });
    expect(other.id).not.toBe(own.id);
    const answers = await Promise.all([
      kit.post(enterprise, `/api/drafts/${own.id}/submit`, { revision: own.revision }),
      kit.post(window, `/api/drafts/${other.id}/submit`, { revision: other.revision }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const won = answers.find(({ status }) => status === 201)?.body;
    const lost = answers.find(({ status }) => status === 409)?.body;
    expect(lost).toMatchObject({ code: 'ALREADY_APPLIED', params: { number: won.number } });

    await kit.accept(won.caseId);
    await refuse(won.caseId);
    expect((await submitted(policyId)).status).toBe(201);
    // Another applicant has a place of its own.
    const { otherEnterprise } = world.yungang.accounts;
    expect(await kit.file(policyId, { who: otherEnterprise })).toMatch(/^c-/);
  });

  it('a year is free again the next', async () => {
    const policyId = await policyWith({ formula: '10万' }, { once: 'year' });
    await kit.file(policyId);
    expect((await submitted(policyId)).body.code).toBe('ALREADY_APPLIED');
    world.clock.set('2026-12-31T16:00:00.000Z');
    expect((await submitted(policyId)).status).toBe(201);
    world.clock.set(startOfWorld);
  });
});

describe('A claim whose command died', () => {
  it('counts while it may be under way, then its case is asked and fenced, and nothing is exceeded', async () => {
    const yearlyCap = { capFen: 40 * yi, key: randomUUID().slice(0, 8) };
    const [a, b] = [await policyWith({ formula: '30万', yearlyCap }), await policyWith({ formula: '30万', yearlyCap })];
    const [dead, living] = [await filed(a), await filed(b)];
    // given a claim for a decision on `dead` that was never written
    const { number, seq, rev } = await caseOf(dead);
    const award = {
      policyId: a,
      policyTitle: '奖励',
      caseNumber: number,
      group: null,
      capKey: yearlyCap.key,
      once: null,
      filedYear: 2026,
      year: 2026,
      amountFen: 30 * yi,
    };
    const entry = { caseId: dead, seq: 0, award: null, pending: { seq: seq + 1, award, at: world.clock.now() } };
    const { _id } = await ledger();
    await world.database
      .collection<{ _id: string }>('awardLedgers')
      .updateOne({ _id }, { $push: { entries: entry }, $inc: { rev: 1 } } as never);
    // when another case needs the room
    expect((await grant(living, 30 * yi)).body.code).toBe('CASE_BUSY');
    world.clock.advance(3_000);
    ok(await grant(living, 30 * yi));
    // then a command that had been loaded before can no longer be written, and the next is bounded
    expect((await caseOf(dead)).rev).toBe(rev + 1);
    expect((await grant(dead, 30 * yi)).body).toMatchObject({
      code: 'AMOUNT_TOO_LARGE',
      params: { limitFen: 10 * yi },
    });
    ok(await grant(dead, 10 * yi));
    world.clock.set(startOfWorld);
  });

  const caseOf = async (caseId: string) => {
    const found = await world.database
      .collection<{ _id: string; number: string; seq: number; rev: number }>('cases')
      .findOne({ _id: caseId });
    if (found === null) throw new Error(`Expected case ${caseId}, but there is none`);
    return found;
  };
});

describe('The list of awards', () => {
  it('is for who acts for the applicant or sits at a counter, in this tenant only', async () => {
    const { enterprise, otherEnterprise, window, finance } = world.yungang.accounts;
    const policyId = await policyWith({ formula: '10万' });
    ok(await grant(await filed(policyId), 10 * yi));
    const path = `/api/applicants/${enterprise.applicantId}/awards`;
    for (const who of [enterprise, window]) {
      const { year, items } = ok(await kit.get(who, path));
      expect(year).toBe(2026);
      expect(items).toContainEqual(expect.objectContaining({ policyId, amountFen: 10 * yi }));
    }
    expect((await kit.get(otherEnterprise, path)).status).toBe(404);
    expect((await kit.get(world.linhai.accounts.enterprise, path)).status).toBe(404);
    expect((await kit.get(world.linhai.accounts.window, path)).status).toBe(404);
    expect((await kit.get(finance, path)).status).toBe(403);
  });
});

describe('Instalments', () => {
  it('40/60: the step pays the first, the second is planned for a year after', async () => {
    const { finance, enterprise } = world.yungang.accounts;
    const instalments = [
      { percent: 40, afterMonths: 0 },
      { percent: 60, afterMonths: 12 },
    ];
    const caseId = await filed(await policyWith({ formula: '20万', instalments }));
    expect((await seen(caseId)).instalments).toEqual([
      { number: 1, amountFen: 8 * yi, status: 'planned', dueOn: null },
      { number: 2, amountFen: 12 * yi, status: 'planned', dueOn: null },
    ]);
    ok(await grant(caseId, 20 * yi));
    ok(await kit.decide(finance, caseId, { decision: 'paid', voucherNumber: 'V-1', paidOn: '2026-11-18' }));
    const paid = await seen(caseId, enterprise);
    expect(paid).toMatchObject({
      grantedAmountFen: 20 * yi,
      payment: { status: 'paid', amountFen: 8 * yi, paidOn: '2026-11-18' },
      instalments: [{ status: 'paid' }, { number: 2, amountFen: 12 * yi, status: 'planned', dueOn: '2027-11-18' }],
    });
    const payouts = await world.database.collection('payouts').find({ caseId }).sort({ instalment: 1 }).toArray();
    expect(payouts).toMatchObject([
      { status: 'paid', amountFen: 8 * yi, instalment: 1, instalments: 2, dueOn: null },
      { status: 'planned', amountFen: 12 * yi, instalment: 2, instalments: 2, dueOn: '2027-11-18' },
    ]);
  });
});

describe('A decision table', () => {
  it('behind the amount is worked out on the server, and kept with the case with the rule that matched', async () => {
    const table = {
      kind: 'table',
      hitPolicy: 'U',
      inputs: [{ id: 'i1', label: '认定类别', feel: '认定类别', type: 'string', allowed: '' }],
      outputs: [{ id: 'o1', name: '', label: '奖励', type: 'number', allowed: '', otherwise: '0' }],
      rules: [
        { id: 'r1', when: ['"省级未来工厂"'], give: ['100万'], note: '' },
        { id: 'r2', when: ['"省级智能工厂"'], give: ['30万'], note: '省级' },
      ],
    };
    const decisions = [{ id: 'standard', name: '奖励标准', clause: '第五条', logic: table }];
    const caseId = await filed(await policyWith({ formula: '奖励标准 / 2' }, { decisions }));
    expect(await seen(caseId)).toMatchObject({
      requestedAmountFen: 15 * yi,
      amount: {
        operands: [{ label: '奖励标准', value: 300_000 }],
        decisions: [
          {
            name: '奖励标准',
            clause: '第五条',
            inputs: [{ label: '认定类别', value: '省级智能工厂' }],
            matched: [{ id: 'r2', number: 2, note: '省级' }],
          },
        ],
      },
    });
  });
});

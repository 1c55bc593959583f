import { randomUUID } from 'node:crypto';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScreeningRow } from '#core/contract';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, type World } from '../harness.js';
import { csvOf, firm, snapshotKit } from './snapshot-kit.js';

let world: World;
let kit: Kit;
let snapshots: ReturnType<typeof snapshotKit>;
let policyId: string;
let ownCode: string;

const accounts = () => world.yungang.accounts;
const officer = () => accounts().departmentAdmin;

beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  snapshots = snapshotKit(kit);
  const { enterprise } = accounts();
  ownCode = (await world.deps.applicants.reveal(world.yungang.id, enterprise.applicantId ?? '')).identityNumber;
  policyId = await kit.publish('smart-factory-award');
  await snapshots.importAll(
    officer(),
    csvOf([
      firm(1),
      firm(2, { 企业名称: enterprise.name, 统一社会信用代码: ownCode, 认定类别: '市级智能工厂' }),
      firm(3, { 认定类别: '无' }),
      firm(4, { 注册城市: '', 认定类别: '省级未来工厂' }),
      firm(5, { 严重失信: '是' }),
      firm(6, { 认定类别: '' }),
      firm(7, { 企业名称: '=HYPERLINK("http://x","云港")有限公司' }),
    ]),
  );
});
afterAll(() => world?.stop());

const screen = (body: object = {}) => snapshots.screen(officer(), { purpose: 'screening', policyId, ...body });
const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

describe('Screening (R16, R22)', () => {
  it('finds who qualifies, for how much, and against the budget; by the same trace as the portal', async () => {
    const done = await screen({ budgetFen: 300_000_000 });
    expect(done).toMatchObject({
      status: 'done',
      progress: { done: 7, total: 7, percent: 100 },
      tally: { outcomes: { hit: 4, near: 0, open: 1, miss: 2 }, sumFen: 30_000_000 * 2 + 20_000_000 + 100_000_000 },
      budgetFen: 300_000_000,
      version: 1,
    });
    expect(done.tally.failedBy).toContainEqual({ id: 'listed', title: expect.any(String), count: 1 });
    const hits = await snapshots.rows(officer(), done.id, 'hit');
    expect(hits.map(({ name, amountFen, toReview }: Record<string, unknown>) => [name, amountFen, toReview])).toEqual([
      [firm(1).企业名称, 30_000_000, 0],
      [accounts().enterprise.name, 20_000_000, 0],
      [firm(4).企业名称, 100_000_000, 1],
      ['=HYPERLINK("http://x","云港")有限公司', 30_000_000, 0],
    ]);
    expect(JSON.stringify(hits)).not.toContain(ownCode);
    expect(names(await snapshots.rows(officer(), done.id, 'open'))).toEqual([firm(6).企业名称]);
    const explained = ok(await kit.get(officer(), `/api/screenings/${done.id}/explanation?rowId=${hits[1].id}`));
    const guide = ok(
      await kit.get(
        accounts().enterprise,
        `/api/tenants/yungang/policies/${policyId}?applicantId=${accounts().enterprise.applicantId}`,
      ),
    );
    expect(explained).toMatchObject({ outcome: 'hit', amountFen: 20_000_000 });
    expect(explained.assessment.verdict).toBe(guide.assessment.verdict);
    expect(explained.assessment.conditions.map(({ id, outcome }: Record<string, unknown>) => [id, outcome])).toEqual(
      guide.assessment.conditions.map(({ id, outcome }: Record<string, unknown>) => [id, outcome]),
    );
    // Any firm can be looked up, those that were only counted too.
    const why = ok(
      await kit.get(
        officer(),
        `/api/screenings/${done.id}/explanation?firm=${encodeURIComponent(firm(5).企业名称 ?? '')}`,
      ),
    );
    expect(why).toMatchObject({ outcome: 'miss' });
    expect((await kit.get(officer(), `/api/screenings/${done.id}/explanation?firm=没有这家公司`)).status).toBe(404);
  });

  it('tells a near miss by how much is missing', async () => {
    const jobs = await kit.publish('stable-jobs-refund');
    await world.deps.snapshots.sweep(async () => true);
    const lines = [8, 24].map((months, n) =>
      firm(20 + n, {
        参保地: '云港市',
        参保月数: String(months),
        裁员率: '3',
        参保人数: '50',
        企业规模: '小型',
        僵尸企业: '否',
        上年度失业保险费: '10000',
      }),
    );
    await snapshots.importAll(officer(), csvOf(lines));
    const done = await snapshots.screen(officer(), { purpose: 'screening', policyId: jobs });
    expect(done.tally.outcomes).toEqual({ hit: 1, near: 1, open: 0, miss: 0 });
    const [near] = await snapshots.rows(officer(), done.id, 'near');
    expect(near).toMatchObject({
      amountFen: 600_000,
      unmet: [{ id: 'months', trace: { gap: { kind: 'number', amount: 4, unit: '个月' } } }],
    });
  });

  it('takes firms off with a reason, confirms what was seen into cases once, and tells the firms (U2)', async () => {
    await snapshots.importAll(
      officer(),
      csvOf([firm(1), firm(2, { 企业名称: accounts().enterprise.name, 统一社会信用代码: ownCode }), firm(3), firm(4)]),
    );
    const done = await screen({ budgetFen: 100_000_000 });
    const hits = await snapshots.rows(officer(), done.id, 'hit');
    const over = await kit.post(officer(), `/api/screenings/${done.id}/confirm`, { firms: 4, sumFen: 120_000_000 });
    expect([over.status, over.body.code]).toEqual([409, 'BUDGET_EXCEEDED']);
    const exclude = (rowIds: string[], reason: string | null) =>
      kit.post(officer(), `/api/screenings/${done.id}/exclude`, { rowIds, reason });
    expect(ok(await exclude([hits[2].id, hits[3].id], '正在核实')).excluded).toBe(2);
    expect(ok(await exclude([hits[3].id], null)).excluded).toBe(1);
    const stale = await kit.post(officer(), `/api/screenings/${done.id}/confirm`, { firms: 4, sumFen: 120_000_000 });
    expect([stale.status, stale.body.code, stale.body.params.firms]).toEqual([409, 'REVISION_CONFLICT', 3]);

    const seen = { firms: 3, sumFen: 90_000_000 };
    ok(await kit.post(officer(), `/api/screenings/${done.id}/confirm`, seen));
    ok(await kit.post(officer(), `/api/screenings/${done.id}/confirm`, seen));
    await snapshots.screenings.runner.runDue();
    const confirmed = ok(await kit.get(officer(), `/api/screenings/${done.id}`));
    expect(confirmed).toMatchObject({
      status: 'done',
      stage: 'confirm',
      confirmed: { cases: 3, skipped: 0, byName: officer().name },
    });
    const after = await snapshots.rows(officer(), done.id, 'hit');
    expect(after.map(({ state }: { state: string }) => state)).toEqual(['case', 'case', 'excluded', 'case']);

    // The last saved position was lost with its process: the same cases, no second ones.
    const { screenings } = snapshots.screenings;
    await screenings.updateOne(
      { tenantId: world.yungang.id, _id: done.id },
      { $set: { status: 'running', 'confirmation.position': '', takeAt: world.clock.now() } },
    );
    await snapshots.screenings.runner.runDue();
    const { enterprise, supervisor } = accounts();
    const all = ok(await kit.get(supervisor, `/api/cases?view=unit&policyId=${policyId}&limit=100`)).items;
    expect(all).toHaveLength(3);
    expect(all.every(({ channel }: { channel: string }) => channel === 'screening')).toBe(true);
    const notices = ok(await kit.get(enterprise, '/api/notices')).items;
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({ kind: 'award-offered', amountFen: 30_000_000, by: '市经济和信息化局' });
    const mine = ok(await kit.get(enterprise, `/api/cases/${after[1].caseId}`));
    expect(mine).toMatchObject({
      status: 'in-progress',
      requestedAmountFen: 30_000_000,
      assessment: { verdict: 'eligible' },
      confirmation: { state: 'waiting', fields: ['payee', 'bank', 'branchCode', 'accountNumber'] },
      can: { confirmAccount: true },
    });
    expect(mine.timeline[0]).toMatchObject({ kind: 'screened', actorName: officer().name });

    // A firm that has a case under way is passed over the next time.
    const again = await screen();
    ok(await kit.post(officer(), `/api/screenings/${again.id}/confirm`, { firms: 4, sumFen: 120_000_000 }));
    await snapshots.screenings.runner.runDue();
    expect(ok(await kit.get(officer(), `/api/screenings/${again.id}`)).confirmed).toMatchObject({
      cases: 1,
      skipped: 3,
    });
    expect(ok(await kit.get(accounts().auditor, '/api/audit?action=screening-confirmed')).items).toHaveLength(2);
  });

  it('pays nothing before the firm has confirmed its account; then it does', async () => {
    const { enterprise, window, reviewer, finance, secondReviewer } = accounts();
    const caseId = ok(await kit.get(enterprise, '/api/cases?view=applicant')).items[0].id;
    await kit.approve(window, caseId);
    for (const who of [reviewer, secondReviewer]) {
      const { task } = ok(await kit.get(who, `/api/cases/${caseId}`));
      if (task?.actions.includes('approve'))
        await kit.approve(who, caseId, task.grantsAmount ? { grantedAmountFen: 30_000_000 } : {});
    }
    const paid = { decision: 'paid', voucherNumber: 'V-1', paidOn: '2026-11-18', opinion: '' };
    const early = await kit.decide(finance, caseId, paid);
    expect([early.status, early.body.code]).toEqual([409, 'ACCOUNT_NOT_CONFIRMED']);

    const confirm = (data: object, key = randomUUID()) =>
      kit.post(enterprise, `/api/cases/${caseId}/confirm-account`, { commandId: key, data });
    const account = {
      payee: enterprise.name,
      bank: '中国工商银行云港支行',
      branchCode: '102331000012',
      accountNumber: '1202020209900012345',
    };
    const wrong = await confirm({ ...account, payee: '别的公司', branchCode: '12' });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'SUBMISSION_INVALID']);
    expect(wrong.body.issues.map(({ path }: { path: string }) => path).sort()).toEqual(['branchCode', 'payee']);
    expect((await confirm({ ...account, category: '省级未来工厂' })).status).toBe(422);
    const key = randomUUID();
    ok(await confirm(account, key));
    ok(await confirm(account, key));
    expect((await confirm(account)).body.code).toBe('NOTHING_TO_CONFIRM');
    const detail = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(detail.confirmation).toMatchObject({ state: 'confirmed', byName: enterprise.name });
    expect(detail.timeline.at(-1)).toMatchObject({ kind: 'account-confirmed' });
    expect(detail.data.accountNumber).not.toBe(account.accountNumber);
    ok(await kit.decide(finance, caseId, paid));
    expect(ok(await kit.get(enterprise, `/api/cases/${caseId}`)).status).toBe('completed');
  });

  it('lets a window answer for a firm without account, with who came and their consent; giving up ends the case', async () => {
    const { window, otherEnterprise, supervisor } = accounts();
    const waiting = ok(await kit.get(window, '/api/cases?view=window-awards')).items;
    expect(waiting.length).toBeGreaterThanOrEqual(2);
    const [first, second] = waiting;
    const account = {
      payee: first.applicantName,
      bank: '中国工商银行云港支行',
      branchCode: '102331000012',
      accountNumber: '1202020209900012345',
    };
    const without = await kit.post(window, `/api/cases/${first.id}/confirm-account`, {
      commandId: randomUUID(),
      data: account,
    });
    expect([without.status, without.body.code]).toEqual([422, 'CONSENT_MISSING']);
    const { fileId } = await kit.upload(window, '授权书.pdf');
    const onBehalf = {
      relation: 'agent',
      agentName: '王建',
      agentIdentityNumber: '11010119900307889X',
      agentMobile: '13800000009',
      mandateFileId: fileId,
      consent: true,
    };
    ok(
      await kit.post(window, `/api/cases/${first.id}/confirm-account`, {
        commandId: randomUUID(),
        data: account,
        onBehalf,
      }),
    );
    expect(ok(await kit.get(window, `/api/cases/${first.id}`))).toMatchObject({
      confirmation: { state: 'confirmed', byName: window.name },
      filedBy: { agentName: '王建' },
    });
    const { fileId: another } = await kit.upload(window, '授权书.pdf');
    ok(
      await kit.post(window, `/api/cases/${second.id}/give-up`, {
        commandId: randomUUID(),
        reason: '已享受其他政策',
        onBehalf: { ...onBehalf, mandateFileId: another },
      }),
    );
    const ended = ok(await kit.get(supervisor, `/api/cases/${second.id}`));
    expect(ended).toMatchObject({ status: 'terminated', confirmation: { state: 'given-up' }, currentSteps: [] });
    expect(ended.timeline.at(-1)).toMatchObject({ kind: 'given-up', opinion: '已享受其他政策' });
    // Another firm does not know these cases.
    for (const path of ['confirm-account', 'give-up']) {
      const body = { commandId: randomUUID(), ...(path === 'give-up' ? { reason: '' } : { data: account }) };
      const answer = await kit.post(otherEnterprise, `/api/cases/${first.id}/${path}`, body);
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    }
  });

  it('goes on after a restart where it stood, with exact counts, and stops when it is cancelled', async () => {
    await snapshots.importAll(
      officer(),
      csvOf(Array.from({ length: 3000 }, (_, n) => firm(n + 100, n % 3 === 0 ? { 认定类别: '无' } : {}))),
    );
    const { screenings, rows } = snapshots.screenings;
    const { snapshots: book } = world.deps;
    const { chunks } = book;
    // The store fails at the second batch, as if the process had died there.
    let reads = 0;
    book.chunks = async (...given) => {
      reads += 1;
      if (reads === 2) throw new Error('Died');
      return chunks(...given);
    };
    const started = ok(await kit.post(officer(), '/api/screenings', { purpose: 'screening', policyId }), 201);
    await snapshots.screenings.runner.runDue();
    book.chunks = chunks;
    const half = await screenings.findOne({ tenantId: world.yungang.id, _id: started.id }).lean();
    expect(half).toMatchObject({ status: 'running', position: 8, tally: { screened: 2000 } });
    // Rows beyond the saved position are there already, as after a crash between the two writes.
    const one = await rows.findOne({ tenantId: world.yungang.id, screeningId: started.id }).lean();
    await rows.collection.insertOne({ ...one, _id: `${started.id}:000008:0000` } as never);
    world.clock.advance(120_000);
    await snapshots.screenings.runner.runDue();
    const done = ok(await kit.get(officer(), `/api/screenings/${started.id}`));
    expect(done).toMatchObject({ status: 'done', tally: { screened: 3000, outcomes: { hit: 2000, miss: 1000 } } });
    expect(await rows.countDocuments({ tenantId: world.yungang.id, screeningId: started.id })).toBe(2000);

    // Cancelled while its first chunks are read.
    const cancelledIds: string[] = [];
    book.chunks = async (...given) => {
      const running = await screenings.findOne({ tenantId: world.yungang.id, status: 'running' }).lean();
      if (running !== null) {
        cancelledIds.push(running._id);
        ok(await kit.post(officer(), `/api/screenings/${running._id}/cancel`, {}));
      }
      return chunks(...given);
    };
    const second = ok(await kit.post(officer(), '/api/screenings', { purpose: 'screening', policyId }), 201);
    await snapshots.screenings.runner.runDue();
    book.chunks = chunks;
    expect(cancelledIds).toEqual([second.id]);
    const cancelled = ok(await kit.get(officer(), `/api/screenings/${second.id}`));
    expect(cancelled).toMatchObject({ status: 'cancelled', may: { confirm: false } });
    const refused = await kit.post(officer(), `/api/screenings/${second.id}/confirm`, { firms: 1, sumFen: 1 });
    expect(refused.body.code).toBe('ACTION_NOT_ALLOWED');
  });

  it('pages its rows by key, and exports them as CSV and XLSX without formulas', async () => {
    await snapshots.importAll(
      officer(),
      csvOf([firm(1), firm(7, { 企业名称: '=HYPERLINK("http://x")公司' }), firm(8)]),
    );
    const done = await screen();
    const first = ok(await kit.get(officer(), `/api/screenings/${done.id}/rows?group=hit&limit=2`));
    const next = ok(
      await kit.get(officer(), `/api/screenings/${done.id}/rows?group=hit&limit=2&cursor=${first.nextCursor}`),
    );
    expect([...names(first.items), ...names(next.items)]).toEqual([
      firm(1).企业名称,
      '=HYPERLINK("http://x")公司',
      firm(8).企业名称,
    ]);
    expect(next.nextCursor).toBeNull();
    const csv = await kit.get(officer(), `/api/screenings/${done.id}/export?group=hit&format=csv`);
    expect(csv.headers['content-type']).toContain('text/csv');
    expect(csv.text.split('\r\n')[2]).toContain(`"'=HYPERLINK(""http://x"")公司"`);
    const xlsx = await (await world.as(officer()))
      .get(`/api/screenings/${done.id}/export?group=hit&format=xlsx`)
      .buffer(true)
      .parse((response, give) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () => give(null, Buffer.concat(pieces)));
      });
    const [sheet] = await readXlsxFile(xlsx.body);
    expect(sheet?.data[2]?.[0]).toBe(`'=HYPERLINK("http://x")公司`);
    expect(ok(await kit.get(accounts().auditor, '/api/audit?action=screening-exported')).items).toHaveLength(2);
  });

  it('is the department’s own: unknown elsewhere, and closed to who does not screen', async () => {
    const done = await screen();
    const [row] = await snapshots.rows(officer(), done.id, 'hit');
    const other = world.linhai.accounts.departmentAdmin;
    const paths: ['get' | 'post', string, object?][] = [
      ['get', ''],
      ['get', '/rows?group=hit'],
      ['get', `/explanation?rowId=${row.id}`],
      ['get', '/export?group=hit&format=csv'],
      ['post', '/cancel', {}],
      ['post', '/exclude', { rowIds: [row.id], reason: '不符' }],
      ['post', '/confirm', { firms: 3, sumFen: 1 }],
    ];
    for (const [method, path, body] of paths) {
      const address = `/api/screenings/${done.id}${path}`;
      const ask = (who: typeof other) => (method === 'get' ? kit.get(who, address) : kit.post(who, address, body));
      const foreign = await ask(other);
      expect([path, foreign.status, foreign.body.code]).toEqual([path, 404, 'NOT_FOUND']);
      const closed = await ask(accounts().reviewer);
      expect([path, closed.status, closed.body.code]).toEqual([path, 403, 'FORBIDDEN']);
    }
    expect(ok(await kit.get(other, '/api/screenings')).items).toEqual([]);
    const start = (who: typeof other, body: object) => kit.post(who, '/api/screenings', body);
    expect((await start(other, { purpose: 'screening', policyId })).status).toBe(404);
    const own = await kit.publish('smart-factory-award', other);
    expect((await start(other, { purpose: 'screening', policyId: own })).body.code).toBe('NO_SNAPSHOT');
    const draft = ok(
      await kit.post(officer(), '/api/designer/policies', { title: '草稿', templateId: 'smart-factory-award' }),
      201,
    );
    expect((await start(officer(), { purpose: 'screening', policyId: draft.id })).body.code).toBe('POLICY_NOT_ONLINE');
  });
});

describe('A dry run (N3)', () => {
  it('compares a draft with the version in force, over firms and past cases: who, why, and the money', async () => {
    const { enterprise } = accounts();
    const dry = await kit.publish('smart-factory-award');
    const caseId = await kit.file(dry);
    await snapshots.importAll(
      officer(),
      csvOf([
        firm(1),
        firm(2, { 企业名称: enterprise.name, 统一社会信用代码: ownCode, 认定类别: '市级智能工厂' }),
        firm(3, { 认定类别: '无' }),
        firm(4, { 严重失信: '是' }),
      ]),
    );
    const draft = ok(await kit.get(officer(), `/api/designer/policies/${dry}`));
    const content = {
      ...draft.rules,
      // The city award is doubled, provincial ones get 25 万元, and untrustworthy firms are let in.
      conditions: draft.rules.conditions.filter(({ id }: { id: string }) => id !== 'credit'),
      amount: {
        ...draft.rules.amount,
        formula: 'if 认定类别 = "省级智能工厂" then 25万 else if 认定类别 = "市级智能工厂" then 40万 else null',
      },
    };
    ok(
      await kit.put(officer(), `/api/designer/policies/${dry}/parts/rules`, {
        part: 'rules',
        revision: draft.revisions.rules,
        content,
      }),
    );
    const done = await snapshots.screen(officer(), { purpose: 'dry-run', policyId: dry });
    expect(done).toMatchObject({
      status: 'done',
      version: null,
      comparedVersion: 1,
      tally: {
        screened: 4,
        cases: 1,
        changes: { 'newly-hits': 1, 'newly-fails': 0, amount: 3, other: 0, same: 1 },
        sumBeforeFen: 50_000_000,
        sumFen: 25_000_000 + 40_000_000 + 25_000_000,
      },
    });
    const changed = await snapshots.rows(officer(), done.id, 'amount');
    expect(
      changed.map(({ name, kind, before, amountFen }: ScreeningRow) => [name, kind, before?.amountFen, amountFen]),
    ).toEqual([
      [firm(1).企业名称, 'firm', 30_000_000, 25_000_000],
      [enterprise.name, 'firm', 20_000_000, 40_000_000],
      [enterprise.name, 'case', 30_000_000, 25_000_000],
    ]);
    expect(changed[2].caseId).toBe(caseId);
    const [newly] = await snapshots.rows(officer(), done.id, 'newly-hits');
    const why = ok(await kit.get(officer(), `/api/screenings/${done.id}/explanation?rowId=${newly.id}`));
    expect([why.outcome, why.before.outcome]).toEqual(['hit', 'miss']);
    const ofCase = ok(await kit.get(officer(), `/api/screenings/${done.id}/explanation?rowId=${changed[2].id}`));
    expect(ofCase).toMatchObject({ amountFen: 25_000_000, before: { amountFen: 30_000_000 } });
    // A draft run changes nothing and cannot be confirmed.
    expect(done.may.confirm).toBe(false);
    expect((await kit.post(officer(), `/api/screenings/${done.id}/confirm`, { firms: 1, sumFen: 1 })).body.code).toBe(
      'ACTION_NOT_ALLOWED',
    );
  });

  it('refuses a draft whose rules cannot be read', async () => {
    const draft = ok(
      await kit.post(officer(), '/api/designer/policies', { title: '坏草稿', templateId: 'smart-factory-award' }),
      201,
    );
    const content = { ...draft.rules, conditions: [{ ...draft.rules.conditions[0], feel: '认定类别 = (' }] };
    ok(
      await kit.put(officer(), `/api/designer/policies/${draft.id}/parts/rules`, {
        part: 'rules',
        revision: 1,
        content,
      }),
    );
    const refused = await kit.post(officer(), '/api/screenings', { purpose: 'dry-run', policyId: draft.id });
    expect([refused.status, refused.body.code]).toEqual([422, 'PART_INVALID']);
  });
});

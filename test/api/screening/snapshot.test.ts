import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { startLabour } from '../../../server/labour/labour.js';
import { createKit, type Kit, ok } from '../business-kit.js';
import { createWorld, type World } from '../harness.js';
import { csvOf, firm, snapshotKit } from './snapshot-kit.js';

let world: World;
let kit: Kit;
let snapshots: ReturnType<typeof snapshotKit>;
beforeAll(async () => {
  world = await createWorld();
  kit = createKit(world);
  snapshots = snapshotKit(kit);
});
afterAll(() => world?.stop());

const accounts = () => world.yungang.accounts;
const current = async (who = accounts().admin) => ok(await kit.get(who, '/api/enterprises/snapshot')).snapshot;

describe('An enterprise snapshot (R22)', () => {
  it('is imported from CSV in UTF-8 with mark, without, and in GB 18030, with the columns guessed by their headers', async () => {
    const plain = csvOf([firm(1), firm(2, { 认定类别: '无' })]);
    const gb = Buffer.from(await gb18030(plain.toString('utf8')));
    for (const bytes of [plain, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), plain]), gb]) {
      const done = await snapshots.importAll(accounts().admin, bytes);
      expect(done).toMatchObject({ status: 'done', mistakeCount: 0, progress: { done: 2, percent: 100 } });
    }
    const snapshot = await current();
    expect(snapshot).toMatchObject({ rows: 2, asOf: '2026-11-01', importedBy: '系统管理员', fileName: '企业库.csv' });
    const byName = Object.fromEntries(snapshot.columns.map((column: { name: string }) => [column.name, column]));
    expect(byName.已领同类奖励).toMatchObject({ type: 'money', source: '市财政局兑付台账' });
    // A column that nobody knew becomes a variable of the city.
    expect(byName.上年度营业收入).toMatchObject({ type: 'money', source: '市大数据局' });
    const firms = ok(await kit.get(accounts().admin, '/api/enterprises/firms')).items;
    expect(firms.map(({ name }: { name: string }) => name)).toEqual(['云港第1实业有限公司', '云港第2实业有限公司']);
    const revenue = snapshot.columns.findIndex(({ name }: { name: string }) => name === '上年度营业收入');
    expect(firms[0].values[revenue]).toBe(2_300_500_000);
    expect(JSON.stringify(firms)).not.toContain(firm(1).统一社会信用代码);
  });

  it('is imported from XLSX: days by style, cached values of formulas, shared texts', async () => {
    const cell = (value: string | number | boolean | Date, format?: string) => ({
      value,
      type: value instanceof Date ? Date : Object(value).constructor,
      ...(format === undefined ? {} : { format }),
    });
    const headers = ['企业名称', '统一社会信用代码', '成立日期', '参保月数', '严重失信', '实缴税额（元）'];
    const line = [
      cell('云港精密有限公司'),
      cell(firm(7).统一社会信用代码 ?? ''),
      cell(new Date(Date.UTC(2019, 2, 31)), 'yyyy/mm/dd'),
      cell(18),
      cell(true),
      cell(186.8),
    ];
    const bytes = await writeXlsxFile([headers.map((value) => cell(value)), line] as never).toBuffer();
    const done = await snapshots.importAll(accounts().departmentAdmin, bytes, '企业库.xlsx');
    expect(done).toMatchObject({ status: 'done' });
    const [found] = ok(
      await kit.get(
        accounts().departmentAdmin,
        `/api/enterprises/firms?query=${encodeURIComponent('云港精密有限公司')}`,
      ),
    ).items;
    const columns = (await current()).columns.map(({ name }: { name: string }) => name);
    expect(Object.fromEntries(columns.map((name: string, index: number) => [name, found.values[index]]))).toMatchObject(
      {
        成立日期: '2019-03-31',
        参保月数: 18,
        严重失信: true,
        实缴税额: 18_680,
      },
    );
  });

  it('takes nothing over where rows are wrong, and tells each by row and column', async () => {
    await snapshots.importAll(accounts().admin, csvOf([firm(1)]));
    const broken = csvOf([
      firm(1),
      firm(2, { 统一社会信用代码: '913302010000000000', 参保月数: '两年' }),
      firm(1, { 严重失信: '可能' }),
    ]);
    const refused = await snapshots.importAll(accounts().admin, broken);
    expect(refused).toMatchObject({ status: 'refused', mistakeCount: 4 });
    expect(refused.mistakes.map(({ row, column, code }: Record<string, unknown>) => [row, column, code])).toEqual([
      [3, '统一社会信用代码', 'CREDIT_CODE_CHECK'],
      [3, '参保月数', 'NOT_A_NUMBER'],
      [4, '严重失信', 'NOT_YES_OR_NO'],
      [4, '统一社会信用代码', 'FIRM_TWICE'],
    ]);
    expect(JSON.stringify(refused.mistakes)).not.toContain('913302010000000000');
    expect(await current()).toMatchObject({ rows: 1 });
    // Nothing of it stays behind.
    expect(await world.deps.snapshots.models.chunks.countDocuments({ tenantId: world.yungang.id, count: 3 })).toBe(0);
  });

  it('refuses what is no table with its reason, and mappings that do not hold', async () => {
    const { admin } = accounts();
    const reason = async (bytes: Buffer) => {
      const { status, body } = await snapshots.upload(admin, bytes);
      return [status, body.code, body.params?.reason];
    };
    expect(await reason(Buffer.from('hello'))).toEqual([422, 'TABLE_UNREADABLE', 'NO_ROWS']);
    expect(await reason(Buffer.from('PK\u0003\u0004broken'))).toEqual([422, 'TABLE_UNREADABLE', 'UNREADABLE']);
    expect(await reason(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2]))).toEqual([422, 'TABLE_UNREADABLE', 'OLD_FORMAT']);
    expect(await reason(Buffer.from('a,b\n"x,1\n'))).toEqual([422, 'TABLE_UNREADABLE', 'CSV_BROKEN']);
    expect((await snapshots.upload(admin, Buffer.alloc(0))).body.code).toBe('FILE_EMPTY');
    const uploaded = ok(await snapshots.upload(admin, csvOf([firm(1)])), 201);
    const start = (columns: unknown[]) =>
      kit.post(admin, `/api/enterprises/imports/${uploaded.id}/start`, {
        columns,
        asOf: '2026-11-01',
        source: '市大数据局',
      });
    const only = uploaded.columns.filter(
      ({ variable }: { variable: { name: string } }) => variable.name === '参保月数',
    );
    const missing = await start(only);
    expect([missing.status, missing.body.code]).toEqual([422, 'COLUMNS_INVALID']);
    expect(missing.body.issues.map(({ code }: { code: string }) => code)).toEqual([
      'NAME_COLUMN_MISSING',
      'CODE_COLUMN_MISSING',
    ]);
    const spaced = uploaded.columns.map((column: { variable: object }, index: number) =>
      index === 2 ? { ...column, variable: { ...column.variable, name: '有 空格' } } : column,
    );
    expect((await start(spaced)).body.issues[0].code).toBe('NAME_UNUSABLE');
    ok(await kit.post(admin, `/api/enterprises/imports/${uploaded.id}/cancel`, {}));
    expect((await start(uploaded.columns)).body.code).toBe('ACTION_NOT_ALLOWED');
  });

  it('comes into force in one write: an import that dies half way leaves the former one, and begins again', async () => {
    const { admin } = accounts();
    await snapshots.importAll(admin, csvOf([firm(1), firm(2)]));
    const lines = Array.from({ length: 600 }, (_, n) => firm(n + 10));
    const uploaded = ok(await snapshots.upload(admin, csvOf(lines)), 201);
    const { imports } = world.deps.snapshots.models;
    // As if a process had taken it, written a chunk, and died.
    await world.deps.snapshots.begin(world.yungang.id, 'half');
    await world.deps.snapshots.addChunk(
      world.yungang.id,
      'half',
      { n: 0, before: 0 },
      { count: 1, text: '[[null]]', codes: ['x'], names: ['y'] },
    );
    await imports.updateOne(
      { tenantId: world.yungang.id, _id: uploaded.id },
      {
        $set: {
          status: 'running',
          generation: 'half',
          columns: uploaded.columns,
          asOf: '2026-11-02',
          fence: 7,
          startedAt: world.clock.now(),
        },
      },
    );
    expect(await current()).toMatchObject({ rows: 2 });
    await snapshots.imports.runner.runDue();
    expect(await current()).toMatchObject({ rows: 600, asOf: '2026-11-02' });
    expect(
      await world.deps.snapshots.models.chunks.countDocuments({ tenantId: world.yungang.id, generation: 'half' }),
    ).toBe(0);
    // A pointer that has moved meanwhile is not moved back.
    expect(await world.deps.snapshots.publish(world.yungang.id, { id: 'late' } as never, 0)).toBe(false);
    expect(await current()).toMatchObject({ rows: 600 });
  });

  it('stops when it is cancelled, and the snapshot in force stays', async () => {
    const { admin } = accounts();
    await snapshots.importAll(admin, csvOf([firm(3)]));
    const uploaded = ok(await snapshots.upload(admin, csvOf(Array.from({ length: 600 }, (_, n) => firm(n + 10)))), 201);
    const { imports } = world.deps.snapshots.models;
    await imports.updateOne(
      { tenantId: world.yungang.id, _id: uploaded.id },
      { $set: { status: 'running', columns: uploaded.columns, asOf: '2026-11-02', startedAt: world.clock.now() } },
    );
    // Cancelled while its first rows are written.
    const { snapshots: book } = world.deps;
    const { addChunk } = book;
    let cancelled = 0;
    book.addChunk = async (...given) => {
      cancelled += 1;
      ok(await kit.post(admin, `/api/enterprises/imports/${uploaded.id}/cancel`, {}));
      return addChunk(...given);
    };
    await snapshots.imports.runner.runDue();
    book.addChunk = addChunk;
    expect(cancelled).toBe(1);
    expect(ok(await kit.get(admin, `/api/enterprises/imports/${uploaded.id}`))).toMatchObject({ status: 'cancelled' });
    expect(await current()).toMatchObject({ rows: 1 });
  });

  it('sweeps generations that nothing refers to, and keeps those of screenings', async () => {
    const { models } = world.deps.snapshots;
    const before = await models.generations.countDocuments({ tenantId: world.yungang.id });
    expect(before).toBeGreaterThan(1);
    world.clock.advance(2 * 3_600_000);
    const used = (
      await models.generations.find({ tenantId: world.yungang.id }).sort({ createdAt: 1 }).limit(1).lean()
    )[0]?._id;
    expect(await world.deps.snapshots.sweep(async (_tenant, generation) => generation === used)).toBe(before - 2);
    expect(await models.generations.countDocuments({ tenantId: world.yungang.id })).toBe(2);
    expect(await current()).not.toBeNull();
  });

  it('is the city’s own: nobody elsewhere reads, starts or finds it, and only administrators import', async () => {
    const { admin, reviewer } = accounts();
    const other = world.linhai.accounts.admin;
    const uploaded = ok(await snapshots.upload(admin, csvOf([firm(1)])), 201);
    const body = { columns: uploaded.columns, asOf: '2026-11-01', source: '别处' };
    for (const answer of [
      await kit.get(other, `/api/enterprises/imports/${uploaded.id}`),
      await kit.post(other, `/api/enterprises/imports/${uploaded.id}/start`, body),
      await kit.post(other, `/api/enterprises/imports/${uploaded.id}/cancel`, {}),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect(await current(other)).toBeNull();
    expect(ok(await kit.get(other, '/api/enterprises/firms')).items).toEqual([]);
    expect(ok(await kit.get(other, '/api/enterprises/imports')).items).toEqual([]);
    expect((await kit.get(reviewer, '/api/enterprises/snapshot')).body.code).toBe('FORBIDDEN');
    expect((await snapshots.upload(reviewer, csvOf([firm(1)]))).body.code).toBe('FORBIDDEN');
    const audit = ok(await kit.get(admin, '/api/audit?action=snapshot-imported')).items;
    expect(audit.length).toBeGreaterThan(0);
    expect(ok(await kit.get(other, '/api/audit?action=snapshot-imported')).items).toEqual([]);
  });

  it('feeds the rules: its columns are variables of the city, and the portal judges firms by it', async () => {
    const { enterprise, departmentAdmin, admin } = accounts();
    const { identityNumber } = await world.deps.applicants.reveal(world.yungang.id, enterprise.applicantId ?? '');
    await snapshots.importAll(
      admin,
      csvOf([firm(1), firm(2, { 企业名称: enterprise.name, 统一社会信用代码: identityNumber })]),
    );
    const variables = ok(await kit.get(departmentAdmin, '/api/registry-variables')).items.map(
      ({ name }: { name: string }) => name,
    );
    expect(variables).toContain('上年度营业收入');
    expect(
      ok(await kit.get(world.linhai.accounts.departmentAdmin, '/api/registry-variables')).items.map(
        ({ name }: { name: string }) => name,
      ),
    ).not.toContain('上年度营业收入');

    const made = ok(
      await kit.post(departmentAdmin, '/api/designer/policies', {
        title: '营收奖励',
        templateId: 'smart-factory-award',
      }),
      201,
    );
    const rules = {
      ...made.rules,
      conditions: [
        ...made.rules.conditions,
        {
          id: 'revenue',
          title: '营业收入 2000 万元以上',
          clause: '第六条',
          feel: '上年度营业收入 >= 2000万',
          kind: 'must',
          onUnknown: 'ask',
        },
      ],
    };
    const saved = ok(
      await kit.put(departmentAdmin, `/api/designer/policies/${made.id}/parts/rules`, {
        part: 'rules',
        revision: made.revisions.rules,
        content: rules,
      }),
    );
    const { problems } = ok(await kit.post(departmentAdmin, `/api/designer/policies/${made.id}/check`));
    expect(problems.filter(({ part }: { part: string }) => part === 'rules')).toEqual([]);
    ok(
      await kit.post(departmentAdmin, `/api/designer/policies/${made.id}/publish`, {
        revisions: { ...made.revisions, rules: saved.revision },
      }),
    );
    const guide = ok(
      await kit.get(enterprise, `/api/tenants/yungang/policies/${made.id}?applicantId=${enterprise.applicantId}`),
    );
    expect(guide).toMatchObject({ assessment: { verdict: 'eligible' }, amountFen: 30_000_000 });
    const who = ok(await kit.get(enterprise, `/api/applicants/${enterprise.applicantId}`));
    expect(who.registry).toContainEqual({
      name: '上年度营业收入',
      value: 2_300_500_000,
      source: '市大数据局',
      asOf: '2026-11-01T00:00:00.000Z',
    });
  });
});

it('a thread that breaks tells who asked', async () => {
  const labour = await startLabour('read-table', { bytes: Buffer.from('企业名称,统一社会信用代码\nA,B\n') });
  await expect(labour.ask({ kind: 'next', columns: null as never })).rejects.toThrow();
  await labour.end();
});

/** Node has no encoder for it: turned round from the decoder, two bytes by two. */
async function gb18030(text: string): Promise<number[]> {
  const decoder = new TextDecoder('gb18030');
  const table = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) table.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  }
  return [...text].flatMap((sign) =>
    sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : [...(table.get(sign) ?? [0x3f])],
  );
}

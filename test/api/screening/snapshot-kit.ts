import type { Response } from 'supertest';
import { composeCreditCode } from '#core/identity';
import { businessOf } from '#server/business';
import type { Kit } from '../business-kit.js';
import { ok } from '../business-kit.js';
import type { TestAccount } from '../harness.js';

/** A firm's line, by header. */
export type Line = Readonly<Record<string, string>>;

/** Firm number n, which qualifies for the smart factory award unless something is changed. */
export const firm = (n: number, changes: Line = {}): Line => ({
  企业名称: `云港第${n}实业有限公司`,
  统一社会信用代码: composeCreditCode('330201', 1000 + n),
  注册城市: '云港市',
  经营状态: '存续',
  严重失信: '否',
  近三年重大安全环保事故: '否',
  认定类别: '省级智能工厂',
  '已领同类奖励（万元）': '0',
  '上年度营业收入（万元）': '2,300.5',
  参保月数: '24',
  ...changes,
});

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

export function csvOf(lines: readonly Line[]): Buffer {
  const headers = Object.keys(lines[0] ?? {});
  const rows = [headers, ...lines.map((line) => headers.map((header) => line[header] ?? ''))];
  return Buffer.from(rows.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''));
}

/** What tests of the snapshot do again and again. */
export function snapshotKit(kit: Kit) {
  const { world } = kit;
  const { imports, screenings } = businessOf(world.deps);
  const upload = async (who: TestAccount, bytes: Buffer, name = '企业库.csv'): Promise<Response> =>
    (await world.as(who))
      .post(`/api/enterprises/imports?name=${encodeURIComponent(name)}`)
      .set('Content-Type', 'application/octet-stream')
      .send(bytes);
  /** Uploads, takes the guess, imports, waits for the end. */
  const importAll = async (who: TestAccount, bytes: Buffer, name?: string) => {
    const uploaded = ok(await upload(who, bytes, name), 201);
    const body = { columns: uploaded.columns, asOf: '2026-11-01', source: '市大数据局' };
    ok(await kit.post(who, `/api/enterprises/imports/${uploaded.id}/start`, body));
    await imports.runner.runDue();
    return ok(await kit.get(who, `/api/enterprises/imports/${uploaded.id}`));
  };
  const screen = async (who: TestAccount, body: object) => {
    const started = ok(await kit.post(who, '/api/screenings', body), 201);
    await screenings.runner.runDue();
    return ok(await kit.get(who, `/api/screenings/${started.id}`));
  };
  const rows = async (who: TestAccount, screeningId: string, group: string, more = '') =>
    ok(await kit.get(who, `/api/screenings/${screeningId}/rows?group=${group}${more}`)).items;
  return { upload, importAll, screen, rows, imports, screenings };
}

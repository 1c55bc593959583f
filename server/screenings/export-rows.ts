import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import writeXlsxFile from 'write-excel-file/node';
import type { QueryOf, routes } from '#core/contract';
import { describeTrace } from '#core/feel';
import { yuanText } from '#core/money';
import { csvLine, exportCell } from '#core/screening';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ScreeningDocument, ScreeningRowDocument } from './screening-documents.js';
import type { ScreeningServices } from './screening-services.js';
import { screeningOf } from './screenings.js';

/** Rows of an XLSX, which is put together in memory; a longer list goes as CSV. */
const maxSheetRows = 20_000;
const batch = 1000;

const headers = [
  '名称',
  '统一社会信用代码或办件编号',
  '结果',
  '金额（元）',
  '原金额（元）',
  '还差什么',
  '状态',
  '理由',
  '办件编号',
];
const outcomes = { hit: '符合', near: '接近', open: '待企业补充', miss: '不符合' } as const;
const states = { listed: '', excluded: '已剔除', case: '已立办件', skipped: '已有办件' } as const;

/** Sends one group of rows as a file; what a spreadsheet would run as a formula is a text in it. */
export async function exportRows(
  services: ScreeningServices,
  principal: Principal,
  given: { screeningId: string; query: QueryOf<typeof routes.exportScreening>; response: Response },
): Promise<void> {
  const { screeningId, query, response } = given;
  const { deps } = services.cases;
  const { tenantId } = principal;
  const document = await screeningOf(services, principal, screeningId);
  const count = await services.rows.countDocuments({ tenantId, screeningId, group: query.group });
  if (query.format === 'xlsx' && count > maxSheetRows) throw new DomainError('LIMIT_EXCEEDED', { limit: maxSheetRows });
  await deps.audit.record({
    tenantId,
    actor: principal,
    action: 'screening-exported',
    target: screeningId,
    detail: { title: document.policyTitle, rows: count, format: query.format },
  });
  const name = encodeURIComponent(`${document.policyTitle}-${query.group}.${query.format}`);
  response.status(200).set({
    'Content-Disposition': `attachment; filename="screening.${query.format}"; filename*=UTF-8''${name}`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  const lines = linesOf(services, document, query.group);
  if (query.format === 'csv') {
    response.set('Content-Type', 'text/csv; charset=utf-8');
    await pipeline(Readable.from(csvOf(lines)), response);
    return;
  }
  response.set('Content-Type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  response.end(await sheetOf(lines));
}

async function* linesOf(
  { rows }: ScreeningServices,
  { tenantId, _id }: ScreeningDocument,
  group: string,
): AsyncGenerator<readonly string[]> {
  for (let after = ''; ; ) {
    const found = await rows
      .find({ tenantId, screeningId: _id, group: group as never, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(batch)
      .lean<ScreeningRowDocument[]>();
    for (const row of found) yield cellsOf(row);
    if (found.length < batch) return;
    after = found.at(-1)?._id ?? '';
  }
}

const cellsOf = (row: ScreeningRowDocument): readonly string[] => [
  row.name,
  row.codeMasked,
  outcomes[row.outcome],
  row.amountFen === null ? '' : yuanText(row.amountFen),
  row.before?.amountFen == null ? '' : yuanText(row.before.amountFen),
  row.unmet.map(({ title, trace }) => `${title}：${trace === null ? '' : describeTrace(trace, 'zh-CN')}`).join('；'),
  states[row.state],
  row.reason ?? '',
  row.caseNumber ?? '',
];

async function* csvOf(lines: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  // The mark tells a spreadsheet that this is UTF-8.
  yield `\ufeff${csvLine(headers)}`;
  for await (const cells of lines) yield csvLine(cells);
}

async function sheetOf(lines: AsyncIterable<readonly string[]>): Promise<Buffer> {
  const cells = [headers.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))];
  const rows: { value: string; type: typeof String }[][] = [];
  for await (const line of lines) rows.push(line.map((text) => ({ value: exportCell(text), type: String })));
  return writeXlsxFile([...cells, ...rows], { columns: headers.map(() => ({ width: 22 })) }).toBuffer();
}

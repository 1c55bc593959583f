/**
 * Importing an enterprise snapshot and screening it, by the built server on the embedded store: 100,000 firms × 30 columns.
 * Each step is a process of its own, so that its memory is its own. Peers in the same run: read-excel-file for reading an
 * XLSX, feelin for judging conditions.
 */
import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile as readBytes, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { evaluate as feelin } from 'feelin';
import readXlsxFile from 'read-excel-file/node';
import type * as app from '../../server/app.js';
import type * as business from '../../server/business.js';
import type * as configuration from '../../server/config/config.js';
import type * as connect from '../../server/database/connect.js';
import type * as embedded from '../../server/database/embedded/index.js';
import type * as prepare from '../../server/database/prepare.js';
import type * as imports from '../../server/enterprises/imports.js';
import type * as reading from '../../server/enterprises/reading/read-file.js';
import type * as principals from '../../server/http/principal.js';
import type * as drafts from '../../server/policies/edit-policy.js';
import type * as publishing from '../../server/policies/publish-policy.js';
import type * as screenings from '../../server/screenings/screenings.js';
import { writeWorkbook } from './workbook.js';

const firms = 100_000;
/** Small enough for a reader that holds the whole sheet. */
const smallRows = 20_000;

type Figures = Readonly<Record<string, number>>;
const built = <T>(path: string): Promise<T> => import(pathToFileURL(join(process.cwd(), 'dist/server', path)).href);
const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);

/** Runs work and answers its seconds and the peak of memory over what the process held before. */
async function measure<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number; peakMegabytes: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  clearInterval(timer);
  return { result, seconds, peakMegabytes: megabytes(Math.max(peak, process.memoryUsage().rss) - before) };
}

const steps: Readonly<Record<string, (directory: string) => Promise<Figures>>> = {
  async make(directory) {
    await writeWorkbook(join(directory, 'large.xlsx'), firms);
    await writeWorkbook(join(directory, 'small.xlsx'), smallRows);
    return { megabytes: megabytes((await stat(join(directory, 'large.xlsx'))).size) };
  },
  readSmall: (directory) => readOurs(join(directory, 'small.xlsx')),
  readLarge: (directory) => readOurs(join(directory, 'large.xlsx')),
  peerSmall: (directory) => readPeer(join(directory, 'small.xlsx')),
  peerLarge: (directory) => readPeer(join(directory, 'large.xlsx')),
  importAndScreen,
};

async function readOurs(path: string): Promise<Figures> {
  const { readFile } = await built<typeof reading>('enterprises/reading/read-file.js');
  const { result, ...figures } = await measure(async () => {
    let rows = 0;
    for await (const _row of (await readFile(await readBytes(path))).rows) rows += 1;
    return rows;
  });
  return { rows: result, ...figures };
}

async function readPeer(path: string): Promise<Figures> {
  const { result, ...figures } = await measure(async () => (await readXlsxFile(path))[0]?.data.length ?? 0);
  return { rows: result - 1, ...figures };
}

/** Ten conditions of the kinds that policies have. */
const conditions: readonly string[] = [
  '上年度营业收入 >= 100万',
  '成立日期 <= today()',
  '企业规模 in ("大型", "中型", "小型", "微型")',
  '指标2 + 指标3 > 1000',
  '指标1 between 0 and 10000000万',
  '指标5 >= 10 or 指标6 >= 10',
  '指标8 < 指标9 * 1000 + 1000000',
  '指标11 >= 0 and 指标12 >= 0',
  '指标14 != 7',
  '指标15 >= 400000',
];

async function importAndScreen(directory: string): Promise<Figures> {
  const [{ createServer }, { startEmbeddedStore }, { connectDatabase }, { businessOf }] = await Promise.all([
    built<typeof app>('app.js'),
    built<typeof embedded>('database/embedded/index.js'),
    built<typeof connect>('database/connect.js'),
    built<typeof business>('business.js'),
  ]);
  const { prepareDatabase } = await built<typeof prepare>('database/prepare.js');
  const { defaultEveryMs, defaultRateLimits, noOutbound } = await built<typeof configuration>('config/config.js');
  const { makePrincipal } = await built<typeof principals>('http/principal.js');
  const store = await startEmbeddedStore({ dataDir: join(directory, 'store') });
  const database = await connectDatabase(store.uri('bench'));
  const { pino } = await import('pino');
  const server = createServer({
    config: {
      production: false,
      host: '127.0.0.1',
      port: 0,
      publicUrl: 'http://127.0.0.1',
      trustedProxies: 0,
      jwtSecret: randomUUID() + randomUUID(),
      dataKeys: { currentId: 'b1', keys: new Map([['b1', randomBytes(32)]]) },
      lookupKey: randomBytes(32),
      rateLimits: { ...defaultRateLimits, enabled: false, shared: false },
      passwordCost: { memoryKib: 256, passes: 1 },
      logLevel: 'error',
      validateAnswers: false,
      webDir: null,
      everyMs: defaultEveryMs,
      outbound: noOutbound,
    },
    database,
    clock: { now: () => new Date() },
    ids: { newId: () => randomBytes(15).toString('base64url') },
    logger: pino({ level: 'error' }),
  });
  await prepareDatabase(database);
  const { deps } = server;
  const services = businessOf(deps);
  const tenant = await deps.tenants.begin({ slug: 'bench', name: '云港市' });
  const unit = await deps.units.create(tenant.id, { parentId: null, code: 'city', name: '云港市', kind: 'city' });
  await deps.tenants.finish(tenant.id);
  const seat = { unitId: unit.id, unitPath: unit.path, unitName: unit.name, subtree: true, until: null, id: 'a' };
  const principal = makePrincipal({
    tenantId: tenant.id,
    tenantSlug: 'bench',
    tenantName: '云港市',
    accountId: 'officer',
    sessionId: 's',
    login: 'officer',
    name: '林若溪',
    mustChangePassword: false,
    appointments: [{ ...seat, role: 'department-admin' }],
    applicantIds: [],
  });
  try {
    const { uploadImport, startImport } = await built<typeof imports>('enterprises/imports.js');
    const imported = await measure(async () => {
      const body = createReadStream(join(directory, 'large.xlsx'));
      const { id, columns } = await uploadImport(services.imports, principal, { name: '企业库.xlsx', body });
      await startImport(services.imports, principal, id, {
        columns,
        asOf: '2026-11-01',
        source: '市大数据局',
      } as never);
      await services.imports.runner.runDue();
    });
    const snapshot = await deps.snapshots.current(tenant.id);
    if (snapshot?.rows !== firms) throw new Error(`Expected ${firms} firms, but the snapshot has ${snapshot?.rows}`);

    const policyId = await publish(services, principal);
    const { startScreening } = await built<typeof screenings>('screenings/screenings.js');
    const screened = await measure(async () => {
      const begun = await startScreening(services.screenings, principal, randomUUID(), {
        purpose: 'screening',
        policyId,
        budgetFen: null,
      });
      await services.screenings.runner.runDue();
      return services.screenings.screenings.findOne({ tenantId: tenant.id, _id: begun.id }).lean();
    });
    const { tally, status } = screened.result ?? {};
    if (status !== 'done' || tally?.screened !== firms)
      throw new Error(`Expected a whole screening, but it is ${status}`);
    return {
      importSeconds: imported.seconds,
      importPeakMegabytes: imported.peakMegabytes,
      screenSeconds: screened.seconds,
      firmsPerSecond: firms / screened.seconds,
      screenPeakMegabytes: screened.peakMegabytes,
      kept: firms - tally.outcomes.miss,
      feelinFirmsPerSecond: judgeByFeelin(),
    };
  } finally {
    await server.stop();
    await database.close();
    await store.close();
  }
}

async function publish(services: business.Business, principal: principals.Principal): Promise<string> {
  const { createPolicy, savePart } = await built<typeof drafts>('policies/edit-policy.js');
  const { publishPolicy } = await built<typeof publishing>('policies/publish-policy.js');
  const draft = await createPolicy(services.policies, principal, randomUUID(), {
    title: '营收奖励',
    templateId: 'smart-factory-award',
  });
  const content = {
    decisions: [],
    conditions: conditions.map((feel, index) => ({
      id: `c${index}`,
      title: `条件${index}`,
      clause: '第一条',
      feel,
      kind: 'must' as const,
      onUnknown: 'ask' as const,
    })),
    amount: { formula: 'min(上年度营业收入 * 0.05, 50万)', clause: '第二条', explanation: '营业收入的 5%' },
  };
  const rules = await savePart(services.policies, principal, draft.id, {
    part: 'rules',
    revision: draft.revisions.rules,
    content: content as never,
  });
  await publishPolicy(services.policies, principal, draft.id, { ...draft.revisions, rules: rules.revision });
  return draft.id;
}

/** The same conditions by feelin on decoded values, without store, traces or results. */
function judgeByFeelin(): number {
  const plain = conditions.map((feel) => feel.replace(/(\d+)万/g, '$10000'));
  const scope: Record<string, unknown> = { 上年度营业收入: 2_300_500, 企业规模: '中型', 成立日期: '2019-03-31' };
  for (let index = 1; index <= 24; index += 1) scope[`指标${index}`] = index * 7919;
  const rounds = 100;
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) for (const feel of plain) feelin(feel, scope as never);
  return rounds / ((performance.now() - start) / 1000);
}

/** Runs one step in a process of its own; null where it ended badly, e.g. for want of memory. */
function inProcess(step: string, directory: string): Promise<Figures | null> {
  return new Promise((resolve) => {
    let figures: Figures | null = null;
    const child = fork(process.argv[1] ?? '', ['screening', step, directory], { execArgv: ['--expose-gc'] });
    child.on('message', (message) => {
      figures = message as Figures;
    });
    child.on('exit', (code) => resolve(code === 0 ? figures : null));
  });
}

const told = (value: number | undefined, digits = 1): string =>
  value === undefined ? 'failed' : value.toLocaleString('en-US', { maximumFractionDigits: digits });

export async function run(): Promise<void> {
  const [step, given] = process.argv.slice(3);
  const work = step === undefined ? undefined : steps[step];
  if (work !== undefined) {
    process.send?.(await work(given ?? ''));
    process.disconnect();
    return;
  }
  const directory = await mkdtemp(join(tmpdir(), 'screening-'));
  try {
    const made = await inProcess('make', directory);
    console.log(`XLSX of ${told(firms)} rows × 30 columns: ${told(made?.megabytes)} MB`);
    for (const [rows, ours, peer] of [
      [smallRows, 'readSmall', 'peerSmall'],
      [firms, 'readLarge', 'peerLarge'],
    ] as const) {
      const [mine, theirs] = [await inProcess(ours, directory), await inProcess(peer, directory)];
      console.log(
        `Reading ${told(rows)} rows: ours ${told(mine?.seconds)} s, +${told(mine?.peakMegabytes)} MB; ` +
          `read-excel-file ${told(theirs?.seconds)} s, +${told(theirs?.peakMegabytes)} MB`,
      );
      if (mine !== null && theirs !== null) {
        const ratio = (name: 'seconds' | 'peakMegabytes') => told((theirs[name] ?? 0) / (mine[name] ?? 1));
        console.log(`  ratio: ${ratio('seconds')} × as fast, ${ratio('peakMegabytes')} × less memory`);
      }
    }
    const whole = await inProcess('importAndScreen', directory);
    console.log(
      `Import, upload to snapshot in force: ${told(whole?.importSeconds)} s (aim < 60), +${told(whole?.importPeakMegabytes)} MB (aim < 300)`,
    );
    console.log(
      `Screening, store to results, ten conditions, ${told(whole?.kept)} rows kept: ${told(whole?.firmsPerSecond, 0)} firms/s (aim ≥ 20,000), +${told(whole?.screenPeakMegabytes)} MB`,
    );
    const peer = whole?.feelinFirmsPerSecond;
    console.log(
      `feelin, the conditions alone: ${told(peer, 0)} firms/s; ratio ${told(whole === null ? undefined : (whole.firmsPerSecond ?? 0) / (peer ?? 1), 0)}`,
    );
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type DuixianServer } from '#server/app';
import { businessOf } from '#server/business';
import { connectDatabase } from '#server/database/connect';
import { createDemoClock } from '#server/demo/demo-clock';
import { demoAccounts, isSeeded, seedDemo } from '#server/demo/seed';
import { randomIds } from '#server/system';
import { openTestDatabase, testConfig } from './harness.js';

const now = new Date('2026-11-22T07:00:00.000Z');
let server: DuixianServer;
let close: () => Promise<void>;
let seconds = 0;

beforeAll(async () => {
  const store = await openTestDatabase();
  const database = await connectDatabase(store.uri);
  const clock = createDemoClock({ now: () => now });
  server = createServer({
    config: testConfig,
    database,
    clock,
    ids: randomIds,
    logger: pino({ level: 'error' }),
  });
  const begun = performance.now();
  await seedDemo(server.deps, clock, { now });
  seconds = (performance.now() - begun) / 1000;
  close = async () => {
    await database.close();
    await store.close();
  };
}, 120_000);
afterAll(() => close?.());

describe('The demo data', () => {
  it('hold cases in every state, at every step, in the order of time', async () => {
    const tenant = await server.deps.tenants.bySlug('yungang');
    const cases = await businessOf(server.deps).store.list({ tenantId: tenant?.id ?? '' }, { submittedAt: 1 }, 200);
    expect(cases.length).toBeGreaterThanOrEqual(39);
    expect([...new Set(cases.map(({ status }) => status))].sort()).toEqual([
      'acceptance-refused',
      'completed',
      'correction',
      'in-progress',
      'refused',
      'withdrawn',
    ]);
    const numbers = cases.map(({ number }) => number);
    expect(numbers).toEqual([...numbers].sort());
    const steps = new Set(cases.flatMap(({ currentSteps }) => currentSteps.map(({ kind }) => kind)));
    for (const kind of ['acceptance', 'review', 'decision', 'publicity', 'payout']) expect(steps).toContain(kind);
    expect(cases.some(({ payment }) => payment?.status === 'failed')).toBe(true);
    expect(cases.some(({ channel, onBehalf }) => channel === 'window' && onBehalf !== null)).toBe(true);
    const late = cases
      .flatMap(({ currentSteps }) => currentSteps)
      .filter(({ dueAt }) => (dueAt ?? '9') < now.toISOString());
    expect(late.length).toBeGreaterThan(0);
    console.log(`seeded in ${seconds.toFixed(1)} s`);
  });

  it('hold a snapshot of some hundred firms that agrees with what was known of them, and a screening to confirm', async () => {
    const { deps } = server;
    const tenantId = (await deps.tenants.bySlug('yungang'))?.id ?? '';
    expect((await deps.snapshots.current(tenantId))?.rows).toBeGreaterThan(300);
    const names = (await deps.snapshots.columns(tenantId)).map(({ name }) => name);
    expect(names).toContain('上年度营业收入');
    const { screenings } = businessOf(deps).screenings;
    const [screening] = await screenings.find({ tenantId, purpose: 'screening' }).lean();
    expect(screening).toMatchObject({ status: 'done', stage: 'screen' });
    const { outcomes, sumFen } = screening?.tally ?? { outcomes: null, sumFen: 0 };
    expect(outcomes?.hit).toBeGreaterThan(20);
    expect(sumFen).toBeLessThan(screening?.budgetFen ?? 0);
    expect(await deps.snapshots.current((await deps.tenants.bySlug('linhe'))?.id ?? '')).toBeNull();
  });

  it('are whole, and have an account for every role', async () => {
    expect(await isSeeded(server.deps)).toBe(true);
    const roles = new Set(demoAccounts.map(({ role }) => role));
    for (const role of ['tenant-admin', 'department-admin', 'reviewer', 'finance', 'window', 'supervisor', 'auditor'])
      expect(roles).toContain(role);
    for (const { tenant: slug, login, password } of demoAccounts) {
      const tenant = await server.deps.tenants.bySlug(slug);
      expect(await server.deps.accounts.passwordFits(tenant?.id ?? '', login, password), login).not.toBeNull();
    }
  });
});

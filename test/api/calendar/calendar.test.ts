import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWorkingDay } from '#core/calendar';
import { createWorld, type World } from '../harness.js';

describe('the calendar of a city', () => {
  let world: World;
  let admin: Awaited<ReturnType<World['as']>>;
  beforeAll(async () => {
    world = await createWorld();
    admin = await world.as(world.yungang.accounts.admin);
  });
  afterAll(() => world.stop());
  const put = (year: number, change: object) => admin.put(`/api/calendar/${year}`).send(change);
  const hours = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '17:30' },
  ];

  it('starts with the State Council’s notice, and says of a year without one that it is unknown', async () => {
    const known = (await admin.get('/api/calendar/2025')).body;
    const unknown = (await admin.get('/api/calendar/2090')).body;

    expect(known).toMatchObject({ year: 2025, known: true, revision: 0 });
    expect(known.holidays).toContainEqual({ day: '2025-01-01', name: '元旦' });
    expect(known.hours).toEqual([
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ]);
    expect(unknown).toMatchObject({ known: false, holidays: [], workdays: [], revision: 0 });
  });

  it('is set by year on top of the revision that was read, and counts at once', async () => {
    const change = {
      holidays: [{ day: '2027-01-04', name: '市庆' }],
      workdays: [{ day: '2027-01-09', name: '市庆调休' }],
      hours,
      revision: 0,
    };

    const first = await put(2027, change);
    const stale = await put(2027, change);
    const second = await put(2027, { ...change, holidays: [], revision: 1 });

    expect(first.body).toEqual({ year: 2027, known: true, ...change, revision: 1 });
    expect([stale.status, stale.body.code, stale.body.params]).toEqual([409, 'REVISION_CONFLICT', { revision: 1 }]);
    expect(second.body.revision).toBe(2);
    const calendar = await world.deps.calendar.of(world.yungang.id);
    expect(isWorkingDay('2027-01-04', calendar)).toBe(true);
    expect(isWorkingDay('2027-01-09', calendar)).toBe(true);
    expect(isWorkingDay('2027-01-10', calendar)).toBe(false);
    expect(calendar.hours).toEqual(hours);
  });

  it('names every problem of what is set', async () => {
    const response = await put(2028, {
      holidays: [
        { day: '2027-01-01', name: '元旦' },
        { day: '2028-05-01', name: '劳动节' },
      ],
      workdays: [{ day: '2028-05-01', name: '劳动节' }],
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '10:00' },
      ],
      revision: 0,
    });

    expect([response.status, response.body.code]).toEqual([422, 'CALENDAR_INVALID']);
    expect(response.body.issues.map(({ path, code }: { path: string; code: string }) => [path, code])).toEqual(
      expect.arrayContaining([
        ['holidays.0.day', 'OTHER_YEAR'],
        ['workdays.0.day', 'DAY_TWICE'],
        ['hours.1', 'HOURS_INVALID'],
      ]),
    );
  });

  it('is the city’s own, and only its administrators set it', async () => {
    const other = await world.as(world.linhai.accounts.admin);
    const reviewer = await world.as(world.yungang.accounts.reviewer);

    expect((await other.get('/api/calendar/2027')).body.revision).toBe(0);
    const refused = await reviewer.put('/api/calendar/2027').send({ holidays: [], workdays: [], hours, revision: 2 });
    expect(refused.body.code).toBe('FORBIDDEN');
    expect((await reviewer.get('/api/calendar/1999')).body.code).toBe('INVALID_REQUEST');
  });
});

describe('the audit log', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld();
  });
  afterAll(() => world.stop());

  it('is read in pages, newest first, by auditors and administrators of the city alone', async () => {
    const { deps, yungang, linhai, clock } = world;
    for (let n = 0; n < 5; n += 1) {
      clock.advance(n % 2 === 0 ? 1000 : 0);
      const actor = { accountId: null, name: `n${n}` };
      await deps.audit.record({ tenantId: yungang.id, actor, action: 'unit-updated', target: `${n}` });
    }
    await deps.audit.record({
      tenantId: linhai.id,
      actor: { accountId: null, name: 'x' },
      action: 'unit-updated',
      target: 'foreign',
    });
    const auditor = await world.as(yungang.accounts.auditor);

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await auditor
        .get('/api/audit')
        .query({ action: 'unit-updated', limit: 2, ...(cursor === null ? {} : { cursor }) });
      seen.push(...page.body.items.map(({ target }: { target: string }) => target));
      cursor = page.body.nextCursor;
    } while (cursor !== null);

    expect(seen[0]).toBe('4');
    expect([...seen].sort()).toEqual(['0', '1', '2', '3', '4']);
    const reviewer = await world.as(yungang.accounts.reviewer);
    expect((await reviewer.get('/api/audit')).body.code).toBe('FORBIDDEN');
  });
});

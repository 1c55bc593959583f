import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { businessOf } from '#server/business';
import { applyCalendars } from '#server/calendar/apply-calendars';
import { runDueJobs } from '#server/jobs/run-jobs';
import { ok } from '../business-kit.js';
import type { TestAccount } from '../harness.js';
import { type ApprovalKit, createApprovalKit, step } from './approval-kit.js';

/* 催办 by itself and 超时, in working time (D14); lights and timeouts agree to the minute. */

let kit: ApprovalKit;
let reviewer: TestAccount;
let head: TestAccount;
const start = '2026-11-18T02:00:00.000Z';
/** Wednesday 10:00, two working days: Friday, closing time. */
const due = '2026-11-20T09:00:00.000Z';

beforeAll(async () => {
  kit = await createApprovalKit();
  reviewer = kit.city.accounts.reviewer;
  head = await kit.staff('juzhang', '局长甲', {
    unitId: kit.city.units.industry,
    role: 'department-admin',
    isHead: true,
  });
});
afterAll(() => kit?.world.stop());

const filed = async (settings: Parameters<typeof step>[1]) => {
  kit.world.clock.set(start);
  return kit.file(await kit.publishSteps(step('Review', { limit: { workingDays: 2 }, ...settings }), step('Next')));
};
const jobsAt = async (instant: string) => {
  kit.world.clock.set(instant);
  const business = businessOf(kit.world.deps);
  await runDueJobs(business);
};
const lightOf = async (caseId: string) => (await kit.taskOf(reviewer, caseId)).light;

describe('A limit', () => {
  it('reminds before it and after it, and its light turns red in the minute in which it acts', async () => {
    const caseId = await filed({ onTimeout: 'remind', remindBeforeHours: 7, remindAfterHours: 7 });
    expect(await kit.taskOf(reviewer, caseId)).toMatchObject({ dueAt: due, light: 'green' });
    await jobsAt('2026-11-19T09:00:00.000Z');
    expect(await kit.lines(reviewer, caseId)).toEqual(['submitted', 'reminded']);
    await jobsAt('2026-11-20T08:59:00.000Z');
    expect([await lightOf(caseId), await kit.lines(reviewer, caseId)]).toEqual(['yellow', ['submitted', 'reminded']]);
    await jobsAt('2026-11-20T09:00:01.000Z');
    expect([await lightOf(caseId), (await kit.lines(reviewer, caseId)).at(-1)]).toEqual(['red', 'overdue']);
    // Over the weekend nobody is reminded; on Monday evening seven working hours have passed.
    await jobsAt('2026-11-23T08:59:00.000Z');
    expect((await kit.lines(reviewer, caseId)).at(-1)).toBe('overdue');
    await jobsAt('2026-11-23T09:00:00.000Z');
    expect((await kit.lines(reviewer, caseId)).at(-1)).toBe('reminded');
    expect(await kit.lines(kit.city.accounts.enterprise, caseId)).toEqual(['submitted']);
    kit.world.clock.set(start);
  });

  it('escalates: whoever it goes to may decide, beside those who could before', async () => {
    const caseId = await filed({ onTimeout: 'escalate', escalateTo: 'head@policy-unit', assignee: 'person:shenhe' });
    expect(await kit.openList(head)).not.toContain(caseId);
    await jobsAt(due);
    expect(await kit.openList(head)).toContain(caseId);
    expect(await kit.openList(reviewer)).toContain(caseId);
    expect(await kit.taskOf(head, caseId)).toMatchObject({ escalated: true });
    ok(await kit.decide(head, caseId, { decision: 'approve', opinion: '同意' }));
    kit.world.clock.set(start);
  });

  it.each([
    ['pass', 'in-progress', 'passed'],
    ['reject', 'refused', 'refused'],
  ] as const)('%s: by nobody’s hand, and said so', async (onTimeout, status, kind) => {
    const caseId = await filed({ onTimeout });
    await jobsAt(due);
    const { enterprise } = kit.city.accounts;
    const seen = ok(await kit.get(enterprise, `/api/cases/${caseId}`));
    expect(seen.status).toBe(status);
    expect(seen.timeline.find((line: { kind: string }) => line.kind === kind)).toMatchObject({
      actorName: '系统',
      detail: { cause: 'timeout' },
    });
    kit.world.clock.set(start);
  });

  it('of one who decides at the same moment: exactly one of both counts', async () => {
    const caseId = await filed({ onTimeout: 'reject' });
    const { id } = await kit.taskOf(reviewer, caseId);
    kit.world.clock.set(due);
    const business = businessOf(kit.world.deps);
    const body = { commandId: randomUUID(), decision: 'approve', opinion: '同意' };
    const [answer] = await Promise.all([kit.post(reviewer, `/api/tasks/${id}/decide`, body), runDueJobs(business)]);
    const { status } = ok(await kit.get(kit.city.accounts.enterprise, `/api/cases/${caseId}`));
    expect(status).toBe(answer.status === 200 ? 'in-progress' : 'refused');
    kit.world.clock.set(start);
  });

  it('stands still during correction and special procedures, and goes on with what was left', async () => {
    const caseId = await filed({
      onTimeout: 'pass',
      actions: ['approve', 'return-to-applicant', 'special-procedure'],
    });
    ok(await kit.act(reviewer, caseId, { act: 'begin-procedure', procedure: 'hearing', reason: '听证' }));
    await jobsAt('2026-11-25T02:00:00.000Z');
    expect(await kit.stands(reviewer, caseId)).toEqual(['Review']);
    ok(await kit.act(reviewer, caseId, { act: 'end-procedure', result: '已听证' }));
    // Begun and ended a week apart at the same hour: as much was left, so it ends a week later, at closing time.
    const { dueAt } = await kit.taskOf(reviewer, caseId);
    expect(dueAt).toBe('2026-11-27T09:00:00.000Z');
    await jobsAt('2026-11-27T08:59:00.000Z');
    expect(await kit.stands(reviewer, caseId)).toEqual(['Review']);
    await jobsAt('2026-11-27T09:00:00.000Z');
    expect(await kit.stands(reviewer, caseId)).toEqual(['Next']);
    kit.world.clock.set(start);
  });
});

describe('A calendar that changes under open limits (D14)', () => {
  it('moves limit, light and timeout together, and the change is in the history; doing it twice changes nothing', async () => {
    const { admin } = kit.city.accounts;
    const caseId = await filed({ onTimeout: 'pass' });
    const calendar = ok(await kit.get(admin, '/api/calendar/2026'));
    const { year: _year, known: _known, ...year } = calendar;
    const holidays = [...year.holidays, { day: '2026-11-20', name: '全市停电' }];
    ok(await kit.put(admin, '/api/calendar/2026', { ...year, holidays }));
    const business = businessOf(kit.world.deps);
    expect(await applyCalendars(business)).toBeGreaterThan(0);
    expect(await applyCalendars(business)).toBe(0);
    const moved = '2026-11-23T09:00:00.000Z';
    expect((await kit.taskOf(reviewer, caseId)).dueAt).toBe(moved);
    const { timeline } = ok(await kit.get(reviewer, `/api/cases/${caseId}`));
    expect(timeline.at(-1)).toMatchObject({ kind: 'limit-changed', detail: { dueAt: moved } });
    await jobsAt(due);
    expect(await kit.stands(reviewer, caseId)).toEqual(['Review']);
    await jobsAt(moved);
    expect(await kit.stands(reviewer, caseId)).toEqual(['Next']);
    kit.world.clock.set(start);
  });

  it('alarms where an open limit reaches a year whose holidays nobody has entered', async () => {
    const { admin, enterprise } = kit.city.accounts;
    const alarm = async (who: TestAccount) => ok(await kit.get(who, '/api/calendar-alarm'));
    expect(await alarm(admin)).toEqual({ years: [], openLimits: 0 });
    await filed({ limit: { workingDays: 40 } });
    expect(await alarm(admin)).toEqual({ years: [2027], openLimits: 1 });
    expect(await alarm(kit.world.linhai.accounts.admin)).toEqual({ years: [], openLimits: 0 });
    expect((await kit.get(enterprise, '/api/calendar-alarm')).status).toBe(403);
    const body = { holidays: [{ day: '2027-01-01', name: '元旦' }], workdays: [], revision: 0 };
    const { hours } = ok(await kit.get(admin, '/api/calendar/2026'));
    ok(await kit.put(admin, '/api/calendar/2027', { ...body, hours }));
    expect(await alarm(admin)).toEqual({ years: [], openLimits: 0 });
  });
});

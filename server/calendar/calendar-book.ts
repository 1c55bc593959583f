import type { Connection } from 'mongoose';
import { type CalendarYear, checkCalendar, chinaCalendar, type WorkingCalendar } from '#core/calendar';
import type { AnswerOf, BodyOf, routes } from '#core/contract';
import { createBriefCache } from '../database/brief-cache.js';
import { isDuplicateKey } from '../database/duplicate-key.js';
import { DomainError, type Issue } from '../http/domain-error.js';
import { type CalendarDocument, calendarModel } from './calendar-model.js';

export type CalendarYearView = AnswerOf<typeof routes.getCalendar>;
export type CalendarYearChange = BodyOf<typeof routes.putCalendar>;

/** Working days and hours of a tenant: the State Council's notices until an administrator sets a year (D14). */
export interface CalendarBook {
  /** The whole calendar, as `core/calendar` and `core/flow` take it. */
  of(tenantId: string): Promise<WorkingCalendar>;
  year(tenantId: string, year: number): Promise<CalendarYearView>;
  /** Calendars, of all tenants, whose latest revision open limits do not know yet. */
  notApplied(): Promise<readonly { readonly tenantId: string; readonly year: number; readonly revision: number }[]>;
  markApplied(tenantId: string, year: number, revision: number): Promise<void>;
  /** REVISION_CONFLICT when someone else set it since, CALENDAR_INVALID with every problem. */
  put(tenantId: string, year: number, change: CalendarYearChange): Promise<CalendarYearView>;
}

/** Office hours are one for the tenant: those of the latest year that was set. */
function hoursOf(documents: readonly CalendarDocument[]): WorkingCalendar['hours'] {
  const latest = documents.reduce<CalendarDocument | null>((a, b) => (a === null || b.year > a.year ? b : a), null);
  return latest?.hours ?? chinaCalendar.hours;
}

function toYear({ holidays, workdays }: Pick<CalendarYearChange, 'holidays' | 'workdays'>): CalendarYear {
  const entry = (working: boolean) => (one: { day: string; name: string }) =>
    [one.day.slice(5), { working, name: one.name }] as const;
  return Object.fromEntries([...holidays.map(entry(false)), ...workdays.map(entry(true))]);
}

function fromYear(year: number, days: CalendarYear): Pick<CalendarYearView, 'holidays' | 'workdays'> {
  const entries = Object.entries(days)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([monthDay, { working, name }]) => ({ working, entry: { day: `${year}-${monthDay}`, name } }));
  return {
    holidays: entries.filter(({ working }) => !working).map(({ entry }) => entry),
    workdays: entries.filter(({ working }) => working).map(({ entry }) => entry),
  };
}

function issuesOf(year: number, change: CalendarYearChange): Issue[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  for (const list of ['holidays', 'workdays'] as const) {
    for (const [index, { day }] of change[list].entries()) {
      const path = `${list}.${index}.day`;
      if (!day.startsWith(`${year}-`)) issues.push({ path, code: 'OTHER_YEAR', params: { day, year } });
      if (seen.has(day)) issues.push({ path, code: 'DAY_TWICE', params: { day } });
      seen.add(day);
    }
  }
  const calendar = { ...chinaCalendar, hours: change.hours, years: { [String(year)]: toYear(change) } };
  return [...issues, ...checkCalendar(calendar).map(({ path, code }) => ({ path, code }))];
}

export function createCalendarBook({ database }: { database: Connection }): CalendarBook {
  const calendars = calendarModel(database);
  const whole = createBriefCache<WorkingCalendar>();
  const idOf = (tenantId: string, year: number) => `${tenantId}:${year}`;

  const yearOf = async (tenantId: string, year: number): Promise<CalendarYearView> => {
    const stored = await calendars.find({ tenantId }).lean();
    const own = stored.find((document) => document.year === year);
    if (own !== undefined) {
      const { holidays, workdays, hours, revision } = own;
      return { year, known: true, holidays, workdays, hours, revision };
    }
    const days = chinaCalendar.years[String(year)];
    const hours = hoursOf(stored).map(({ from, to }) => ({ from, to }));
    return { year, known: days !== undefined, ...fromYear(year, days ?? {}), hours, revision: 0 };
  };

  return {
    year: yearOf,
    of: (tenantId) =>
      whole.get(tenantId, async () => {
        const stored = await calendars.find({ tenantId }).lean();
        const own = Object.fromEntries(stored.map((document) => [String(document.year), toYear(document)]));
        return { ...chinaCalendar, hours: hoursOf(stored), years: { ...chinaCalendar.years, ...own } };
      }),
    async notApplied() {
      const found = await calendars.find({ toApply: true }).lean();
      return found.map(({ tenantId, year, revision }) => ({ tenantId, year, revision }));
    },
    async markApplied(tenantId, year, revision) {
      await calendars.updateOne({ tenantId, _id: idOf(tenantId, year), revision }, { $unset: { toApply: 1 } });
    },
    async put(tenantId, year, change) {
      const issues = issuesOf(year, change);
      if (issues.length > 0) throw new DomainError('CALENDAR_INVALID', {}, { issues });
      const { holidays, workdays, hours } = change;
      const next = { holidays, workdays, hours, revision: change.revision + 1, toApply: true as const };
      const conflict = async () =>
        new DomainError('REVISION_CONFLICT', { revision: (await yearOf(tenantId, year)).revision });
      if (change.revision === 0) {
        try {
          await calendars.create({ _id: idOf(tenantId, year), tenantId, year, ...next });
        } catch (error) {
          if (isDuplicateKey(error)) throw await conflict();
          throw error;
        }
      } else {
        const changed = await calendars.updateOne(
          { tenantId, _id: idOf(tenantId, year), revision: change.revision },
          { $set: next },
        );
        if (changed.matchedCount === 0) throw await conflict();
      }
      whole.forgetAll();
      return yearOf(tenantId, year);
    },
  };
}

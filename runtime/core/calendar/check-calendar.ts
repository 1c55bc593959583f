import type { WorkingCalendar } from './types.js';

export interface CalendarProblem {
  /** e.g. `hours.1.from`, `years.2026.02-30` */
  readonly path: string;
  readonly code:
    | 'OFFSET'
    | 'HOURS_MISSING'
    | 'HOURS_INVALID'
    | 'HOURS_OVERLAP'
    | 'YEAR_INVALID'
    | 'DATE_INVALID'
    | 'NAME_MISSING'
    | 'NO_WORKING_DAY';
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Judges a calendar an administrator edited; empty when it can be used. The shape is the contract's business. */
export function checkCalendar(calendar: WorkingCalendar): readonly CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!Number.isInteger(calendar.offsetMinutes) || Math.abs(calendar.offsetMinutes) > 14 * 60) {
    problems.push({ path: 'offsetMinutes', code: 'OFFSET' });
  }
  if (calendar.hours.length === 0) problems.push({ path: 'hours', code: 'HOURS_MISSING' });
  let before = '';
  for (const [index, hours] of calendar.hours.entries()) {
    const valid = timeOfDay.test(hours.from) && timeOfDay.test(hours.to) && hours.from < hours.to;
    if (!valid) problems.push({ path: `hours.${index}`, code: 'HOURS_INVALID' });
    else if (hours.from < before) problems.push({ path: `hours.${index}`, code: 'HOURS_OVERLAP' });
    before = hours.to;
  }
  for (const [year, days] of Object.entries(calendar.years)) {
    if (!/^20\d\d$/.test(year)) problems.push({ path: `years.${year}`, code: 'YEAR_INVALID' });
    for (const [day, exception] of Object.entries(days)) {
      const path = `years.${year}.${day}`;
      if (!isDate(`${year}-${day}`)) problems.push({ path, code: 'DATE_INVALID' });
      if (exception.name.trim() === '') problems.push({ path, code: 'NAME_MISSING' });
    }
    // More days off than a year has weekdays can only be a mistake, and would stop every clock.
    const off = Object.values(days).filter((exception) => !exception.working).length;
    if (off > 200) problems.push({ path: `years.${year}`, code: 'NO_WORKING_DAY' });
  }
  return problems;
}

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

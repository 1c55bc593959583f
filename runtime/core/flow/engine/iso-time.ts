/**
 * ISO 8601 dates, durations and repeating intervals of timer events (BPMN 10.5.5), in China Standard Time (+08:00, no
 * summer time) where a text names no offset.
 */
export interface IsoDuration {
  readonly months: number;
  readonly ms: number;
}

const durationPattern =
  /^P(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/u;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?)?$/u;
const minute = 60_000;
const chinaOffsetMs = 8 * 60 * minute;

/** A duration greater than nothing, or `null` if the text is not one. */
export function parseDuration(text: string): IsoDuration | null {
  const match = durationPattern.exec(text);
  if (match === null || text.endsWith('T')) return null;
  const [years, months, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const duration = {
    months: years * 12 + months,
    ms: ((weeks * 7 + days) * 24 + hours) * 60 * minute + minutes * minute + Math.round(seconds * 1000),
  };
  return duration.months + duration.ms > 0 ? duration : null;
}

export const isDuration = (text: string): boolean => parseDuration(text) !== null;

/** An instant in UTC, or `null`. A date alone is its first moment. */
export function parseInstant(text: string): string | null {
  const match = datePattern.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour = '00', minutes = '00', second = '00', fraction = '0', offset = '+08:00'] = match;
  const civil = new Date(`${year}-${month}-${day}T00:00:00.000Z`);
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minutes}:${second}.${fraction.slice(0, 3)}${offset}`);
  // Date takes 30 February for 2 March; such a day does not exist.
  if (Number.isNaN(instant.getTime()) || Number.isNaN(civil.getTime()) || civil.getUTCDate() !== Number(day))
    return null;
  return instant.toISOString();
}

export const isInstant = (text: string): boolean => parseInstant(text) !== null;

/** An instant plus a duration; months are counted on the Chinese calendar day and end at the month's last day. */
export function addDuration(startAt: string, duration: IsoDuration): string {
  const local = new Date(Date.parse(startAt) + chinaOffsetMs);
  if (duration.months > 0) {
    const day = local.getUTCDate();
    local.setUTCDate(1);
    local.setUTCMonth(local.getUTCMonth() + duration.months);
    const lastDay = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
    local.setUTCDate(Math.min(day, lastDay));
  }
  return new Date(local.getTime() - chinaOffsetMs + duration.ms).toISOString();
}

export interface Cycle {
  /** How many times in all; -1 without end. */
  readonly times: number;
  readonly startAt: string | null;
  readonly interval: string;
}

/** `R3/PT1H`, `R/P1D`, `R2/2027-01-01T09:00:00Z/P1M`; `null` if the text is none of them. */
export function parseCycle(text: string): Cycle | null {
  const match = /^R(\d{0,6})\/(?:([^/]+)\/)?(P[^/]+)$/u.exec(text);
  if (match === null) return null;
  const [, count = '', start, interval = ''] = match;
  const startAt = start === undefined ? null : parseInstant(start);
  if (!isDuration(interval) || (start !== undefined && startAt === null) || count === '0') return null;
  return { times: count === '' ? -1 : Number(count), startAt, interval };
}

import { type FeelDate, FeelDateTime, FeelTime, makeDate, midnight } from './calendar-values.js';
import { type FeelDaysDuration, type FeelMonthsDuration, makeDays, makeMonths } from './durations.js';
import { isZone } from './zones.js';

const datePattern = /^(-?(?:[1-9]\d{4,8}|\d{4}))-(\d{2})-(\d{2})$/;
const timePattern = /^(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,18}))?([Zz]|[+-]\d{2}:\d{2}(?::\d{2})?|@[^\s@]{1,64})?$/;
const durationPattern =
  /^(-)?P(?:(\d{1,12})Y)?(?:(\d{1,12})M)?(?:(\d{1,12})D)?(T(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(?:\.(\d{1,18}))?S)?)?$/;

/** Reads `2026-01-31`; null where the text is no date. */
export function parseDate(text: string): FeelDate | null {
  const match = datePattern.exec(text);
  return match && makeDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reads `08:30:00`, `08:30:00.5Z`, `08:30:00+08:00`, `08:30:00@Asia/Shanghai`; null where the text is no time. */
export function parseTime(text: string): FeelTime | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const nanos = Number((match[4] ?? '').slice(0, 9).padEnd(9, '0'));
  const suffix = match[5] ?? '';
  if (suffix.startsWith('@')) {
    const zone = suffix.slice(1);
    return isZone(zone) ? makeTime(hour, minute, second, nanos, null, zone) : null;
  }
  const offset = parseOffset(suffix);
  return offset === undefined ? null : makeTime(hour, minute, second, nanos, offset, null);
}

/** Undefined where the offset lies beyond 18 hours. */
function parseOffset(text: string): number | null | undefined {
  if (text === '') return null;
  // Table 71 writes a small z in its example.
  if (text === 'Z' || text === 'z') return 0;
  const [hours, minutes, seconds] = text.slice(1).split(':').map(Number);
  const total = (hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0);
  if (total > 64800 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
  return (text.startsWith('-') ? -total : total) + 0;
}

export function makeTime(
  hour: number,
  minute: number,
  second: number,
  nanos: number,
  offsetSeconds: number | null,
  zone: string | null,
): FeelTime | null {
  const inRange = (value: number, limit: number) => Number.isInteger(value) && value >= 0 && value < limit;
  if (!inRange(hour, 24) || !inRange(minute, 60) || !inRange(second, 60)) return null;
  return new FeelTime(hour, minute, second, nanos, offsetSeconds, zone);
}

/** Reads a date, or a date and a time joined by `T`; null where the text is neither. */
export function parseDateTime(text: string): FeelDateTime | null {
  const at = text.indexOf('T');
  const date = parseDate(at < 0 ? text : text.slice(0, at));
  const time = at < 0 ? midnight : parseTime(text.slice(at + 1));
  return date && time && new FeelDateTime(date, time);
}

/** Reads `P1Y2M` or `P1DT2H3M4.5S`; null for a mixture and for what is no duration. */
export function parseDuration(text: string): FeelDaysDuration | FeelMonthsDuration | null {
  const match = durationPattern.exec(text);
  if (!match) return null;
  const [, minus, years, months, days, time, hours, minutes, seconds, fraction] = match;
  const hasMonths = years !== undefined || months !== undefined;
  const hasTime = hours !== undefined || minutes !== undefined || seconds !== undefined;
  if (time !== undefined && !hasTime) return null;
  const sign = minus ? -1 : 1;
  if (hasMonths) {
    if (days !== undefined || time !== undefined) return null;
    return makeMonths(sign * (Number(years ?? 0) * 12 + Number(months ?? 0)));
  }
  if (days === undefined && !hasTime) return null;
  const total =
    Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return makeDays(sign * total, sign * Number((fraction ?? '').slice(0, 9).padEnd(9, '0')));
}

/** Reads what may stand after `@`: a date, time, date and time, or duration. */
export function parseTemporal(text: string) {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (text.includes('T') && text.includes('-')) return parseDateTime(text);
  return parseDate(text) ?? parseTime(text);
}

import type { FormLocale } from '../types.js';

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether `YYYY-MM-DD` names a day that exists, from 1900 to 2200. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (daysIn[month - 1] as number) + (leap ? 1 : 0);
}

/** The day an instant falls on in Asia/Shanghai, which has had no summer time since 1991. */
export function shanghaiDay(instant: string): string {
  if (instant !== lastInstant) {
    lastDay = dayOf(instant);
    lastInstant = instant;
  }
  return lastDay;
}
// Every field of a form asks for the same instant.
let lastInstant: string | undefined;
let lastDay = '';

function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026 年 11 月 27 日`, `27 Nov 2026`. */
export function dayText(day: string, locale: FormLocale): string {
  if (!isDay(day)) return day;
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return locale === 'zh-CN' ? `${year} 年 ${month} 月 ${date} 日` : `${date} ${months[month - 1]} ${year}`;
}

/** `2026 年 11 月`, `Nov 2026`; what is no month stays as it is. */
export function monthText(month: string, _field: unknown, locale: FormLocale): string {
  return isDay(`${month}-01`)
    ? dayText(`${month}-01`, locale).replace(locale === 'zh-CN' ? / 1 日$/ : /^1 /, '')
    : month;
}

/** The bound a limit stands for. */
export const boundDay = (limit: string | undefined, today: string): string | undefined =>
  limit === 'today' ? today : limit;

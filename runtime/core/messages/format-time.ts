import type { Remaining, WorkingLimit } from '#core/calendar';
import { timeMessages } from './areas/time.js';
import { type Locale, message } from './define.js';

/** Asia/Shanghai has no summer time. */
const offsetMs = 8 * 3_600_000;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const longMonths = 'January February March April May June July August September October November December'.split(' ');

/** Local parts of an instant, or of a plain date (`YYYY-MM-DD`), which has no zone. */
function partsOf(moment: string) {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(moment);
  const time = Date.parse(isDay ? `${moment}T00:00:00Z` : moment) + (isDay ? 0 : offsetMs);
  if (Number.isNaN(time)) throw new RangeError(`Expected a date or an instant, but got ${moment}`);
  const text = new Date(time).toISOString();
  return { year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10), clock: text.slice(11, 16) };
}

/** `11 月 27 日`, `27 Nov`; takes an instant or `YYYY-MM-DD`. */
export function formatDate(moment: string, locale: Locale): string {
  const { month, day } = partsOf(moment);
  return locale === 'zh-CN' ? `${+month} 月 ${+day} 日` : `${+day} ${months[+month - 1]}`;
}

/** `2026 年 11 月 27 日`, `27 November 2026`; for letters and guides. */
export function formatLongDate(moment: string, locale: Locale): string {
  const { year, month, day } = partsOf(moment);
  return locale === 'zh-CN' ? `${year} 年 ${+month} 月 ${+day} 日` : `${+day} ${longMonths[+month - 1]} ${year}`;
}

/** `11-27 15:05`, `27 Nov 15:05`; for lists. */
export function formatDateTime(instant: string, locale: Locale): string {
  const { month, day, clock } = partsOf(instant);
  return locale === 'zh-CN' ? `${month}-${day} ${clock}` : `${+day} ${months[+month - 1]} ${clock}`;
}

/** `剩 2 个工作日`, `超 3 小时`. */
export function formatRemaining(remaining: Remaining, locale: Locale): string {
  const side = remaining.overdue ? 'over' : 'left';
  if (remaining.value === 0) return message(timeMessages, locale, `${side}.now`);
  return message(timeMessages, locale, `${side}.${remaining.unit}`, { value: remaining.value });
}

/** `3 个工作日`, `4 个工作小时`. */
export function formatLimit(limit: WorkingLimit, locale: Locale): string {
  return 'workingDays' in limit
    ? message(timeMessages, locale, 'limit.days', { value: limit.workingDays })
    : message(timeMessages, locale, 'limit.hours', { value: limit.workingHours });
}

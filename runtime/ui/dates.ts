import type { Locale } from '#core/messages';

const zone = 'Asia/Shanghai';

/** The calendar parts of an instant in Shanghai. */
function parts(instant: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
}

/** `11 月 27 日` · `27 Nov` */
export function dateText(instant: string, locale: Locale): string {
  if (locale === 'en-US') {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }).format(
      new Date(instant),
    );
  }
  const { month, day } = parts(instant);
  return `${Number(month)} 月 ${Number(day)} 日`;
}

/** `11-27 15:05`, for lists. */
export function momentText(instant: string, _locale: Locale): string {
  const { month, day, hour, minute } = parts(instant);
  return `${month}-${day} ${hour}:${minute}`;
}

/** `2026-11-27`, for forms and papers. */
export function dayText(instant: string): string {
  const { year, month, day } = parts(instant);
  return `${year}-${month}-${day}`;
}

/** `14:02` */
export function clockText(instant: string): string {
  const { hour, minute } = parts(instant);
  return `${hour}:${minute}`;
}

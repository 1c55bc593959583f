import { dayText, type FormLocale } from '#core/form';

/** `11 月 20 日`, with the year where it is not this one. */
export function factDate(asOf: string, locale: FormLocale): string {
  const instant = new Date(asOf.length === 10 ? `${asOf}T00:00:00+08:00` : asOf);
  if (Number.isNaN(instant.getTime())) return asOf;
  const inShanghai = (date: Date) => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const day = inShanghai(instant);
  const text = dayText(day, locale);
  if (day.slice(0, 4) !== inShanghai(new Date()).slice(0, 4)) return text;
  return locale === 'zh-CN' ? text.replace(/^\d+ 年 /, '') : text.replace(/ \d+$/, '');
}

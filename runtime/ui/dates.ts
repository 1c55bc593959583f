const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const partsOf = (instant: string): Record<string, string> =>
  Object.fromEntries(shanghai.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));

/** The local day of an instant, `2026-11-27`, for forms and papers. */
export function dayText(instant: string): string {
  const { year, month, day } = partsOf(instant);
  return `${year}-${month}-${day}`;
}

/** The local time of an instant, `14:02`. */
export function clockText(instant: string): string {
  const { hour, minute } = partsOf(instant);
  return `${hour}:${minute}`;
}

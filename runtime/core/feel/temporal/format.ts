import type { FeelDate, FeelDateTime, FeelTime } from './calendar-values.js';
import { type FeelDaysDuration, type FeelMonthsDuration, splitDays } from './durations.js';

const two = (value: number) => String(value).padStart(2, '0');
const fraction = (nanos: number) => (nanos === 0 ? '' : `.${String(nanos).padStart(9, '0').replace(/0+$/, '')}`);

export function formatDate(date: FeelDate): string {
  const year = String(Math.abs(date.year)).padStart(4, '0');
  return `${date.year < 0 ? '-' : ''}${year}-${two(date.month)}-${two(date.day)}`;
}

export function formatOffset(seconds: number): string {
  if (seconds === 0) return 'Z';
  const total = Math.abs(seconds);
  const rest = total % 60 === 0 ? '' : `:${two(total % 60)}`;
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(total / 3600))}:${two(Math.floor((total % 3600) / 60))}${rest}`;
}

export function formatTime(time: FeelTime): string {
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction(time.nanos)}`;
  if (time.zone !== null) return `${clock}@${time.zone}`;
  return time.offsetSeconds === null ? clock : clock + formatOffset(time.offsetSeconds);
}

export const formatDateTime = (value: FeelDateTime): string => `${formatDate(value.date)}T${formatTime(value.time)}`;

export function formatMonths(value: FeelMonthsDuration): string {
  const total = Math.abs(value.months);
  const [years, months] = [Math.floor(total / 12), total % 12];
  if (total === 0) return 'P0M';
  return `${value.months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
}

export function formatDays(value: FeelDaysDuration): string {
  const { sign, days, hours, minutes, seconds, nanos } = splitDays(value);
  const second = seconds || nanos ? `${seconds}${fraction(nanos)}S` : '';
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${second}`;
  if (!days && !time) return 'PT0S';
  return `${sign < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}

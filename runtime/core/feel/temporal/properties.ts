import type { FeelValue } from '../values.js';
import {
  epochDay,
  FeelDate,
  FeelDateTime,
  FeelTime,
  isZoned,
  offsetOf,
  secondOfDay,
  weekday,
} from './calendar-values.js';
import { daysFromSeconds, FeelDaysDuration, FeelMonthsDuration, splitDays } from './durations.js';
import { formatOffset } from './format.js';

/** A property of a temporal value (DMN 1.5 Tables 63 to 67); undefined where the value has none of that name. */
export function propertyOf(value: FeelValue, name: string): FeelValue | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, name, secondOfDay(value));
  if (value instanceof FeelDateTime) return dateTimeProperty(value, name);
  if (value instanceof FeelMonthsDuration) return monthsProperty(value, name);
  return value instanceof FeelDaysDuration ? daysProperty(value, name) : undefined;
}

function dateProperty(date: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekday(date);
    default:
      return undefined;
  }
}

function dateTimeProperty(value: FeelDateTime, name: string): FeelValue | undefined {
  return (
    dateProperty(value.date, name) ??
    timeProperty(value.time, name, epochDay(value.date) * 86400 + secondOfDay(value.time))
  );
}

function timeProperty(time: FeelTime, name: string, local: number): FeelValue | undefined {
  switch (name) {
    case 'hour':
      return time.hour;
    case 'minute':
      return time.minute;
    case 'second':
      return time.second;
    case 'time offset':
      return isZoned(time) ? daysFromSeconds(offsetOf(time, local)) : null;
    case 'timezone':
      return time.zone ?? (time.offsetSeconds === null ? null : formatOffset(time.offsetSeconds));
    default:
      return undefined;
  }
}

function monthsProperty(duration: FeelMonthsDuration, name: string): FeelValue | undefined {
  if (name === 'years') return Math.trunc(duration.months / 12) + 0;
  return name === 'months' ? (duration.months % 12) + 0 : undefined;
}

function daysProperty(duration: FeelDaysDuration, name: string): FeelValue | undefined {
  const parts = splitDays(duration);
  switch (name) {
    case 'days':
    case 'hours':
    case 'minutes':
    case 'seconds':
      return parts.sign * parts[name] + 0;
    default:
      return undefined;
  }
}

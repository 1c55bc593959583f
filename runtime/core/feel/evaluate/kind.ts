import { FeelDecimal } from '../decimal.js';
import { FeelDate, FeelDateTime, FeelTime } from '../temporal/calendar-values.js';
import { FeelDaysDuration, FeelMonthsDuration } from '../temporal/durations.js';
import { FeelContext, FeelFunction, FeelRange, type FeelValue } from '../values.js';

export type ValueKind =
  | 'null'
  | 'boolean'
  | 'string'
  | 'number'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'list'
  | 'context'
  | 'range'
  | 'function';

/** The FEEL type of a value. */
export function kindOf(value: FeelValue): ValueKind {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'null' : kindOfObject(value as object);
  }
}

function kindOfObject(value: object): ValueKind {
  if (value instanceof FeelDecimal) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelContext) return 'context';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDaysDuration) return 'days and time duration';
  if (value instanceof FeelMonthsDuration) return 'years and months duration';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  // Only a caller that broke the types comes here; the value is then as good as missing.
  return 'null';
}

export const isList = (value: FeelValue): value is readonly FeelValue[] => Array.isArray(value);

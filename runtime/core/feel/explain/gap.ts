import { monthsBetween } from '../builtins/temporal.js';
import { order } from '../evaluate/compare.js';
import { asJsNumber, compareNumbers, isNumber, subtract } from '../number.js';
import type { CompareOperator } from '../parse/ast.js';
import { epochDay, epochSecond, FeelDate, FeelDateTime } from '../temporal/calendar-values.js';
import { FeelDaysDuration, FeelMonthsDuration } from '../temporal/durations.js';
import type { FeelRange, FeelValue } from '../values.js';
import type { Gap } from './trace.js';

type Direction = Gap['direction'];

/** How far a value is from passing `value operator bound`; undefined where it passes, or no amount would help. */
export function gapTo(
  operator: CompareOperator,
  value: FeelValue,
  bound: FeelValue,
  unit: string | undefined,
): Gap | undefined {
  switch (operator) {
    case '>':
    case '>=':
      return distance(value, bound, 'more', unit);
    case '<':
    case '<=':
      return distance(value, bound, 'less', unit);
    default:
      return undefined;
  }
}

/** How far a value is from a range. */
export function gapToRange(range: FeelRange, value: FeelValue, unit: string | undefined): Gap | undefined {
  const low = range.start === null ? undefined : distance(value, range.start, 'more', unit);
  return low ?? (range.end === null ? undefined : distance(value, range.end, 'less', unit));
}

function distance(value: FeelValue, bound: FeelValue, direction: Direction, unit: string | undefined): Gap | undefined {
  const sign = order(value, bound);
  if (sign === null || (direction === 'more' ? sign >= 0 : sign <= 0)) return undefined;
  const [low, high] = sign < 0 ? [value, bound] : [bound, value];
  if (isNumber(low) && isNumber(high)) {
    const amount = subtract(high, low);
    if (amount === null || compareNumbers(amount, 0) <= 0) return undefined;
    return { kind: 'number', amount: asJsNumber(amount) ?? String(amount), direction, ...(unit && { unit }) };
  }
  const time = timeBetween(low, high);
  return time && { ...time, direction };
}

/** Months where there is at least one, else days; a part counts as a whole, since it is still missing. */
function timeBetween(
  low: FeelValue,
  high: FeelValue,
): { readonly kind: 'months' | 'days'; readonly amount: number } | undefined {
  if (low instanceof FeelMonthsDuration && high instanceof FeelMonthsDuration) {
    return { kind: 'months', amount: high.months - low.months };
  }
  if (low instanceof FeelDaysDuration && high instanceof FeelDaysDuration) {
    return { kind: 'days', amount: Math.ceil((high.seconds - low.seconds) / 86400) };
  }
  if (low instanceof FeelDate && high instanceof FeelDate)
    return calendarGap(low, high, epochDay(high) - epochDay(low));
  if (low instanceof FeelDateTime && high instanceof FeelDateTime) {
    return calendarGap(low, high, Math.ceil((epochSecond(high) - epochSecond(low)) / 86400));
  }
  return undefined;
}

function calendarGap(low: FeelDate | FeelDateTime, high: FeelDate | FeelDateTime, days: number) {
  const whole = monthsBetween(low, high)?.months ?? 0;
  if (whole < 1) return { kind: 'days' as const, amount: days };
  const day = (value: FeelDate | FeelDateTime) => (value instanceof FeelDate ? value : value.date).day;
  return { kind: 'months' as const, amount: day(low) === day(high) ? whole : whole + 1 };
}

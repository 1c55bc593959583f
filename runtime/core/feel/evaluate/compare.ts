import { FeelDecimal } from '../decimal.js';
import { compareNumbers } from '../number.js';
import type { Span } from '../parse/ast.js';
import { epochSecond, FeelDate, FeelDateTime, FeelTime, utcSecondOfDay } from '../temporal/calendar-values.js';
import { FeelDaysDuration, FeelMonthsDuration } from '../temporal/durations.js';
import { FeelContext, FeelFunction, type FeelNumber, FeelRange, type FeelValue } from '../values.js';
import { isList, kindOf } from './kind.js';
import { defaultMaxSteps, Halt, Run } from './run.js';

/**
 * Order of two values of one ordered type (DMN 1.5 Table 53): negative, zero or positive.
 * Null where they have none: another type, or a type without order.
 */
export function order(a: FeelValue, b: FeelValue): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string') return typeof b === 'string' ? (a < b ? -1 : a > b ? 1 : 0) : null;
  if (typeof a === 'number' || a instanceof FeelDecimal) {
    return typeof b === 'number' || b instanceof FeelDecimal ? compareNumbers(a, b as FeelNumber) : null;
  }
  return orderTemporal(a, b);
}

function orderTemporal(a: FeelValue, b: FeelValue): number | null {
  if (a instanceof FeelDate)
    return b instanceof FeelDate ? a.year - b.year || a.month - b.month || a.day - b.day : null;
  if (a instanceof FeelDateTime) {
    return b instanceof FeelDateTime ? epochSecond(a) - epochSecond(b) || a.time.nanos - b.time.nanos : null;
  }
  if (a instanceof FeelTime) {
    return b instanceof FeelTime ? utcSecondOfDay(a) - utcSecondOfDay(b) || a.nanos - b.nanos : null;
  }
  if (a instanceof FeelDaysDuration) {
    return b instanceof FeelDaysDuration ? a.seconds - b.seconds || a.nanos - b.nanos : null;
  }
  if (a instanceof FeelMonthsDuration) return b instanceof FeelMonthsDuration ? a.months - b.months : null;
  return null;
}

/** FEEL's equality (DMN 1.5 Table 53): null where the types differ; `null = null` is true. */
export function equal(a: FeelValue, b: FeelValue, run: Run, span: Span): boolean | null {
  if (a === null || b === null) return a === b;
  const ordered = order(a, b);
  if (ordered !== null) return ordered === 0;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? a === b : null;
  if (isList(a)) return isList(b) ? equalLists(a, b, run, span) : null;
  if (a instanceof FeelContext) return b instanceof FeelContext ? equalContexts(a, b, run, span) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b, run, span) : null;
  if (a instanceof FeelFunction) return b instanceof FeelFunction ? a === b : null;
  return null;
}

/** Null counts as false inside lists and contexts: their items simply differ. */
export const same = (a: FeelValue, b: FeelValue, run: Run, span: Span): boolean => equal(a, b, run, span) === true;

/** The same for callers outside an evaluation; values too large to compare are taken for different. */
export function feelEquals(a: FeelValue, b: FeelValue): boolean {
  try {
    return same(a, b, new Run('', defaultMaxSteps), { from: 0, to: 0 });
  } catch (thrown) {
    if (thrown instanceof Halt) return false;
    throw thrown;
  }
}

/** Every item is a step: values built of shared parts can be far larger than what made them. */
function equalLists(a: readonly FeelValue[], b: readonly FeelValue[], run: Run, span: Span): boolean {
  if (a.length !== b.length) return false;
  run.tick(a.length, span);
  return a.every((item, i) => same(item, b[i] ?? null, run, span));
}

function equalContexts(a: FeelContext, b: FeelContext, run: Run, span: Span): boolean {
  if (a.entries.size !== b.entries.size) return false;
  run.tick(a.entries.size, span);
  for (const [key, value] of a.entries) {
    const other = b.entries.get(key);
    if (other === undefined || !same(value, other, run, span)) return false;
  }
  return true;
}

function equalRanges(a: FeelRange, b: FeelRange, run: Run, span: Span): boolean {
  return (
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    same(a.start, b.start, run, span) &&
    same(a.end, b.end, run, span)
  );
}

/** Whether a range holds a value; null where they cannot be compared. */
export function rangeHolds(range: FeelRange, value: FeelValue): boolean | null {
  if (value === null) return null;
  const low = range.start === null ? 1 : order(value, range.start);
  const high = range.end === null ? -1 : order(value, range.end);
  if (low === null || high === null) return null;
  return (range.startIncluded ? low >= 0 : low > 0) && (range.endIncluded ? high <= 0 : high < 0);
}

/** A key that equal values share, for building sets of scalars; null for values that have none. */
export function scalarKey(value: FeelValue): string | null {
  switch (kindOf(value)) {
    case 'null':
      return 'n';
    case 'boolean':
    case 'number':
      return `${typeof value === 'boolean' ? 'b' : 'd'}${String(value)}`;
    case 'string':
      return `s${value as string}`;
    default:
      return null;
  }
}

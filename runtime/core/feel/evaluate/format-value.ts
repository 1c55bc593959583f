import { formatNumber, isNumber } from '../number.js';
import type { Span } from '../parse/ast.js';
import { FeelDate, FeelDateTime, FeelTime } from '../temporal/calendar-values.js';
import { FeelDaysDuration, FeelMonthsDuration } from '../temporal/durations.js';
import { formatDate, formatDateTime, formatDays, formatMonths, formatTime } from '../temporal/format.js';
import { FeelContext, FeelFunction, FeelRange, type FeelValue } from '../values.js';
import { isList } from './kind.js';
import type { Run } from './run.js';

/** The text of a scalar; null for lists, contexts, ranges and functions. */
export function formatScalar(value: FeelValue): string | null {
  if (typeof value === 'string') return value;
  if (isNumber(value)) return formatNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (value instanceof FeelDate) return formatDate(value);
  if (value instanceof FeelTime) return formatTime(value);
  if (value instanceof FeelDateTime) return formatDateTime(value);
  if (value instanceof FeelMonthsDuration) return formatMonths(value);
  return value instanceof FeelDaysDuration ? formatDays(value) : null;
}

/** The text that `string()` gives (DMN 1.5 Table 71). */
export function formatValue(value: FeelValue, run: Run, span: Span): string {
  return formatScalar(value) ?? formatInner(value, run, span);
}

function formatInner(value: FeelValue, run: Run, span: Span): string {
  run.tick(1, span);
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`;
  if (isList(value)) return `[${value.map((item) => formatInner(item, run, span)).join(', ')}]`;
  if (value instanceof FeelContext) {
    const entries = [...value.entries].map(([key, entry]) => `${formatKey(key)}: ${formatInner(entry, run, span)}`);
    return `{${entries.join(', ')}}`;
  }
  if (value instanceof FeelRange) {
    const [start, end] = [value.start, value.end].map((bound) => (bound === null ? '' : formatInner(bound, run, span)));
    return `${value.startIncluded ? '[' : '('}${start}..${end}${value.endIncluded ? ']' : ')'}`;
  }
  if (value instanceof FeelFunction) return `function(${value.parameters.join(', ')})`;
  return formatScalar(value) ?? 'null';
}

const formatKey = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(key) ? key : JSON.stringify(key));

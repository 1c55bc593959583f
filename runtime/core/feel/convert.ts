import { assertNever } from '#core/result';
import { formatScalar } from './evaluate/format-value.js';
import { isList } from './evaluate/kind.js';
import {
  absolute,
  asInteger,
  asJsNumber,
  compareNumbers,
  divide,
  fromJsNumber,
  isNumber,
  multiply,
  parseNumber,
  roundTo,
} from './number.js';
import { FeelDaysDuration, FeelMonthsDuration } from './temporal/durations.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal/parse.js';
import type { FeelType } from './types.js';
import { FeelContext, type FeelNumber, FeelRange, type FeelValue } from './values.js';

/** Lists and contexts inside one another; deeper JSON is cut off as null. */
const maxDepth = 50;

/**
 * Brings plain JSON into FEEL by its declared type: ISO strings to dates and durations, numbers to exact decimals.
 * What is missing or does not fit the type is null. A context gets exactly its declared entries.
 */
export function toFeel(json: unknown, type: FeelType): FeelValue {
  return convert(json, type, 0);
}

function convert(json: unknown, type: FeelType, depth: number): FeelValue {
  if (json === null || json === undefined || depth > maxDepth) return null;
  switch (type.kind) {
    case 'number':
      if (typeof json === 'number') return fromJsNumber(json);
      return typeof json === 'string' ? parseNumber(json) : null;
    case 'string':
      return typeof json === 'string' ? json : null;
    case 'boolean':
      return typeof json === 'boolean' ? json : null;
    case 'date':
    case 'time':
    case 'date and time':
    case 'days and time duration':
    case 'years and months duration':
      return typeof json === 'string' ? temporal(json, type.kind) : null;
    case 'list':
      return Array.isArray(json) ? json.map((item) => convert(item, type.of, depth + 1)) : null;
    case 'context': {
      if (!isPlain(json)) return null;
      const entry = (name: string) => (Object.hasOwn(json, name) ? json[name] : null);
      return new FeelContext(
        new Map(Object.entries(type.entries).map(([name, of]) => [name, convert(entry(name), of, depth + 1)])),
      );
    }
    case 'any':
      return guess(json, depth);
    case 'null':
    case 'range':
    case 'function':
      return null;
    default:
      return assertNever(type);
  }
}

const isPlain = (json: unknown): json is Record<string, unknown> =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

function temporal(
  text: string,
  kind: 'date' | 'time' | 'date and time' | 'days and time duration' | 'years and months duration',
): FeelValue {
  switch (kind) {
    case 'date':
      return parseDate(text);
    case 'time':
      return parseTime(text);
    case 'date and time':
      return parseDateTime(text);
    case 'days and time duration': {
      const duration = parseDuration(text);
      return duration instanceof FeelDaysDuration ? duration : null;
    }
    case 'years and months duration': {
      const duration = parseDuration(text);
      return duration instanceof FeelMonthsDuration ? duration : null;
    }
  }
}

/** JSON without a declared type keeps its own: strings stay strings. */
function guess(json: unknown, depth: number): FeelValue {
  if (typeof json === 'number') return fromJsNumber(json);
  if (typeof json === 'string' || typeof json === 'boolean') return json;
  if (Array.isArray(json)) return json.map((item) => convert(item, { kind: 'any' }, depth + 1));
  if (!isPlain(json)) return null;
  return new FeelContext(
    new Map(Object.entries(json).map(([name, value]) => [name, convert(value, { kind: 'any' }, depth + 1)])),
  );
}

/**
 * Brings a value into plain JSON: numbers as JS numbers where those show the same decimal, else as strings; temporal
 * values and ranges as strings; functions as null.
 */
export function toJson(value: FeelValue): unknown {
  if (isNumber(value)) return asJsNumber(value) ?? String(value);
  if (isList(value)) return value.map(toJson);
  if (value instanceof FeelContext) {
    return Object.fromEntries([...value.entries].map(([name, entry]) => [name, toJson(entry)]));
  }
  if (value instanceof FeelRange) {
    const [start, end] = [value.start, value.end].map((bound) => (bound === null ? '' : formatScalar(bound)));
    return `${value.startIncluded ? '[' : '('}${start}..${end}${value.endIncluded ? ']' : ')'}`;
  }
  return value === null || typeof value === 'boolean' ? value : formatScalar(value);
}

/** 分 in storage, 元 in rules (D9): exact. `fen` must be a safe integer. */
export function yuanFromFen(fen: number): FeelNumber {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`Expected an amount in whole 分, but got ${fen}`);
  return divide(fen, 100) ?? 0;
}

const maxFen = 1_000_000_000_000_000;

/** How an amount is made whole: to multiples of so many 分, halves up (away from zero) unless said otherwise. */
export interface FenRounding {
  readonly toFen: number;
  readonly how: 'half-up' | 'up' | 'down';
}

const roundings = { 'half-up': 'halfUp', up: 'up', down: 'down' } as const;

/** An amount in 元 as whole 分, rounded once; null for what is no number, and beyond 10^15 分. */
export function fenFromYuan(
  value: FeelValue,
  { toFen, how }: FenRounding = { toFen: 1, how: 'half-up' },
): number | null {
  if (!isNumber(value)) return null;
  const units = multiply(value, divide(100, toFen) ?? 0);
  const whole = units === null ? null : roundTo(units, 0, roundings[how]);
  const rounded = whole === null ? null : multiply(whole, toFen);
  if (rounded === null || compareNumbers(absolute(rounded), maxFen) > 0) return null;
  return asInteger(rounded);
}

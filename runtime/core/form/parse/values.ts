import { maxFen as moneyCeilingFen } from '#core/money';
import { isDay } from '../fields/calendar-day.js';
import { isString } from '../fields/definition.js';
import { fileCeilingBytes, fileCountCeiling } from '../fields/file.js';
import { numberCeiling } from '../fields/number.js';
import { isTime } from '../fields/period.js';
import { rowCeiling } from '../fields/row.js';
import { textCeiling } from '../fields/text.js';
import type { FieldLimits, FieldProps, Option } from '../types.js';

type Check = (value: unknown) => boolean;

const integer =
  (min: number, max: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
const text =
  (max: number): Check =>
  (value) =>
    isString(value) && value.length <= max;
const oneOf =
  (...allowed: readonly string[]): Check =>
  (value) =>
    isString(value) && allowed.includes(value);
const flag: Check = (value) => typeof value === 'boolean';
const bound: Check = (value) => isString(value) && (value === 'today' || isDay(value));
const finite: Check = (value) => typeof value === 'number' && Math.abs(value) <= numberCeiling;

/** What each limit may be; a forgotten one does not compile. */
export const limitChecks: Readonly<Record<keyof FieldLimits, Check>> = {
  minLength: integer(0, textCeiling),
  maxLength: integer(1, textCeiling),
  // The dialect is checked apart, so that its refusal has a code of its own.
  pattern: text(200),
  patternMessage: text(200),
  min: finite,
  max: finite,
  precision: integer(0, 6),
  minFen: integer(-moneyCeilingFen, moneyCeilingFen),
  maxFen: integer(-moneyCeilingFen, moneyCeilingFen),
  from: bound,
  to: bound,
  earliest: (value) => isString(value) && isTime(value),
  latest: (value) => isString(value) && isTime(value),
  unique: flag,
  minItems: integer(0, rowCeiling),
  maxItems: integer(1, rowCeiling),
  accept: (value) =>
    Array.isArray(value) &&
    value.length <= fileCountCeiling &&
    value.every((item) => isString(item) && /^\.[a-z0-9]{1,8}$/.test(item)),
  maxBytes: integer(1, fileCeilingBytes),
};

/** What each property may be; a forgotten one does not compile. */
export const propChecks: Readonly<Record<keyof FieldProps, Check>> = {
  placeholder: text(200),
  unit: text(20),
  moneyUnit: oneOf('yuan', 'wan'),
  accountKind: oneOf('company', 'person'),
  codeTable: (value) => isString(value) && /^[\w-]{1,64}$/.test(value),
  rows: integer(2, 20),
  content: text(20_000),
  result: oneOf('number', 'money', 'text', 'date', 'yesNo'),
  stars: integer(3, 10),
  sum: flag,
  parts: (value) =>
    Array.isArray(value) && value.length >= 1 && value.every(isString) && new Set(value).size === value.length,
  fromRegistry: flag,
  columns: integer(2, 4),
  rowTitle: text(20),
  tone: oneOf('info', 'warning'),
  sensitive: flag,
  half: flag,
};

export const isOption = (value: unknown): value is Option => {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  return (
    Object.keys(entry).every((key) => key === 'label' || key === 'value' || key === 'parent') &&
    isString(entry.label) &&
    entry.label.length <= 200 &&
    isString(entry.value) &&
    entry.value.length >= 1 &&
    entry.value.length <= 100 &&
    (entry.parent === undefined || isString(entry.parent))
  );
};

/** Pairs of limits of which the first must not lie above the second. */
export const orderedLimits: readonly (readonly [keyof FieldLimits, keyof FieldLimits])[] = [
  ['minLength', 'maxLength'],
  ['min', 'max'],
  ['minFen', 'maxFen'],
  ['from', 'to'],
  ['earliest', 'latest'],
  ['minItems', 'maxItems'],
];

/** Bytes in UTF-8, without a text encoder (core knows no DOM). */
export function utf8Bytes(value: string): number {
  let bytes = 0;
  for (const character of value) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}

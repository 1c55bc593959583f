import type { Rounding } from '../decimal.js';
import * as number from '../number.js';
import { FeelDaysDuration, FeelMonthsDuration, makeDays, makeMonths } from '../temporal/durations.js';
import type { FeelNumber, FeelValue } from '../values.js';
import { type Apply, type Builtin, type Call, define, fail } from './define.js';

/** DMN 1.5 §10.3.4.5. */
const result = (value: FeelNumber | null, call: Call): FeelValue => value ?? fail(call, 'NUMBER_OUT_OF_RANGE');

/** Scales lie within the exponents of a decimal (Table 75). */
const maxScale = 6176;

const rounding =
  (how: Rounding): Apply =>
  ([value, scale = 0], call) => {
    const places = number.asInteger((scale ?? 0) as FeelNumber);
    if (places === null || Math.abs(places) > maxScale)
      return fail(call, 'BAD_VALUE', { name: 'scale', value: String(scale) });
    return result(number.roundTo(value as FeelNumber, places, how), call);
  };

const unary =
  (
    compute: (value: FeelNumber) => FeelNumber | null,
    accepts: (value: FeelNumber) => boolean = () => true,
    steps = 0,
  ): Apply =>
  ([value], call) => {
    const input = value as FeelNumber;
    if (!accepts(input)) return fail(call, 'BAD_VALUE', { name: 'number', value: number.formatNumber(input) });
    call.run.tick(steps, call.span);
    return result(compute(input), call);
  };

const parity =
  (rest: number): Apply =>
  ([value]) => {
    const left = number.modulo(value as FeelNumber, 2);
    return left === rest;
  };

const scaled = 'n: number, scale: number';
const optionalScale = 'n: number, scale?: number';
const one = 'number: number';

export const numberFunctions: readonly Builtin[] = [
  define('decimal', [scaled, rounding('halfEven'), 'number']),
  define('floor', [optionalScale, rounding('floor'), 'number']),
  define('ceiling', [optionalScale, rounding('ceiling'), 'number']),
  define('round up', [scaled, rounding('up'), 'number']),
  define('round down', [scaled, rounding('down'), 'number']),
  define('round half up', [scaled, rounding('halfUp'), 'number']),
  define('round half down', [scaled, rounding('halfDown'), 'number']),
  define('abs', ['n: number', unary(number.absolute), 'number'], ['n: duration', absoluteDuration, 'duration']),
  define('modulo', [
    'dividend: number, divisor: number',
    ([a, b], call) => {
      call.run.tick(10, call.span);
      return b === 0 ? fail(call, 'DIVISION_BY_ZERO') : result(number.modulo(a as FeelNumber, b as FeelNumber), call);
    },
    'number',
  ]),
  define('sqrt', [one, unary(number.squareRoot, (value) => number.compareNumbers(value, 0) >= 0, 50), 'number']),
  define('log', [one, unary(number.naturalLogarithm, (value) => number.compareNumbers(value, 0) > 0, 100), 'number']),
  define('exp', [one, unary(number.exponential, () => true, 100), 'number']),
  define('odd', [one, parity(1), 'boolean']),
  define('even', [one, parity(0), 'boolean']),
];

function absoluteDuration([value]: readonly FeelValue[]): FeelValue {
  if (value instanceof FeelMonthsDuration) return makeMonths(Math.abs(value.months));
  if (value instanceof FeelDaysDuration && value.seconds < 0) return makeDays(-value.seconds, -value.nanos);
  return value ?? null;
}

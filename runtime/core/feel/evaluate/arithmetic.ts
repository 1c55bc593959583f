import * as number from '../number.js';
import type { ArithmeticOperator, Span } from '../parse/ast.js';
import * as calendar from '../temporal/calendar-values.js';
import { FeelDate, FeelDateTime, FeelTime } from '../temporal/calendar-values.js';
import * as durations from '../temporal/durations.js';
import { FeelDaysDuration, FeelMonthsDuration } from '../temporal/durations.js';
import type { FeelNumber, FeelValue } from '../values.js';
import { kindOf } from './kind.js';
import type { Run } from './run.js';

const operations: Readonly<Record<ArithmeticOperator, (a: FeelNumber, b: FeelNumber) => FeelNumber | null>> = {
  '+': number.add,
  '-': number.subtract,
  '*': number.multiply,
  '/': number.divide,
  '**': number.power,
};

/** Marks operands for which the standard defines no result (DMN 1.5 Tables 57 and 58). */
const undefinedResult = Symbol('undefined');

/** Applies an operator; a null operand gives null, a wrong type a problem. */
export function arithmetic(operator: ArithmeticOperator, a: FeelValue, b: FeelValue, run: Run, span: Span): FeelValue {
  if (a === null || b === null) return null;
  if (number.isNumber(a) && number.isNumber(b)) {
    // A power may be a series of a hundred multiplications.
    if (operator === '**') run.tick(50, span);
    const result = operations[operator](a, b);
    if (result !== null) return result;
    return run.problem(operator === '/' && b === 0 ? 'DIVISION_BY_ZERO' : 'NUMBER_OUT_OF_RANGE', span);
  }
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return run.checkString(a + b, span);
  const result = temporal(operator, a, b);
  if (result === undefinedResult) {
    return run.problem('WRONG_TYPE', span, { operator, left: kindOf(a), right: kindOf(b) });
  }
  if (result === null) {
    return run.problem(operator === '/' && (b === 0 || isZero(b)) ? 'DIVISION_BY_ZERO' : 'NUMBER_OUT_OF_RANGE', span);
  }
  return result;
}

function isZero(value: FeelValue): boolean {
  if (value instanceof FeelMonthsDuration) return value.months === 0;
  return value instanceof FeelDaysDuration && value.seconds === 0 && value.nanos === 0;
}

type Outcome = FeelValue | typeof undefinedResult;

function temporal(operator: ArithmeticOperator, a: FeelValue, b: FeelValue): Outcome {
  switch (operator) {
    case '+':
      return isDuration(a) && !isDuration(b) ? addDuration(b, a, 1) : addDuration(a, b, 1);
    case '-':
      return isDuration(b) ? addDuration(a, b, -1) : difference(a, b);
    case '*':
      return number.isNumber(a) ? scale(b, a) : scale(a, b);
    case '/':
      return isDuration(b) ? ratio(a, b) : divideDuration(a, b);
    default:
      return undefinedResult;
  }
}

const isDuration = (value: FeelValue): value is FeelDaysDuration | FeelMonthsDuration =>
  value instanceof FeelDaysDuration || value instanceof FeelMonthsDuration;

function addDuration(value: FeelValue, duration: FeelValue, sign: 1 | -1): Outcome {
  if (duration instanceof FeelMonthsDuration) return addMonths(value, sign * duration.months);
  if (!(duration instanceof FeelDaysDuration)) return undefinedResult;
  const seconds = sign * duration.seconds;
  const nanos = sign * duration.nanos;
  if (value instanceof FeelDaysDuration) return durations.makeDays(value.seconds + seconds, value.nanos + nanos);
  if (value instanceof FeelDate) {
    // A date takes whole days; the time of day that is left over falls away.
    const moved = durations.makeDays(calendar.epochDay(value) * 86400 + seconds, nanos);
    return moved && calendar.dateFromEpochDay(Math.floor(moved.seconds / 86400));
  }
  if (value instanceof FeelDateTime) {
    const moved = durations.makeDays(calendar.epochSecond(value) + seconds, value.time.nanos + nanos);
    return moved && calendar.dateTimeFromEpochSecond(moved.seconds, moved.nanos, value.time);
  }
  if (value instanceof FeelTime) {
    const moved = durations.makeDays(calendar.secondOfDay(value) + seconds, value.nanos + nanos);
    return moved && calendar.timeFromSecond(moved.seconds, moved.nanos, value);
  }
  return undefinedResult;
}

function addMonths(value: FeelValue, months: number): Outcome {
  if (value instanceof FeelMonthsDuration) return durations.makeMonths(value.months + months);
  if (value instanceof FeelDate) return calendar.addMonths(value, months);
  if (value instanceof FeelDateTime) {
    const date = calendar.addMonths(value.date, months);
    return date && new FeelDateTime(date, value.time);
  }
  return undefinedResult;
}

function difference(a: FeelValue, b: FeelValue): Outcome {
  if (a instanceof FeelTime && b instanceof FeelTime) {
    return durations.makeDays(calendar.utcSecondOfDay(a) - calendar.utcSecondOfDay(b), a.nanos - b.nanos);
  }
  if (a instanceof FeelDate && b instanceof FeelDate) {
    return durations.makeDays((calendar.epochDay(a) - calendar.epochDay(b)) * 86400);
  }
  const [left, right] = [asDateTime(a), asDateTime(b)];
  if (!left || !right) return undefinedResult;
  return durations.makeDays(
    calendar.epochSecond(left) - calendar.epochSecond(right),
    left.time.nanos - right.time.nanos,
  );
}

/** A date meets a date and time as its midnight. */
function asDateTime(value: FeelValue): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? new FeelDateTime(value, calendar.midnight) : null;
}

function scale(duration: FeelValue, factor: FeelValue): Outcome {
  if (!number.isNumber(factor)) return undefinedResult;
  if (duration instanceof FeelMonthsDuration) return wholeMonths(number.multiply(duration.months, factor));
  if (duration instanceof FeelDaysDuration) {
    const seconds = number.multiply(durations.totalSeconds(duration), factor);
    return seconds === null ? null : durations.daysFromSeconds(seconds);
  }
  return undefinedResult;
}

function divideDuration(duration: FeelValue, divisor: FeelValue): Outcome {
  if (!number.isNumber(divisor)) return undefinedResult;
  if (duration instanceof FeelMonthsDuration) return wholeMonths(number.divide(duration.months, divisor));
  if (duration instanceof FeelDaysDuration) {
    const seconds = number.divide(durations.totalSeconds(duration), divisor);
    return seconds === null ? null : durations.daysFromSeconds(seconds);
  }
  return undefinedResult;
}

/** Months are whole; what is left over falls away. */
function wholeMonths(months: FeelNumber | null): FeelMonthsDuration | null {
  const whole = months === null ? null : number.roundTo(months, 0, 'down');
  const plain = whole === null ? null : number.asInteger(whole);
  return plain === null ? null : durations.makeMonths(plain);
}

function ratio(a: FeelValue, b: FeelDaysDuration | FeelMonthsDuration): Outcome {
  if (a instanceof FeelMonthsDuration && b instanceof FeelMonthsDuration) return number.divide(a.months, b.months);
  if (a instanceof FeelDaysDuration && b instanceof FeelDaysDuration) {
    return number.divide(durations.totalSeconds(a), durations.totalSeconds(b));
  }
  return undefinedResult;
}

/** Unary minus, for numbers and durations. */
export function negation(value: FeelValue, run: Run, span: Span): FeelValue {
  if (value === null) return null;
  if (number.isNumber(value)) return number.negate(value);
  if (value instanceof FeelMonthsDuration) return durations.makeMonths(-value.months);
  if (value instanceof FeelDaysDuration) return durations.makeDays(-value.seconds, -value.nanos);
  return run.problem('WRONG_TYPE', span, { operator: '-', right: kindOf(value) });
}

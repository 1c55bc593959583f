/** Manual: "Date Expression Operators". */
import { toNumber } from '../bson/decimal.js';
import { type BsonValue, isDocument, isNumeric, type Maybe, ObjectId, Timestamp, typeName } from '../bson/value.js';
import { CommandError, notSupported } from '../errors.js';
import {
  addUnits,
  dayOfYear,
  differenceIn,
  formatDate,
  fromLocal,
  isoWeek,
  toLocal,
  truncate,
  unitOf,
  weekdayOf,
  weekOfYear,
} from './calendar.js';
import { parseDate } from './conversion-operators.js';
import { isNullish, isTruthy, type NamedValues, type Operator, ofNamed } from './operator.js';

function dateOf(value: Maybe, name: string, code = 16006): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date((value.getHighBits() >>> 0) * 1000);
  throw new CommandError(code, `can't convert from BSON type ${typeName(value)} to Date (${name})`);
}

/** `undefined` if the zone is null: the result is then null. */
function zoneOf(value: Maybe): string | undefined {
  if (value === undefined) return 'UTC';
  if (isNullish(value)) return undefined;
  if (typeof value !== 'string')
    throw new CommandError(40533, `timezone must evaluate to a string, found ${typeName(value)}`);
  return value;
}

function wholeAmount(value: Maybe, name: string): number {
  const number = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (!Number.isInteger(number))
    throw new CommandError(5166405, `${name} expects a whole number, but got ${typeName(value)}`);
  return number;
}

/** `{$year: '$date'}`, `{$year: {date, timezone}}` or `{$year: ['$date']}`. */
function part(read: (local: Date) => BsonValue): Operator {
  return (operand, scope, name) => {
    const isNamed = isDocument(operand) && operand.has('date');
    const named = ofNamed({ required: ['date'], optional: ['timezone'] }, (values) => {
      const [date, zone] = [values('date'), zoneOf(values('timezone'))];
      return isNullish(date) || zone === undefined ? null : read(toLocal(dateOf(date, name), zone));
    });
    if (isNamed) return named(operand, scope, name);
    const [only] = Array.isArray(operand) ? operand : [operand];
    if (Array.isArray(operand) && operand.length !== 1)
      throw new CommandError(
        40536,
        `${name} accepts exactly one argument if given an array, but was given ${operand.length}`,
      );
    return named(new Map([['date', only as BsonValue]]), scope, name);
  };
}

const dateToString: Operator = ofNamed(
  { required: ['date'], optional: ['format', 'timezone', 'onNull'] },
  (values, _, name) => {
    const date = values('date');
    if (isNullish(date)) return values('onNull') ?? null;
    const given = values('timezone');
    const zone = zoneOf(given);
    const format = values('format') ?? (given === undefined ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L');
    if (zone === undefined || isNullish(format)) return null;
    if (typeof format !== 'string') throw new CommandError(18533, '$dateToString requires that format be a string');
    return formatDate(dateOf(date, name), format, zone);
  },
);

const dateFromString: Operator = (operand, scope, name) => {
  if (isDocument(operand) && operand.has('format')) throw notSupported('$dateFromString with a format');
  return ofNamed({ required: ['dateString'], optional: ['timezone', 'onError', 'onNull'] }, (values) => {
    const text = values('dateString');
    if (isNullish(text)) return values('onNull') ?? null;
    const zone = zoneOf(values('timezone'));
    if (zone === undefined) return null;
    const fail = () => new CommandError('ConversionFailure', `Error parsing date string ${String(text)}`);
    try {
      if (typeof text !== 'string') throw fail();
      const date = parseDate(text, fail);
      const hasOwnZone = /(Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes(':');
      if (hasOwnZone && values('timezone') !== undefined) throw fail();
      return hasOwnZone ? date : fromLocal(date, zone);
    } catch (error) {
      const onError = values('onError');
      if (onError !== undefined && error instanceof CommandError && error.code === 241) return onError;
      throw error;
    }
  })(operand, scope, name);
};

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];

const dateFromParts: Operator = (operand, scope, name) => {
  if (isDocument(operand) && operand.has('isoWeekYear')) throw notSupported('$dateFromParts by ISO weeks');
  return ofNamed({ required: ['year'], optional: [...PARTS.slice(1), 'timezone'] }, (values) => {
    const numbers: number[] = [];
    for (const field of PARTS) {
      const value = values(field);
      if (value === undefined) numbers.push(field === 'month' || field === 'day' ? 1 : 0);
      else if (isNullish(value)) return null;
      else numbers.push(wholeAmount(value, name));
    }
    const zone = zoneOf(values('timezone'));
    if (zone === undefined) return null;
    const [year, month, day, hour, minute, second, millisecond] = numbers as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (year < 1 || year > 9999)
      throw new CommandError(40523, `'year' must evaluate to an integer in the range 1 to 9999, found ${year}`);
    const timeOfDay = ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
    return fromLocal(new Date(startOf(year, month, day) + timeOfDay), zone);
  })(operand, scope, name);
};

/** Years below 100 are meant as written. */
function startOf(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime();
}

const dateToParts: Operator = ofNamed({ required: ['date'], optional: ['timezone', 'iso8601'] }, (values, _, name) => {
  const [date, zone] = [values('date'), zoneOf(values('timezone'))];
  if (isNullish(date) || zone === undefined) return null;
  const local = toLocal(dateOf(date, name), zone);
  const iso = isoWeek(local);
  const days: [string, BsonValue][] = isTruthy(values('iso8601'))
    ? [
        ['isoWeekYear', iso.year],
        ['isoWeek', iso.week],
        ['isoDayOfWeek', iso.day],
      ]
    : [
        ['year', local.getUTCFullYear()],
        ['month', local.getUTCMonth() + 1],
        ['day', local.getUTCDate()],
      ];
  return new Map([
    ...days,
    ['hour', local.getUTCHours()],
    ['minute', local.getUTCMinutes()],
    ['second', local.getUTCSeconds()],
    ['millisecond', local.getUTCMilliseconds()],
  ]);
});

function shifted(sign: 1 | -1): Operator {
  return ofNamed({ required: ['startDate', 'unit', 'amount'], optional: ['timezone'] }, (values, _, name) => {
    const [start, unit, amount, zone] = [
      values('startDate'),
      values('unit'),
      values('amount'),
      zoneOf(values('timezone')),
    ];
    if ([start, unit, amount].some(isNullish) || zone === undefined) return null;
    const result = addUnits(dateOf(start, name, 5166403), sign * wholeAmount(amount, name), unitOf(unit), zone);
    if (Number.isNaN(result.getTime())) throw new CommandError(5166406, `${name} overflowed`);
    return result;
  });
}

function weekOptions(values: NamedValues): { zone: string; startOfWeek: number } | undefined {
  const zone = zoneOf(values('timezone'));
  return zone === undefined ? undefined : { zone, startOfWeek: weekdayOf(values('startOfWeek') ?? 'sunday') };
}

const dateDiff: Operator = ofNamed(
  { required: ['startDate', 'endDate', 'unit'], optional: ['timezone', 'startOfWeek'] },
  (values, _, name) => {
    const [start, end, unit, options] = [values('startDate'), values('endDate'), values('unit'), weekOptions(values)];
    if ([start, end, unit].some(isNullish) || !options) return null;
    return BigInt(differenceIn(dateOf(start, name, 5166307), dateOf(end, name, 5166307), unitOf(unit), options));
  },
);

const dateTrunc: Operator = ofNamed(
  { required: ['date', 'unit'], optional: ['binSize', 'timezone', 'startOfWeek'] },
  (values, _, name) => {
    const [date, unit, options] = [values('date'), values('unit'), weekOptions(values)];
    const size = values('binSize') ?? 1;
    if ([date, unit, size].some(isNullish) || !options) return null;
    const binSize = wholeAmount(size, name);
    if (binSize < 1) throw new CommandError(5439017, '$dateTrunc requires binSize to be greater than 0');
    return truncate(dateOf(date, name, 5439012), unitOf(unit), { ...options, binSize });
  },
);

export const DATES: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$year', part((local) => local.getUTCFullYear())],
  ['$month', part((local) => local.getUTCMonth() + 1)],
  ['$dayOfMonth', part((local) => local.getUTCDate())],
  ['$dayOfWeek', part((local) => local.getUTCDay() + 1)],
  ['$dayOfYear', part(dayOfYear)],
  ['$hour', part((local) => local.getUTCHours())],
  ['$minute', part((local) => local.getUTCMinutes())],
  ['$second', part((local) => local.getUTCSeconds())],
  ['$millisecond', part((local) => local.getUTCMilliseconds())],
  ['$week', part(weekOfYear)],
  ['$isoWeek', part((local) => isoWeek(local).week)],
  ['$isoWeekYear', part((local) => BigInt(isoWeek(local).year))],
  ['$isoDayOfWeek', part((local) => isoWeek(local).day)],
  ['$dateToString', dateToString],
  ['$dateFromString', dateFromString],
  ['$dateFromParts', dateFromParts],
  ['$dateToParts', dateToParts],
  ['$dateAdd', shifted(1)],
  ['$dateSubtract', shifted(-1)],
  ['$dateDiff', dateDiff],
  ['$dateTrunc', dateTrunc],
]);

/** Manual: "Arithmetic Expression Operators". Numbers of each type compute as MongoDB's do (D18). */
import {
  addOrDouble,
  isWholeType,
  multiplyOrDouble,
  type Numeric,
  refuseDecimal,
  subtractOrDouble,
  wholeNumber,
} from '../bson/arithmetic.js';
import { toNumber } from '../bson/decimal.js';
import { Decimal128, isNumeric, type Maybe, toDouble, typeName } from '../bson/value.js';
import { CommandError } from '../errors.js';
import { isNullish, type Operator, ofValue, ofValues } from './operator.js';

const MANY = { min: 0, max: Number.POSITIVE_INFINITY };

export function numeric(value: Maybe, name: string, code = 28765): Numeric {
  if (!isNumeric(value)) throw new CommandError(code, `${name} only supports numeric types, not ${typeName(value)}`);
  refuseDecimal(value, name);
  return value;
}

function unary(compute: (value: Numeric, name: string) => Maybe): Operator {
  return ofValue((value, _, name) => (isNullish(value) ? null : compute(numeric(value, name), name)));
}

/** A function of real numbers; `code` is what MongoDB answers outside of its domain. */
export function real(
  compute: (value: number) => number,
  domain: (value: number) => boolean = () => true,
  code = 28714,
): Operator {
  return unary((value, name) => {
    const number = toNumber(value);
    if (!domain(number) && !Number.isNaN(number))
      throw new CommandError(code, `${name}'s argument must be in its domain, but is ${number}`);
    return toDouble(compute(number));
  });
}

const keepWhole = (compute: (value: number) => number): Operator =>
  unary((value) => (isWholeType(value) ? value : toDouble(compute(toNumber(value)))));

function abs(value: Numeric): Maybe {
  if (!isWholeType(value)) return toDouble(Math.abs(toNumber(value)));
  if (value === -(2n ** 63n)) throw new CommandError(28680, "can't take $abs of long long min");
  const result = typeof value === 'bigint' ? (value < 0n ? -value : value) : Math.abs(value);
  return result === 2147483648 ? 2147483648n : result;
}

/** Dates and numbers may be added; at most one of them is a date. */
function add(values: readonly Maybe[], name: string): Maybe {
  let sum: Numeric = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (isNullish(value)) return null;
    if (value instanceof Date) {
      if (date) throw new CommandError(16612, 'only one date allowed in an $add expression');
      date = value;
    } else sum = addOrDouble(sum, numeric(value, name, 16554));
  }
  return date ? new Date(date.getTime() + Math.trunc(toNumber(sum))) : sum;
}

function subtract(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  if (a instanceof Date && b instanceof Date) return BigInt(a.getTime() - b.getTime());
  if (a instanceof Date && isNumeric(b)) return new Date(a.getTime() - Math.trunc(toNumber(numeric(b, '$subtract'))));
  return subtractOrDouble(numeric(a, '$subtract', 16556), numeric(b, '$subtract', 16556));
}

function divide(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const divisor = toNumber(numeric(b, '$divide', 16609));
  const dividend = toNumber(numeric(a, '$divide', 16609));
  if (divisor === 0) throw new CommandError('BadValue', "can't $divide by zero");
  return toDouble(dividend / divisor);
}

function mod(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const [x, y] = [numeric(a, '$mod', 16611), numeric(b, '$mod', 16611)];
  if (toNumber(y) === 0) throw new CommandError(16610, "can't $mod by zero");
  if (!isWholeType(x) || !isWholeType(y)) return toDouble(toNumber(x) % toNumber(y));
  const rest = BigInt(x) % BigInt(y);
  return typeof x === 'bigint' || typeof y === 'bigint' ? rest : Number(rest);
}

function pow(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const [base, exponent] = [numeric(a, '$pow', 28762), numeric(b, '$pow', 28763)];
  if (toNumber(base) === 0 && toNumber(exponent) < 0)
    throw new CommandError(28764, '$pow cannot take a base of 0 and a negative exponent');
  const result = toNumber(base) ** toNumber(exponent);
  if (!isWholeType(base) || !isWholeType(exponent) || toNumber(exponent) < 0) return toDouble(result);
  if (Math.abs(result) >= 2 ** 63) return toDouble(result);
  const exact = BigInt(base) ** BigInt(exponent);
  return typeof base === 'bigint' || typeof exponent === 'bigint' ? exact : wholeNumber(exact);
}

/** Manual: "$round": half to even. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function toPlaces(values: readonly Maybe[], name: string, apply: (value: number) => number): Maybe {
  const [value, places = 0] = values;
  if (isNullish(value) || isNullish(places)) return null;
  const number = numeric(value, name, 51081);
  const count = toNumber(numeric(places, name, 51082));
  if (!Number.isInteger(count) || count < -20 || count > 100)
    throw new CommandError(51083, `cannot apply ${name} with precision value ${count}, must be in [-20, 100]`);
  if (isWholeType(number) && count >= 0) return number;
  if (isWholeType(number)) {
    const unit = 10n ** BigInt(-count);
    const scaled = BigInt(apply(Number(BigInt(number)) / Number(unit)));
    return typeof number === 'bigint' ? scaled * unit : wholeNumber(scaled * unit);
  }
  const plain = toNumber(number);
  if (!Number.isFinite(plain)) return number;
  // Shifted in decimal text, so that 2.675 is taken for what is written.
  const shifted = Number(`${plain}e${count}`);
  const shiftedValue = Number.isNaN(shifted) ? plain * 10 ** count : shifted;
  const back = Number(`${apply(shiftedValue)}e${-count}`);
  return toDouble(Number.isNaN(back) ? apply(shiftedValue) / 10 ** count : back);
}

/** Sums exactly while numbers are whole, and with compensation where they are not. */
export class Sum {
  #whole = 0n;
  #sawLong = false;
  #sawDouble = false;
  #double = 0;
  #compensation = 0;
  count = 0;

  add(value: Maybe): void {
    if (!isNumeric(value)) return;
    refuseDecimal(value, '$sum');
    this.count++;
    if (isWholeType(value)) {
      this.#whole += BigInt(value);
      if (typeof value === 'bigint') this.#sawLong = true;
      return;
    }
    this.#sawDouble = true;
    this.#addDouble(toNumber(value));
  }

  #addDouble(value: number): void {
    const next = this.#double + value;
    if (Number.isFinite(next))
      this.#compensation +=
        Math.abs(this.#double) >= Math.abs(value) ? this.#double - next + value : value - next + this.#double;
    this.#double = next;
  }

  get total(): Numeric {
    if (this.#sawDouble) return toDouble(this.#double + this.#compensation + Number(this.#whole));
    if (this.#whole >= 2n ** 63n || this.#whole < -(2n ** 63n)) return toDouble(Number(this.#whole));
    return this.#sawLong ? this.#whole : wholeNumber(this.#whole);
  }

  get average(): Maybe {
    return this.count === 0 ? null : toDouble(toNumber(this.total) / this.count);
  }
}

/** `$sum` and its like take one array, or several values. */
function flattened(values: readonly Maybe[]): readonly Maybe[] {
  const [only] = values;
  return values.length === 1 && Array.isArray(only) ? only : values;
}

function summed(values: readonly Maybe[]): Sum {
  const sum = new Sum();
  for (const value of flattened(values)) sum.add(value);
  return sum;
}

export function deviation(values: readonly Maybe[], isSample: boolean): Maybe {
  const numbers = values.flatMap((value) => (isNumeric(value) ? [toNumber(numeric(value, '$stdDev'))] : []));
  const divisor = numbers.length - (isSample ? 1 : 0);
  if (divisor <= 0) return null;
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  return toDouble(Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / divisor));
}

function log(a: Maybe, b: Maybe): Maybe {
  if (isNullish(a) || isNullish(b)) return null;
  const [value, base] = [toNumber(numeric(a, '$log', 28756)), toNumber(numeric(b, '$log', 28757))];
  if (value <= 0) throw new CommandError(28758, `$log's argument must be a positive number, but is ${value}`);
  if (base <= 0 || base === 1)
    throw new CommandError(28759, `$log's base must be a positive number not equal to 1, but is ${base}`);
  return toDouble(Math.log(value) / Math.log(base));
}

export const ARITHMETIC: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['$abs', unary(abs)],
  ['$add', ofValues(MANY, (values, _, name) => add(values, name))],
  ['$ceil', keepWhole(Math.ceil)],
  ['$floor', keepWhole(Math.floor)],
  ['$divide', ofValues(2, ([a, b]) => divide(a, b))],
  ['$exp', real(Math.exp)],
  ['$ln', real(Math.log, (value) => value > 0, 28766)],
  ['$log10', real(Math.log10, (value) => value > 0, 28761)],
  ['$log', ofValues(2, ([a, b]) => log(a, b))],
  ['$mod', ofValues(2, ([a, b]) => mod(a, b))],
  [
    '$multiply',
    ofValues(MANY, (values, _, name) =>
      values.some(isNullish)
        ? null
        : values.reduce<Numeric>((product, value) => multiplyOrDouble(product, numeric(value, name, 16555)), 1),
    ),
  ],
  ['$pow', ofValues(2, ([a, b]) => pow(a, b))],
  ['$round', ofValues({ min: 1, max: 2 }, (values, _, name) => toPlaces(values, name, roundHalfEven))],
  ['$trunc', ofValues({ min: 1, max: 2 }, (values, _, name) => toPlaces(values, name, Math.trunc))],
  ['$sqrt', real(Math.sqrt, (value) => value >= 0)],
  ['$subtract', ofValues(2, ([a, b]) => subtract(a, b))],
  ['$sum', ofValues(MANY, (values) => summed(values).total)],
  ['$avg', ofValues(MANY, (values) => summed(values).average)],
  ['$stdDevPop', ofValues(MANY, (values) => deviation(flattened(values), false))],
  ['$stdDevSamp', ofValues(MANY, (values) => deviation(flattened(values), true))],
  ['$rand', () => () => toDouble(Math.random())],
  ['$isNumber', ofValue((value) => isNumeric(value) || value instanceof Decimal128)],
]);

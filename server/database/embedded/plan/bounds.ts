/**
 * Predicates as ranges of index keys. A range may be wider than the predicate, never narrower: every document found is
 * tested again by the whole query.
 */
import { typeOrder } from '../bson/compare.js';
import { encodeBound, MAX_KEY_BYTES, typeByte } from '../bson/key-string.js';
import { BSONRegExp, type BsonValue, isDocument, MaxKey, MinKey, UNDEFINED } from '../bson/value.js';
import { literalPrefix } from '../query/regex.js';
import type { Predicate } from './predicates.js';

/** Bytes of one field's keys in ascending order: `from` inclusive, `to` exclusive. */
export interface ByteRange {
  readonly from: Buffer;
  readonly to: Buffer;
  /** All keys in the range are the same value. */
  readonly isPoint: boolean;
}

const AFTER = Buffer.of(0xff);
export const WHOLE: ByteRange = { from: Buffer.of(0), to: AFTER, isPoint: false };

/** What follows a complete value never begins with FF; what was cut may go on with anything. */
function point(value: BsonValue): ByteRange {
  const from = encodeBound([value], [1]);
  return { from, to: from.length < MAX_KEY_BYTES ? Buffer.concat([from, AFTER]) : afterPrefix(from), isPoint: true };
}

/** The least bytes greater than everything that begins with `bytes`. */
export function afterPrefix(bytes: Buffer): Buffer {
  const last = bytes.findLastIndex((byte) => byte !== 0xff);
  const result = Buffer.from(bytes.subarray(0, last + 1));
  result[last] = (result[last] as number) + 1;
  return result;
}

/** The ranges that hold everything the predicate can match, sorted; `undefined` if an index is of no help. */
export function rangesOf({ operator, operand, options = '' }: Predicate): ByteRange[] | undefined {
  switch (operator) {
    case '$eq':
      return equality(operand);
    case '$in':
      return membership(operand);
    case '$gt':
    case '$gte':
      return comparable(operand) ? [{ ...typeRange(operand), from: point(operand).from }] : special(operand);
    case '$lt':
    case '$lte':
      return comparable(operand) ? [{ ...typeRange(operand), to: point(operand).to }] : special(operand);
    case '$regex':
      return prefix(operand, options);
    default:
      return undefined;
  }
}

/** Null stands for missing fields too; an array may be equal as a whole, which an index of its elements cannot tell. */
function equality(operand: BsonValue): ByteRange[] | undefined {
  if (operand === null) return [point(UNDEFINED), point(null)];
  if (Array.isArray(operand) || operand === UNDEFINED) return undefined;
  return [point(operand)];
}

function membership(operand: BsonValue): ByteRange[] | undefined {
  if (!Array.isArray(operand)) return undefined;
  const ranges: ByteRange[] = [];
  for (const item of operand) {
    const own = item instanceof BSONRegExp ? prefix(item.pattern, item.options) : equality(item);
    if (!own) return undefined;
    ranges.push(...own);
  }
  return union(ranges);
}

function comparable(operand: BsonValue): boolean {
  const isUnordered =
    operand instanceof MinKey || operand instanceof MaxKey || Array.isArray(operand) || isDocument(operand);
  return operand !== null && !isUnordered;
}

function special(operand: BsonValue): ByteRange[] | undefined {
  return operand === null ? equality(null) : undefined;
}

function typeRange(operand: BsonValue): ByteRange {
  const byte = typeByte(typeOrder(operand));
  return { from: Buffer.of(byte), to: Buffer.of(byte + 1), isPoint: false };
}

const STRINGS = Buffer.of(typeByte(15));
/** A regex equal to the pattern also matches. */
const REGEXES: ByteRange = { from: Buffer.of(typeByte(50)), to: Buffer.of(typeByte(50) + 1), isPoint: false };

function prefix(pattern: BsonValue, options: string): ByteRange[] | undefined {
  const text = typeof pattern === 'string' ? literalPrefix(pattern, options) : undefined;
  if (text === undefined) return undefined;
  const from = Buffer.concat([STRINGS, Buffer.from(text, 'utf8')]);
  return [{ from, to: Buffer.concat([from, AFTER]), isPoint: false }, REGEXES];
}

/** Sorted, and without overlaps. */
export function union(ranges: readonly ByteRange[]): ByteRange[] {
  const sorted = [...ranges].sort((a, b) => Buffer.compare(a.from, b.from));
  const result: ByteRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (!last || Buffer.compare(last.to, range.from) <= 0) result.push(range);
    else if (Buffer.compare(last.to, range.to) < 0)
      result[result.length - 1] = { from: last.from, to: range.to, isPoint: false };
  }
  return result;
}

export function intersection(a: readonly ByteRange[], b: readonly ByteRange[]): ByteRange[] {
  const result: ByteRange[] = [];
  for (const left of a)
    for (const right of b) {
      const from = Buffer.compare(left.from, right.from) >= 0 ? left.from : right.from;
      const to = Buffer.compare(left.to, right.to) <= 0 ? left.to : right.to;
      if (Buffer.compare(from, to) < 0) result.push({ from, to, isPoint: left.isPoint || right.isPoint });
    }
  return result;
}

/** The same range where the field is kept in descending order. */
export function inverted({ from, to, isPoint }: ByteRange): ByteRange {
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => 255 - byte));
  const start = flip(from);
  if (isPoint && start.length < MAX_KEY_BYTES) return { from: start, to: Buffer.concat([start, AFTER]), isPoint };
  // The end of a text is FF here, so a prefix ends only with the next one.
  return { from: isPoint ? start : flip(to), to: afterPrefix(start), isPoint };
}

/** Bytes to values. Whatever cannot be kept exactly is refused (InvalidBSON), never rounded. */
import { CommandError } from '../errors.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  type BsonDocument,
  type BsonValue,
  Code,
  Decimal128,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  toDouble,
  UNDEFINED,
} from './value.js';

/** Deeper than any document that may be stored (100), since commands wrap documents. */
const MAX_DEPTH = 200;
const MAX_DATE_MS = 8_640_000_000_000_000n;

class Reader {
  position: number;
  constructor(
    readonly buffer: Buffer,
    start: number,
  ) {
    this.position = start;
  }

  cstring(): string {
    const end = this.buffer.indexOf(0, this.position);
    if (end < 0) throw invalid('a key without an end');
    const text = this.buffer.toString('utf8', this.position, end);
    this.position = end + 1;
    return text;
  }

  string(): string {
    const size = this.buffer.readInt32LE(this.position);
    const start = this.position + 4;
    const end = start + size - 1;
    if (size < 1 || end >= this.buffer.length || this.buffer[end] !== 0) throw invalid('a string of wrong length');
    this.position = end + 1;
    return this.buffer.toString('utf8', start, end);
  }

  int32(): number {
    const value = this.buffer.readInt32LE(this.position);
    this.position += 4;
    return value;
  }

  int64(): bigint {
    const value = this.buffer.readBigInt64LE(this.position);
    this.position += 8;
    return value;
  }

  bytes(count: number): Buffer {
    const end = this.position + count;
    if (count < 0 || end > this.buffer.length) throw invalid('a value that ends after the document');
    const copy = Buffer.from(this.buffer.subarray(this.position, end));
    this.position = end;
    return copy;
  }
}

function invalid(what: string): CommandError {
  return new CommandError('InvalidBSON', `Expected valid BSON, but found ${what}`);
}

/** Reads one document that starts at `start`. */
export function decodeDocument(buffer: Buffer, start = 0): BsonDocument {
  try {
    return readDocument(new Reader(buffer, start), 1);
  } catch (error) {
    if (error instanceof RangeError) throw invalid('a document that ends too early');
    throw error;
  }
}

/** Reads only the named fields of one document: most filters look at few of them. */
export function decodeFields(buffer: Buffer, wanted: ReadonlySet<string>): BsonDocument {
  const reader = new Reader(buffer, 4);
  const result: BsonDocument = new Map();
  for (let type = buffer[reader.position++]; type; type = buffer[reader.position++]) {
    const key = reader.cstring();
    if (wanted.has(key)) result.set(key, readValue(reader, type, 1));
    else reader.position += sizeOf(reader, type);
  }
  return result;
}

const FIXED_SIZES: ReadonlyMap<number, number> = new Map([
  [0x01, 8],
  [0x06, 0],
  [0x07, 12],
  [0x08, 1],
  [0x09, 8],
  [0x0a, 0],
  [0x10, 4],
  [0x11, 8],
  [0x12, 8],
  [0x13, 16],
  [0x7f, 0],
  [0xff, 0],
]);

/** The bytes of the value that stands next. */
function sizeOf(reader: Reader, type: number): number {
  const fixed = FIXED_SIZES.get(type);
  if (fixed !== undefined) return fixed;
  if (type === 0x0b) {
    const pattern = reader.buffer.indexOf(0, reader.position);
    return reader.buffer.indexOf(0, pattern + 1) + 1 - reader.position;
  }
  const size = reader.buffer.readInt32LE(reader.position);
  if (type === 0x03 || type === 0x04 || type === 0x0f) return size;
  return type === 0x05 ? size + 5 : size + 4;
}

function readDocument(reader: Reader, depth: number): BsonDocument {
  const result: BsonDocument = new Map();
  readElements(reader, depth, (key, value) => result.set(key, value));
  return result;
}

function readArray(reader: Reader, depth: number): BsonValue[] {
  const result: BsonValue[] = [];
  readElements(reader, depth, (_, value) => result.push(value));
  return result;
}

function readElements(reader: Reader, depth: number, add: (key: string, value: BsonValue) => void): void {
  if (depth > MAX_DEPTH) throw new CommandError('Overflow', `BSON nesting exceeds ${MAX_DEPTH} levels`);
  const start = reader.position;
  const end = start + reader.int32();
  if (end - start < 5 || end > reader.buffer.length) throw invalid('a document of wrong length');
  for (;;) {
    const type = reader.buffer[reader.position++];
    if (type === 0) break;
    if (type === undefined || reader.position >= end) throw invalid('a document that ends too early');
    const key = reader.cstring();
    add(key, readValue(reader, type, depth));
  }
  if (reader.position !== end) throw invalid('a document of wrong length');
}

function readValue(reader: Reader, type: number, depth: number): BsonValue {
  switch (type) {
    case 0x01: {
      const value = reader.buffer.readDoubleLE(reader.position);
      reader.position += 8;
      return toDouble(value);
    }
    case 0x02:
      return reader.string();
    case 0x03:
      return readDocument(reader, depth + 1);
    case 0x04:
      return readArray(reader, depth + 1);
    case 0x07:
      return new ObjectId(reader.bytes(12));
    case 0x08:
      return reader.buffer[reader.position++] === 1;
    case 0x09:
      return readDate(reader);
    case 0x0a:
      return null;
    case 0x10:
      return reader.int32();
    case 0x12:
      return reader.int64();
    default:
      return readRareValue(reader, type, depth);
  }
}

function readRareValue(reader: Reader, type: number, depth: number): BsonValue {
  switch (type) {
    case 0x05:
      return readBinary(reader);
    case 0x06:
      return UNDEFINED;
    case 0x0b:
      return new BSONRegExp(reader.cstring(), reader.cstring());
    case 0x0d:
      return new Code(reader.string());
    case 0x0e:
      return new BSONSymbol(reader.string());
    case 0x0f: {
      reader.int32();
      const source = reader.string();
      return new Code(source, readDocument(reader, depth + 1) as never);
    }
    case 0x11:
      return new Timestamp(BigInt.asUintN(64, reader.int64()));
    case 0x13:
      return new Decimal128(reader.bytes(16));
    case 0xff:
      return new MinKey();
    case 0x7f:
      return new MaxKey();
    default:
      throw invalid(`the type 0x${type.toString(16)}, which is unknown or no longer used`);
  }
}

function readDate(reader: Reader): Date {
  const ms = reader.int64();
  if (ms > MAX_DATE_MS || ms < -MAX_DATE_MS) throw invalid('a date outside the years ±271821');
  return new Date(Number(ms));
}

function readBinary(reader: Reader): Binary {
  const size = reader.int32();
  const subtype = reader.bytes(1)[0] ?? 0;
  return new Binary(reader.bytes(size), subtype);
}

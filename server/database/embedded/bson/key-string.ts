/**
 * Keys whose bytes sort as BSON values do (MongoDB calls its own "KeyString"). Each value delimits itself, so that fields
 * can follow one another. Equal values give equal bytes whatever their types: 1, 1.0 and Long 1 are one key.
 *
 * lmdb keys end at 1,978 bytes (D18): a longer key is cut and its hash appended. Such a key, and that of a Decimal128 which no
 * Double equals, is `inexact`: equal keys may then belong to different values, so readers look at the document again and
 * nobody sorts by it.
 */
import { createHash } from 'node:crypto';
import { typeOrder } from './compare.js';
import { remainder, toNumber } from './decimal.js';
import {
  type Binary,
  BSONRegExp,
  BSONSymbol,
  type BsonDocument,
  type BsonValue,
  type Code,
  Decimal128,
  type Double,
  type ObjectId,
  type Timestamp,
} from './value.js';

export const MAX_KEY_BYTES = 1880;
const HASH_BYTES = 16;

export interface Key {
  readonly bytes: Buffer;
  readonly inexact: boolean;
}

class KeyWriter {
  buffer = Buffer.allocUnsafe(256);
  position = 0;
  inexact = false;

  reserve(count: number): number {
    const needed = this.position + count;
    if (needed > this.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
      this.buffer.copy(larger, 0, 0, this.position);
      this.buffer = larger;
    }
    const at = this.position;
    this.position = needed;
    return at;
  }

  byte(value: number): void {
    const at = this.reserve(1);
    this.buffer[at] = value;
  }

  bytes(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.buffer.set(value, at);
  }

  /** UTF-8 with 00 as 00 FF, ended by 00: what follows never starts with FF. */
  text(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    if (value.includes('\0')) {
      for (const byte of Buffer.from(value, 'utf8')) {
        this.byte(byte);
        if (byte === 0) this.byte(0xff);
      }
    } else {
      const at = this.reserve(size);
      this.buffer.write(value, at, size, 'utf8');
    }
    this.byte(0);
  }

  double(value: number): void {
    const at = this.reserve(8);
    // Both zeros are one key, and so are all NaNs, which come first.
    this.buffer.writeDoubleBE(value === 0 ? 0 : value, at);
    if (Number.isNaN(value)) this.buffer.fill(0, at, at + 8);
    else if (value < 0) for (let i = at; i < at + 8; i++) this.buffer[i] = 255 - (this.buffer[i] as number);
    else this.buffer[at] = (this.buffer[at] as number) | 0x80;
  }

  int64(value: bigint): void {
    const at = this.reserve(8);
    this.buffer.writeBigUInt64BE(value, at);
  }
}

/** The key of one value after another, fields with direction -1 inverted. */
export function encodeKey(values: readonly BsonValue[], directions?: readonly (1 | -1)[]): Key {
  const writer = new KeyWriter();
  for (let index = 0; index < values.length; index++) {
    const start = writer.position;
    writeTyped(writer, values[index] as BsonValue);
    if (directions?.[index] === -1)
      for (let i = start; i < writer.position; i++) writer.buffer[i] = 255 - (writer.buffer[i] as number);
  }
  const bytes = writer.buffer.subarray(0, writer.position);
  if (bytes.length <= MAX_KEY_BYTES) return { bytes, inexact: writer.inexact };
  const hash = createHash('sha256').update(bytes).digest().subarray(0, HASH_BYTES);
  return { bytes: Buffer.concat([bytes.subarray(0, MAX_KEY_BYTES), hash]), inexact: true };
}

/** The part of a key that a range may start or end with. */
export function encodeBound(values: readonly BsonValue[], directions: readonly (1 | -1)[]): Buffer {
  return encodeKey(values, directions).bytes.subarray(0, MAX_KEY_BYTES);
}

/** The first byte of every value of a type; the byte after it is beyond all of them. */
export function typeByte(order: number): number {
  return order === -1 ? 5 : order === 127 ? 240 : order + 10;
}

function writeTyped(writer: KeyWriter, value: BsonValue): void {
  const order = typeOrder(value);
  writer.byte(typeByte(order));
  writePayload(writer, order, value);
}

function writePayload(writer: KeyWriter, order: number, value: BsonValue): void {
  switch (order) {
    case 10:
      writeNumber(writer, value as Double);
      return;
    case 15:
      writer.text(value instanceof BSONSymbol ? value.value : (value as string));
      return;
    case 20:
      writeDocument(writer, value as BsonDocument);
      return;
    case 25:
      for (const element of value as BsonValue[]) writeTyped(writer, element);
      writer.byte(0);
      return;
    case 30:
      writeBinary(writer, value as Binary);
      return;
    case 35:
      writer.bytes((value as ObjectId).id);
      return;
    case 40:
      writer.byte(value === true ? 1 : 0);
      return;
    case 45:
      writer.int64(BigInt((value as Date).getTime()) + (1n << 63n));
      return;
    case 47:
      writer.int64((value as Timestamp).toBigInt());
      return;
    default:
      writeRare(writer, value);
      return;
  }
}

function writeRare(writer: KeyWriter, value: BsonValue): void {
  if (value instanceof BSONRegExp) {
    writer.text(value.pattern);
    writer.text(value.options);
  } else if (typeOrder(value) >= 60 && typeOrder(value) <= 65) {
    const code = value as Code;
    writer.text(code.code);
    if (code.scope) writeDocument(writer, code.scope as unknown as BsonDocument);
  }
}

/** Type, name, value: the order in which documents are compared. */
function writeDocument(writer: KeyWriter, document: BsonDocument): void {
  for (const [name, value] of document) {
    const order = typeOrder(value);
    writer.byte(typeByte(order));
    writer.text(name);
    writePayload(writer, order, value);
  }
  writer.byte(0);
}

function writeBinary(writer: KeyWriter, value: Binary): void {
  const at = writer.reserve(4);
  writer.buffer.writeUInt32BE(value.position, at);
  writer.byte(value.sub_type);
  writer.bytes(value.buffer.subarray(0, value.position));
}

/** The nearest Double, then what is left beside it: Longs beyond 2^53 and Decimal128 keep their order. */
function writeNumber(writer: KeyWriter, value: number | bigint | Double | Decimal128): void {
  const nearest = toNumber(value);
  writer.double(nearest);
  const rest = restBeside(value, nearest);
  if (rest.floor === 0n && rest.exact) {
    writer.byte(0x80);
    return;
  }
  writer.byte(rest.floor < 0n ? 0x7f : 0x81);
  const at = writer.reserve(2);
  writer.buffer.writeUInt16BE(clampRest(rest.floor), at);
  writer.byte(rest.exact ? 0 : 1);
  if (!rest.exact || value instanceof Decimal128) writer.inexact = true;
}

/** Far from zero a Decimal128 may lie further from its nearest Double than any Long does. */
function clampRest(floor: bigint): number {
  return Number(floor < -32768n ? -32768n : floor > 32767n ? 32767n : floor) + 32768;
}

function restBeside(value: number | bigint | Double | Decimal128, nearest: number): { floor: bigint; exact: boolean } {
  if (typeof value === 'bigint') return { floor: value - BigInt(nearest), exact: true };
  if (value instanceof Decimal128 && Number.isFinite(nearest))
    return remainder(value, nearest) ?? { floor: 0n, exact: true };
  if (value instanceof Decimal128 && /\d/.test(value.toString())) return { floor: 0n, exact: false };
  return { floor: 0n, exact: true };
}

/** Values to bytes. Documents already at hand as bytes (`RawDocument`) are copied as they are. */
import { CommandError } from '../errors.js';
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  type BsonDocument,
  type BsonValue,
  bsonType,
  Code,
  Decimal128,
  Double,
  type ObjectId,
  RawDocument,
  Timestamp,
} from './value.js';

/** What an answer may hold: values, and documents as bytes. */
export type Encodable = BsonValue | RawDocument | readonly Encodable[] | ReadonlyMap<string, Encodable>;

class Writer {
  buffer = Buffer.allocUnsafe(4096);
  position = 0;

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

  int32(value: number): void {
    const at = this.reserve(4);
    this.buffer.writeInt32LE(value, at);
  }

  bytes(value: Uint8Array): void {
    const at = this.reserve(value.length);
    this.buffer.set(value, at);
  }

  cstring(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    const at = this.reserve(size + 1);
    this.buffer.write(value, at, size, 'utf8');
    this.buffer[at + size] = 0;
    if (value.includes('\0')) throw new CommandError('FailedToParse', 'A field name must not hold a null byte');
  }

  string(value: string): void {
    const size = Buffer.byteLength(value, 'utf8');
    this.int32(size + 1);
    const at = this.reserve(size + 1);
    this.buffer.write(value, at, size, 'utf8');
    this.buffer[at + size] = 0;
  }
}

/** Encodes one document. */
export function encodeDocument(document: ReadonlyMap<string, Encodable>): Buffer {
  scratch.position = 0;
  writeDocument(scratch, document);
  const bytes = Buffer.allocUnsafe(scratch.position);
  scratch.buffer.copy(bytes, 0, 0, scratch.position);
  if (scratch.buffer.length > MAX_SCRATCH_BYTES) scratch = new Writer();
  return bytes;
}

/** One buffer for all, since encoding is never interrupted. */
let scratch = new Writer();
const MAX_SCRATCH_BYTES = 1024 * 1024;

function writeDocument(writer: Writer, document: ReadonlyMap<string, Encodable>): void {
  const start = writer.reserve(4);
  for (const [key, value] of document) writeElement(writer, key, value);
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.position - start, start);
}

function writeArray(writer: Writer, values: readonly Encodable[]): void {
  const start = writer.reserve(4);
  for (let index = 0; index < values.length; index++) writeElement(writer, String(index), values[index] as Encodable);
  writer.byte(0);
  writer.buffer.writeInt32LE(writer.position - start, start);
}

function writeElement(writer: Writer, key: string, value: Encodable): void {
  if (value instanceof RawDocument) {
    writer.byte(0x03);
    writer.cstring(key);
    writer.bytes(value.bytes);
    return;
  }
  const type = bsonType(value as BsonValue);
  writer.byte(BSON_TAGS[type] ?? type);
  writer.cstring(key);
  writeValue(writer, type, value as BsonValue);
}

const BSON_TAGS: Readonly<Record<number, number>> = { [-1]: 0xff };

function writeValue(writer: Writer, type: number, value: BsonValue): void {
  switch (type) {
    case 1: {
      const number = value instanceof Double ? value.value : (value as number);
      const at = writer.reserve(8);
      writer.buffer.writeDoubleLE(number, at);
      return;
    }
    case 2:
      writer.string(value as string);
      return;
    case 3:
      writeDocument(writer, value as BsonDocument);
      return;
    case 4:
      writeArray(writer, value as BsonValue[]);
      return;
    case 7:
      writer.bytes((value as ObjectId).id);
      return;
    case 8:
      writer.byte(value === true ? 1 : 0);
      return;
    case 9:
      writeInt64(writer, BigInt((value as Date).getTime()));
      return;
    case 16:
      writer.int32(value as number);
      return;
    case 18:
      writeInt64(writer, value as bigint);
      return;
    default:
      writeRareValue(writer, value);
      return;
  }
}

function writeInt64(writer: Writer, value: bigint): void {
  const at = writer.reserve(8);
  writer.buffer.writeBigInt64LE(value, at);
}

function writeRareValue(writer: Writer, value: BsonValue): void {
  if (value instanceof Binary) {
    const bytes = value.buffer.subarray(0, value.position);
    writer.int32(bytes.length);
    writer.byte(value.sub_type);
    writer.bytes(bytes);
  } else if (value instanceof Decimal128) writer.bytes(value.bytes);
  else if (value instanceof Timestamp) writeInt64(writer, BigInt.asIntN(64, value.toBigInt()));
  else if (value instanceof BSONRegExp) {
    writer.cstring(value.pattern);
    writer.cstring(value.options);
  } else if (value instanceof BSONSymbol) writer.string(value.value);
  else if (value instanceof Code) writeCode(writer, value);
}

function writeCode(writer: Writer, value: Code): void {
  if (!value.scope) {
    writer.string(value.code);
    return;
  }
  const start = writer.reserve(4);
  writer.string(value.code);
  writeDocument(writer, value.scope as unknown as BsonDocument);
  writer.buffer.writeInt32LE(writer.position - start, start);
}

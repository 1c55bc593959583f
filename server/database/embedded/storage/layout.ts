/** Where things stand in the ordered map. All numbers are big-endian, so that bytes sort as numbers do. */

const META = 0x00;
const CATALOGUE = 0x01;
const STATISTICS = 0x02;
const RECORD = 0x10;
const INDEX = 0x20;
const RECORD_ID_BYTES = 6;

function prefix(kind: number, id: number): Buffer {
  const key = Buffer.allocUnsafe(5);
  key[0] = kind;
  key.writeUInt32BE(id, 1);
  return key;
}

export function metaKey(name: string): Buffer {
  return Buffer.concat([Buffer.of(META), Buffer.from(name, 'utf8')]);
}

export const catalogueKey = (collectionId: number): Buffer => prefix(CATALOGUE, collectionId);
export const catalogueRange = { from: Buffer.of(CATALOGUE), to: Buffer.of(CATALOGUE + 1) };
export const statisticsKey = (collectionId: number): Buffer => prefix(STATISTICS, collectionId);

export function recordKey(collectionId: number, recordId: number): Buffer {
  const key = Buffer.allocUnsafe(5 + RECORD_ID_BYTES);
  key[0] = RECORD;
  key.writeUInt32BE(collectionId, 1);
  key.writeUIntBE(recordId, 5, RECORD_ID_BYTES);
  return key;
}

/** Every record of a collection. */
export function recordRange(collectionId: number): { from: Buffer; to: Buffer } {
  return { from: prefix(RECORD, collectionId), to: prefix(RECORD, collectionId + 1) };
}

/** Every entry of an index. */
export function indexRange(indexId: number): { from: Buffer; to: Buffer } {
  return { from: prefix(INDEX, indexId), to: prefix(INDEX, indexId + 1) };
}

export function indexKey(indexId: number, key: Buffer, recordId: number): Buffer {
  const result = Buffer.allocUnsafe(5 + key.length + RECORD_ID_BYTES);
  result[0] = INDEX;
  result.writeUInt32BE(indexId, 1);
  result.set(key, 5);
  result.writeUIntBE(recordId, 5 + key.length, RECORD_ID_BYTES);
  return result;
}

/** The entries whose key starts with `start`; 255 never begins what follows a complete value. */
export function indexPrefixRange(indexId: number, start: Buffer): { from: Buffer; to: Buffer } {
  const head = prefix(INDEX, indexId);
  return { from: Buffer.concat([head, start]), to: Buffer.concat([head, start, Buffer.of(0xff)]) };
}

export function recordIdOf(key: Buffer): number {
  return key.readUIntBE(key.length - RECORD_ID_BYTES, RECORD_ID_BYTES);
}

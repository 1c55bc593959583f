import fc from 'fast-check';
import { Binary, BSON, BSONRegExp, Code, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'mongodb';
import { expect, test } from 'vitest';
import { compareValues } from '../../../../server/database/embedded/bson/compare.js';
import { decodeDocument, decodeFields } from '../../../../server/database/embedded/bson/decode.js';
import { encodeDocument } from '../../../../server/database/embedded/bson/encode.js';
import { encodeKey } from '../../../../server/database/embedded/bson/key-string.js';
import type { BsonValue } from '../../../../server/database/embedded/bson/value.js';
import { runs } from './runs.js';

const scalar = fc.oneof(
  fc.integer(),
  fc.double().map((value) => new Double(value)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => Long.fromBigInt(value)),
  fc.constantFrom(9007199254740991n, 9007199254740992n, 9007199254740993n).map((value) => Long.fromBigInt(value)),
  fc
    .constantFrom('0', '0.1', '-1.5', '9007199254740992.5', '9007199254740993', '1E+400', '-1E+400', 'NaN', 'Infinity')
    .map((text) => Decimal128.fromString(text)),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'a', 'a\u0000', 'a\u0000b', 'ab', '\u{20bb7}', '\uff01'),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Binary(bytes, 0)),
  fc.constantFrom<unknown>(
    new MinKey(),
    new MaxKey(),
    new Timestamp({ t: 1, i: 2 }),
    new BSONRegExp('a', 'i'),
    new BSONRegExp('ab', ''),
    new Code('x'),
    new Code('x', { y: 1 }),
  ),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', '10', '2'), tie('value'), { maxKeys: 3 }),
  ),
}));

function stored(given: unknown): BsonValue {
  return decodeDocument(Buffer.from(BSON.serialize({ v: given }))).get('v') as BsonValue;
}

test('what is read and written again is the same bytes', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('a', 'b', 'c', '1'), value), (document) => {
      const bytes = Buffer.from(BSON.serialize(document));
      expect(encodeDocument(decodeDocument(bytes)).equals(bytes)).toBe(true);
    }),
    runs(500, 5000),
  );
});

test('reading some fields gives what reading all gives', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value),
      fc.subarray(['a', 'b', 'c', 'd']),
      (document, names) => {
        const bytes = Buffer.from(BSON.serialize(document));
        const wanted = new Set(names);
        const expected = new Map([...decodeDocument(bytes)].filter(([key]) => wanted.has(key)));
        expect(encodeDocument(decodeFields(bytes, wanted)).equals(encodeDocument(expected))).toBe(true);
      },
    ),
    runs(500, 5000),
  );
});

test('keys sort as values compare, in both directions, unless they are marked inexact', () => {
  fc.assert(
    fc.property(value, value, scalar, (a, b, next) => {
      const [x, y, z] = [stored(a), stored(b), stored(next)];
      const order = Math.sign(compareValues(x, y));
      for (const direction of [1, -1] as const) {
        const [left, right] = [x, y].map((item) => encodeKey([item, z], [direction, 1]));
        if (!left || !right || left.inexact || right.inexact) continue;
        expect(Math.sign(Buffer.compare(left.bytes, right.bytes)) + 0).toBe(order * direction + 0);
      }
    }),
    runs(3000, 30000),
  );
});

test.each([
  ['a document that ends too early', Buffer.from([20, 0, 0, 0, 0x10, 0x61, 0, 1])],
  ['a length that is wrong', Buffer.from([9, 0, 0, 0, 0x0a, 0x61, 0, 0])],
  ['a type that does not exist', Buffer.from([8, 0, 0, 0, 0x33, 0x61, 0, 0])],
  ['a string without an end', Buffer.from([14, 0, 0, 0, 0x02, 0x61, 0, 200, 0, 0, 0, 0x62, 0, 0])],
])('%s is refused', (_, bytes) => {
  expect(() => decodeDocument(bytes)).toThrow(expect.objectContaining({ code: 22 }));
});

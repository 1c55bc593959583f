import fc from 'fast-check';
import { Decimal128, Double, Long } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCatalogue } from '../../../../server/database/embedded/engine/check.js';
import { openTestEngine, type TestEngine } from './engine-kit.js';
import { runs } from './runs.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

/** Few values of every kind, so that they meet: numbers equal across types, nulls, strings with prefixes, astral characters. */
const scalar = fc.constantFrom<unknown>(
  0,
  1,
  2,
  new Double(1),
  Long.fromNumber(2),
  Long.fromString('9007199254740993'),
  9007199254740992,
  Decimal128.fromString('1.0'),
  Decimal128.fromString('0.1'),
  0.1,
  -1.5,
  Number.NaN,
  null,
  true,
  false,
  '',
  'a',
  'ab',
  'abc',
  'b',
  '甲',
  '\u{20bb7}',
  '\uff01',
  'a\u0000b',
  new Date(0),
  new Date(1e12),
  { x: 1 },
  { x: null },
  { y: 'a' },
  'long'.repeat(700),
  `${'long'.repeat(700)}1`,
);
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) });
const document = fc.record(
  {
    a: value,
    b: value,
    c: fc.oneof(
      value,
      fc.record({ d: value, e: value }, { requiredKeys: [] }),
      fc.array(fc.record({ d: scalar, e: scalar }, { requiredKeys: [] }), { maxLength: 3 }),
    ),
  },
  { requiredKeys: [] },
);
const path = fc.constantFrom('a', 'b', 'c', 'c.d', 'c.e');
const direction = fc.constantFrom(1, -1);
const keyPattern = fc
  .uniqueArray(fc.tuple(path, direction), { selector: ([field]) => field, minLength: 1, maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs));
const index = fc.record({
  key: keyPattern,
  extra: fc.constantFrom<object>(
    {},
    {},
    { sparse: true },
    { partialFilterExpression: { a: { $gt: 0 } } },
    { partialFilterExpression: { b: { $exists: true } } },
  ),
});

const condition = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $ne: scalar }),
  fc.constantFrom(
    { $regex: '^a' },
    { $regex: '^ab?' },
    { $regex: '^ab' },
    { $elemMatch: { $gte: 1, $lt: 3 } },
    { $all: [1] },
    { $size: 1 },
    { $type: 'number' },
    { $not: { $gt: 1 } },
  ),
);
const query = fc.oneof(
  fc.dictionary(path, condition, { maxKeys: 3 }),
  fc
    .tuple(fc.dictionary(path, condition, { maxKeys: 2 }), fc.dictionary(path, condition, { maxKeys: 1 }))
    .map(([a, b]) => ({ ...a, $and: [b] })),
  fc
    .tuple(
      fc.dictionary(path, condition, { minKeys: 1, maxKeys: 1 }),
      fc.dictionary(path, condition, { minKeys: 1, maxKeys: 1 }),
    )
    .map(([a, b]) => ({ $or: [a, b] })),
  fc.record({
    c: fc.record({ $elemMatch: fc.dictionary(fc.constantFrom('d', 'e'), scalar, { minKeys: 1, maxKeys: 2 }) }),
  }),
);
const sort = fc
  .uniqueArray(fc.tuple(path, direction), { selector: ([field]) => field, maxLength: 2 })
  .map((pairs) => ({ ...Object.fromEntries(pairs), _id: 1 }));

function ids(documents: readonly Record<string, unknown>[]): unknown[] {
  return documents.map(({ _id }) => _id);
}

test('a query served by indexes finds what a full scan finds, in the order that was asked for', async () => {
  let served = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 25 }),
      fc.uniqueArray(index, { selector: ({ key }) => JSON.stringify(key), minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(query, sort, fc.nat(5)), { minLength: 1, maxLength: 6 }),
      async (documents, indexes, queries) => {
        await kit.command({ drop: 'rows' });
        for (const { key, extra } of indexes)
          await kit.command({ createIndexes: 'rows', indexes: [{ key, name: JSON.stringify(key), ...extra }] });
        // Documents with two arrays that one index would have to combine are refused, as by MongoDB: they stay out.
        for (const [_id, row] of documents.entries())
          await kit.command({ insert: 'rows', documents: [{ _id, ...row }] });
        expect(checkCatalogue(kit.engine.catalogue).problems).toEqual([]);
        for (const [filter, order, limit] of queries) {
          const find = { find: 'rows', filter, sort: order, limit, batchSize: 1000 };
          const scanned = await kit.documents({ ...find, hint: { $natural: 1 } });
          expect(ids(await kit.documents(find))).toEqual(ids(scanned));
          const explained = JSON.stringify(await kit.command({ explain: find, verbosity: 'queryPlanner' }));
          if (explained.includes('IXSCAN')) served++;
          const unsorted = await kit.documents({ find: 'rows', filter, batchSize: 1000 });
          expect(new Set(ids(unsorted))).toEqual(
            new Set(ids(await kit.documents({ find: 'rows', filter, hint: { $natural: 1 }, batchSize: 1000 }))),
          );
        }
      },
    ),
    runs(250, 2500),
  );
  // Otherwise the property would hold for want of indexes.
  expect(served).toBeGreaterThan(200);
}, 1_200_000);

test('indexes stay in step with documents that change and go', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { minLength: 1, maxLength: 10 }),
      fc.array(index, { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(fc.nat(9), document), { maxLength: 10 }),
      async (documents, indexes, changes) => {
        await kit.command({ drop: 'rows' });
        for (const [_id, row] of documents.entries())
          await kit.command({ insert: 'rows', documents: [{ _id, ...row }] });
        for (const { key, extra } of indexes)
          await kit.command({ createIndexes: 'rows', indexes: [{ key, name: JSON.stringify(key), ...extra }] });
        for (const [_id, row] of changes) {
          await kit.command({ update: 'rows', updates: [{ q: { _id }, u: row }] });
          if (_id % 3 === 0) await kit.command({ delete: 'rows', deletes: [{ q: { _id: _id + 1 }, limit: 1 }] });
        }
        expect(checkCatalogue(kit.engine.catalogue).problems).toEqual([]);
      },
    ),
    runs(100, 1000),
  );
}, 1_200_000);

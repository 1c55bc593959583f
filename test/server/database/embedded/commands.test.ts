import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { removeExpired } from '../../../../server/database/embedded/engine/ttl.js';
import { openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;

async function fresh(documents: readonly Row[], indexes: readonly Row[] = []): Promise<void> {
  await kit.command({ drop: 'c' });
  if (indexes.length > 0) await kit.command({ createIndexes: 'c', indexes });
  if (documents.length > 0) await kit.command({ insert: 'c', documents });
}

async function winner(find: Row): Promise<Row> {
  const explained = await kit.command({ explain: { find: 'c', ...find }, verbosity: 'executionStats' });
  const plan = (explained.queryPlanner as { winningPlan: Row & { inputStage?: Row } }).winningPlan;
  const { totalDocsExamined, nReturned } = explained.executionStats as Row;
  const access = plan.stage === 'SORT' ? (plan.inputStage as Row & { inputStage?: Row }) : plan;
  const scan = (access.inputStage as Row | undefined) ?? access;
  return {
    sorts: plan.stage === 'SORT',
    stage: scan.stage,
    index: scan.indexName,
    bounded: scan.boundedFields,
    examined: totalDocsExamined,
    returned: nReturned,
  };
}

describe('limits', () => {
  test('a document may have 16 MB, and not a byte more (manual: BSON Document Size)', async () => {
    await fresh([]);
    const overhead = 12 + 9 + 5;
    expect(
      await kit.command({ insert: 'c', documents: [{ _id: 1, text: 'x'.repeat(16 * 1024 * 1024 - overhead) }] }),
    ).toMatchObject({ n: 1 });
    expect(
      await kit.command({ insert: 'c', documents: [{ _id: 2, text: 'x'.repeat(16 * 1024 * 1024 - overhead + 20) }] }),
    ).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] });
    expect(
      await kit.command({ update: 'c', updates: [{ q: { _id: 1 }, u: { $set: { more: 'x'.repeat(100) } } }] }),
    ).toMatchObject({ n: 0, writeErrors: [{ code: 10334 }] });
  });

  test('documents nest 100 deep, and not deeper (manual: Nested Depth for BSON Documents)', async () => {
    const nested = (depth: number): Row => (depth === 1 ? {} : { a: nested(depth - 1) });
    await fresh([]);
    expect(await kit.command({ insert: 'c', documents: [nested(100)] })).toMatchObject({ n: 1 });
    expect(await kit.command({ insert: 'c', documents: [nested(101)] })).toMatchObject({
      n: 0,
      writeErrors: [{ code: 15 }],
    });
  });

  test('ids are neither arrays nor patterns nor undefined', async () => {
    await fresh([]);
    for (const _id of [[1], /x/])
      expect(await kit.command({ insert: 'c', documents: [{ _id }] })).toMatchObject({ writeErrors: [{ code: 53 }] });
  });

  test('a sort in memory stops at 100 MB', async () => {
    await fresh(Array.from({ length: 12 }, (_, n) => ({ n: 12 - n, text: 'x'.repeat(1_000_000) })));
    for (let batch = 0; batch < 8; batch++)
      await kit.command({
        insert: 'c',
        documents: Array.from({ length: 12 }, (_, n) => ({ n, text: 'x'.repeat(1_000_000) })),
      });
    expect(await kit.command({ find: 'c', sort: { n: 1 } })).toMatchObject({ ok: 0, code: 292 });
    expect(await kit.command({ find: 'c', sort: { n: 1 }, limit: 2 })).toMatchObject({ ok: 1 });
  });

  test('an answer of many large documents comes in batches of 16 MB', async () => {
    const first = await kit.command({ find: 'c', batchSize: 1000 });
    const { id, firstBatch } = first.cursor as { id: unknown; firstBatch: Row[] };
    expect(firstBatch.length).toBeGreaterThan(10);
    expect(firstBatch.length).toBeLessThan(17);
    expect(String(id)).not.toBe('0');
    await fresh([]);
  });

  test('maxTimeMS ends what takes too long', async () => {
    await fresh(Array.from({ length: 3000 }, (_, n) => ({ n })));
    const slow = {
      find: 'c',
      filter: { $expr: { $gt: [{ $sum: { $map: { input: { $range: [0, 2000] }, in: '$$this' } } }, -1] } },
      batchSize: 3000,
      maxTimeMS: 20,
    };
    expect(await kit.command(slow)).toMatchObject({ ok: 0, code: 50 });
  });
});

describe('explain', () => {
  test('says EOF where there is no collection, and COLLSCAN where no index helps', async () => {
    await fresh([{ _id: 1, n: 1 }]);
    expect(await winner({ filter: { n: 1 } })).toMatchObject({ stage: 'COLLSCAN', returned: 1 });
    await kit.command({ drop: 'c' });
    expect(await winner({ filter: { n: 1 } })).toMatchObject({ stage: 'EOF', returned: 0 });
  });
});

describe('indexes', () => {
  const rows = Array.from({ length: 40 }, (_, n) => ({
    _id: n,
    t: `t${n % 4}`,
    s: n % 3,
    at: n,
    tags: [`g${n % 5}`, `h${n % 2}`],
  }));

  test.each<[string, Row, Row, Row]>([
    [
      'equality and a range',
      { t: 1, at: 1 },
      { filter: { t: 't1', at: { $gte: 20 } } },
      { index: 'i', bounded: 2, examined: 5, returned: 5 },
    ],
    [
      'equality, sorted by the next field, read only as far as needed',
      { t: 1, at: -1 },
      { filter: { t: 't1' }, sort: { at: -1 }, limit: 3 },
      { index: 'i', sorts: false, examined: 3 },
    ],
    [
      'the same index read backwards',
      { t: 1, at: -1 },
      { filter: { t: 't1' }, sort: { at: 1 }, limit: 3 },
      { index: 'i', sorts: false, examined: 3 },
    ],
    [
      '$in, merged into one order',
      { t: 1, at: 1 },
      { filter: { t: { $in: ['t1', 't2'] } }, sort: { at: 1 }, limit: 4 },
      { index: 'i', sorts: false, examined: 4 },
    ],
    ['a prefix of a text', { t: 1 }, { filter: { t: { $regex: '^t3' } } }, { index: 'i', examined: 10, returned: 10 }],
    [
      'an element of an array, sorted by another field',
      { tags: 1, at: 1 },
      { filter: { tags: 'g1' }, sort: { at: 1 }, limit: 2 },
      { index: 'i', sorts: false, examined: 2 },
    ],
    ['a sort without a filter', { at: 1 }, { sort: { at: -1 }, limit: 2 }, { index: 'i', sorts: false, examined: 2 }],
    ['_id', { at: 1 }, { filter: { _id: 7, t: 't3' } }, { index: '_id_', examined: 1, returned: 1 }],
    [
      '_id rather than an index of two other fields that the query names',
      { t: 1, s: 1 },
      { filter: { t: 't3', s: 1, _id: 7 } },
      { index: '_id_', examined: 1, returned: 1 },
    ],
    [
      'a field that is not the first is of no use',
      { t: 1, at: 1 },
      { filter: { at: 3 } },
      { stage: 'COLLSCAN', examined: 40 },
    ],
  ])('serve %s', async (_, key, find, expected) => {
    await fresh(rows, [{ key, name: 'i' }]);
    expect(await winner(find)).toMatchObject(expected);
  });

  test('sparse and partial indexes serve only queries whose every answer they hold (manual: Partial Indexes)', async () => {
    const sparse = [{ _id: 1, a: 1 }, { _id: 2 }, { _id: 3, a: null }];
    await fresh(sparse, [{ key: { a: 1 }, name: 's', sparse: true }]);
    expect(await winner({ filter: { a: 1 } })).toMatchObject({ index: 's', returned: 1 });
    expect(await winner({ filter: { a: null } })).toMatchObject({ stage: 'COLLSCAN', returned: 2 });
    expect(await winner({ sort: { a: 1 } })).toMatchObject({ stage: 'COLLSCAN', returned: 3 });
    await fresh(rows, [{ key: { at: 1 }, name: 'p', partialFilterExpression: { s: { $gte: 1 } } }]);
    expect(await winner({ filter: { at: 4, s: 1 } })).toMatchObject({ index: 'p', returned: 1 });
    expect(await winner({ filter: { at: 4, s: { $gt: 1 } } })).toMatchObject({ index: 'p' });
    expect(await winner({ filter: { at: 4 } })).toMatchObject({ stage: 'COLLSCAN', returned: 1 });
  });

  test('unique indexes count a missing field as null; sparse and partial ones leave it out (manual: Unique Indexes)', async () => {
    await fresh([{ a: 1 }], [{ key: { u: 1 }, name: 'u', unique: true }]);
    expect(await kit.command({ insert: 'c', documents: [{ a: 2 }] })).toMatchObject({
      writeErrors: [{ code: 11000, keyPattern: { u: 1 }, keyValue: { u: null } }],
    });
    await fresh([{ a: 1 }, { a: 2 }], [{ key: { u: 1 }, name: 'u', unique: true, sparse: true }]);
    expect(await kit.command({ count: 'c' })).toMatchObject({ n: 2 });
    await fresh(
      [
        { u: 'x', on: false },
        { u: 'x', on: false },
        { u: 'x', on: true },
      ],
      [{ key: { u: 1 }, name: 'u', unique: true, partialFilterExpression: { on: true } }],
    );
    expect(await kit.command({ count: 'c' })).toMatchObject({ n: 3 });
    expect(await kit.command({ insert: 'c', documents: [{ u: 'x', on: true }] })).toMatchObject({
      writeErrors: [{ code: 11000 }],
    });
  });

  test('a unique index over texts beyond the length of a key tells them apart (D18)', async () => {
    const long = 'x'.repeat(5000);
    await fresh([{ u: `${long}a` }, { u: `${long}b` }], [{ key: { u: 1 }, name: 'u', unique: true }]);
    expect(await kit.command({ count: 'c' })).toMatchObject({ n: 2 });
    expect(await kit.command({ insert: 'c', documents: [{ u: `${long}a` }] })).toMatchObject({
      writeErrors: [{ code: 11000 }],
    });
    expect(await winner({ filter: { u: `${long}b` } })).toMatchObject({ index: 'u', returned: 1 });
  });

  test('an index that cannot be built leaves nothing behind', async () => {
    await fresh([{ u: 1 }, { u: 1 }]);
    expect(
      await kit.command({
        createIndexes: 'c',
        indexes: [
          { key: { a: 1 }, name: 'a' },
          { key: { u: 1 }, name: 'u', unique: true },
        ],
      }),
    ).toMatchObject({ ok: 0, code: 11000 });
    expect((await kit.documents({ listIndexes: 'c' })).map(({ name }) => name)).toEqual(['_id_']);
  });

  test.each<[string, Row, number]>([
    ['two arrays in one index', { insert: 'c', documents: [{ a: [1], b: [2] }] }, 171],
  ])('%s are refused', async (_, command, code) => {
    await fresh([], [{ key: { a: 1, b: 1 }, name: 'ab' }]);
    expect(await kit.command(command)).toMatchObject({ writeErrors: [{ code }] });
  });

  test.each<[string, Row, number]>([
    ['another index of the same name', { key: { b: 1 }, name: 'a' }, 86],
    ['the same index under another name', { key: { a: 1 }, name: 'other' }, 85],
    ['an option that does not exist', { key: { b: 1 }, name: 'b', foo: 1 }, 197],
    ['a text index', { key: { b: 'text' }, name: 'b' }, 67],
    ['a collation', { key: { b: 1 }, name: 'b', collation: { locale: 'zh' } }, 67],
    ['an empty key', { key: {}, name: 'b' }, 67],
    ['a TTL of two fields', { key: { b: 1, c: 1 }, name: 'b', expireAfterSeconds: 1 }, 67],
    ['a partial index by $ne', { key: { b: 1 }, name: 'b', partialFilterExpression: { a: { $ne: 1 } } }, 67],
  ])('%s is refused with the code of MongoDB', async (_, index, code) => {
    await fresh([], [{ key: { a: 1 }, name: 'a' }]);
    expect(await kit.command({ createIndexes: 'c', indexes: [index] })).toMatchObject({ ok: 0, code });
  });

  test('TTL removes what is older than the index allows, by the earliest of several dates, and leaves what has no date', async () => {
    const now = new Date('2026-11-22T00:00:00Z');
    const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
    await fresh(
      [
        { _id: 1, at: ago(61) },
        { _id: 2, at: ago(59) },
        { _id: 3 },
        { _id: 4, at: 'long ago' },
        { _id: 5, at: [ago(10), ago(100)] },
      ],
      [{ key: { at: 1 }, name: 'ttl', expireAfterSeconds: 60 }],
    );
    expect(await removeExpired(kit.engine, now)).toBe(2);
    expect((await kit.documents({ find: 'c', sort: { _id: 1 } })).map(({ _id }) => _id)).toEqual([2, 3, 4]);
  });
});

describe('commands', () => {
  test('count, distinct, dbStats, collStats, listDatabases and dropDatabase agree', async () => {
    await fresh([{ a: 1, l: [1, 2] }, { a: 1, l: [2, 3] }, { a: 2 }]);
    expect(await kit.command({ count: 'c', query: { a: 1 } })).toMatchObject({ n: 2 });
    expect(await kit.command({ distinct: 'c', key: 'l' })).toMatchObject({ values: [1, 2, 3] });
    expect(await kit.command({ collStats: 'c' })).toMatchObject({ count: 3, nindexes: 1 });
    expect(await kit.command({ dbStats: 1 })).toMatchObject({ objects: 3, collections: 1 });
    expect(await kit.command({ listDatabases: 1, nameOnly: true })).toMatchObject({ databases: [{ name: 'test' }] });
    expect(await kit.command({ dropDatabase: 1 })).toMatchObject({ ok: 1 });
    expect(await kit.command({ listDatabases: 1, nameOnly: true })).toMatchObject({ databases: [] });
  });

  test('a cursor goes on where it stopped, can be killed, and is then unknown', async () => {
    await fresh(Array.from({ length: 10 }, (_, n) => ({ n })));
    const { id } = (await kit.command({ find: 'c', batchSize: 3 })).cursor as { id: bigint };
    const next = await kit.command({ getMore: id, collection: 'c', batchSize: 3 });
    expect((next.cursor as { nextBatch: Row[] }).nextBatch.map(({ n }) => n)).toEqual([3, 4, 5]);
    expect(await kit.command({ killCursors: 'c', cursors: [id] })).toMatchObject({ cursorsKilled: [id] });
    expect(await kit.command({ getMore: id, collection: 'c' })).toMatchObject({ ok: 0, code: 43 });
  });

  test.each<[string, Row, number]>([
    ['a command that does not exist', { foo: 1 }, 59],
    ['a command that the store does not have', { mapReduce: 'c' }, 59],
    ['an argument that does not exist', { find: 'c', foo: 1 }, 40415],
    ['an argument of the wrong type', { find: 'c', filter: 1 }, 14],
    ['an argument that is missing', { insert: 'c' }, 40414],
    ['a negative skip', { find: 'c', skip: -1 }, 51024],
    ['a hint that names no index', { find: 'c', hint: 'nope' }, 2],
    ['a tailable cursor', { find: 'c', tailable: true }, 238],
    ['a transaction number', { insert: 'c', documents: [{}], txnNumber: 1 }, 20],
    ['two servers to write to', { insert: 'c', documents: [{}], writeConcern: { w: 2 } }, 2],
    ['a linearizable read', { find: 'c', readConcern: { level: 'linearizable' } }, 72],
    ['a view', { create: 'v', viewOn: 'c', pipeline: [] }, 238],
    ['a capped collection', { create: 'v', capped: true, size: 100 }, 238],
    ['a validator', { create: 'v', validator: { a: 1 } }, 238],
    ['a name that is reserved', { create: 'a$b' }, 73],
    ['indexes of nothing', { listIndexes: 'nothing' }, 26],
    ['an empty bulk', { insert: 'c', documents: [] }, 16],
  ])('%s is refused with the code of MongoDB', async (_, command, code) => {
    expect(await kit.command(command)).toMatchObject({ ok: 0, code });
  });

  test('an update without upsert does not make a collection', async () => {
    await kit.command({ update: 'ghost', updates: [{ q: {}, u: { $set: { a: 1 } } }] });
    expect((await kit.documents({ listCollections: 1, cursor: {} })).map(({ name }) => name)).not.toContain('ghost');
  });
});

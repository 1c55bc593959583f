import { BSON } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestEngine, type TestEngine } from './engine-kit.js';

let kit: TestEngine;
beforeAll(async () => {
  kit = await openTestEngine();
});
afterAll(() => kit.remove());

type Row = Record<string, unknown>;

async function fresh(documents: readonly Row[]): Promise<void> {
  await kit.command({ drop: 'c' });
  await kit.command({ insert: 'c', documents });
}
const ids = (rows: readonly Row[]) => rows.map(({ _id }) => _id);

describe('commands about the server', () => {
  test.each(['hello', 'isMaster', 'ismaster'])('%s introduces a writable standalone', async (name) => {
    const answer = await kit.command({ [name]: 1 });
    expect(answer).toMatchObject({ ok: 1, maxWireVersion: 21, maxBsonObjectSize: 16_777_216, readOnly: false });
    expect(answer.isWritablePrimary ?? answer.ismaster).toBe(true);
    for (const field of ['setName', 'hosts', 'msg']) expect(answer).not.toHaveProperty(field);
  });

  test('ping, buildInfo and connectionStatus answer', async () => {
    expect(await kit.command({ ping: 1 })).toMatchObject({ ok: 1 });
    expect(await kit.command({ buildInfo: 1 })).toMatchObject({ ok: 1, version: expect.stringMatching(/^7\./) });
    expect(await kit.command({ connectionStatus: 1 })).toMatchObject({ ok: 1, authInfo: { authenticatedUsers: [] } });
  });

  test('endSessions closes the cursors of a session, and serverStatus counts those that are open', async () => {
    await fresh([{ _id: 1 }, { _id: 2 }, { _id: 3 }]);
    const open = async () => {
      const { metrics } = (await kit.command({ serverStatus: 1 })) as {
        metrics: { cursor: { open: { total: number } } };
      };
      return metrics.cursor.open.total;
    };
    const before = await open();
    const lsid = { id: new BSON.UUID() };
    await kit.command({ find: 'c', batchSize: 1, lsid });
    expect(await open()).toBe(before + 1);
    expect(await kit.command({ endSessions: [lsid] })).toMatchObject({ ok: 1 });
    expect(await open()).toBe(before);
  });
});

describe('find', () => {
  test('batchSize, singleBatch, skip and limit', async () => {
    await fresh([1, 2, 3, 4, 5].map((_id) => ({ _id })));
    const first = (await kit.command({ find: 'c', batchSize: 2 })) as { cursor: { id: unknown; firstBatch: Row[] } };
    expect(ids(first.cursor.firstBatch)).toEqual([1, 2]);
    const more = await kit.command({ getMore: first.cursor.id, collection: 'c', batchSize: 9 });
    expect(ids((more.cursor as { nextBatch: Row[] }).nextBatch)).toEqual([3, 4, 5]);
    expect(await kit.command({ find: 'c', batchSize: 0 })).toMatchObject({ cursor: { firstBatch: [] } });
    const single = (await kit.command({ find: 'c', batchSize: 2, singleBatch: true })) as { cursor: { id: unknown } };
    expect(String(single.cursor.id)).toBe('0');
    expect(ids(await kit.documents({ find: 'c', skip: 1, limit: 2 }))).toEqual([2, 3]);
  });

  test('hint by name, by pattern, and in the order of the records', async () => {
    await fresh([
      { _id: 2, a: 1 },
      { _id: 1, a: 1 },
    ]);
    await kit.command({ createIndexes: 'c', indexes: [{ key: { a: 1, _id: 1 }, name: 'by' }] });
    for (const hint of ['by', { a: 1, _id: 1 }]) expect(ids(await kit.documents({ find: 'c', hint }))).toEqual([1, 2]);
    expect(ids(await kit.documents({ find: 'c', hint: { $natural: 1 } }))).toEqual([2, 1]);
    expect(ids(await kit.documents({ find: 'c', hint: { $natural: -1 } }))).toEqual([1, 2]);
    for (const command of [
      { update: 'c', updates: [{ q: {}, u: { $set: { b: 1 } }, hint: 'none' }] },
      { delete: 'c', deletes: [{ q: {}, limit: 0, hint: 'none' }] },
    ])
      expect(await kit.command(command)).toMatchObject({ writeErrors: [{ code: 2 }] });
  });

  test('let gives values to expressions, of every command that has them', async () => {
    const filter = { $expr: { $eq: ['$a', '$$wanted'] } };
    const given = { let: { wanted: 2 } };
    await fresh([
      { _id: 1, a: 1 },
      { _id: 2, a: 2 },
    ]);
    expect(ids(await kit.documents({ find: 'c', filter, ...given }))).toEqual([2]);
    expect(ids(await kit.documents({ aggregate: 'c', pipeline: [{ $match: filter }], cursor: {}, ...given }))).toEqual([
      2,
    ]);
    expect(
      await kit.command({ update: 'c', updates: [{ q: filter, u: [{ $set: { b: '$$wanted' } }] }], ...given }),
    ).toMatchObject({ n: 1 });
    expect(
      await kit.command({ findAndModify: 'c', query: filter, update: { $inc: { b: 1 } }, new: true, ...given }),
    ).toMatchObject({ value: { _id: 2, b: 3 } });
    expect(await kit.command({ delete: 'c', deletes: [{ q: filter, limit: 1 }], ...given })).toMatchObject({ n: 1 });
  });

  test('a projection by field, by element, by part and by expression', async () => {
    await fresh([{ _id: 1, a: 1, l: [{ n: 1 }, { n: 2 }], o: { x: 1, y: 2 } }]);
    const project = async (projection: Row, filter: Row = {}) =>
      (await kit.documents({ find: 'c', filter, projection }))[0];
    expect(await project({ a: 1, _id: 0 })).toEqual({ a: 1 });
    expect(await project({ l: 0, 'o.x': 0 })).toEqual({ _id: 1, a: 1, o: { y: 2 } });
    expect(await project({ _id: 0, 'l.$': 1 }, { 'l.n': 2 })).toEqual({ l: [{ n: 2 }] });
    expect(await project({ _id: 0, l: { $elemMatch: { n: 2 } } })).toEqual({ l: [{ n: 2 }] });
    expect(await project({ _id: 0, a: 0, o: 0, l: { $slice: -1 } })).toEqual({ l: [{ n: 2 }] });
    expect(await project({ _id: 0, sum: { $add: ['$a', '$o.y'] } })).toEqual({ sum: 3 });
  });
});

describe('findAndModify and update', () => {
  test('sort, fields, new and remove', async () => {
    await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const change = { findAndModify: 'c', query: {}, sort: { n: -1 }, update: { $inc: { n: 5 } } };
    expect(await kit.command({ ...change, fields: { n: 1, _id: 0 } })).toMatchObject({ value: { n: 2 } });
    expect(await kit.command({ ...change, new: true })).toMatchObject({ value: { _id: 2, n: 12 } });
    expect(await kit.command({ findAndModify: 'c', query: { _id: 1 }, remove: true })).toMatchObject({
      value: { _id: 1 },
      lastErrorObject: { n: 1 },
    });
    expect(await kit.command({ findAndModify: 'c', query: { _id: 1 }, remove: true })).toMatchObject({
      value: null,
      lastErrorObject: { n: 0 },
    });
    expect(await kit.command({ findAndModify: 'c', query: {}, remove: true, update: {} })).toMatchObject({ code: 9 });
    expect(await kit.command({ findAndModify: 'c', query: {} })).toMatchObject({ code: 9 });
  });

  test('an update may say which one by a sort; an upsert may not hang on an expression (manual: upsert)', async () => {
    await fresh([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await kit.command({ update: 'c', updates: [{ q: {}, u: { $set: { hit: true } }, sort: { n: -1 } }] });
    expect(ids(await kit.documents({ find: 'c', filter: { hit: true } }))).toEqual([2]);
    const q = { $expr: { $eq: ['$n', 9] } };
    expect(await kit.command({ update: 'c', updates: [{ q, u: { $set: { n: 9 } }, upsert: true }] })).toMatchObject({
      writeErrors: [{ code: 224 }],
    });
    expect(await kit.command({ findAndModify: 'c', query: q, update: { $set: { n: 9 } }, upsert: true })).toMatchObject(
      { code: 224 },
    );
  });
});

describe('collections and indexes', () => {
  test('create, list, drop: by name, by pattern, and all of them', async () => {
    await kit.command({ drop: 'd' });
    expect(await kit.command({ create: 'd' })).toMatchObject({ ok: 1 });
    // Manual: "create": the same options once more are no error.
    expect(await kit.command({ create: 'd' })).toMatchObject({ ok: 1 });
    await kit.command({
      createIndexes: 'd',
      indexes: ['a', 'b', 'e'].map((field) => ({ key: { [field]: 1 }, name: field })),
    });
    const names = async () => (await kit.documents({ listIndexes: 'd' })).map(({ name }) => name);
    expect(await names()).toEqual(['_id_', 'a', 'b', 'e']);
    await kit.command({ dropIndexes: 'd', index: 'a' });
    await kit.command({ dropIndexes: 'd', index: { b: 1 } });
    expect(await names()).toEqual(['_id_', 'e']);
    expect(await kit.command({ dropIndexes: 'd', index: '_id_' })).toMatchObject({ code: 72 });
    expect(await kit.command({ dropIndexes: 'd', index: '*' })).toMatchObject({ ok: 1 });
    expect(await names()).toEqual(['_id_']);
    expect(await kit.command({ dropIndexes: 'd', index: 'none' })).toMatchObject({ code: 27 });
    const listed = await kit.documents({ listCollections: 1, filter: { name: 'd' }, cursor: {} });
    expect(listed).toMatchObject([{ name: 'd', type: 'collection' }]);
    expect(await kit.command({ drop: 'd' })).toMatchObject({ ok: 1 });
    expect(await kit.documents({ listCollections: 1, filter: { name: 'd' }, cursor: {} })).toEqual([]);
  });
});

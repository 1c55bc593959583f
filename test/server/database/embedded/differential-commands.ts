import fc from 'fast-check';
import type { AnyBulkWriteOperation, BulkWriteResult, Collection } from 'mongodb';
import type { Change, Condition, PlainCollection, Query, Row, Sort, Value } from './plain-model.js';
import { type PlainStage, type Projection, project, runPipeline, sent } from './plain-pipeline.js';

/* Random commands, each as the driver sends it and as the plain model does it. */

const scalar: fc.Arbitrary<Value> = fc.constantFrom(0, 1, 2, 3, -1, 2.5, 'a', 'b', '甲', '\u{20bb7}', '\uff01', null);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(fc.constantFrom<Value>(1, 2, 'a', 'b'), { maxLength: 3 }) },
);
const field = fc.constantFrom('a', 'b', 'u');
const id = fc.nat(12);
const one = { minKeys: 1, maxKeys: 1 } as const;
const fields = fc.dictionary(field, value, { maxKeys: 3 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  scalar,
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $gt: scalar.filter((item) => item !== null) }),
  fc.record({ $gte: scalar.filter((item) => item !== null), $lte: scalar.filter((item) => item !== null) }),
  fc.record({ $lt: scalar.filter((item) => item !== null) }),
  fc.record({ $ne: scalar }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $size: fc.nat(3) }),
  fc.record({ $all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ $regex: fc.constantFrom('^a', '^[b甲]', 'b$') }),
  fc.record({
    $not: fc.oneof(
      fc.record({ $gt: fc.constantFrom(0, 2, 'a') }),
      fc.record({ $in: fc.array(scalar, { maxLength: 2 }) }),
    ),
  }),
);
const plainQuery: fc.Arbitrary<Query> = fc.oneof(
  fc.dictionary(field, condition, { maxKeys: 2 }),
  id.map((_id) => ({ _id })),
);
const query: fc.Arbitrary<Query> = fc.oneof(
  { weight: 4, arbitrary: plainQuery },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('$or', '$and', '$nor'), plainQuery, plainQuery)
      .map(([operator, a, b]) => ({ [operator]: [a, b] })),
  },
);
const sort: fc.Arbitrary<Sort> = fc
  .uniqueArray(fc.tuple(field, fc.constantFrom<1 | -1>(1, -1)), { selector: ([name]) => name, maxLength: 2 })
  .map((pairs) => [...pairs, ['_id', 1]]);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ $set: fc.dictionary(field, value, { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $unset: fc.dictionary(field, fc.constant(''), { minKeys: 1, maxKeys: 2 }) }),
  fc.record({ $inc: fc.dictionary(field, fc.constantFrom(1, -2), one) }),
  fc.record({ $max: fc.dictionary(field, scalar, one) }),
  fc.record({ $min: fc.dictionary(field, scalar, one) }),
  fc.record({ $push: fc.dictionary(field, scalar, one) }),
  fc.record({ $addToSet: fc.dictionary(field, scalar, one) }),
  fc.record({
    $pull: fc.dictionary(field, fc.constantFrom<unknown>(1, 'a', null, { $gte: 2 }, { $in: ['a', 1] }), one),
  }),
  fc.record({ $mul: fc.dictionary(field, fc.constantFrom(2, -1), one) }),
  fc.record({ $pop: fc.dictionary(field, fc.constantFrom(1, -1), one) }),
  fc.record({
    $push: fc.dictionary(
      field,
      fc.record({ $each: fc.array(scalar, { maxLength: 3 }), $slice: fc.integer({ min: -3, max: 3 }) }),
      one,
    ),
  }),
);
const projection = fc
  .record({
    fields: fc.uniqueArray(field, { maxLength: 2 }),
    shown: fc.constantFrom<0 | 1>(0, 1),
    withId: fc.boolean(),
  })
  .map(({ fields: chosen, shown, withId }): Projection => {
    const named = Object.fromEntries(chosen.map((name) => [name, shown]));
    return withId ? named : { ...named, _id: 0 };
  })
  .filter((chosen) => Object.keys(chosen).length > 0);

export type Rows = Collection<{ _id: number }>;
export interface Command {
  readonly title: string;
  readonly onStore: (rows: Rows) => Promise<unknown>;
  readonly onModel: (rows: PlainCollection) => unknown;
}

const asSort = (given: Sort) => given.map(([name, direction]): [string, 1 | -1] => [name, direction]);

const insert = fc.record({ _id: id, row: fields }).map(
  ({ _id, row }): Command => ({
    title: `insert ${JSON.stringify({ _id, ...row })}`,
    onStore: async (rows) => (await rows.insertOne({ _id, ...row })).insertedId,
    onModel: (rows) => {
      rows.insert({ _id, ...row } as Row);
      return _id;
    },
  }),
);
type BulkStep = {
  readonly operation: AnyBulkWriteOperation<{ _id: number }>;
  readonly kind: string;
  readonly onModel: (rows: PlainCollection, counts: Counts) => void;
};
type Counts = Record<'inserted' | 'matched' | 'modified' | 'deleted' | 'upserted', number>;

const setAOrB = fc.record({ $set: fc.dictionary(fc.constantFrom('a', 'b'), value, { minKeys: 1, maxKeys: 2 }) });
const bulkStep: fc.Arbitrary<BulkStep> = fc.oneof(
  fc.record({ _id: id, row: fields }).map(({ _id, row }) => ({
    kind: 'insert',
    operation: { insertOne: { document: { _id, ...row } } },
    onModel: (rows: PlainCollection, counts: Counts) => {
      rows.insert({ _id, ...row } as Row);
      counts.inserted++;
    },
  })),
  fc.record({ _id: id, change, upsert: fc.boolean() }).map(({ _id, change: by, upsert }) => ({
    kind: 'update',
    operation: { updateOne: { filter: { _id }, update: by as never, upsert } },
    onModel: (rows: PlainCollection, counts: Counts) => {
      const { n, nModified, upserted } = upsert ? rows.upsert(_id, by) : { ...rows.update({ _id }, by), upserted: 0 };
      counts.matched += n;
      counts.modified += nModified;
      counts.upserted += upserted;
    },
  })),
  fc.record({ query: plainQuery, by: setAOrB }).map(({ query: filter, by }) => ({
    kind: 'update',
    operation: { updateMany: { filter: filter as never, update: by as never } },
    onModel: (rows: PlainCollection, counts: Counts) => {
      const { n, nModified } = rows.update(filter, by, { multi: true });
      counts.matched += n;
      counts.modified += nModified;
    },
  })),
  fc.record({ _id: id, row: fields }).map(({ _id, row }) => ({
    kind: 'update',
    operation: { replaceOne: { filter: { _id }, replacement: row as never } },
    onModel: (rows: PlainCollection, counts: Counts) => {
      const { n, nModified } = rows.replace({ _id }, row as Row);
      counts.matched += n;
      counts.modified += nModified;
    },
  })),
  fc.record({ query: plainQuery, _id: id, many: fc.boolean() }).map(({ query: filter, _id, many }) => ({
    kind: 'delete',
    operation: many ? { deleteMany: { filter: filter as never } } : { deleteOne: { filter: { _id } } },
    onModel: (rows: PlainCollection, counts: Counts) => {
      counts.deleted += many ? rows.remove(filter, 0) : rows.remove({ _id }, 1);
    },
  })),
);

const countsOf = (result: BulkWriteResult): Counts => ({
  inserted: result.insertedCount,
  matched: result.matchedCount,
  modified: result.modifiedCount,
  deleted: result.deletedCount,
  upserted: result.upsertedCount,
});

/** Of an unordered bulk the driver may change the order of unlike operations, so that those are all of one kind. */
const bulk = fc
  .record({ steps: fc.array(bulkStep, { minLength: 1, maxLength: 5 }), ordered: fc.boolean() })
  .map(({ steps, ordered }): Command => {
    const chosen = ordered ? steps : steps.filter(({ kind }) => kind === steps[0]?.kind);
    return {
      title: `bulk ${JSON.stringify({ operations: chosen.map(({ operation }) => operation), ordered })}`,
      onStore: (rows) =>
        rows
          .bulkWrite(
            chosen.map(({ operation }) => operation),
            { ordered },
          )
          .then(
            (result) => ({ counts: countsOf(result), errors: [] }),
            (error: { result?: BulkWriteResult; writeErrors?: readonly { index: number; code: number }[] }) => {
              if (!error.result || !error.writeErrors) throw error;
              return {
                counts: countsOf(error.result),
                errors: [error.writeErrors].flat().map(({ index, code }) => [index, code]),
              };
            },
          ),
      onModel: (rows) => {
        const counts: Counts = { inserted: 0, matched: 0, modified: 0, deleted: 0, upserted: 0 };
        const errors: [number, number][] = [];
        for (const [index, { onModel }] of chosen.entries()) {
          try {
            onModel(rows, counts);
          } catch (error) {
            errors.push([index, (error as { code: number }).code]);
            if (ordered) break;
          }
        }
        return { counts, errors };
      },
    };
  });
const find = fc
  .record({ query, sort, skip: fc.nat(3), limit: fc.nat(4), projection: fc.option(projection, { nil: {} }) })
  .map(
    ({ query: filter, sort: order, skip, limit, projection: shown }): Command => ({
      title: `find ${JSON.stringify({ filter, order, skip, limit, shown })}`,
      onStore: (rows) => rows.find(filter as never, { sort: asSort(order), skip, limit, projection: shown }).toArray(),
      onModel: (rows) => rows.find(filter, { sort: order, skip, limit }).map((row) => project(row, shown)),
    }),
  );
const count = query.map(
  (filter): Command => ({
    title: `count ${JSON.stringify(filter)}`,
    onStore: (rows) => rows.countDocuments(filter as never),
    onModel: (rows) => rows.find(filter).length,
  }),
);
const update = fc.record({ _id: id, query: plainQuery, change }).map(
  ({ _id, query: filter, change: by }): Command => ({
    title: `updateOne ${JSON.stringify({ _id, filter, by })}`,
    onStore: async (rows) => {
      const { matchedCount, modifiedCount } = await rows.updateOne({ ...filter, _id } as never, by as never);
      return [matchedCount, modifiedCount];
    },
    onModel: (rows) => {
      const { n, nModified } = rows.update({ ...filter, _id }, by);
      return [n, nModified];
    },
  }),
);
/** Only changes that cannot fail half way: the order of a multi update is nobody's promise. */
const updateMany = fc
  .record({
    query,
    by: fc.record({ $set: fc.dictionary(fc.constantFrom('a', 'b'), value, { minKeys: 1, maxKeys: 2 }) }),
  })
  .map(
    ({ query: filter, by }): Command => ({
      title: `updateMany ${JSON.stringify({ filter, by })}`,
      onStore: async (rows) => {
        const { matchedCount, modifiedCount } = await rows.updateMany(filter as never, by as never);
        return [matchedCount, modifiedCount];
      },
      onModel: (rows) => {
        const { n, nModified } = rows.update(filter, by, { multi: true });
        return [n, nModified];
      },
    }),
  );
const findAndModify = fc.record({ query, sort, change, after: fc.boolean() }).map(
  ({ query: filter, sort: order, change: by, after }): Command => ({
    title: `findOneAndUpdate ${JSON.stringify({ filter, order, by, after })}`,
    onStore: (rows) =>
      rows.findOneAndUpdate(filter as never, by as never, {
        sort: asSort(order),
        returnDocument: after ? 'after' : 'before',
      }),
    onModel: (rows) => {
      const changed = rows.update(filter, by, { sort: order });
      return (after ? changed.after : changed.before) ?? null;
    },
  }),
);
const findAndUpsert = fc.record({ _id: id, change, fallback: fields }).map(({ _id, change: by, fallback }): Command => {
  const used = new Set(Object.values(by).flatMap((operands) => Object.keys(operands)));
  const onInsert = Object.fromEntries(Object.entries(fallback).filter(([name]) => !used.has(name)));
  const update = Object.keys(onInsert).length > 0 ? { ...by, $setOnInsert: onInsert } : by;
  return {
    title: `findOneAndUpdate, upsert ${JSON.stringify({ _id, update })}`,
    onStore: (rows) => rows.findOneAndUpdate({ _id }, update as never, { upsert: true, returnDocument: 'after' }),
    onModel: (rows) => rows.upsert(_id, update).after,
  };
});
const findAndReplace = fc.record({ _id: id, row: fields, after: fc.boolean(), projection }).map(
  ({ _id, row, after, projection: shown }): Command => ({
    title: `findOneAndReplace ${JSON.stringify({ _id, row, after, shown })}`,
    onStore: (rows) =>
      rows.findOneAndReplace({ _id }, row as never, { returnDocument: after ? 'after' : 'before', projection: shown }),
    onModel: (rows) => {
      const replaced = rows.replace({ _id }, row as Row);
      const found = after ? replaced.after : replaced.before;
      return found ? project(found, shown) : null;
    },
  }),
);
const findAndRemove = fc.record({ query, sort }).map(
  ({ query: filter, sort: order }): Command => ({
    title: `findOneAndDelete ${JSON.stringify({ filter, order })}`,
    onStore: (rows) => rows.findOneAndDelete(filter as never, { sort: asSort(order) }),
    onModel: (rows) => {
      const [found] = rows.find(filter, { sort: order, limit: 1 });
      if (found) rows.remove({ _id: found._id as number }, 1);
      return found ?? null;
    },
  }),
);
const remove = fc.record({ query, _id: id, one: fc.boolean() }).map(
  ({ query: filter, _id, one }): Command => ({
    title: `delete ${JSON.stringify({ filter, _id, one })}`,
    onStore: async (rows) =>
      (one ? await rows.deleteOne({ _id }) : await rows.deleteMany(filter as never)).deletedCount,
    onModel: (rows) => (one ? rows.remove({ _id }, 1) : rows.remove(filter, 0)),
  }),
);
const group = query.map(
  (filter): Command => ({
    title: `group ${JSON.stringify(filter)}`,
    onStore: async (rows) => {
      const stages = [
        { $match: filter as never },
        { $group: { _id: { $type: '$a' }, n: { $sum: 1 }, total: { $sum: '$b' }, least: { $min: '$_id' } } },
        { $sort: { _id: 1 } },
      ];
      return (await rows.aggregate(stages).toArray()).map(({ _id, n, total, least }) => [_id, n, total, least]);
    },
    onModel: (rows) => {
      const groups = new Map<string, [string, number, number, number]>();
      for (const row of rows.find(filter, { sort: [['_id', 1]] })) {
        const type = typeOf(row.a);
        const found = groups.get(type) ?? [type, 0, 0, row._id as number];
        groups.set(type, [type, found[1] + 1, found[2] + (typeof row.b === 'number' ? row.b : 0), found[3]]);
      }
      return [...groups.values()].sort(([a], [b]) => (a < b ? -1 : 1));
    },
  }),
);

/** Before a group, a skip or a limit the order is fixed; what a group gives is compared without regard to order. */
const ordered = sort.map((order): PlainStage => ({ $sort: order }));
const freeStage: fc.Arbitrary<PlainStage[]> = fc.oneof(
  query.map((filter) => [{ $match: filter }]),
  projection.filter((shown) => shown._id !== 0).map((shown) => [{ $project: shown }]),
  fields.filter((row) => Object.keys(row).length > 0).map((row) => [{ $addFields: row }]),
  fc.tuple(ordered, fc.nat(3)).map(([order, n]) => [order, { $skip: n }]),
  fc.tuple(ordered, fc.integer({ min: 1, max: 5 })).map(([order, n]) => [order, { $limit: n }]),
);
const lastStage = fc.oneof<fc.Arbitrary<PlainStage[]>[]>(
  field.map((name) => [{ $group: name }]),
  field.map((name) => [{ $unwind: name }, { $group: name }]),
  field.map((name) => [{ $unwind: name }]),
  fc.constant([{ $count: 'n' }]),
  fc.constant([]),
);
const inNoOrder = (rows: readonly object[]) => rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
const aggregate = fc.tuple(fc.array(freeStage, { maxLength: 3 }), lastStage).map(([free, last]): Command => {
  const stages = [...free.flat(), ...last];
  return {
    title: `aggregate ${JSON.stringify(stages)}`,
    onStore: async (rows) => inNoOrder(await rows.aggregate(stages.map(sent)).toArray()),
    onModel: (rows) => inNoOrder(runPipeline(rows.rows, stages)),
  };
});

function typeOf(given: Value | undefined): string {
  if (given === undefined) return 'missing';
  if (given === null) return 'null';
  if (Array.isArray(given)) return 'array';
  return typeof given === 'string' ? 'string' : Number.isInteger(given) ? 'int' : 'double';
}

export const command = fc.oneof(
  { weight: 4, arbitrary: insert },
  { weight: 2, arbitrary: bulk },
  { weight: 3, arbitrary: find },
  count,
  { weight: 3, arbitrary: update },
  updateMany,
  findAndModify,
  findAndUpsert,
  findAndReplace,
  findAndRemove,
  { weight: 3, arbitrary: aggregate },
  remove,
  group,
);

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectDatabase } from '#server/database/connect';
import { allMigrations } from '#server/database/migrations/list';
import { runMigrations } from '#server/database/migrations/run-migrations';
import { openTestDatabase, type TestDatabase } from '../harness.js';

let data: TestDatabase;
const connections: Connection[] = [];
const connect = async (): Promise<Connection> => {
  const connection = await connectDatabase(data.uri);
  connections.push(connection);
  return connection;
};
let database: Connection;

beforeEach(async () => {
  data = await openTestDatabase();
  database = await connect();
});
afterEach(async () => {
  if (data.dropAtEnd) await database.dropDatabase();
  for (const connection of connections.splice(0)) await connection.close();
  await data.close();
});

const recorded = async (): Promise<string[]> =>
  (await database.collection<{ _id: string }>('migrations').find().sort({ _id: 1 }).toArray()).map(({ _id }) => _id);
const counting = (id: string, pauseMs = 0) => ({
  id,
  run: async (on: Connection) => {
    await on.collection<{ _id: string }>('runs').updateOne({ _id: id }, { $inc: { n: 1 } }, { upsert: true });
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    await on.collection<{ _id: string }>('runs').updateOne({ _id: id }, { $set: { whole: true } });
  },
});

describe('migrations', () => {
  it('run in order, each once, and are recorded', async () => {
    const [first, second] = [counting('2026-01-01-first'), counting('2026-01-02-second')];
    expect(await runMigrations(database, { migrations: [first] })).toEqual([first.id]);
    expect(await runMigrations(database, { migrations: [first, second] })).toEqual([second.id]);
    expect(await runMigrations(database, { migrations: [first, second] })).toEqual([]);
    expect(await recorded()).toEqual([first.id, second.id]);
    expect(await database.collection('runs').find({ n: 1, whole: true }).toArray()).toHaveLength(2);
    const [record] = await database.collection('migrations').find().toArray();
    expect(record).toMatchObject({ appliedAt: expect.any(Date), durationMs: expect.any(Number) });
  });

  it('are run by one of several processes that start together, and none of them goes on before the end', async () => {
    const migrations = [counting('2026-01-01-slow', 200), counting('2026-01-02-after')];
    const processes = await Promise.all(Array.from({ length: 5 }, connect));
    const outcomes = await Promise.all(
      processes.map(async (connection) => {
        const ran = await runMigrations(connection, { migrations, pollMs: 10 });
        return { ran: ran.length, whole: await connection.collection('runs').countDocuments({ n: 1, whole: true }) };
      }),
    );
    expect(outcomes.map(({ whole }) => whole)).toEqual([2, 2, 2, 2, 2]);
    expect(outcomes.map(({ ran }) => ran).sort()).toEqual([0, 0, 0, 0, 2]);
  });

  it('of a process that died are begun anew by the next, when its lease has run out', async () => {
    const migration = counting('2026-01-01-interrupted');
    const leases = database.collection<{ _id: string }>('leases');
    await leases.insertOne({ _id: 'migrations', holder: 'dead', until: new Date(Date.now() + 3_600_000) } as never);
    await expect(runMigrations(database, { migrations: [migration], pollMs: 10, patienceMs: 0 })).rejects.toMatchObject(
      { code: 'MIGRATION_WAITED' },
    );
    expect(await recorded()).toEqual([]);
    await leases.updateOne({ _id: 'migrations' }, { $set: { until: new Date(Date.now() - 3_600_000) } });
    expect(await runMigrations(database, { migrations: [migration], patienceMs: 0 })).toEqual([migration.id]);
  });

  it('prolong the lease for as long as they take', async () => {
    const leases = database.collection<{ _id: string; until: Date }>('leases');
    const until = async () => (await leases.findOne({ _id: 'migrations' }))?.until.getTime() ?? 0;
    const migration = {
      id: '2026-01-01-slow',
      run: async () => {
        const first = await until();
        while ((await until()) <= first) await new Promise((resolve) => setTimeout(resolve, 5));
      },
    };
    expect(await runMigrations(database, { migrations: [migration], leaseMs: 60 })).toEqual([migration.id]);
    expect(await until()).toBe(0);
  });

  it('are not recorded by a process whose lease another has taken over', async () => {
    const leases = database.collection<{ _id: string }>('leases');
    const stolen = { holder: 'another', until: new Date(Date.now() + 3_600_000) };
    const migration = {
      id: '2026-01-01-stalled',
      run: async () => void (await leases.updateOne({ _id: 'migrations' }, { $set: stolen })),
    };
    await expect(runMigrations(database, { migrations: [migration] })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
    });
    expect(await recorded()).toEqual([]);
    expect(await leases.findOne({ _id: 'migrations' })).toMatchObject({ holder: 'another' });
  });

  it('that fail are not recorded, let go of the lease, and run again at the next start', async () => {
    let fails = true;
    const migration = {
      id: '2026-01-01-fails',
      run: async () => {
        if (fails) throw new Error('no');
      },
    };
    await expect(runMigrations(database, { migrations: [migration] })).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringContaining(migration.id),
    });
    expect(await recorded()).toEqual([]);
    fails = false;
    expect(await runMigrations(database, { migrations: [migration], patienceMs: 0 })).toEqual([migration.id]);
  });

  it('refuse a database that a newer version has written, and leave it alone', async () => {
    const [old, newer] = [counting('2026-01-01-old'), counting('2026-02-01-newer')];
    await runMigrations(database, { migrations: [newer] });
    await expect(runMigrations(database, { migrations: [old] })).rejects.toMatchObject({
      code: 'DATABASE_NEWER',
      message: expect.stringContaining(newer.id),
    });
    expect(await recorded()).toEqual([newer.id]);
  });
});

describe('the list of migrations', () => {
  const runOnly = (id: string) =>
    runMigrations(database, { migrations: allMigrations.filter((migration) => migration.id === id) });

  it('is dated, in order, and has every file of its folder under its own name', () => {
    const ids = allMigrations.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    // Those of one day stand as they were released.
    const days = ids.map((id) => id.slice(0, 10));
    expect(days).toEqual([...days].sort());
    for (const id of ids) expect(id).toMatch(/^20\d\d-[01]\d-[0-3]\d-[a-z0-9-]+$/);
    const folder = join(import.meta.dirname, '../../../server/database/migrations');
    const files = readdirSync(folder).flatMap((name) => /^(\d{4}-.+)\.ts$/.exec(name)?.[1] ?? []);
    expect(files.sort()).toEqual([...ids].sort());
  });

  it('runs on an empty database, and twice over as after a death', async () => {
    for (let round = 0; round < 2; round += 1) for (const migration of allMigrations) await migration.run(database);
  });

  it('2026-11-22-task-barred-accounts gives older tasks an empty list and leaves the others', async () => {
    const tasks = database.collection<{ _id: string; barredAccountIds?: string[] }>('tasks');
    await tasks.insertMany([{ _id: 'old' }, { _id: 'new', barredAccountIds: ['a1'] }]);
    await runOnly('2026-11-22-task-barred-accounts');
    expect(await tasks.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'new', barredAccountIds: ['a1'] },
      { _id: 'old', barredAccountIds: [] },
    ]);
  });

  it('2026-11-28-rule-decisions gives older rules no decisions, and older cases no award', async () => {
    const policies = database.collection<{ _id: string; tenantId: string; parts: { rules: string } }>('policies');
    const rules = { conditions: [{ id: 'c1' }], amount: { formula: '1' } };
    const made = { ...rules, decisions: [{ id: 'd1' }] };
    await policies.insertMany([
      { _id: 'old', tenantId: 't', parts: { rules: JSON.stringify(rules) } },
      { _id: 'new', tenantId: 't', parts: { rules: JSON.stringify(made) } },
    ]);
    const cases = database.collection<{ _id: string; payment: object | null; award?: object }>('cases');
    await cases.insertMany([
      { _id: 'old', payment: { status: 'paid' } },
      { _id: 'new', payment: null, award: { amountFen: 1 } },
    ]);
    await runOnly('2026-11-28-rule-decisions');
    const read = await policies.find().sort({ _id: 1 }).toArray();
    expect(read.map(({ parts }) => JSON.parse(parts.rules))).toEqual([made, { ...rules, decisions: [] }]);
    expect(await cases.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 'new', payment: null, award: { amountFen: 1 } },
      { _id: 'old', payment: { status: 'paid', paidOn: null }, award: null, amount: null },
    ]);
  });

  it('2026-11-28-open-keys says for whom there is something to do, of tasks and of the steps of cases', async () => {
    const tasks = database.collection<{ _id: string; openKeys?: string[] }>('tasks');
    await tasks.insertMany([
      { _id: 'open', status: 'open', candidateKeys: ['k'] } as never,
      { _id: 'done', status: 'done', candidateKeys: ['k'], doneBy: 'a1', finishedAt: 'then' } as never,
      { _id: 'new', openKeys: ['n'] },
    ]);
    const cases = database.collection<{ _id: string }>('cases');
    await cases.insertOne({ _id: 'c', currentSteps: [{ taskId: 't', status: 'open', candidateKeys: ['k'] }] } as never);
    await runOnly('2026-11-28-open-keys');
    expect(await tasks.find().sort({ _id: 1 }).toArray()).toMatchObject([
      { _id: 'done', openKeys: [], decidedBy: ['a1'], decidedAt: 'then' },
      { _id: 'new', openKeys: ['n'] },
      { _id: 'open', openKeys: ['k'], decidedBy: [], decidedAt: null },
    ]);
    expect(await cases.findOne()).toMatchObject({
      copiedTo: [],
      currentSteps: [{ taskId: 't', openKeys: ['k'], seats: [] }],
    });
  });
});

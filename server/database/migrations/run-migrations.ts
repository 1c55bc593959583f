import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, type Model, Schema } from 'mongoose';
import { createLease, type Lease } from './lease.js';
import { allMigrations } from './list.js';
import { type Migration, MigrationError } from './migration.js';

interface MigrationRecord {
  readonly _id: string;
  readonly appliedAt: Date;
  readonly durationMs: number;
}

const schema = new Schema<MigrationRecord>(
  {
    _id: { type: String, required: true },
    appliedAt: { type: Date, required: true },
    durationMs: { type: Number, required: true },
  },
  { collection: 'migrations', versionKey: false },
);

export interface MigrationOptions {
  readonly migrations?: readonly Migration[];
  /** How long a process may say nothing before another takes over what it was doing. */
  readonly leaseMs?: number;
  /** How long to wait for another process that is at it. */
  readonly patienceMs?: number;
  readonly pollMs?: number;
}

/**
 * Brings the data to the form that this version reads; answers the ids of what this process ran. Of several processes that
 * start together one does it and the others wait. A database that a newer version has written is refused.
 */
export async function runMigrations(database: Connection, options: MigrationOptions = {}): Promise<readonly string[]> {
  const { migrations = allMigrations, leaseMs = 30_000, patienceMs = 10 * 60_000, pollMs = 250 } = options;
  const records: Model<MigrationRecord> =
    database.models.Migration ?? database.model<MigrationRecord>('Migration', schema);
  const lease = createLease(database, 'migrations', randomUUID(), leaseMs);
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    if ((await pendingOf(records, migrations)).length === 0) return [];
    if (await lease.take()) return withLease(lease, leaseMs, () => runPending(database, records, migrations, lease));
    if (performance.now() > giveUpAt)
      throw new MigrationError(
        'MIGRATION_WAITED',
        `Expected another process to finish its migrations within ${patienceMs} ms, but it is still at it`,
      );
    await sleep(pollMs);
  }
}

/** What has not run yet. Records that this version does not know come from a newer one. */
async function pendingOf(
  records: Model<MigrationRecord>,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const applied = new Set((await records.find({}).lean()).map(({ _id }) => _id));
  const known = new Set(migrations.map(({ id }) => id));
  const unknown = [...applied].filter((id) => !known.has(id)).sort();
  if (unknown.length > 0)
    throw new MigrationError(
      'DATABASE_NEWER',
      `Expected a database of this version or an older one, but a newer version has changed it (${unknown.join(', ')})`,
    );
  return migrations.filter(({ id }) => !applied.has(id));
}

/** Prolongs the lease for as long as the work takes. */
async function withLease<T>(lease: Lease, leaseMs: number, work: () => Promise<T>): Promise<T> {
  // A failure to prolong shows before the next record is written.
  const beat = setInterval(() => lease.take().catch(() => undefined), leaseMs / 3);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await lease.release();
  }
}

async function runPending(
  database: Connection,
  records: Model<MigrationRecord>,
  migrations: readonly Migration[],
  lease: Lease,
): Promise<readonly string[]> {
  const done: string[] = [];
  // Asked again: another process may have finished between the first look and the lease.
  for (const migration of await pendingOf(records, migrations)) {
    const start = performance.now();
    try {
      await migration.run(database);
    } catch (cause) {
      throw new MigrationError('MIGRATION_FAILED', `Expected the migration ${migration.id} to run, but it failed`, {
        cause,
      });
    }
    if (!(await lease.take()))
      throw new MigrationError(
        'MIGRATION_FAILED',
        `Expected to hold the lease until ${migration.id} was done, but another process took over`,
      );
    await records.create({
      _id: migration.id,
      appliedAt: new Date(),
      durationMs: Math.round(performance.now() - start),
    });
    done.push(migration.id);
  }
  return done;
}

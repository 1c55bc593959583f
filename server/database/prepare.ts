import type { Connection } from 'mongoose';
import { runMigrations } from './migrations/run-migrations.js';

/**
 * Makes the database fit for this version: data of older ones is migrated, then every index that the registered models
 * declare is made. Idempotent; run at each start before requests are taken, by any number of processes.
 */
export async function prepareDatabase(database: Connection): Promise<void> {
  await runMigrations(database);
  for (const name of database.modelNames()) await database.model(name).createIndexes();
}

import type { Connection } from 'mongoose';

/**
 * One step from the form of data that an earlier version wrote to the one that this version reads. The process that runs
 * it may die half way and another begin it anew, so doing it twice must do no harm. It may meet an empty database.
 */
export interface Migration {
  /** `YYYY-MM-DD-what`, as its file is called; its place in the order, and what the database records. */
  readonly id: string;
  run(database: Connection): Promise<void>;
}

export type MigrationErrorCode = 'DATABASE_NEWER' | 'MIGRATION_FAILED' | 'MIGRATION_WAITED';

/** Why the data cannot be brought to the form that this version reads. Nothing else has been touched. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  constructor(
    readonly code: MigrationErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

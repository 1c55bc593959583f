import mongoose, { type Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';

type Projected = { readonly _id: string; readonly tenantId: string; readonly seq: number };

/** Writes projections, in one command, unless they show the same command or a later one already (D5). */
export async function upsertNewer<T extends Projected>(
  model: Model<T>,
  documents: readonly (Partial<T> & Pick<T, keyof Projected>)[],
  onInsert: Partial<T> = {},
): Promise<void> {
  const writes = documents.map((document) => {
    const { _id, tenantId, ...set } = document;
    const filter = { _id, tenantId, seq: { $lt: document.seq } };
    return { updateOne: { filter, update: { $set: set, $setOnInsert: onInsert }, upsert: true } };
  });
  if (writes.length === 0) return;
  try {
    // Straight to the driver, as in `insert-once`: what an entry holds is plain data already.
    await model.collection.bulkWrite(writes as never, { ordered: false });
  } catch (error) {
    // The filter passed over a newer one, and inserting beside it was refused.
    if (!isNewerThere(error)) throw error;
  }
}

function isNewerThere(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return isDuplicateKey(error);
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return failures.length > 0 && failures.every(({ code }) => code === 11_000);
}

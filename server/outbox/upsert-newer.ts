import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';

/** Writes a projection unless it shows the same command or a later one already (D5). */
export async function upsertNewer<T extends { readonly _id: string; readonly tenantId: string; readonly seq: number }>(
  model: Model<T>,
  document: Partial<T> & Pick<T, '_id' | 'tenantId' | 'seq'>,
  onInsert: Partial<T> = {},
): Promise<void> {
  const { _id, tenantId, ...set } = document;
  try {
    await model.updateOne(
      { _id, tenantId, seq: { $lt: document.seq } } as never,
      { $set: set, $setOnInsert: onInsert } as never,
      { upsert: true },
    );
  } catch (error) {
    // The filter passed over a newer one, and inserting beside it was refused.
    if (!isDuplicateKey(error)) throw error;
  }
}

import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';

/**
 * Inserts what follows from an outbox entry, once: under its fixed id it may be there already (D5). Straight to the driver:
 * the entry is plain data that was decided before, so that there is nothing for a schema to cast.
 */
export async function insertOnce<T extends { readonly _id: string; readonly tenantId: string }>(
  model: Model<T>,
  document: T,
): Promise<void> {
  try {
    await model.collection.insertOne(document as never);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

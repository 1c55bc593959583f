import { type Connection, Schema } from 'mongoose';
import { isDuplicateKey } from '../duplicate-key.js';

interface LeaseDocument {
  readonly _id: string;
  readonly holder: string | null;
  readonly until: Date;
}

const schema = new Schema<LeaseDocument>(
  { _id: { type: String, required: true }, holder: { type: String, default: null }, until: { type: Date } },
  { collection: 'leases', versionKey: false },
);

/** The right to do something alone. It ends by itself, so that a holder that died keeps nobody waiting for ever. */
export interface Lease {
  /** Takes it if nobody holds it, and prolongs it if this holder does. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

/** All times are the database's own: the clocks of several machines differ. */
export function createLease(database: Connection, id: string, holder: string, forMs: number): Lease {
  const model = database.models.Lease ?? database.model<LeaseDocument>('Lease', schema);
  // The driver's own collection: mongoose would cast the expression that computes the end to a date.
  const leases = database.collection<LeaseDocument>(model.collection.collectionName);
  let exists = false;
  return {
    async take() {
      if (!exists) await makeOnce(() => leases.insertOne({ _id: id, holder: null, until: new Date(0) }));
      exists = true;
      const free = { $or: [{ $eq: ['$holder', holder] }, { $lte: ['$until', '$$NOW'] }] };
      const { matchedCount } = await leases.updateOne({ _id: id, $expr: free }, [
        { $set: { holder, until: { $add: ['$$NOW', forMs] } } },
      ]);
      return matchedCount === 1;
    },
    async release() {
      await leases.updateOne({ _id: id, holder }, { $set: { holder: null, until: new Date(0) } });
    },
  };
}

async function makeOnce(insert: () => Promise<unknown>): Promise<void> {
  try {
    await insert();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

import { type Connection, Schema } from 'mongoose';
import { pinyin } from 'pinyin-pro';

/** One counter per tenant and year; its `_id` is the natural key, so that it needs no other unique index (D7). */
interface CounterDocument {
  readonly _id: string;
  readonly tenantId: string;
  last: number;
}

const schema = new Schema<CounterDocument>(
  { _id: String, tenantId: { type: String, required: true }, last: { type: Number, required: true } },
  { collection: 'counters', versionKey: false },
);

export interface CaseNumbers {
  /** The next case number of a year, e.g. `YG-2026-000421`. Gaps are allowed, repetitions are not (D7). */
  next(tenant: { readonly id: string; readonly name: string }, year: string): Promise<string>;
}

/** The initials of a city's name without what kind of place it is: 云港市 → YG. */
export function numberPrefix(tenantName: string): string {
  const place = tenantName.length > 2 ? tenantName.replace(/[市县区州盟旗]$/u, '') : tenantName;
  const initials = pinyin(place, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('');
  return (
    initials
      .replace(/[^a-z]/gi, '')
      .toUpperCase()
      .slice(0, 4) || 'BJ'
  );
}

export function createCaseNumbers(connection: Connection): CaseNumbers {
  const counters = connection.model<CounterDocument>('Counter', schema);
  return {
    async next(tenant, year) {
      const counter = await counters
        .findOneAndUpdate(
          { _id: `${tenant.id}:case:${year}`, tenantId: tenant.id },
          { $inc: { last: 1 } },
          { upsert: true, returnDocument: 'after' },
        )
        .lean();
      if (counter === null) throw new Error('Expected the counter to be made by its first use, but it was not');
      return `${numberPrefix(tenant.name)}-${year}-${String(counter.last).padStart(6, '0')}`;
    },
  };
}

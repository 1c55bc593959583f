import { type Connection, type Model, Schema } from 'mongoose';

/** A wait of a case for a message or signal, as the cases' outbox tells it. */
interface OpenSubscription {
  readonly subscriptionId: string;
  readonly status: 'open';
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** ISO instant: what was thrown before it does not reach it. */
  readonly openedAt: string;
}

export type SubscriptionSnapshot = OpenSubscription | { readonly subscriptionId: string; readonly status: 'closed' };

/** Projection: `_id` is `caseId:subscriptionId`, applied only when newer (D5). By it a signal finds who waits, without a scan. */
export interface SubscriptionDocument extends Omit<OpenSubscription, 'status'> {
  readonly status: SubscriptionSnapshot['status'];
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly applicantId: string;
  /** Of the unit whose policy it is, see `unitKeys`. */
  readonly unitKeys: readonly string[];
}

const text = { type: String, required: true };
const schema = new Schema<SubscriptionDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    subscriptionId: text,
    kind: text,
    name: text,
    status: text,
    openedAt: text,
    applicantId: text,
    unitKeys: [String],
  },
  { collection: 'subscriptions', versionKey: false },
);
schema.index({ tenantId: 1, kind: 1, name: 1, status: 1, _id: 1 });

export const subscriptionModel = (database: Connection): Model<SubscriptionDocument> =>
  database.model<SubscriptionDocument>('Subscription', schema);

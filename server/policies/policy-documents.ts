import { type Connection, type Model, Schema } from 'mongoose';
import type { PolicyPart } from '#core/contract';

/** Revision of each part of a draft (D8). */
export type Revisions = Readonly<Record<PolicyPart, number>>;

/**
 * The parts as JSON text (the flow as XML): order and keys stay exactly as written, whatever characters they hold, and no
 * query ever looks inside.
 */
export type PartTexts = Readonly<Record<PolicyPart, string>>;

/** What the catalogue searches and lists of the version online; written when it is published. */
export interface OnlineFacts {
  readonly title: string;
  readonly summary: string;
  readonly audience: 'enterprise' | 'person';
  readonly policyClass: string;
  readonly redemption: string;
  readonly amountText: string;
  readonly opensOn: string | null;
  readonly closesOn: string | null;
  /** Lower-case words, full pinyin and initials of title and summary, each once. */
  readonly searchKeys: readonly string[];
  readonly publishedAt: Date;
}

/** A draft policy: one document with a revision per part (D8). */
export interface PolicyDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly state: 'draft' | 'online' | 'offline';
  /** The version online or last online; 0 when never published. */
  readonly version: number;
  readonly revisions: Revisions;
  /** Part revisions that `version` was made of. */
  readonly publishedRevisions: Revisions | null;
  readonly parts: PartTexts;
  readonly title: string;
  readonly titleKeys: readonly string[];
  readonly online: OnlineFacts | null;
  readonly offlineReason: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: string;
  /** Hash of the request that made it (D6). */
  readonly bodyHash: string;
}

/** `_id` is `policyId:n`. Inserted once, never changed (D8). */
export interface PolicyVersionDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly policyId: string;
  readonly version: number;
  readonly unitId: string;
  readonly unitPath: string;
  readonly revisions: Revisions;
  readonly parts: PartTexts;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };

const policySchema = new Schema<PolicyDocument>(
  {
    _id: String,
    tenantId: text,
    unitId: text,
    unitPath: text,
    state: text,
    version: { type: Number, required: true },
    revisions: { type: mixed, required: true },
    publishedRevisions: { type: mixed, default: null },
    parts: { type: mixed, required: true },
    title: text,
    titleKeys: [String],
    online: { type: mixed, default: null },
    offlineReason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    updatedBy: text,
    bodyHash: text,
  },
  { collection: 'policies', versionKey: false, minimize: false },
);
policySchema.index({ tenantId: 1, unitPath: 1 });
policySchema.index({ tenantId: 1, state: 1 });

const policyVersionSchema = new Schema<PolicyVersionDocument>(
  {
    _id: String,
    tenantId: text,
    policyId: text,
    version: { type: Number, required: true },
    unitId: text,
    unitPath: text,
    revisions: { type: mixed, required: true },
    parts: { type: mixed, required: true },
    publishedAt: { type: Date, required: true },
    publishedBy: text,
  },
  { collection: 'policyVersions', versionKey: false, minimize: false },
);

export const policyModel = (database: Connection): Model<PolicyDocument> =>
  database.model<PolicyDocument>('Policy', policySchema);

export const policyVersionModel = (database: Connection): Model<PolicyVersionDocument> =>
  database.model<PolicyVersionDocument>('PolicyVersion', policyVersionSchema);

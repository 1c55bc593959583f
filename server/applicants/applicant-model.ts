import { type Connection, type Model, Schema } from 'mongoose';
import type { ApplicantView } from '#core/contract';

export type ApplicantKind = ApplicantView['kind'];
export type RegistryFact = ApplicantView['registry'][number];

export interface ApplicantDocument {
  _id: string;
  tenantId: string;
  kind: ApplicantKind;
  name: string;
  /** Identity number: sealed, its look-up digest, and how lists show it (D20). */
  identitySealed: string;
  identityLookup: string;
  identityMasked: string;
  contactName: string;
  mobileSealed: string;
  mobileMasked: string;
  regionCode: string | null;
  registry: RegistryFact[];
  createdAt: Date;
}

const schema = new Schema<ApplicantDocument>(
  {
    _id: { type: String, required: true },
    tenantId: { type: String, required: true },
    kind: { type: String, required: true },
    name: { type: String, required: true },
    identitySealed: { type: String, required: true },
    identityLookup: { type: String, required: true },
    identityMasked: { type: String, required: true },
    // Both are empty for a firm that has never been in touch.
    contactName: { type: String, default: '' },
    mobileSealed: { type: String, required: true },
    mobileMasked: { type: String, default: '' },
    regionCode: { type: String, default: null },
    registry: { type: [Schema.Types.Mixed], default: [] } as never,
    createdAt: { type: Date, required: true },
  },
  { collection: 'applicants', versionKey: false },
);
schema.index({ tenantId: 1, identityLookup: 1 }, { unique: true });
schema.index({ tenantId: 1, name: 1 });

export const applicantModel = (database: Connection): Model<ApplicantDocument> =>
  database.model<ApplicantDocument>('Applicant', schema);

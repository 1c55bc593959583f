import { type Connection, type Model, Schema } from 'mongoose';

/** A fault of a case that nothing in its flow caught (D13), as lists show it. */
export interface OpenIncident {
  readonly incidentId: string;
  readonly status: 'open';
  readonly elementId: string;
  readonly elementName: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Ways out of the element, by which it can be moved on. */
  readonly ways: readonly { readonly flowId: string; readonly name: string }[];
  readonly raisedAt: string;
}

export type IncidentSnapshot = OpenIncident | { readonly incidentId: string; readonly status: 'resolved' };

/** Projection: `_id` is `caseId:incidentId`, applied only when newer (D5). */
export interface IncidentDocument extends Omit<OpenIncident, 'status'> {
  readonly status: IncidentSnapshot['status'];
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  readonly seq: number;
  readonly caseNumber: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly applicantName: string;
  /** Of the unit whose policy it is, see `unitKeys`. */
  readonly unitKeys: readonly string[];
}

const text = { type: String, required: true };
const schema = new Schema<IncidentDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    incidentId: text,
    status: text,
    elementId: text,
    elementName: { type: String },
    code: text,
    params: { type: Schema.Types.Mixed, default: {} },
    ways: { type: [Schema.Types.Mixed], required: true } as never,
    raisedAt: text,
    caseNumber: text,
    policyId: text,
    policyTitle: text,
    applicantName: text,
    unitKeys: [String],
  },
  { collection: 'incidents', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, unitKeys: 1, status: 1, raisedAt: -1, _id: -1 });

export const incidentModel = (database: Connection): Model<IncidentDocument> =>
  database.model<IncidentDocument>('Incident', schema);

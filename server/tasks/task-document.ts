import { type Connection, type Model, Schema } from 'mongoose';
import type { CurrentStep } from '../cases/case-document.js';

/** A task as lists need it: the step, how it ended, and what is shown of its case. */
export interface TaskSnapshot extends Omit<CurrentStep, 'status' | 'seats' | 'requests' | 'assignedAs'> {
  readonly status: 'open' | 'claimed' | 'suspended' | 'done' | 'cancelled';
  readonly doneBy: string | null;
  readonly doneByName: string | null;
  /** Who may not take it, because duties are separate (R35). */
  readonly barredAccountIds: readonly string[];
  readonly finishedAt: string | null;
  readonly caseNumber: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly applicantName: string;
  readonly requestedAmountFen: number | null;
  readonly grantedAmountFen: number | null;
  /** `dueAt`, or a text behind all dates. */
  readonly sortKey: string;
  readonly searchText: string;
}

/** Projection of a user task: `_id` is `caseId:elementInstanceId`; never deleted, applied only when newer (D5). */
export interface TaskDocument extends TaskSnapshot {
  readonly _id: string;
  readonly tenantId: string;
  readonly caseId: string;
  /** Sequence number of the command it shows. */
  readonly seq: number;
}

export const taskIdOf = (caseId: string, taskId: string): string => `${caseId}:${taskId}`;

/** The case of a task id; null where the id has another form. */
export function splitTaskId(id: string): { readonly caseId: string; readonly taskId: string } | null {
  const at = id.lastIndexOf(':');
  return at <= 0 ? null : { caseId: id.slice(0, at), taskId: id.slice(at + 1) };
}

const text = { type: String, required: true };
const optionalText = { type: String, default: null };
const optionalNumber = { type: Number, default: null };

const schema = new Schema<TaskDocument>(
  {
    _id: String,
    tenantId: text,
    caseId: text,
    seq: { type: Number, required: true },
    taskId: text,
    elementId: text,
    name: { type: String },
    kind: text,
    handler: { type: String },
    candidateKeys: [String],
    openKeys: [String],
    urgedTimes: { type: Number, default: 0 },
    urgedAt: optionalText,
    escalated: { type: Boolean, default: false },
    doneByName: optionalText,
    decidedBy: [String],
    decidedAt: optionalText,
    status: text,
    claimedBy: optionalText,
    claimedByName: optionalText,
    doneBy: optionalText,
    barredAccountIds: [String],
    createdAt: text,
    finishedAt: optionalText,
    dueAt: optionalText,
    bankedMinutes: optionalNumber,
    caseNumber: text,
    policyId: text,
    policyTitle: text,
    applicantName: text,
    requestedAmountFen: optionalNumber,
    grantedAmountFen: optionalNumber,
    sortKey: text,
    searchText: text,
  },
  { collection: 'tasks', versionKey: false },
);
schema.index({ tenantId: 1, openKeys: 1, status: 1, sortKey: 1, _id: 1 });
schema.index({ tenantId: 1, claimedBy: 1, status: 1, sortKey: 1, _id: 1 });
schema.index({ tenantId: 1, decidedBy: 1, decidedAt: -1, _id: -1 });

export const taskModel = (database: Connection): Model<TaskDocument> => database.model<TaskDocument>('Task', schema);

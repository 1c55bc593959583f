import { type Connection, type Model, Schema } from 'mongoose';
import type { FormSchema } from '#core/form';
import type { PolicyRules } from '#core/policy';
import type { DryRunChange, ScreeningOutcome, ScreeningTally, UnmetCondition } from '#core/screening';

/*
 * A screening (免申即享, R16) or dry run (N3) pins its rules and its generation of the snapshot, and goes over them chunk by
 * chunk in a thread. After each few chunks their rows and then the position with exact counts are written: a crash in
 * between does those chunks again, their rows have the same ids, and their counts come with the position alone. A confirmed
 * screening goes over its own rows the same way and makes cases under ids that the row fixes (D6).
 */

export interface PinnedRules {
  readonly rules: PolicyRules;
  readonly form: FormSchema;
  readonly version: number | null;
}

export interface ScreeningDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly purpose: 'screening' | 'dry-run';
  readonly status: 'running' | 'done' | 'cancelled' | 'failed';
  readonly stage: 'screen' | 'confirm';
  readonly fence: number;
  readonly takeAt: Date;
  readonly attempts: number;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly unitPath: string;
  /** JSON: rules and form, whatever keys they hold. */
  readonly pinned: string;
  readonly baseline: string | null;
  readonly version: number | null;
  readonly comparedVersion: number | null;
  readonly generation: string;
  readonly snapshotAsOf: string;
  readonly totalRows: number;
  readonly totalChunks: number;
  /** Chunks that are done. */
  readonly position: number;
  /** The last past case that is done; `''` before the first, null once all are, or where none are run. */
  readonly casePosition: string | null;
  readonly casesDone: number;
  readonly tally: ScreeningTally;
  readonly budgetFen: number | null;
  readonly startedBy: {
    readonly accountId: string;
    readonly name: string;
    readonly unitName: string | null;
    readonly unitId: string | null;
    readonly unitPath: string | null;
  };
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly bodyHash: string;
  readonly confirmation: {
    /** Id of the last row that has become a case or was passed over. */
    readonly position: string;
    readonly firms: number;
    readonly cases: number;
    readonly skipped: number;
    readonly by: { readonly accountId: string; readonly name: string; readonly unitName: string | null };
    readonly startedAt: Date;
    readonly at: Date | null;
  } | null;
}

/** A finding; `_id` is `screening:chunk:row` or `screening:c:case`, so that doing a chunk again changes nothing. */
export interface ScreeningRowDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly screeningId: string;
  /** The list it stands in: its outcome, in a dry run its change. */
  readonly group: ScreeningOutcome | DryRunChange;
  readonly outcome: ScreeningOutcome;
  readonly name: string;
  readonly codeMasked: string;
  readonly amountFen: number | null;
  readonly unmet: readonly UnmetCondition[];
  readonly toReview: number;
  readonly before: { readonly outcome: ScreeningOutcome; readonly amountFen: number | null } | null;
  readonly change: DryRunChange | null;
  /** Where the firm stands in its generation; null for a past case. */
  readonly chunk: number | null;
  readonly index: number | null;
  readonly pastCaseId: string | null;
  readonly state: 'listed' | 'excluded' | 'case' | 'skipped';
  readonly reason: string | null;
  readonly caseId: string | null;
  readonly caseNumber: string | null;
}

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const optionalText = { type: String, default: null };
const number = { type: Number, required: true };
const optionalNumber = { type: Number, default: null };
const date = { type: Date, required: true };

const screeningSchema = new Schema<ScreeningDocument>(
  {
    _id: String,
    tenantId: text,
    purpose: text,
    status: text,
    stage: text,
    fence: number,
    takeAt: date,
    attempts: number,
    policyId: text,
    policyTitle: text,
    unitPath: text,
    pinned: text,
    baseline: optionalText,
    version: optionalNumber,
    comparedVersion: optionalNumber,
    generation: text,
    snapshotAsOf: text,
    totalRows: number,
    totalChunks: number,
    position: number,
    casePosition: { type: String, default: null },
    casesDone: number,
    tally: { type: mixed, required: true },
    budgetFen: optionalNumber,
    startedBy: { type: mixed, required: true },
    startedAt: date,
    finishedAt: { type: Date, default: null },
    bodyHash: text,
    confirmation: { type: mixed, default: null },
  },
  { collection: 'screenings', versionKey: false, minimize: false },
);
screeningSchema.index({ tenantId: 1, purpose: 1, startedAt: -1, _id: -1 });
screeningSchema.index({ tenantId: 1, generation: 1 });
screeningSchema.index({ status: 1, takeAt: 1 });

const rowSchema = new Schema<ScreeningRowDocument>(
  {
    _id: String,
    tenantId: text,
    screeningId: text,
    group: text,
    outcome: text,
    name: { type: String },
    codeMasked: { type: String },
    amountFen: optionalNumber,
    unmet: { type: mixed, required: true },
    toReview: number,
    before: { type: mixed, default: null },
    change: optionalText,
    chunk: optionalNumber,
    index: optionalNumber,
    pastCaseId: optionalText,
    state: text,
    reason: optionalText,
    caseId: optionalText,
    caseNumber: optionalText,
  },
  { collection: 'screeningRows', versionKey: false, minimize: false },
);
rowSchema.index({ tenantId: 1, screeningId: 1, group: 1, _id: 1 });

export const screeningModel = (database: Connection): Model<ScreeningDocument> =>
  database.model<ScreeningDocument>('Screening', screeningSchema);
export const screeningRowModel = (database: Connection): Model<ScreeningRowDocument> =>
  database.model<ScreeningRowDocument>('ScreeningRow', rowSchema);

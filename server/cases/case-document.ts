import { type Connection, type Model, Schema } from 'mongoose';
import type { AuditAction, CaseDetail, CaseRow, OnBehalf, TimelineEntry } from '#core/contract';
import type { FlowEvent, ProcessState, StepKind } from '#core/flow';
import type { SubmissionData } from '#core/form';
import type { AmountResult, EligibilityAssessment } from '#core/policy';
import type { AwardSnapshot } from '../awards/award-document.js';
import type { IncidentSnapshot } from '../incidents/incident-document.js';
import type { JobSnapshot } from '../jobs/job-document.js';
import type { NoticeSnapshot } from '../notices/notice-document.js';
import { sha256 } from '../numbers/derived-id.js';
import type { PayoutSnapshot } from '../payouts/payout-document.js';
import type { SubscriptionSnapshot } from '../subscriptions/subscription-document.js';
import type { TaskSnapshot } from '../tasks/task-document.js';

/*
 * A case (办件) is one document and the unit of consistency (D4). Every command changes it by one write, conditional on
 * `{tenantId, _id, rev}`, which also appends one outbox entry with everything that projections need: tasks, history,
 * notices, payouts and jobs follow from the entry alone, under ids fixed by the case, so that relaying it twice or late
 * changes nothing (D5). Entries are taken off by sequence number without raising `rev`.
 */

/** Most bytes of JSON in one case document's parts (D4). A command that would exceed one is refused before a write. */
export const caseBounds = { submissionBytes: 2_000_000, flowBytes: 1_000_000, outboxBytes: 4_000_000 } as const;

/** Who acts, as kept in the record: names as they were then. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  readonly unitName: string | null;
}

/** A user task that is not done, as lists, pages and projections need it. */
export interface CurrentStep {
  readonly taskId: string;
  readonly elementId: string;
  readonly name: string;
  readonly kind: StepKind;
  readonly handler: string;
  /** Whom it can go to, see `candidate-keys`. */
  readonly candidateKeys: readonly string[];
  /** Who has something to do with it without holding it: may take it, sign, give an opinion. */
  readonly openKeys: readonly string[];
  /** Of several deciders: who may take each place. */
  readonly seats?: readonly Place[];
  /** Of other departments that were asked (U9). */
  readonly requests?: readonly Place[];
  /** What these were worked out from. */
  readonly assignedAs: string;
  readonly urgedTimes: number;
  readonly urgedAt: string | null;
  readonly escalated: boolean;
  /** Everybody who decided a part of it, and when that was last. */
  readonly decidedBy: readonly string[];
  readonly decidedAt: string | null;
  readonly status: 'open' | 'claimed' | 'suspended';
  readonly claimedBy: string | null;
  readonly claimedByName: string | null;
  readonly createdAt: string;
  readonly dueAt: string | null;
  /** Working minutes left of a clock that stands still. */
  readonly bankedMinutes: number | null;
}

/** A place in a step, and who may take it. */
interface Place {
  readonly id: string;
  readonly candidateKeys: readonly string[];
  readonly handler: string;
}

/** Who came to the counter; numbers are sealed (D20). */
export interface StoredOnBehalf extends Omit<OnBehalf, 'agentIdentityNumber' | 'agentMobile'> {
  readonly agentIdentitySealed: string;
  readonly agentMobileSealed: string;
  readonly consentAt: string;
}

/** Whether the firm has said where the money of a screened case goes. */
export interface Confirmation {
  readonly state: 'waiting' | 'confirmed' | 'given-up';
  readonly screeningId: string;
  readonly at: string | null;
  readonly byName: string | null;
}

export interface FiledBy {
  readonly accountId: string;
  readonly name: string;
  /** Of the window; null for who applies at the portal. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly unitPath: string | null;
}

/** What the audit log keeps of a command, beside the history of the case. */
export interface AuditSnapshot {
  readonly action: AuditAction;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

/** One command with all its effects; taken off once relayed. */
export interface OutboxEntry {
  readonly seq: number;
  readonly commandId: string;
  /** Of the command's content and actor: another content under the same id is refused (D6). */
  readonly contentHash: string;
  readonly at: string;
  readonly by: Actor;
  readonly command: string;
  readonly events: readonly FlowEvent[];
  readonly lines: readonly TimelineEntry[];
  readonly tasks: readonly TaskSnapshot[];
  readonly notices: readonly NoticeSnapshot[];
  readonly payouts: readonly PayoutSnapshot[];
  readonly jobs: readonly JobSnapshot[];
  readonly subscriptions: readonly SubscriptionSnapshot[];
  readonly incidents: readonly IncidentSnapshot[];
  readonly audits: readonly AuditSnapshot[];
  /** What the case takes up in the applicant's ledger from now on; absent where that stays. */
  readonly award?: AwardSnapshot | null;
  /** The submission that this command replaced, still sealed. */
  readonly formerSubmission: SubmissionData | null;
  readonly answer: CommandAnswer;
  /** The hash chain covers salted digests, so that rotation and lawful erasure do not break it (D20). */
  readonly salt: string;
  readonly digest: string;
  readonly hash: string;
}

export interface CommandAnswer {
  readonly caseId: string;
  readonly status: CaseRow['status'];
}

export interface CaseDocument {
  readonly _id: string;
  readonly tenantId: string;
  readonly kind: 'application';
  readonly rev: number;
  readonly seq: number;
  readonly number: string;
  /** Unguessable: whoever holds the receipt may follow the case by it. */
  readonly progressCode: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly policyTitle: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly unitName: string;
  /** Unit paths from which the case may be supervised, see `unitKeys`. */
  readonly seenFrom: readonly string[];
  readonly applicantId: string;
  readonly applicantName: string;
  readonly applicantKind: 'enterprise' | 'person';
  /** Administrative division of the applicant, for steps that go to its district. */
  readonly regionCode: string | null;
  readonly draftId: string;
  readonly channel: CaseRow['channel'];
  readonly filedBy: FiledBy;
  /** Keys of the window's unit, see `unitKeys`; empty for the portal. */
  readonly filedFrom: readonly string[];
  readonly onBehalf: StoredOnBehalf | null;
  /** Answers by field id; identity and bank numbers sealed (D20). */
  readonly submission: SubmissionData;
  readonly originalsSeen: readonly string[];
  /** Registry facts as they were when it was filed: sealed JSON by variable. */
  readonly factsSealed: string;
  readonly assessment: EligibilityAssessment;
  /** How the requested amount came about; null where the policy grants no money. */
  readonly amount: AmountResult | null;
  readonly award: AwardSnapshot | null;
  readonly requestedAmountFen: number | null;
  readonly grantedAmountFen: number | null;
  readonly amountReason: string | null;
  readonly status: CaseRow['status'];
  readonly flow: ProcessState;
  readonly currentSteps: readonly CurrentStep[];
  /** Accounts that ever claimed or decided a step. */
  readonly handlers: readonly string[];
  /** Candidate keys of those to whom it was copied (抄送). */
  readonly copiedTo: readonly string[];
  readonly correction: CaseDetail['correction'];
  readonly payment: CaseDetail['payment'];
  /** U2: only of a case that nobody applied for; absent or null otherwise. Nothing is paid while it waits. */
  readonly confirmation?: Confirmation | null;
  readonly changedFields: readonly string[];
  readonly lastHash: string;
  /** Marks of its latest commands, see `markOf`: one that is not among them has not been before. */
  readonly commandMarks: readonly string[];
  readonly outbox: readonly OutboxEntry[];
  /** Time of the oldest entry that may not be relayed yet; absent when all are. */
  readonly outboxSince?: Date;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
  /** Lower case: number, title, applicant. */
  readonly searchText: string;
}

/** How many marks a case keeps: as many as nearly every case has commands. */
export const mostMarks = 256;

/** A short mark of a command's id. Two may have the same: history then tells. */
export const markOf = (commandId: string): string => sha256(commandId).slice(0, 12);

const mixed = Schema.Types.Mixed;
const text = { type: String, required: true };
const number = { type: Number, required: true };
const optionalText = { type: String, default: null };
const optionalNumber = { type: Number, default: null };

const schema = new Schema<CaseDocument>(
  {
    _id: String,
    tenantId: text,
    kind: text,
    rev: number,
    seq: number,
    number: text,
    progressCode: text,
    policyId: text,
    policyVersion: number,
    policyTitle: text,
    unitId: text,
    unitPath: text,
    unitName: text,
    seenFrom: [String],
    applicantId: text,
    applicantName: text,
    applicantKind: text,
    regionCode: optionalText,
    draftId: text,
    channel: text,
    filedBy: { type: mixed, required: true },
    filedFrom: [String],
    onBehalf: { type: mixed, default: null },
    submission: { type: mixed, required: true },
    originalsSeen: [String],
    factsSealed: text,
    assessment: { type: mixed, required: true },
    amount: { type: mixed, default: null },
    award: { type: mixed, default: null },
    requestedAmountFen: optionalNumber,
    grantedAmountFen: optionalNumber,
    amountReason: optionalText,
    status: text,
    flow: { type: mixed, required: true },
    currentSteps: { type: mixed, required: true },
    handlers: [String],
    copiedTo: [String],
    correction: { type: mixed, default: null },
    payment: { type: mixed, default: null },
    confirmation: { type: mixed, default: null },
    changedFields: [String],
    lastHash: text,
    commandMarks: [String],
    outbox: { type: [mixed], required: true } as never,
    outboxSince: { type: Date },
    submittedAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    searchText: text,
  },
  { collection: 'cases', versionKey: false, minimize: false },
);
schema.index({ tenantId: 1, applicantId: 1, submittedAt: -1, _id: -1 });
schema.index({ tenantId: 1, filedFrom: 1, submittedAt: -1, _id: -1 });
schema.index({ tenantId: 1, seenFrom: 1, submittedAt: -1, _id: -1 });
schema.index({ tenantId: 1, copiedTo: 1, submittedAt: -1, _id: -1 });
schema.index({ tenantId: 1, policyId: 1, status: 1 });
schema.index({ tenantId: 1, policyId: 1, policyVersion: 1, _id: 1 });
schema.index({ tenantId: 1, policyId: 1, _id: 1 });
schema.index({ tenantId: 1, number: 1 });
schema.index({ tenantId: 1, progressCode: 1 });
// Finds what a dead process left over; one of the two places where a query has no tenant (D5, D23).
schema.index({ outboxSince: 1 }, { partialFilterExpression: { outboxSince: { $exists: true } } });

export const caseModel = (database: Connection): Model<CaseDocument> => database.model<CaseDocument>('Case', schema);

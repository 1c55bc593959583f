import type { BodyOf, routes } from '#core/contract';
import { type DecisionRecord, isVoted, ownerSeat, type StepSettings } from '#core/flow';
import { mergeStepInput, type SubmissionData, validateSubmission } from '#core/form';
import { isAwaitingAccount } from '../cases/account-fields.js';
import type { CaseDocument } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import { dataOf, factsOf } from '../cases/case-variables.js';
import type { FlowWish } from '../cases/decide-flow.js';
import { refuseInvalid } from '../cases/judge-submission.js';
import type { CasePlan } from '../cases/run-command.js';
import { sealSubmission } from '../cases/sealed-submission.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { isCandidate } from './candidate-keys.js';
import { holdRecord } from './decision-files.js';
import { chosenSeat, seatInStead } from './seat-of.js';
import { type AtStep, inStead, runTaskCommand } from './task-access.js';

type Decision = BodyOf<typeof routes.decideTask>;
type Approval = Extract<Decision, { decision: 'approve' }>;

export const claimTask = (services: CaseServices, principal: Principal, id: string, commandId: string) =>
  runTaskCommand(services, {
    principal,
    id,
    commandId,
    content: 'claim',
    plan({ step }) {
      // Who is only asked something about a step does not take it.
      if (step.claimedBy === null && !isCandidate(principal, step.candidateKeys)) throw new DomainError('FORBIDDEN');
      return { wishes: [{ type: 'ClaimTask', taskId: step.taskId }] };
    },
  });

export const releaseTask = (services: CaseServices, principal: Principal, id: string, commandId: string) =>
  runTaskCommand(services, {
    principal,
    id,
    commandId,
    content: 'release',
    plan: ({ step }) => ({ wishes: [{ type: 'ReleaseTask', taskId: step.taskId }] }),
  });

/** Decides a task; one that nobody has claimed is claimed in the same act. */
export function decideTask(services: CaseServices, principal: Principal, id: string, body: Decision) {
  const { commandId, ...content } = body;
  return runTaskCommand(services, {
    principal,
    id,
    commandId,
    content,
    async plan(at) {
      const decision = await planDecision(services, at, body);
      const first = before(at, body);
      const detail =
        first.onBehalfOf === undefined ? decision.detail : { ...decision.detail, onBehalfOf: first.onBehalfOf };
      return {
        ...decision,
        wishes: [...first.wishes, ...decision.wishes],
        ...(detail === undefined ? {} : { detail }),
      };
    },
  });
}

/** What makes the step theirs: claimed in the same act, or taken over from somebody who is away. */
function before(at: AtStep, body: Decision): { readonly wishes: readonly FlowWish[]; readonly onBehalfOf?: string } {
  const { step, settings, principal } = at;
  const isForOther = 'seatId' in body && body.seatId !== undefined && body.seatId !== ownerSeat;
  if (isVoted(settings) || isForOther) return { wishes: [] };
  if (step.claimedBy !== null) return inStead(at);
  if (!isCandidate(principal, step.candidateKeys)) throw new DomainError('FORBIDDEN');
  return { wishes: [{ type: 'ClaimTask', taskId: step.taskId }] };
}

async function planDecision(services: CaseServices, at: AtStep, body: Decision): Promise<CasePlan> {
  const { taskId } = at.step;
  switch (body.decision) {
    case 'approve':
      return planApproval(services, at, body);
    case 'disapprove':
      return planAgainst(services, at, body);
    case 'return': {
      const items = body.items.map(({ path, text }) => ({ target: path ?? '', text }));
      return { wishes: [{ type: 'ReturnToApplicant', taskId, reason: body.reason, items }] };
    }
    case 'refuse-acceptance':
    case 'refuse': {
      const record = await holdRecord(services, at, body.record);
      const code = body.decision === 'refuse' ? 'REFUSED' : 'ACCEPTANCE_REFUSED';
      return { wishes: [{ type: 'RefuseTask', taskId, code, opinion: body.opinion, ...recorded(record) }] };
    }
    case 'paid':
      if (isAwaitingAccount(at.loaded)) throw new DomainError('ACCOUNT_NOT_CONFIRMED');
      return {
        wishes: [{ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: body.voucherNumber }],
        detail: { paidOn: body.paidOn },
      };
    case 'payment-failed':
      return { wishes: [{ type: 'RecordPayment', taskId, outcome: 'failed', reason: body.reason }] };
  }
}

const recorded = (record: DecisionRecord | null): { readonly record?: DecisionRecord } =>
  record === null ? {} : { record };

/** One of several is against it. */
async function planAgainst(
  services: CaseServices,
  at: AtStep,
  body: Extract<Decision, { decision: 'disapprove' }>,
): Promise<CasePlan> {
  const seat = chosenSeat(at, body.seatId);
  if (seat === null) throw new DomainError('ACTION_NOT_ALLOWED');
  const record = await holdRecord(services, at, body.record);
  const wish: FlowWish = {
    type: 'CompleteTask',
    taskId: at.step.taskId,
    decision: 'disapprove',
    opinion: body.opinion,
    deciderId: seat.id,
    ...recorded(record),
  };
  return { wishes: [...seatInStead(at, seat), wish] };
}

async function planApproval(services: CaseServices, deciding: AtStep, body: Approval): Promise<CasePlan> {
  const { loaded, version, step, settings } = deciding;
  const seat = chosenSeat(deciding, body.seatId);
  const record = await holdRecord(services, deciding, body.record);
  // An added signer says yes or no; amounts, review points and fields are the step's own decider's.
  if (seat?.isAdded === true) {
    const { opinion } = body;
    const decision = 'approve' as const;
    const { taskId } = step;
    return { wishes: [{ type: 'CompleteTask', taskId, decision, opinion, deciderId: seat.id, ...recorded(record) }] };
  }
  assertAmount(loaded, version, settings, body);
  const reviewPoints = body.reviewPointsChecked.map((index) => {
    const point = settings.reviewPoints[index];
    if (point === undefined) throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'REVIEW_POINT_UNKNOWN' });
    return point.id;
  });
  const { grantedAmountFen } = body;
  const wish: FlowWish = {
    type: 'CompleteTask',
    taskId: step.taskId,
    decision: 'approve',
    opinion: body.opinion,
    output: { reviewPoints, ...(grantedAmountFen === undefined ? {} : { grantedAmountFen }) },
    ...(seat === null ? {} : { deciderId: seat.id }),
    ...recorded(record),
  };
  const edited = editedData(services, deciding, body.edits);
  const differs = grantedAmountFen !== undefined && grantedAmountFen !== loaded.requestedAmountFen;
  return {
    wishes: [...(seat === null ? [] : seatInStead(deciding, seat)), wish],
    ...(differs && body.amountReason !== undefined ? { detail: { amountReason: body.amountReason } } : {}),
    ...(edited === null ? {} : { data: edited, formerSubmission: loaded.submission }),
    changes: {
      ...(grantedAmountFen === undefined ? {} : { amountReason: differs ? (body.amountReason ?? null) : null }),
      ...(edited === null ? {} : { submission: sealSubmission(version.form, edited, services.deps.secrets) }),
    },
  };
}

/** U8: what is granted differs from what was asked only with a reason, and is never more than the policy allows. */
function assertAmount(loaded: CaseDocument, version: ReadyVersion, settings: StepSettings, body: Approval): void {
  const { grantedAmountFen, amountReason } = body;
  if (!settings.grantsAmount) {
    if (grantedAmountFen !== undefined) throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'AMOUNT_NOT_ALLOWED' });
    return;
  }
  if (grantedAmountFen === undefined) throw new DomainError('AMOUNT_REQUIRED');
  const capFen = version.parts.rules.amount?.capFen ?? null;
  const requested = loaded.requestedAmountFen;
  const limitFen = requested ?? capFen;
  if (limitFen !== null && grantedAmountFen > limitFen) throw new DomainError('AMOUNT_TOO_LARGE', { limitFen });
  const differs = requested !== null && grantedAmountFen !== requested;
  if (differs && (amountReason ?? '') === '') throw new DomainError('AMOUNT_REASON_REQUIRED');
}

/** The answers with what this step may edit laid over them (D12); null where it edits nothing. */
function editedData(
  services: CaseServices,
  deciding: AtStep,
  edits: SubmissionData | undefined,
): SubmissionData | null {
  const { loaded, version, settings } = deciding;
  const editable = Object.entries(settings.fields).filter(([, mode]) => mode === 'edit' || mode === 'required');
  if (edits === undefined && editable.every(([, mode]) => mode !== 'required')) return null;
  const { secrets, clock } = services.deps;
  const stored = dataOf(loaded, version, secrets);
  const access = { '*': 'read' as const, ...settings.fields };
  const merged = mergeStepInput(version.form, stored, edits ?? {}, access);
  if (!merged.ok) {
    refuseInvalid(merged.error);
    return null;
  }
  const judged = validateSubmission(version.form, merged.value, {
    now: clock.now().toISOString(),
    registry: factsOf(loaded, secrets),
    access,
    stored,
  });
  // What the applicant answered was judged when it was handed in; here only the step's own fields are.
  const own = new Set(editable.map(([field]) => field.split('.')[0]));
  refuseInvalid(judged.issues.filter((issue) => own.has(issue.path.split('.')[0] ?? '')));
  return judged.data;
}

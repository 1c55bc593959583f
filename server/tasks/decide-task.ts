import type { BodyOf, routes } from '#core/contract';
import type { StepSettings } from '#core/flow';
import { mergeStepInput, type SubmissionData, validateSubmission } from '#core/form';
import type { CaseDocument, CommandAnswer, CurrentStep } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import { dataOf, factsOf } from '../cases/case-variables.js';
import type { FlowWish } from '../cases/decide-flow.js';
import { refuseInvalid } from '../cases/judge-submission.js';
import { actorOf } from '../cases/load-case.js';
import { stepSettingsOf } from '../cases/present-case.js';
import { type CasePlan, runCommand } from '../cases/run-command.js';
import { sealSubmission } from '../cases/sealed-submission.js';
import { viewerOf } from '../cases/viewer.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { isCandidate } from './candidate-keys.js';
import { splitTaskId } from './task-document.js';

type Decision = BodyOf<typeof routes.decideTask>;
type Approval = Extract<Decision, { decision: 'approve' }>;

/** The step that is meant, for who has it or may take it. */
function stepOf(loaded: CaseDocument, principal: Principal, taskId: string): CurrentStep {
  if (viewerOf(loaded, principal) === null) throw new DomainError('NOT_FOUND');
  const step = loaded.currentSteps.find((one) => one.taskId === taskId);
  if (step === undefined) {
    throw new DomainError(loaded.flow.status === 'ended' ? 'CASE_FINISHED' : 'TASK_CLOSED');
  }
  const may = step.claimedBy === principal.accountId || isCandidate(principal, step.candidateKeys);
  if (!may) throw new DomainError('FORBIDDEN');
  return step;
}

interface TaskCommand {
  readonly principal: Principal;
  readonly id: string;
  readonly commandId: string;
  readonly content: unknown;
  plan(loaded: CaseDocument, version: ReadyVersion, step: CurrentStep): CasePlan | Promise<CasePlan>;
}

function runTaskCommand(services: CaseServices, command: TaskCommand): Promise<CommandAnswer> {
  const { principal } = command;
  const target = splitTaskId(command.id);
  if (target === null) throw new DomainError('NOT_FOUND');
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId: target.caseId,
    commandId: command.commandId,
    actor: actorOf(principal),
    content: { taskId: target.taskId, wish: command.content },
    plan: async (loaded, version) => command.plan(loaded, version, stepOf(loaded, principal, target.taskId)),
  });
}

export const claimTask = (services: CaseServices, principal: Principal, id: string, commandId: string) =>
  runTaskCommand(services, {
    principal,
    id,
    commandId,
    content: 'claim',
    plan: (_loaded, _version, { taskId }) => ({ wishes: [{ type: 'ClaimTask', taskId }] }),
  });

export const releaseTask = (services: CaseServices, principal: Principal, id: string, commandId: string) =>
  runTaskCommand(services, {
    principal,
    id,
    commandId,
    content: 'release',
    plan: (_loaded, _version, { taskId }) => ({ wishes: [{ type: 'ReleaseTask', taskId }] }),
  });

/** Decides a task; one that nobody has claimed is claimed in the same act. */
export function decideTask(services: CaseServices, principal: Principal, id: string, body: Decision) {
  const { commandId, ...content } = body;
  return runTaskCommand(services, {
    principal,
    id,
    commandId,
    content,
    async plan(loaded, version, step) {
      const settings = stepSettingsOf(version, step.elementId);
      if (settings === null) throw new DomainError('TASK_CLOSED');
      const decision = await planDecision(services, { loaded, version, step, settings, body });
      const claim: FlowWish[] = step.claimedBy === null ? [{ type: 'ClaimTask', taskId: step.taskId }] : [];
      return { ...decision, wishes: [...claim, ...decision.wishes] };
    },
  });
}

interface Deciding {
  readonly loaded: CaseDocument;
  readonly version: ReadyVersion;
  readonly step: CurrentStep;
  readonly settings: StepSettings;
  readonly body: Decision;
}

async function planDecision(services: CaseServices, deciding: Deciding): Promise<CasePlan> {
  const { body, step } = deciding;
  const { taskId } = step;
  switch (body.decision) {
    case 'approve':
      return planApproval(services, deciding, body);
    case 'return': {
      const items = body.items.map(({ path, text }) => ({ target: path ?? '', text }));
      return { wishes: [{ type: 'ReturnToApplicant', taskId, reason: body.reason, items }] };
    }
    case 'refuse-acceptance':
      return { wishes: [{ type: 'RefuseTask', taskId, code: 'ACCEPTANCE_REFUSED', opinion: body.opinion }] };
    case 'refuse':
      return { wishes: [{ type: 'RefuseTask', taskId, code: 'REFUSED', opinion: body.opinion }] };
    case 'paid':
      return {
        wishes: [{ type: 'RecordPayment', taskId, outcome: 'paid', voucherNumber: body.voucherNumber }],
        detail: { paidOn: body.paidOn },
      };
    case 'payment-failed':
      return { wishes: [{ type: 'RecordPayment', taskId, outcome: 'failed', reason: body.reason }] };
  }
}

async function planApproval(services: CaseServices, deciding: Deciding, body: Approval): Promise<CasePlan> {
  const { loaded, version, step, settings } = deciding;
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
  };
  const edited = editedData(services, deciding, body.edits);
  const differs = grantedAmountFen !== undefined && grantedAmountFen !== loaded.requestedAmountFen;
  return {
    wishes: [wish],
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
  deciding: Deciding,
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

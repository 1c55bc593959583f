import type { WorkingCalendar } from '#core/calendar';
import type { MyTask, TaskRow } from '#core/contract';
import type { StepAction, StepSettings } from '#core/flow';
import type { CaseDocument, CurrentStep } from '../cases/case-document.js';
import type { Principal } from '../http/principal.js';
import { isCandidate } from './candidate-keys.js';
import { shownKind } from './step-kind.js';
import { type TaskDocument, taskIdOf } from './task-document.js';
import { timeLeft } from './time-left.js';

export function presentTaskRow(task: TaskDocument, viewerId: string, now: string, calendar: WorkingCalendar): TaskRow {
  const finished = task.finishedAt !== null;
  const left = timeLeft(task, finished ? task.finishedAt : now, calendar);
  return {
    id: task._id,
    caseId: task.caseId,
    caseNumber: task.caseNumber,
    policyTitle: task.policyTitle,
    applicantName: task.applicantName,
    stepName: task.name,
    stepKind: shownKind(task.kind),
    status: task.status,
    claimedByName: task.claimedByName,
    claimedByMe: task.claimedBy === viewerId,
    requestedAmountFen: task.requestedAmountFen,
    grantedAmountFen: task.grantedAmountFen,
    createdAt: task.createdAt,
    finishedAt: task.finishedAt,
    ...left,
  };
}

type Action = MyTask['actions'][number];

const actionNames: Readonly<Partial<Record<StepAction, Action>>> = {
  approve: 'approve',
  'return-to-applicant': 'return',
  refuse: 'refuse',
  'refuse-acceptance': 'refuse-acceptance',
  'record-payment': 'pay',
};

/** Whether the step must not be decided by this person: who filed, accepted or decided the named step (受审分离, R35). */
export function isSeparated(document: CaseDocument, settings: StepSettings, accountId: string): boolean {
  const { filedBy, acceptedBy, done } = document.flow;
  return settings.separateFrom.some((duty) => {
    if (duty === 'filer') return filedBy === accountId;
    if (duty === 'acceptor') return acceptedBy === accountId;
    return done[duty.slice('step:'.length)]?.by === accountId;
  });
}

function actionsOf(document: CaseDocument, step: CurrentStep, settings: StepSettings, principal: Principal): Action[] {
  if (step.status === 'suspended' || isSeparated(document, settings, principal.accountId)) return [];
  const mine = step.claimedBy === principal.accountId;
  if (step.claimedBy !== null && !mine) return [];
  const decide = settings.actions.map((action) => actionNames[action]).filter((action) => action !== undefined);
  return [mine ? 'release' : 'claim', ...decide];
}

/** The step of a case that this viewer has or may take; the one they have claimed comes first. */
export function stepFor(document: CaseDocument, principal: Principal): CurrentStep | null {
  const { currentSteps } = document;
  return (
    currentSteps.find((step) => step.claimedBy === principal.accountId) ??
    currentSteps.find((step) => step.claimedBy === null && isCandidate(principal, step.candidateKeys)) ??
    currentSteps.find((step) => isCandidate(principal, step.candidateKeys)) ??
    null
  );
}

export function presentMyTask(
  document: CaseDocument,
  step: CurrentStep,
  settings: StepSettings,
  viewer: { readonly principal: Principal; readonly now: string; readonly calendar: WorkingCalendar },
): MyTask {
  const { principal, now, calendar } = viewer;
  return {
    id: taskIdOf(document._id, step.taskId),
    caseId: document._id,
    caseNumber: document.number,
    policyTitle: document.policyTitle,
    applicantName: document.applicantName,
    stepName: step.name,
    stepKind: shownKind(step.kind),
    status: step.status,
    claimedByName: step.claimedByName,
    claimedByMe: step.claimedBy === principal.accountId,
    requestedAmountFen: document.requestedAmountFen,
    grantedAmountFen: document.grantedAmountFen,
    createdAt: step.createdAt,
    finishedAt: null,
    ...timeLeft(step, now, calendar),
    actions: actionsOf(document, step, settings, principal),
    reviewPoints: settings.reviewPoints.map((point) => point.text),
    phrases: [...settings.phrases],
    grantsAmount: settings.grantsAmount,
  };
}

import type { WorkingCalendar } from '#core/calendar';
import type { MyTask, TaskRow } from '#core/contract';
import { barredAccounts, isVoted, openSeats, type StepSettings, seatsOf } from '#core/flow';
import type { CaseDocument, CurrentStep } from '../cases/case-document.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { actsAs, isCandidate } from './candidate-keys.js';
import { isMine, seatFor } from './seat-of.js';
import { shownKind } from './step-kind.js';
import type { AtStep } from './task-access.js';
import { actionsOf } from './task-actions.js';
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
    urgedTimes: task.urgedTimes,
    urgedAt: task.urgedAt,
    escalated: task.escalated,
    ...left,
  };
}

/** Whether the step must not be decided by this person: who filed, accepted, decided the named step, or is recused (R35). */
export const isSeparated = (document: CaseDocument, settings: StepSettings, accountId: string): boolean =>
  barredAccounts(document.flow, settings).includes(accountId);

/** The step of a case that this viewer has or may do something with; the one they hold comes first. */
export function stepFor(document: CaseDocument, principal: Principal): CurrentStep | null {
  const { currentSteps } = document;
  return (
    currentSteps.find((step) => step.claimedBy === principal.accountId) ??
    currentSteps.find((step) => isCandidate(principal, step.openKeys)) ??
    currentSteps.find((step) => actsAs(principal, step.claimedBy)) ??
    currentSteps.find((step) => isCandidate(principal, step.candidateKeys)) ??
    null
  );
}

export interface TaskViewer {
  readonly principal: Principal;
  readonly now: string;
  readonly calendar: WorkingCalendar;
  readonly nameOf: (accountId: string) => string;
}

export function presentMyTask(
  document: CaseDocument,
  version: ReadyVersion,
  step: CurrentStep,
  settings: StepSettings,
  viewer: TaskViewer,
): MyTask | null {
  const { principal, now, calendar, nameOf } = viewer;
  const task = document.flow.tasks[step.taskId];
  if (task === undefined) return null;
  const at: AtStep = { loaded: document, version, step, task, settings, principal };
  const { delegation } = task;
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
    urgedTimes: step.urgedTimes,
    urgedAt: step.urgedAt,
    escalated: step.escalated,
    ...timeLeft(step, now, calendar),
    actions: [...actionsOf(at)],
    reviewPoints: settings.reviewPoints.map((point) => point.text),
    phrases: [...settings.phrases],
    grantsAmount: settings.grantsAmount,
    decisionMode: settings.decision,
    passShare: settings.passShare,
    seats: seatsShown(at, nameOf),
    mySeat: seatFor(at)?.id ?? null,
    delegation:
      delegation === undefined
        ? null
        : {
            toName: nameOf(delegation.to),
            byName: nameOf(delegation.by),
            reason: delegation.reason,
            isMine: delegation.to === principal.accountId,
          },
    requests: requestsShown(at, nameOf),
    returnTargets: settings.returnTargets.flatMap((elementId) => {
      const isDone = Object.hasOwn(document.flow.done, elementId);
      return isDone ? [{ elementId, name: version.flow.elements[elementId]?.name ?? '' }] : [];
    }),
    signature: settings.signature,
    meeting: settings.meeting,
    namesClause: settings.namesClause,
    opinionRequired: settings.opinionRequired,
    clauses: clausesOf(version),
    waitsFor: waitsFor(task.suspension?.reason),
  };
}

/** Every place with who has it and what they said; nothing where the step has only its own decider. */
function seatsShown(at: AtStep, nameOf: TaskViewer['nameOf']): MyTask['seats'] {
  const { settings, task, step, principal } = at;
  if (!isVoted(settings) && (task.added ?? []).length === 0) return [];
  const open = new Set(openSeats(settings, task).map((seat) => seat.id));
  return seatsOf(settings, task).map((seat) => {
    const person = seat.vote === null ? seat.accountId : seat.vote.by;
    const group = step.seats?.find((one) => one.id === seat.id)?.handler ?? '';
    const signer = task.added?.find((one) => one.id === seat.id);
    const shown = person === null ? '' : nameOf(person);
    return {
      id: seat.id,
      name: [...new Set([seat.name, shown || group || step.handler])].filter((text) => text !== '').join(' · '),
      place: seat.place,
      weight: seat.weight,
      isAdded: seat.isAdded,
      isOpen: open.has(seat.id),
      isMine: isMine(at, seat),
      canRemove: signer?.by === principal.accountId && seat.vote === null,
      decision: seat.vote?.decision ?? null,
      opinion: seat.vote?.opinion ?? null,
      at: seat.vote?.at ?? null,
    };
  });
}

function requestsShown({ task, step, principal }: AtStep, nameOf: TaskViewer['nameOf']): MyTask['requests'] {
  return (task.requests ?? []).map(({ id, question, by, dueAt, answer }) => {
    const asked = step.requests?.find((one) => one.id === id);
    return {
      id,
      unitName: asked?.handler ?? '',
      question,
      askedByName: nameOf(by),
      dueAt,
      isMine: answer === null && isCandidate(principal, asked?.candidateKeys ?? []),
      answer:
        answer === null
          ? null
          : { verdict: answer.verdict, opinion: answer.opinion, byName: nameOf(answer.by), at: answer.at },
    };
  });
}

function clausesOf({ parts }: ReadyVersion): string[] {
  const { conditions, amount } = parts.rules;
  const clauses = [...conditions.map((condition) => condition.clause), amount?.clause ?? ''];
  return [...new Set(clauses.filter((clause) => clause.trim() !== ''))];
}

function waitsFor(reason: string | undefined): MyTask['waitsFor'] {
  if (reason === 'returned-to-applicant') return 'applicant';
  if (reason === 'returned-to-step') return 'step';
  return reason === 'special-procedure' ? 'procedure' : null;
}

/** Accounts that a task names, to be shown by name. */
export const accountsNamedIn = (document: CaseDocument): readonly string[] => [
  ...Object.values(document.flow.tasks).flatMap((task) => [
    ...task.votes.map((vote) => vote.by),
    ...(task.added ?? []).map((signer) => signer.accountId),
    ...Object.values(task.holders ?? {}),
    ...(task.delegation === undefined ? [] : [task.delegation.to, task.delegation.by]),
    ...(task.requests ?? []).flatMap((request) => [request.by, request.answer?.by ?? request.by]),
  ]),
  ...Object.values(document.flow.done).map((done) => done.by),
];

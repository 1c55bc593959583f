import { barredAccounts, type FlowEvent, type StepSettings, type TaskClock, type UserTaskState } from '#core/flow';
import type { TaskSnapshot } from '../../tasks/task-document.js';
import type { StepAssignment } from '../assigning.js';
import type { CurrentStep } from '../case-document.js';
import { type Happening, isMigrated } from './happening.js';
import { openKeysOf } from './open-keys.js';

const clockOf = (clock: TaskClock): Pick<CurrentStep, 'dueAt' | 'bankedMinutes'> => ({
  dueAt: clock.status === 'running' ? clock.dueAt : null,
  bankedMinutes: clock.status === 'stopped' ? clock.bankedMinutes : null,
});

/** The open tasks after a command. `assigned` holds who may take those that are new or went to somebody else. */
export function currentStepsAfter(
  happening: Happening,
  assigned: ReadonlyMap<string, StepAssignment>,
): readonly CurrentStep[] {
  const before = new Map(happening.facts.currentSteps.map((step) => [step.taskId, step]));
  const steps: CurrentStep[] = [];
  for (const task of Object.values(happening.state.tasks)) {
    const element = happening.definition.elements[task.elementId];
    if (element?.type !== 'userTask') continue;
    const known = before.get(task.id);
    const assignment = assigned.get(task.id) ?? known;
    if (assignment === undefined) throw new Error(`Expected ${task.id} to be assigned, but it is not`);
    steps.push({
      taskId: task.id,
      elementId: task.elementId,
      name: element.name,
      kind: element.step.kind,
      handler: assignment.handler,
      candidateKeys: assignment.candidateKeys,
      openKeys: openKeysOf(element.step, task, assignment),
      seats: assignment.seats ?? [],
      requests: assignment.requests ?? [],
      assignedAs: assignment.assignedAs,
      urgedTimes: task.urged?.times ?? 0,
      urgedAt: task.urged?.at ?? null,
      escalated: task.escalatedTo !== undefined,
      ...decidedParts(happening, task.id, known),
      status: task.status,
      claimedBy: task.claimedBy,
      claimedByName: claimerName(happening, task, known),
      createdAt: task.createdAt,
      ...clockOf(task.clock),
    });
  }
  return steps;
}

function claimerName({ actor, detail }: Happening, task: UserTaskState, known: CurrentStep | undefined): string | null {
  if (task.claimedBy === null) return null;
  const named = detail.names?.[task.claimedBy];
  if (named !== undefined) return named;
  if (task.claimedBy === actor.accountId) return actor.name;
  return known?.claimedBy === task.claimedBy ? known.claimedByName : null;
}

/** How the tasks that this command touched look now, also those it finished. */
export function taskSnapshots(happening: Happening, after: readonly CurrentStep[]): readonly TaskSnapshot[] {
  const all = isMigrated(happening) ? after.map((step) => step.taskId) : [];
  const touched = new Set([...all, ...happening.events.map(taskIdOfEvent).filter((id) => id !== null)]);
  const now = new Map(after.map((step) => [step.taskId, step]));
  const before = new Map(happening.facts.currentSteps.map((step) => [step.taskId, step]));
  return [...touched].flatMap((taskId) => {
    const open = now.get(taskId);
    if (open !== undefined)
      return [snapshot(happening, open, { status: open.status, doneBy: null, doneByName: null, finishedAt: null })];
    const closed = before.get(taskId);
    if (closed === undefined) return [];
    const done = happening.events.find((event) => event.type === 'TaskCompleted' && event.taskId === taskId);
    const by = done?.by ?? null;
    const end = {
      status: done === undefined ? ('cancelled' as const) : ('done' as const),
      doneBy: by,
      doneByName: by === happening.actor.accountId ? happening.actor.name : null,
      finishedAt: happening.at,
    };
    const step = {
      ...claimedInTheAct(happening, closed, by === happening.actor.accountId),
      ...decidedParts(happening, taskId, closed),
      openKeys: [],
    };
    return [snapshot(happening, step, end)];
  });
}

const decisions: ReadonlySet<FlowEvent['type']> = new Set([
  'TaskCompleted',
  'VoteCast',
  'DelegationAnswered',
  'RequestAnswered',
]);

/** Who has decided a part of a task so far: they find it among what they have done. */
function decidedParts(
  { events, at }: Happening,
  taskId: string,
  known: CurrentStep | undefined,
): Pick<CurrentStep, 'decidedBy' | 'decidedAt'> {
  const now = events.filter((event) => decisions.has(event.type) && taskIdOfEvent(event) === taskId);
  return {
    decidedBy: [...new Set([...(known?.decidedBy ?? []), ...now.map((event) => event.by)])],
    decidedAt: now.length > 0 ? at : (known?.decidedAt ?? null),
  };
}

/** Who decides an unclaimed task has taken it in the same act. */
const claimedInTheAct = ({ actor }: Happening, step: CurrentStep, done: boolean): CurrentStep =>
  done && step.claimedBy === null ? { ...step, claimedBy: actor.accountId, claimedByName: actor.name } : step;

function snapshot(
  { facts, state, definition }: Happening,
  step: CurrentStep,
  end: Pick<TaskSnapshot, 'status' | 'doneBy' | 'doneByName' | 'finishedAt'>,
): TaskSnapshot {
  const element = definition.elements[step.elementId];
  // Who sits where, what was asked and how it came to somebody stay with the case.
  const { seats: _seats, requests: _requests, assignedAs: _assignedAs, ...shown } = step;
  return {
    ...shown,
    ...end,
    barredAccountIds: element?.type === 'userTask' ? keptOut(state, element.step, state.tasks[step.taskId]) : [],
    caseNumber: facts.number,
    policyId: facts.policyId,
    policyTitle: facts.policyTitle,
    applicantName: facts.applicantName,
    requestedAmountFen: facts.requestedAmountFen,
    grantedAmountFen: state.grantedAmountFen,
    sortKey: step.dueAt ?? '9999',
    searchText: `${facts.number} ${facts.policyTitle} ${facts.applicantName}`.toLowerCase(),
  };
}

/** Who must not decide it, and who has decided their part already. */
const keptOut = (state: Happening['state'], step: StepSettings, task: UserTaskState | undefined): readonly string[] => [
  ...new Set([...barredAccounts(state, step), ...(task?.votes ?? []).map((vote) => vote.by)]),
];

const taskIdOfEvent = (event: FlowEvent): string | null =>
  'taskId' in event && typeof event.taskId === 'string' ? event.taskId : null;

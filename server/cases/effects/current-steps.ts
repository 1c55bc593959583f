import { barredAccounts, type FlowEvent, type TaskClock, type UserTaskState } from '#core/flow';
import type { Assignment } from '../../tasks/resolve-assignee.js';
import type { TaskSnapshot } from '../../tasks/task-document.js';
import type { CurrentStep } from '../case-document.js';
import { type Happening, isMigrated } from './happening.js';

type Resolve = (assignee: string) => Promise<Assignment>;

const clockOf = (clock: TaskClock): Pick<CurrentStep, 'dueAt' | 'bankedMinutes'> => ({
  dueAt: clock.status === 'running' ? clock.dueAt : null,
  bankedMinutes: clock.status === 'stopped' ? clock.bankedMinutes : null,
});

/** The open tasks after a command; who may take a task is settled when it is made, from its symbolic assignee. */
export async function currentStepsAfter(happening: Happening, resolve: Resolve): Promise<readonly CurrentStep[]> {
  const before = new Map(happening.facts.currentSteps.map((step) => [step.taskId, step]));
  const migrated = isMigrated(happening);
  const steps: CurrentStep[] = [];
  for (const task of Object.values(happening.state.tasks)) {
    const element = happening.definition.elements[task.elementId];
    if (element?.type !== 'userTask') continue;
    const known = before.get(task.id);
    const assignment: Assignment = known === undefined || migrated ? await resolve(element.step.assignee) : known;
    steps.push({
      taskId: task.id,
      elementId: task.elementId,
      name: element.name,
      kind: element.step.kind,
      handler: assignment.handler,
      candidateKeys: assignment.candidateKeys,
      status: task.status,
      claimedBy: task.claimedBy,
      claimedByName: claimerName(happening, task, known),
      createdAt: task.createdAt,
      ...clockOf(task.clock),
    });
  }
  return steps;
}

function claimerName({ actor }: Happening, task: UserTaskState, known: CurrentStep | undefined): string | null {
  if (task.claimedBy === null) return null;
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
    if (open !== undefined) return [snapshot(happening, open, { status: open.status, doneBy: null, finishedAt: null })];
    const closed = before.get(taskId);
    if (closed === undefined) return [];
    const done = happening.events.some((event) => event.type === 'TaskCompleted' && event.taskId === taskId);
    const end = {
      status: done ? ('done' as const) : ('cancelled' as const),
      doneBy: done ? happening.actor.accountId : null,
      finishedAt: happening.at,
    };
    return [snapshot(happening, claimedInTheAct(happening, closed, done), end)];
  });
}

/** Who decides an unclaimed task has taken it in the same act. */
const claimedInTheAct = ({ actor }: Happening, step: CurrentStep, done: boolean): CurrentStep =>
  done && step.claimedBy === null ? { ...step, claimedBy: actor.accountId, claimedByName: actor.name } : step;

function snapshot(
  { facts, state, definition }: Happening,
  step: CurrentStep,
  end: Pick<TaskSnapshot, 'status' | 'doneBy' | 'finishedAt'>,
): TaskSnapshot {
  const element = definition.elements[step.elementId];
  return {
    ...step,
    ...end,
    barredAccountIds: element?.type === 'userTask' ? barredAccounts(state, element.step) : [],
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

const taskIdOfEvent = (event: FlowEvent): string | null =>
  'taskId' in event && typeof event.taskId === 'string' ? event.taskId : null;

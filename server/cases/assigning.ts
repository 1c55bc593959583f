import type { TenantRules } from '#core/contract';
import {
  conflictOf,
  type FlowEvent,
  isVoted,
  type ProcessState,
  type StepSettings,
  type UserTask,
  type UserTaskState,
} from '#core/flow';
import type { Assignment, Resolve } from '../tasks/resolve-assignee.js';
import type { CurrentStep } from './case-document.js';
import type { FlowWish } from './decide-flow.js';

/** Who may take a step and its places, as it is kept with the case. */
export type StepAssignment = Pick<CurrentStep, 'candidateKeys' | 'handler' | 'seats' | 'requests' | 'assignedAs'>;

/** Something that follows by itself, and in whose name. */
export interface FollowUp {
  readonly wish: FlowWish;
  readonly accountId: string;
}

export const systemAccountId = 'system';

interface Assigning {
  readonly state: ProcessState;
  readonly resolve: Resolve;
  readonly rules: TenantRules;
  /** Accounts with a role in finance (R58). */
  readonly finance: ReadonlySet<string>;
  /** Who approved the step that led here in this very command (去重). */
  readonly approvedBy: string | null;
}

/** What a task's assignment was worked out from; another text means that it must be worked out anew. */
export const assignedAs = (task: UserTaskState, step: StepSettings): string =>
  JSON.stringify([task.assignee ?? step.assignee, task.escalatedTo ?? null, (task.requests ?? []).map(({ id }) => id)]);

/** Who decides a step, and what follows at once where nobody can or somebody just has (审批人为空, 去重). */
export async function assignStep(
  assigning: Assigning,
  element: UserTask,
  task: UserTaskState,
): Promise<{ readonly assignment: StepAssignment; readonly followUps: readonly FollowUp[] }> {
  const { step } = element;
  const isPayout = step.kind === 'payout';
  const followUps: FollowUp[] = [];
  const place = async (assignee: string, deciderId?: string): Promise<Assignment> => {
    const found = await assigning.resolve(assignee);
    const wish = await settledBy(assigning, step, task, found, deciderId);
    if (wish.followUp !== null) followUps.push(wish.followUp);
    return withoutFinance(wish.assignment, assigning, isPayout);
  };
  const seats = isVoted(step)
    ? await Promise.all(
        step.deciders.map(async ({ id, assignee }) => {
          const { candidateKeys, handler } = await place(assignee, id);
          return { id, candidateKeys, handler };
        }),
      )
    : [];
  const own = isVoted(step) ? null : await place(task.assignee ?? step.assignee);
  const escalated =
    task.escalatedTo === undefined
      ? null
      : withoutFinance(await assigning.resolve(task.escalatedTo), assigning, isPayout);
  const requests = await Promise.all(
    (task.requests ?? []).map(async ({ id, to }) => {
      const { candidateKeys, handler } = await assigning.resolve(to);
      return { id, candidateKeys, handler };
    }),
  );
  const groups = [...(own === null ? seats : [own]), ...(escalated === null ? [] : [escalated])];
  return {
    assignment: {
      candidateKeys: [...new Set(groups.flatMap((one) => one.candidateKeys))],
      handler: [...new Set(groups.map((one) => one.handler).filter((name) => name !== ''))].join('、'),
      seats,
      requests,
      assignedAs: assignedAs(task, step),
    },
    // Places settle one after another; one that follows from another's end is worked out then.
    followUps: followUps.slice(0, 1),
  };
}

/** R58: where the tenant rules so, finance holds no step but payment. */
function withoutFinance(assignment: Assignment, { rules }: Assigning, isPayout: boolean): Assignment {
  if (rules.financeApproves || isPayout) return assignment;
  return { ...assignment, candidateKeys: assignment.candidateKeys.filter((key) => !/^finance[=>]/.test(key)) };
}

async function settledBy(
  assigning: Assigning,
  step: StepSettings,
  task: UserTaskState,
  found: Assignment,
  deciderId: string | undefined,
): Promise<{ readonly assignment: Assignment; readonly followUp: FollowUp | null }> {
  const { state, rules, finance, approvedBy } = assigning;
  const taskId = task.id;
  const target = { taskId, ...(deciderId === undefined ? {} : { deciderId }) };
  const isDone = task.status !== 'open' || task.votes.some((vote) => vote.deciderId === deciderId);
  const isHeld = deciderId !== undefined && task.holders?.[deciderId] !== undefined;
  const isPayout = step.kind === 'payout';
  if (found.accountIds === null || isDone || isHeld) return { assignment: found, followUp: null };
  const may = (accountId: string) =>
    conflictOf(state, step, accountId) === null && (rules.financeApproves || isPayout || !finance.has(accountId));
  const allowed = found.accountIds.filter(may);
  const settle = (decision: 'approve' | 'refuse', cause: 'nobody' | 'repeat', accountId: string) => ({
    assignment: found,
    followUp: { wish: { type: 'SettleTask', ...target, decision, cause } as const, accountId },
  });
  if (allowed.length > 0) {
    const repeats = approvedBy !== null && step.skipRepeat && allowed.includes(approvedBy) && asksNothing(step);
    const hasVoted = task.votes.some((vote) => vote.by === approvedBy);
    return repeats && !hasVoted ? settle('approve', 'repeat', approvedBy) : { assignment: found, followUp: null };
  }
  // A payment waits for who pays; nobody else does it for want of them.
  if (isPayout) return { assignment: found, followUp: null };
  // The law wins over convenience: where people are there and must keep out, nothing passes by itself.
  const isKeptOut = found.accountIds.length > 0;
  if (step.whenEmpty === 'pass' && !isKeptOut) return settle('approve', 'nobody', systemAccountId);
  if (step.whenEmpty === 'reject' && !isKeptOut) return settle('refuse', 'nobody', systemAccountId);
  const instead = step.whenEmpty === 'stand-in' ? await assigning.resolve(step.emptyStandIn) : null;
  if (instead?.accountIds?.some(may)) return { assignment: joined(found, instead), followUp: null };
  const admins = await Promise.all(
    ['role:department-admin@policy-unit', 'role:tenant-admin@policy-unit'].map(assigning.resolve),
  );
  const first = admins.find((one) => one.accountIds?.some(may));
  return { assignment: first === undefined ? found : joined(found, first), followUp: null };
}

/** The group itself still finds the step: whoever joins it later may decide. */
const joined = (found: Assignment, instead: Assignment): Assignment => ({
  candidateKeys: [...new Set([...found.candidateKeys, ...instead.candidateKeys])],
  handler: instead.handler,
  accountIds: instead.accountIds,
});

/** 去重 is for steps that ask nothing new of who has just approved. */
const asksNothing = (step: StepSettings): boolean =>
  !step.grantsAmount &&
  !step.opinionRequired &&
  !step.meeting &&
  !step.namesClause &&
  step.signature !== 'required' &&
  step.kind !== 'payout' &&
  !step.reviewPoints.some((point) => point.required) &&
  !Object.values(step.fields).includes('required');

/** Who approved, in these events, last before a task was made. */
export function approverBefore(events: readonly FlowEvent[], taskId: string): string | null {
  const made = events.findIndex((event) => event.type === 'TaskCreated' && event.taskId === taskId);
  const before = events
    .slice(0, Math.max(0, made))
    .findLast((event) => event.type === 'TaskCompleted' && event.decision === 'approve');
  return before === undefined || before.by === systemAccountId ? null : before.by;
}

import type { CaseDetail, CaseRow } from '#core/contract';
import type { FlowEvent, ProcessState } from '#core/flow';
import type { StepAssignment } from '../assigning.js';
import type { CaseDocument, CurrentStep, OutboxEntry } from '../case-document.js';
import { currentStepsAfter, taskSnapshots } from './current-steps.js';
import type { Happening } from './happening.js';
import { jobsOf } from './jobs-of.js';
import { noticesOf } from './notices-of.js';
import { paymentAfter } from './payment-of.js';
import { linesOf } from './timeline-lines.js';
import { auditsOf, incidentsOf, subscriptionsOf } from './waits-of.js';

/** What changes on the case by what the flow decided. */
export type FlowChanges = Pick<
  CaseDocument,
  | 'status'
  | 'flow'
  | 'currentSteps'
  | 'handlers'
  | 'copiedTo'
  | 'correction'
  | 'payment'
  | 'grantedAmountFen'
  | 'seenFrom'
  | 'finishedAt'
  | 'updatedAt'
>;

/** The parts of an outbox entry that follow from the flow's events. */
export type EntryEffect = 'lines' | 'tasks' | 'notices' | 'payouts' | 'jobs' | 'subscriptions' | 'incidents' | 'audits';

export interface Effects {
  readonly changes: FlowChanges;
  readonly entry: Pick<OutboxEntry, EntryEffect>;
}

/** Everything that follows from a command: the case as it is then, and what its projections become. */
export function caseAfter(
  happening: Happening,
  assigned: ReadonlyMap<string, StepAssignment>,
  copied: readonly string[],
): Effects {
  const { facts, state, at } = happening;
  const currentSteps = currentStepsAfter(happening, assigned);
  const { payment, payouts } = paymentAfter(happening);
  const lines = linesOf(happening);
  return {
    changes: {
      status: statusOf(state),
      flow: state,
      currentSteps,
      handlers: handlersAfter(happening),
      copiedTo: [...new Set([...facts.copiedTo, ...copied])],
      correction: correctionAfter(happening),
      payment,
      grantedAmountFen: state.grantedAmountFen,
      seenFrom: seenFromAfter(facts.seenFrom, currentSteps),
      finishedAt: state.status === 'ended' ? new Date(at) : null,
      updatedAt: new Date(at),
    },
    entry: {
      lines,
      tasks: taskSnapshots(happening, currentSteps),
      notices: noticesOf(happening, lines),
      payouts,
      jobs: jobsOf(happening),
      subscriptions: subscriptionsOf(happening),
      incidents: incidentsOf(happening),
      audits: auditsOf(happening),
    },
  };
}

function statusOf(state: ProcessState): CaseRow['status'] {
  if (state.status === 'ended') return state.outcome ?? 'terminated';
  const waits = Object.values(state.tasks).some((task) => task.suspension?.reason === 'returned-to-applicant');
  return waits ? 'correction' : 'in-progress';
}

const handling: ReadonlySet<FlowEvent['type']> = new Set([
  'TaskClaimed',
  'TaskCompleted',
  'VoteCast',
  'DelegationAnswered',
  'RequestAnswered',
]);

function handlersAfter({ facts, events, actor }: Happening): readonly string[] {
  const handled = events.some((event) => handling.has(event.type));
  return handled ? [...new Set([...facts.handlers, actor.accountId])] : facts.handlers;
}

function correctionAfter({ facts, events, actor, at, state }: Happening): CaseDetail['correction'] {
  const returned = events.findLast((event) => event.type === 'TaskReturned' && event.to === 'applicant');
  if (returned?.type === 'TaskReturned') {
    const items = (returned.items ?? []).map(({ target, text }) => ({ path: target === '' ? null : target, text }));
    return { reason: returned.reason, items, at, byName: actor.unitName ?? actor.name };
  }
  return statusOf(state) === 'correction' ? facts.correction : null;
}

/** Units that handle a step supervise the case from then on, beside the unit that owns the policy. */
function seenFromAfter(before: readonly string[], steps: readonly CurrentStep[]): readonly string[] {
  const keys = steps.flatMap((step) =>
    step.candidateKeys.flatMap((key) => {
      const exact = /^[^=>]+=(\/.+)$/.exec(key)?.[1];
      if (exact !== undefined) return [`=${exact}`];
      const above = /^[^=>]+>(\/.+)$/.exec(key)?.[1];
      return above === undefined ? [] : [above];
    }),
  );
  return [...new Set([...before, ...keys])];
}

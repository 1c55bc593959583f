import type { TimelineEntry } from '#core/contract';
import type { FlowEvent } from '#core/flow';
import { systemAccountId } from '../assigning.js';
import { type Happening, stepNameOf } from './happening.js';
import { officeLineOf, recordDetail } from './office-lines.js';

type Line = Pick<TimelineEntry, 'kind' | 'stepName' | 'opinion' | 'detail'>;
type Completed = Extract<FlowEvent, { type: 'TaskCompleted' }>;
type Returned = Extract<FlowEvent, { type: 'TaskReturned' }>;

const line = (kind: Line['kind'], more: Partial<Line> = {}): Line => ({
  kind,
  stepName: null,
  opinion: null,
  detail: {},
  ...more,
});

/** What people read of a command in the timeline, with names as they are at this moment. */
export function linesOf(happening: Happening): readonly TimelineEntry[] {
  const { seq, at, actor, detail } = happening;
  const lines = happening.events.flatMap((event) => {
    const found = lineOf(happening, event) ?? officeLineOf(happening, event);
    if (found === null) return [];
    // What follows by itself is nobody's act.
    const isBySystem = event.by === systemAccountId && actor.accountId !== systemAccountId;
    const who = isBySystem ? { actorName: null, unitName: null } : { actorName: actor.name, unitName: actor.unitName };
    const away: Line['detail'] = detail.onBehalfOf === undefined ? {} : { onBehalfOf: detail.onBehalfOf };
    return [{ seq, at, ...who, ...found, detail: { ...found.detail, ...away } }];
  });
  // The account is told beside the flow, which does not wait for it.
  if (detail.confirmation !== 'confirmed') return lines;
  const confirmed = line('account-confirmed', { detail: submittedDetail(happening) });
  return [...lines, { seq, at, actorName: actor.name, unitName: actor.unitName, ...confirmed }];
}

function lineOf(happening: Happening, event: FlowEvent): Line | null {
  switch (event.type) {
    case 'ProcessStarted':
      return line(happening.facts.channel === 'screening' ? 'screened' : 'submitted', {
        detail: submittedDetail(happening),
      });
    case 'TaskCompleted':
      return completedLine(happening, event);
    case 'TaskReturned':
      return returnedLine(happening, event);
    case 'TaskResumed':
      if (event.cause !== 'resubmitted') return null;
      return line('resubmitted', { stepName: stepNameOf(happening, event.elementId) });
    case 'PaymentRecorded':
      return line('paid', { stepName: stepNameOf(happening, event.elementId), detail: paidDetail(happening, event) });
    case 'PaymentFailed':
      return line('payment-failed', { stepName: stepNameOf(happening, event.elementId), opinion: event.reason });
    case 'ProcessEnded':
      if (event.outcome === 'completed') return line('completed');
      if (happening.detail.confirmation === 'given-up') return line('given-up', { opinion: event.reason || null });
      return event.outcome === 'withdrawn' ? line('withdrawn', { opinion: event.reason || null }) : null;
    case 'IncidentRaised':
      return line('incident', { stepName: stepNameOf(happening, event.incident.elementId) });
    case 'IncidentResolved': {
      if (event.how === 'cancelled') return null;
      return line(`incident-${event.how}`, {
        stepName: stepNameOf(happening, event.elementId),
        opinion: event.reason,
      });
    }
    case 'ProcessMigrated': {
      const { migration } = happening.detail;
      if (migration === undefined) return null;
      const { fromVersion, toVersion, reason } = migration;
      return line('migrated', { opinion: reason, detail: { fromVersion, toVersion } });
    }
    default:
      return null;
  }
}

function submittedDetail({ detail, facts }: Happening): Line['detail'] {
  return {
    ...(detail.agentName === undefined ? {} : { agentName: detail.agentName }),
    ...(facts.requestedAmountFen === null ? {} : { amountFen: facts.requestedAmountFen }),
  };
}

function completedLine(happening: Happening, event: Completed): Line | null {
  const said = {
    stepName: stepNameOf(happening, event.elementId),
    opinion: event.opinion || null,
    detail: recordDetail(event.record),
  };
  if (event.cause !== undefined && event.decision === 'approve')
    return line('passed', { ...said, detail: { cause: event.cause } });
  const cause: Line['detail'] = event.cause === undefined ? {} : { cause: event.cause };
  if (event.decision === 'refuse') return line('refused', { ...said, detail: { ...said.detail, ...cause } });
  if (event.decision === 'refuse-acceptance')
    return line('acceptance-refused', { ...said, detail: { ...said.detail, ...cause } });
  switch (event.kind) {
    case 'acceptance':
      return line('accepted', said);
    case 'review':
    case 'joint-review':
    case 'decision':
      return line('approved', { ...said, detail: { ...said.detail, ...approvedDetail(happening, event) } });
    case 'payout':
      // Told by the payment itself.
      return null;
    default:
      return line('step-finished', said);
  }
}

function approvedDetail({ detail }: Happening, event: Completed): Line['detail'] {
  if (event.grantedAmountFen === undefined) return {};
  return {
    amountFen: event.grantedAmountFen,
    ...(detail.amountReason === undefined ? {} : { amountReason: detail.amountReason }),
  };
}

function returnedLine(happening: Happening, event: Returned): Line {
  const items = (event.items ?? []).map((item) => item.text);
  return line('returned', {
    stepName: stepNameOf(happening, event.elementId),
    opinion: event.reason,
    detail: { ...(items.length === 0 ? {} : { items }), ...returnedTo(happening, event) },
  });
}

/** Back to an earlier step: which, and how it comes again. */
const returnedTo = (happening: Happening, { targetElementId, mode }: Returned): Line['detail'] =>
  targetElementId === undefined
    ? {}
    : { target: stepNameOf(happening, targetElementId), ...(mode === undefined ? {} : { mode }) };

function paidDetail({ detail, facts, state }: Happening, event: Extract<FlowEvent, { type: 'PaymentRecorded' }>) {
  // Of a payment in parts, this part.
  const amountFen = facts.payment?.amountFen ?? state.grantedAmountFen ?? facts.requestedAmountFen;
  return {
    voucherNumber: event.voucherNumber,
    ...(amountFen === null ? {} : { amountFen }),
    ...(detail.paidOn === undefined ? {} : { paidOn: detail.paidOn }),
  };
}

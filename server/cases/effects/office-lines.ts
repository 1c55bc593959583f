import type { TimelineEntry } from '#core/contract';
import type { DecisionRecord, FlowEvent } from '#core/flow';
import { type Happening, stepNameOf } from './happening.js';

type Line = Pick<TimelineEntry, 'kind' | 'stepName' | 'opinion' | 'detail'>;

/** What the office does among itself on the way to a decision, as the history shows it. */
export function officeLineOf(happening: Happening, event: FlowEvent): Line | null {
  const { names = {}, units = {}, onBehalfOf } = happening.detail;
  const at = (kind: Line['kind'], opinion: string, detail: Line['detail'] = {}): Line => ({
    kind,
    stepName: 'elementId' in event && event.elementId !== null ? stepNameOf(happening, event.elementId) : null,
    opinion: opinion === '' ? null : opinion,
    detail,
  });
  const to = (accountId: string): Line['detail'] => ({ to: names[accountId] ?? '' });
  switch (event.type) {
    case 'VoteCast':
      return at('voted', event.opinion, {
        decision: event.decision,
        ...recordDetail(event.record),
        ...(event.cause === undefined ? {} : { cause: event.cause }),
      });
    case 'TaskTransferred':
      // A stand-in taking over is said with what they then do.
      return onBehalfOf === undefined ? at('transferred', event.reason, to(event.to)) : null;
    case 'SeatTransferred':
      return names[event.to] === undefined ? null : at('transferred', event.reason, to(event.to));
    case 'TaskRouted':
      return at('routed', event.reason, { to: units[event.to] ?? event.to });
    case 'TaskDelegated':
      return at('delegated', event.reason, to(event.to));
    case 'DelegationAnswered':
      return at('delegation-answered', event.opinion, recordDetail(event.record));
    case 'SignerAdded':
      return at('signer-added', event.signer.reason, { ...to(event.signer.accountId), place: event.signer.place });
    case 'SignerRemoved':
      return at('signer-removed', event.reason, to(event.accountId));
    case 'OpinionRequested':
      return at('opinion-requested', event.request.question, {
        to: units[event.request.to] ?? event.request.to,
        dueAt: event.request.dueAt,
      });
    case 'RequestAnswered':
      return at('request-answered', event.opinion, { verdict: event.verdict });
    case 'ProcedureBegun':
      return at('procedure-begun', event.reason, { procedure: event.procedure });
    case 'ProcedureEnded':
      return at('procedure-ended', event.result);
    case 'DecisionTakenBack':
      return at('taken-back', event.reason);
    case 'TaskUrged':
      return at('urged', event.text);
    case 'TaskReminded':
      return at('reminded', '', { when: event.when });
    case 'TaskOverdue':
      return at('overdue', '');
    case 'TaskEscalated':
      return at('escalated', '');
    case 'CaseCopied':
      return at('copied', event.text, { names: event.to.map((id) => names[id] ?? '') });
    case 'PersonRecused':
      return at('recused', event.reason);
    case 'TaskLimitChanged':
      return at('limit-changed', '', event.clock.status === 'running' ? { dueAt: event.clock.dueAt } : {});
    default:
      return null;
  }
}

/** Papers that a decision leaves, as the history shows them. */
export function recordDetail(record: DecisionRecord | undefined): Line['detail'] {
  const { attachments, signature, clauses, minutes } = record ?? {};
  return {
    ...(attachments === undefined ? {} : { attachments: [...attachments] }),
    ...(signature === undefined ? {} : { signature }),
    ...(clauses === undefined ? {} : { clauses: [...clauses] }),
    ...(minutes === undefined
      ? {}
      : { heldOn: minutes.heldOn, attendees: [...minutes.attendees], resolution: minutes.resolution }),
  };
}

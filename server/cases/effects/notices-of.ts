import type { NoticeView, TimelineEntry } from '#core/contract';
import type { NoticeSnapshot } from '../../notices/notice-document.js';
import { type Happening, spokenActor } from './happening.js';

/** Which lines of the timeline the applicant is told of. */
const kinds: Readonly<Partial<Record<TimelineEntry['kind'], NoticeView['kind']>>> = {
  submitted: 'case-submitted',
  accepted: 'case-accepted',
  'acceptance-refused': 'case-acceptance-refused',
  returned: 'case-returned',
  approved: 'case-approved-step',
  refused: 'case-refused',
  paid: 'case-paid',
  'payment-failed': 'case-payment-failed',
  completed: 'case-completed',
  withdrawn: 'case-withdrawn',
  'procedure-begun': 'case-procedure-begun',
  'procedure-ended': 'case-procedure-ended',
  screened: 'award-offered',
};

/** One notice for each line that concerns the applicant, with the reason as it was written (R30). */
export function noticesOf(happening: Happening, lines: readonly TimelineEntry[]): readonly NoticeSnapshot[] {
  return [...noticesOfLines(happening, lines), ...noticesOfServices(happening)];
}

/** What a service task of type `notify` says, told by the unit whose policy it is, once the task is done. */
function noticesOfServices({ facts, definition, events }: Happening): readonly NoticeSnapshot[] {
  return events.flatMap((event) => {
    if (event.type !== 'ServiceJobCompleted') return [];
    const element = definition.elements[event.elementId];
    if (element === undefined || !('service' in element) || element.service.type !== 'notify') return [];
    const { applicantId, number: caseNumber, policyTitle, unitName: by } = facts;
    const reason = element.service.params.text ?? '';
    return [{ kind: 'case-message', applicantId, caseNumber, policyTitle, by, reason, amountFen: null }];
  });
}

function noticesOfLines({ facts, actor }: Happening, lines: readonly TimelineEntry[]): readonly NoticeSnapshot[] {
  return lines.flatMap((line) => {
    const kind = kinds[line.kind];
    // A payment that ends the case is told once, as the payment.
    if (kind === undefined || (line.kind === 'completed' && lines.some((other) => other.kind === 'paid'))) return [];
    return [
      {
        kind,
        applicantId: facts.applicantId,
        caseNumber: facts.number,
        policyTitle: facts.policyTitle,
        by: line.kind === 'completed' ? facts.unitName : spokenActor(actor),
        reason: reasonOf(line),
        amountFen: typeof line.detail.amountFen === 'number' ? line.detail.amountFen : null,
      },
    ];
  });
}

function reasonOf({ kind, opinion, detail }: TimelineEntry): string | null {
  if (kind === 'submitted' || kind === 'screened') return null;
  const items = Array.isArray(detail.items) ? detail.items.map((item, index) => `${index + 1}. ${item}`) : [];
  const text = [opinion ?? '', ...items].filter((part) => part !== '').join('\n');
  return text === '' ? null : text;
}

import type { TimelineEntry } from '#core/contract';

/** How the office shares out its work among itself is its own; the applicant reads what was decided and what stands still. */
const internal: ReadonlySet<TimelineEntry['kind']> = new Set([
  'voted',
  'transferred',
  'routed',
  'delegated',
  'delegation-answered',
  'signer-added',
  'signer-removed',
  'opinion-requested',
  'request-answered',
  'taken-back',
  'reminded',
  'overdue',
  'escalated',
  'copied',
  'recused',
]);

/** The timeline without what is internal, and without the office's own papers. */
export const timelineForApplicant = (timeline: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  timeline
    .filter((entry) => !internal.has(entry.kind))
    .map((entry) => {
      const { attachments: _files, signature: _drawn, onBehalfOf: _away, ...detail } = entry.detail;
      return { ...entry, detail };
    });

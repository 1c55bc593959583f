import type { TaskRow } from '#core/contract';
import { type StepKind, stepKinds } from '#core/flow';

type ShownKind = TaskRow['stepKind'];

/** Steps as desks group them: fewer kinds than the flow knows. */
export function shownKind(kind: StepKind): ShownKind {
  switch (kind) {
    case 'intake':
    case 'acceptance':
    case 'review':
    case 'payout':
    case 'publicity':
      return kind;
    case 'joint-review':
    case 'decision':
      return 'review';
    case 'result':
      return 'publicity';
    case 'applicant':
    case 'other':
      return 'other';
  }
}

/** The flow's kinds that are shown as this one. */
export const kindsShownAs = (shown: ShownKind): readonly StepKind[] =>
  stepKinds.filter((kind) => shownKind(kind) === shown);

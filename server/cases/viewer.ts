import type { Principal } from '../http/principal.js';
import { actsAs, isCandidate } from '../tasks/candidate-keys.js';
import type { CaseDocument } from './case-document.js';
import { reachKeys, windowKeys } from './unit-keys.js';

/** How somebody comes to see a case; who has no way does not know that it exists (D1). */
export interface Viewer {
  readonly principal: Principal;
  /** Acts for the applicant by membership. */
  readonly isApplicant: boolean;
  /** Works at the window that filed it. */
  readonly isFilingWindow: boolean;
  /** Has, may take or has had a step of it. */
  readonly isHandler: boolean;
  readonly isSupervisor: boolean;
  /** It was copied to them (抄送): they read. */
  readonly isCopied: boolean;
}

type Visible = Pick<CaseDocument, 'applicantId' | 'filedFrom' | 'seenFrom' | 'handlers' | 'currentSteps' | 'copiedTo'>;

/** The viewer, or null for who may not see the case. */
export function viewerOf(document: Visible, principal: Principal): Viewer | null {
  const meets = (keys: readonly string[], reach: readonly string[]) => reach.some((key) => keys.includes(key));
  const viewer: Viewer = {
    principal,
    isApplicant: principal.actsFor(document.applicantId),
    isFilingWindow: meets(document.filedFrom, windowKeys(principal)),
    isHandler:
      document.handlers.includes(principal.accountId) ||
      document.currentSteps.some(
        (step) =>
          actsAs(principal, step.claimedBy) || isCandidate(principal, [...step.candidateKeys, ...step.openKeys]),
      ),
    isSupervisor: meets(document.seenFrom, reachKeys(principal, 'case.supervise')),
    isCopied: isCandidate(principal, document.copiedTo),
  };
  const sees =
    viewer.isApplicant || viewer.isFilingWindow || viewer.isHandler || viewer.isSupervisor || viewer.isCopied;
  return sees ? viewer : null;
}

/** Who may act as the applicant: itself, or the window that filed for it. */
export const actsAsApplicant = (viewer: Viewer): boolean => viewer.isApplicant || viewer.isFilingWindow;

import { chinaCalendar, localDay } from '#core/calendar';
import type { PastAward } from '#core/policy';
import type { CaseDocument } from '../cases/case-document.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { AwardEntry, AwardSnapshot } from './award-document.js';

type AwardFacts = Pick<CaseDocument, 'policyId' | 'policyTitle' | 'number' | 'requestedAmountFen' | 'award'>;
type AfterCommand = Pick<CaseDocument, 'status' | 'grantedAmountFen' | 'payment'>;

export const yearOf = (at: string): number => Number(localDay(at, chinaCalendar).slice(0, 4));

/** What a case takes up after a command; null where nothing: it ended without a grant, or claims neither place nor money. */
export function awardAfter(
  version: ReadyVersion,
  facts: AwardFacts,
  after: AfterCommand,
  at: string,
): AwardSnapshot | null {
  const { amount, once = null } = version.parts.rules;
  const isOver = after.status !== 'in-progress' && after.status !== 'correction' && after.status !== 'completed';
  if (isOver) return null;
  const amountFen = amount === null ? 0 : boundAmount(version, facts, after);
  if (amountFen === 0 && once === null) return null;
  const before = facts.award;
  return {
    policyId: facts.policyId,
    policyTitle: facts.policyTitle,
    caseNumber: facts.number,
    group: amount?.group?.key ?? null,
    capKey: amount?.yearlyCap?.key ?? null,
    once,
    filedYear: before?.filedYear ?? yearOf(at),
    // The year in which the money is granted counts; it stays while the amount does.
    year: before !== null && before.amountFen === amountFen ? before.year : yearOf(at),
    amountFen,
  };
}

/** Money counts from the step that grants it; where none does, what was asked for is paid and counts from the start. */
function boundAmount(version: ReadyVersion, { requestedAmountFen }: AwardFacts, after: AfterCommand): number {
  if (after.grantedAmountFen !== null) return after.grantedAmountFen;
  const isGranted = Object.values(version.flow.elements).some(
    (element) => element.type === 'userTask' && element.step.grantsAmount,
  );
  return isGranted && after.payment === null ? 0 : (requestedAmountFen ?? 0);
}

/** What an entry counts for others: a claim under way as much as what it may become. */
export function heldBy({ award, pending }: AwardEntry): AwardSnapshot | null {
  if (pending === null) return award;
  return award !== null && award.amountFen > pending.award.amountFen ? award : pending.award;
}

/** Awards with money, as rules see them. */
export const pastAwards = (held: readonly AwardSnapshot[]): readonly PastAward[] =>
  held
    .filter(({ amountFen }) => amountFen > 0)
    .map(({ policyId, policyTitle, caseNumber, group, capKey, year, amountFen }) => ({
      policyId,
      policyTitle,
      caseNumber,
      group,
      capKey,
      year,
      amountFen,
    }));

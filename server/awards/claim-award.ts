import type { AmountResult } from '#core/policy';
import type { CaseDocument } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { AwardSnapshot } from './award-document.js';

/** Takes in the ledger what a command adds to what its case takes up; before the case is written, which must follow. */
export async function claimAward(
  { awards }: Pick<CaseServices, 'awards'>,
  version: ReadyVersion,
  command: {
    readonly facts: Pick<CaseDocument, '_id' | 'tenantId' | 'applicantId' | 'award'>;
    readonly after: AwardSnapshot | null;
    readonly amount: AmountResult | null;
    readonly seq: number;
    readonly at: string;
  },
): Promise<void> {
  const { facts, after, amount, seq, at } = command;
  if (after === null || !isMore(facts.award, after)) return;
  const { _id: caseId, tenantId, applicantId } = facts;
  await awards.claim({ tenantId, applicantId, caseId, seq, award: after, at, version, amount });
}

const isMore = (before: AwardSnapshot | null, after: AwardSnapshot): boolean =>
  before === null || after.amountFen > before.amountFen || after.year !== before.year;

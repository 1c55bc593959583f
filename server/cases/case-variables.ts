import type { FeelValue } from '#core/feel';
import type { RegistryFact, SubmissionData } from '#core/form';
import { policyVariables } from '#core/policy';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { Secrets } from '../secrets/secrets.js';
import type { CaseDocument } from './case-document.js';
import type { CaseServices } from './case-services.js';
import { openSubmission } from './sealed-submission.js';

export type Facts = Readonly<Record<string, RegistryFact>>;

/** Registry facts that a case was filed with. */
export const factsOf = (document: Pick<CaseDocument, 'factsSealed'>, secrets: Secrets): Facts =>
  JSON.parse(secrets.open(document.factsSealed)) as Facts;

export const dataOf = (
  document: Pick<CaseDocument, 'submission'>,
  version: ReadyVersion,
  secrets: Secrets,
): SubmissionData => openSubmission(version.form, document.submission, secrets);

/** Everything a condition of the flow may read; the granted amount is the flow's own. */
export function flowVariables(
  { policies }: Pick<CaseServices, 'policies'>,
  version: ReadyVersion,
  given: { readonly facts: Facts; readonly data: SubmissionData; readonly requestedAmountFen: number | null },
): Readonly<Record<string, FeelValue>> {
  return policyVariables({
    registry: policies.library.registry,
    facts: given.facts,
    form: version.form,
    data: given.data,
    amounts: { requestedFen: given.requestedAmountFen, grantedFen: null },
  });
}

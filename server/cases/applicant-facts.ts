import type { ApplicantRecord } from '../applicants/applicant-register.js';
import { withIdentityFacts } from '../applicants/identity-facts.js';
import type { Deps } from '../http/deps.js';
import type { Facts } from './case-variables.js';

/** What government knows of an applicant now, by registry variable. */
export async function applicantFacts(deps: Deps, tenantId: string, applicant: ApplicantRecord): Promise<Facts> {
  const facts = await withIdentityFacts(deps, tenantId, applicant);
  return Object.fromEntries(facts.map(({ name, value, source, asOf }) => [name, { value, source, asOf }]));
}

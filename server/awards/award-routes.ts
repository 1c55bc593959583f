import { routes } from '#core/contract';
import type { CaseServices } from '../cases/case-services.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import { byYear } from './award-ledger.js';

/** What an applicant has been granted: for who acts for it, files at a counter, or reviews. */
export function registerAwards(api: Api, { awards, deps }: CaseServices): void {
  api.handle(routes.listAwards, async ({ principal, params }) => {
    const { tenantId } = principal;
    const { applicantId } = params;
    const may = principal.actsFor(applicantId) || principal.can('applicant.find');
    const applicant = may ? await deps.applicants.byId(tenantId, applicantId) : null;
    if (applicant === null) throw new DomainError('NOT_FOUND');
    const at = deps.clock.now().toISOString();
    const soFar = await awards.soFar({ tenantId, applicantId, caseId: null, policyId: '', at });
    return { year: soFar.year, items: byYear(soFar.awards) };
  });
}

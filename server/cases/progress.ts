import type { AnswerOf, routes } from '#core/contract';
import { DomainError } from '../http/domain-error.js';
import type { CaseServices } from './case-services.js';
import { dataOf } from './case-variables.js';
import { comingSteps, presentCurrentSteps, timelineOf } from './present-case.js';
import { timelineForApplicant } from './timeline-for-applicant.js';

/** A name with all but its first and last characters masked: enough for who knows it. */
export function maskName(name: string): string {
  const characters = [...name];
  if (characters.length <= 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  const shown = characters.length > 6 ? 2 : 1;
  const hidden = '*'.repeat(characters.length - 2 * shown);
  return `${characters.slice(0, shown).join('')}${hidden}${characters.slice(-shown).join('')}`;
}

/** Progress for who holds the receipt: no answers, no names of people, no opinions (R29). */
export async function progressOf(
  services: CaseServices,
  slug: string,
  code: string,
): Promise<AnswerOf<typeof routes.getProgress>> {
  const { deps, policies, store } = services;
  const tenant = await deps.tenants.bySlug(slug);
  const document = tenant === null ? null : await store.byProgressCode(tenant.id, code);
  if (document === null) throw new DomainError('NOT_FOUND');
  const version = await policies.versions.get(document.tenantId, document.policyId, document.policyVersion);
  const calendar = await deps.calendar.of(document.tenantId);
  const data = dataOf(document, version, deps.secrets);
  return {
    number: document.number,
    policyTitle: document.policyTitle,
    applicantMasked: maskName(document.applicantName),
    status: document.status,
    submittedAt: document.submittedAt.toISOString(),
    timeline: timelineForApplicant(await timelineOf(services, document)).map(
      ({ seq, at, kind, stepName, unitName }) => ({
        seq,
        at,
        kind,
        stepName,
        unitName,
      }),
    ),
    currentSteps: presentCurrentSteps(document, deps.clock.now().toISOString(), calendar),
    coming: await comingSteps(services, document, version, data),
  };
}

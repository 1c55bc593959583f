import { type SubmissionData, sensitivePaths, visibleToStep } from '#core/form';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { stepFor } from '../tasks/present-task.js';
import type { CaseServices } from './case-services.js';
import { dataOf } from './case-variables.js';
import { visibleCase } from './load-case.js';
import { stepSettingsOf } from './present-case.js';

/**
 * Identity and bank numbers of a case in full, for who handles it (finance pays to them) and for the window that mends it
 * for the applicant. The view is audited (D20).
 */
export async function revealAnswers(
  services: CaseServices,
  principal: Principal,
  caseId: string,
  reason: string,
): Promise<SubmissionData> {
  const { deps, policies } = services;
  const { document, viewer } = await visibleCase(services, principal, caseId);
  const isMending = document.status === 'correction' && viewer.isFilingWindow;
  if (!viewer.isHandler && !isMending) throw new DomainError('FORBIDDEN');
  const version = await policies.versions.get(document.tenantId, document.policyId, document.policyVersion);
  const step = stepFor(document, principal);
  const settings = step === null ? null : stepSettingsOf(version, step.elementId);
  // Written before the numbers are given: a view without its entry must not happen.
  await deps.audit.record({
    tenantId: principal.tenantId,
    actor: principal,
    action: 'identity-revealed',
    target: document.applicantId,
    detail: { case: document.number, reason },
  });
  const access = { '*': 'read' as const, ...settings?.fields };
  const seen = visibleToStep(version.form, dataOf(document, version, deps.secrets), access);
  const tops = new Set(sensitivePaths(version.form).map((path) => path.split('.')[0] ?? path));
  return Object.fromEntries(Object.entries(seen).filter(([id]) => tops.has(id)));
}

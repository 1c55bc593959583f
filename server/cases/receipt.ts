import QRCode from 'qrcode';
import type { AnswerOf, routes } from '#core/contract';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { CaseServices } from './case-services.js';
import { dataOf } from './case-variables.js';
import { visibleCase } from './load-case.js';
import { materialsOf } from './materials.js';

/** What the receipt (收件凭证) prints; its QR code opens the progress of the case for whoever holds it. */
export async function receiptOf(
  services: CaseServices,
  principal: Principal,
  caseId: string,
): Promise<AnswerOf<typeof routes.getReceipt>> {
  const { deps, files, policies } = services;
  const { document, viewer } = await visibleCase(services, principal, caseId);
  // A receipt carries the way to the public progress: it is for who handed in and who handles.
  if (!viewer.isApplicant && !viewer.isFilingWindow && !viewer.isHandler) throw new DomainError('FORBIDDEN');
  const version = await policies.versions.get(document.tenantId, document.policyId, document.policyVersion);
  const data = dataOf(document, version, deps.secrets);
  const progressUrl = `${deps.config.publicUrl}/t/${principal.tenantSlug}/progress/${document.progressCode}`;
  return {
    number: document.number,
    tenantName: principal.tenantName,
    policyTitle: document.policyTitle,
    applicantName: document.applicantName,
    agentName: document.onBehalf?.agentName ?? null,
    receivedAt: document.submittedAt.toISOString(),
    receivedBy: document.channel === 'window' ? document.filedBy.name : '',
    unitName: document.filedBy.unitName ?? document.unitName,
    materials: await materialsOf(files, document, version, data),
    promisedWorkingDays: version.parts.elements.promisedWorkingDays,
    progressUrl,
    qrSvg: await QRCode.toString(progressUrl, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }),
  };
}

import { chinaCalendar, localDay } from '#core/calendar';
import type { OnBehalf } from '#core/contract';
import { parseIdCard, parseMobile } from '#core/identity';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { StoredOnBehalf } from './case-document.js';
import type { CaseServices } from './case-services.js';

/** Who came and that they agreed, checked and sealed (R37, D20). */
export async function storedOnBehalf(
  services: Pick<CaseServices, 'deps' | 'files'>,
  principal: Principal,
  given: OnBehalf,
): Promise<StoredOnBehalf> {
  const { deps, files } = services;
  const now = deps.clock.now().toISOString();
  const identity = parseIdCard(given.agentIdentityNumber, localDay(now, chinaCalendar));
  if (!identity.ok) throw invalid('onBehalf.agentIdentityNumber', identity.error);
  const mobile = parseMobile(given.agentMobile);
  if (!mobile.ok) throw invalid('onBehalf.agentMobile', mobile.error);
  const { mandateFileId } = given;
  if (given.relation === 'agent' && mandateFileId === null) {
    throw new DomainError('CONSENT_MISSING', { reason: 'MANDATE_MISSING' });
  }
  if (mandateFileId !== null) {
    const file = (await files.byIds(principal.tenantId, [mandateFileId])).get(mandateFileId);
    if (file === undefined || file.uploadedBy !== principal.accountId) throw new DomainError('FILE_UNKNOWN');
  }
  return {
    relation: given.relation,
    agentName: given.agentName,
    agentIdentitySealed: deps.secrets.seal(identity.value.number),
    agentMobileSealed: deps.secrets.seal(mobile.value),
    mandateFileId,
    consent: given.consent,
    consentAt: now,
  };
}

const invalid = (path: string, problem: { code: string; params: object }) =>
  new DomainError(
    'IDENTITY_INVALID',
    { field: path, problem: problem.code, ...problem.params },
    {
      issues: [{ path, code: problem.code, params: problem.params as Record<string, unknown> }],
    },
  );

import { availability } from '#core/policy';
import { DomainError } from '../http/domain-error.js';
import type { PolicyServices } from '../policies/policy-services.js';
import type { PolicySummary } from '../policies/policy-store.js';

/** The policy as it is online and open for applications now, or the refusal that says why not. */
export async function openPolicy(services: PolicyServices, tenantId: string, policyId: string): Promise<PolicySummary> {
  const policy = await onlinePolicy(services, tenantId, policyId);
  const { opensOn = null, closesOn = null } = policy.online ?? {};
  switch (availability({ opensOn, closesOn }, services.deps.clock.now().toISOString())) {
    case 'not-yet':
      throw new DomainError('NOT_YET_OPEN', { opensAt: opensOn ?? '' });
    case 'closed':
      throw new DomainError('CLOSED', { closesAt: closesOn ?? '' });
    case 'open':
      return policy;
  }
}

/** POLICY_NOT_ONLINE for one that was taken off, NOT_FOUND for one that never was on. */
export async function onlinePolicy(
  services: PolicyServices,
  tenantId: string,
  policyId: string,
): Promise<PolicySummary> {
  const policy = await services.store.summary(tenantId, policyId);
  if (policy === null || policy.version === 0) throw new DomainError('NOT_FOUND');
  if (policy.state !== 'online') throw new DomainError('POLICY_NOT_ONLINE');
  return policy;
}

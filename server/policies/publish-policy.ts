import { policyParts } from '#core/contract';
import { checkPolicy, type PolicyProblem } from '#core/policy';
import { DomainError, type Issue } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { partsOf } from './parse-part.js';
import type { OnlineFacts, PolicyDocument, Revisions } from './policy-documents.js';
import type { PolicyServices } from './policy-services.js';
import { designablePolicy } from './policy-store.js';
import { searchKeys } from './search-keys.js';

/**
 * Publishing (D8): the expected revisions are checked, one immutable version `policyId:n` is inserted, then the policy's
 * pointer moves. A crash between the two leaves a version that the next publishing takes over only if it was made of the
 * same part revisions; otherwise it is passed over. Two who publish at once: the pointer moves once, by the revisions
 * and the version it was read at.
 */
export async function publishPolicy(
  services: PolicyServices,
  principal: Principal,
  policyId: string,
  revisions: Revisions,
): Promise<{ version: number; publishedAt: string }> {
  const policy = await designablePolicy(services.store, principal, policyId);
  if (!principal.can('policy.publish', policy.unitPath)) throw new DomainError('FORBIDDEN');
  assertRevisions(policy, revisions);
  const isPublished = sameRevisions(policy.publishedRevisions, revisions);
  // A second click, or a lost answer: this is online already.
  if (isPublished && policy.state === 'online' && policy.online !== null) {
    return { version: policy.version, publishedAt: policy.online.publishedAt.toISOString() };
  }
  const errors = (await problemsOf(services, policy)).filter((problem) => problem.severity === 'error');
  if (errors.length > 0) {
    throw new DomainError('POLICY_NOT_PUBLISHABLE', { errors: errors.length }, { issues: errors.map(toIssue) });
  }
  // What was taken off comes back as the same version where nothing changed.
  const { version, publishedAt } =
    isPublished && policy.online !== null
      ? { version: policy.version, publishedAt: policy.online.publishedAt }
      : await insertVersion(services, principal, policy);
  await movePointer(services, policy, version, publishedAt);
  await services.deps.audit.record({
    tenantId: principal.tenantId,
    actor: principal,
    action: 'policy-published',
    target: policyId,
    detail: { version, title: policy.title },
  });
  return { version, publishedAt: publishedAt.toISOString() };
}

const sameRevisions = (a: Revisions | null, b: Revisions): boolean =>
  a !== null && policyParts.every((part) => a[part] === b[part]);

function assertRevisions(policy: PolicyDocument, revisions: Revisions): void {
  const moved = policyParts.find((part) => policy.revisions[part] !== revisions[part]);
  if (moved === undefined) return;
  throw new DomainError('REVISION_CONFLICT', {
    part: moved,
    revision: policy.revisions[moved],
    updatedBy: policy.updatedBy,
  });
}

/** Every problem of the draft as a whole, with its place. */
export async function problemsOf(services: PolicyServices, policy: PolicyDocument): Promise<readonly PolicyProblem[]> {
  const { deps } = services;
  const { financeApproves } = await deps.tenants.rules(policy.tenantId);
  const registry = await services.registryOf(policy.tenantId);
  return checkPolicy(partsOf(policy.parts), { now: deps.clock.now().toISOString(), registry, financeApproves });
}

const toIssue = (problem: PolicyProblem): Issue => ({
  path: `${problem.part}.${problem.place}`,
  code: problem.code,
  params: problem.params,
});

async function insertVersion(services: PolicyServices, principal: Principal, policy: PolicyDocument) {
  const { tenantId, _id: policyId, revisions } = policy;
  const publishedAt = services.deps.clock.now();
  // Nobody leaves a thousand broken publishings behind; the bound only keeps a defect from running on.
  for (let version = policy.version + 1; version <= policy.version + 1000; version += 1) {
    const inserted = await services.versionStore.insert({
      _id: `${policyId}:${version}`,
      tenantId,
      policyId,
      version,
      unitId: policy.unitId,
      unitPath: policy.unitPath,
      revisions,
      parts: policy.parts,
      publishedAt,
      publishedBy: principal.name,
    });
    if (inserted) return { version, publishedAt };
    const left = await services.versionStore.find(tenantId, policyId, version);
    if (left !== null && sameRevisions(left.revisions, revisions)) return { version, publishedAt: left.publishedAt };
  }
  throw new Error(`Expected a free version number for policy ${policyId}, but found none`);
}

async function movePointer(services: PolicyServices, policy: PolicyDocument, version: number, publishedAt: Date) {
  const { tenantId, _id } = policy;
  const unchanged = Object.fromEntries(policyParts.map((part) => [`revisions.${part}`, policy.revisions[part]]));
  const moved = await services.store.update(
    { tenantId, _id, version: policy.version, ...unchanged },
    {
      state: 'online',
      version,
      publishedRevisions: policy.revisions,
      online: onlineFacts(policy, publishedAt),
      offlineReason: null,
      updatedAt: services.deps.clock.now(),
    },
  );
  if (moved) return;
  // Somebody else moved it. To the same revisions: then this publishing has happened too.
  const now = await services.store.summary(tenantId, _id);
  if (now?.version === version && sameRevisions(now.publishedRevisions, policy.revisions)) return;
  throw new DomainError('REVISION_CONFLICT', { version: now?.version ?? 0 });
}

function onlineFacts(policy: PolicyDocument, publishedAt: Date): OnlineFacts {
  const { elements } = partsOf(policy.parts);
  return {
    title: elements.title,
    summary: elements.summary,
    audience: elements.audience,
    policyClass: elements.policyClass,
    redemption: elements.redemption,
    amountText: elements.maxAmountText,
    opensOn: elements.opensOn,
    closesOn: elements.closesOn,
    searchKeys: searchKeys(elements.title, elements.summary, elements.document.title),
    publishedAt,
  };
}

/** Takes the policy off the portal; running cases go on with their version. */
export async function takePolicyOffline(
  services: PolicyServices,
  principal: Principal,
  policyId: string,
  reason: string,
): Promise<void> {
  const policy = await designablePolicy(services.store, principal, policyId);
  if (!principal.can('policy.publish', policy.unitPath)) throw new DomainError('FORBIDDEN');
  const { tenantId } = principal;
  const taken = await services.store.update(
    { tenantId, _id: policyId, state: 'online' },
    { state: 'offline', offlineReason: reason, updatedAt: services.deps.clock.now(), updatedBy: principal.name },
  );
  if (!taken) throw new DomainError('POLICY_NOT_ONLINE');
  await services.deps.audit.record({
    tenantId,
    actor: principal,
    action: 'policy-taken-offline',
    target: policyId,
    detail: { reason },
  });
}

import type { BodyOf, DraftPolicy, routes } from '#core/contract';
import { blankPolicy, type PolicyElements } from '#core/policy';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash, derivedId } from '../numbers/derived-id.js';
import { blankFlow } from './blank-flow.js';
import { assertPart, type PolicyParts, textOf, textsOf } from './parse-part.js';
import type { PolicyServices } from './policy-services.js';
import { designablePolicy } from './policy-store.js';
import { presentDraftPolicy } from './present-policy.js';
import { searchKeys } from './search-keys.js';

const firstRevisions = { elements: 1, form: 1, rules: 1, flow: 1, materials: 1 };

/** Starts a policy; the same key again answers the same draft, another body under it is refused (D6). */
export async function createPolicy(
  services: PolicyServices,
  principal: Principal,
  idempotencyKey: string,
  body: BodyOf<typeof routes.createPolicy>,
): Promise<DraftPolicy> {
  const unit = await unitFor(services, principal, body.unitId);
  const { tenantId, accountId } = principal;
  const _id = derivedId({ tenantId, accountId, routeId: 'createPolicy', idempotencyKey });
  const bodyHash = contentHash(body);
  const parts = await firstParts(services, body.title, unit.name, body.templateId);
  const now = services.deps.clock.now();
  const document = {
    _id,
    tenantId,
    unitId: unit.id,
    unitPath: unit.path,
    state: 'draft' as const,
    version: 0,
    revisions: firstRevisions,
    publishedRevisions: null,
    parts: textsOf(parts),
    title: parts.elements.title,
    titleKeys: searchKeys(parts.elements.title),
    online: null,
    offlineReason: null,
    createdAt: now,
    updatedAt: now,
    updatedBy: principal.name,
    bodyHash,
  };
  if (await services.store.insert(document)) return presentDraftPolicy(document, unit.name);
  const existing = await designablePolicy(services.store, principal, _id);
  if (existing.bodyHash !== bodyHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
  return presentDraftPolicy(existing, unit.name);
}

async function unitFor({ deps }: PolicyServices, principal: Principal, unitId: string | undefined) {
  const wanted = unitId ?? principal.reachOf('policy.design')[0]?.unitId;
  const unit = wanted === undefined ? null : await deps.units.byId(principal.tenantId, wanted);
  if (unit === null || !principal.can('policy.design', unit.path)) throw new DomainError('NOT_FOUND');
  return unit;
}

async function firstParts(
  { library }: PolicyServices,
  title: string,
  unitName: string,
  templateId: string | null,
): Promise<PolicyParts> {
  if (templateId === null) return { ...blankPolicy(title, unitName), flow: await blankFlow(title) };
  const template = library.byId(templateId);
  if (template === undefined) throw new DomainError('TEMPLATE_UNKNOWN', { templateId });
  return { ...template.parts, elements: { ...template.parts.elements, title } };
}

/** Saves one part on top of the revision it was read at (D8). */
export async function savePart(
  services: PolicyServices,
  principal: Principal,
  policyId: string,
  body: BodyOf<typeof routes.savePart>,
): Promise<{ revision: number; updatedAt: string }> {
  const policy = await designablePolicy(services.store, principal, policyId);
  const conflict = (current: number) =>
    new DomainError('REVISION_CONFLICT', { part: body.part, revision: current, updatedBy: policy.updatedBy });
  if (policy.revisions[body.part] !== body.revision) throw conflict(policy.revisions[body.part]);
  await assertPart(body.part, body.content);
  const title = body.part === 'elements' ? (body.content as PolicyElements).title : null;
  const at = services.deps.clock.now();
  const saved = await services.store.savePart({
    tenantId: principal.tenantId,
    policyId,
    part: body.part,
    revision: body.revision,
    text: textOf(body.part, body.content),
    more: title === null ? {} : { title, titleKeys: searchKeys(title) },
    at,
    by: principal.name,
  });
  if (!saved) throw conflict(body.revision + 1);
  return { revision: body.revision + 1, updatedAt: at.toISOString() };
}

/** Deletes a policy that was never published; what was published stays for its cases. */
export async function deletePolicy(services: PolicyServices, principal: Principal, policyId: string): Promise<void> {
  const policy = await designablePolicy(services.store, principal, policyId);
  if (policy.version > 0 || !(await services.store.remove(principal.tenantId, policyId))) {
    throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'published' });
  }
}

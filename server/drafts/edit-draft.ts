import type { BodyOf, DraftView, routes } from '#core/contract';
import { fileIdsOf, validateDraft } from '#core/form';
import { caseBounds, type FiledBy } from '../cases/case-document.js';
import { knownFiles, refuseInvalid, withTrueFiles } from '../cases/judge-submission.js';
import { storedOnBehalf } from '../cases/on-behalf.js';
import { openSubmission, sealSubmission } from '../cases/sealed-submission.js';
import { unitKeys } from '../cases/unit-keys.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash, derivedId } from '../numbers/derived-id.js';
import type { DraftDocument } from './draft-document.js';
import type { DraftServices } from './draft-services.js';
import { ownDraft } from './draft-store.js';
import { openPolicy } from './policy-gate.js';
import { presentDraft } from './present-draft.js';

/** A draft as it is shown, with its answers open. */
export async function viewDraft(services: DraftServices, draft: DraftDocument): Promise<DraftView> {
  const { deps, policies } = services;
  const [policy, version] = await Promise.all([
    policies.store.summary(draft.tenantId, draft.policyId),
    policies.versions.get(draft.tenantId, draft.policyId, draft.version),
  ]);
  return presentDraft(draft, policy, openSubmission(version.form, draft.data, deps.secrets));
}

type CreateBody = BodyOf<typeof routes.createDraft>;

/** Starts an application, at the portal or at the window; an open one of the same applicant and policy is answered. */
export async function createDraft(
  services: DraftServices,
  principal: Principal,
  idempotencyKey: string,
  body: CreateBody,
): Promise<DraftView> {
  const { deps, drafts, policies, files } = services;
  const { tenantId, accountId } = principal;
  const atPortal = principal.actsFor(body.applicantId) && body.onBehalf === null;
  if (!atPortal) assertMayFileFor(principal, body);
  const applicant = await deps.applicants.byId(tenantId, body.applicantId);
  if (applicant === null) throw new DomainError('NOT_FOUND');
  const _id = derivedId({ tenantId, accountId, routeId: 'createDraft', idempotencyKey });
  const bodyHash = contentHash(body);
  const repeated = await drafts.byId(tenantId, _id);
  if (repeated !== null) {
    if (repeated.bodyHash !== bodyHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    return viewDraft(services, repeated);
  }
  const policy = await openPolicy(policies, tenantId, body.policyId);
  const onBehalf = body.onBehalf === null ? null : await storedOnBehalf(services, principal, body.onBehalf);
  const startedBy = filedByOf(principal, atPortal);
  const now = deps.clock.now();
  const openKey = [body.applicantId, body.policyId, startedBy.unitId ?? 'portal'].join(':');
  const document: DraftDocument = {
    _id,
    tenantId,
    policyId: body.policyId,
    version: policy.version,
    applicantId: applicant.id,
    applicantName: applicant.name,
    channel: atPortal ? 'portal' : 'window',
    startedBy,
    filedFrom: startedBy.unitPath === null ? [] : unitKeys(startedBy.unitPath),
    onBehalf,
    data: {},
    originalsSeen: [],
    revision: 1,
    createdAt: now,
    updatedAt: now,
    caseId: null,
    openKey,
    bodyHash,
  };
  const holdMandate = async (draftId: string) => {
    const mandate = onBehalf?.mandateFileId ?? null;
    if (mandate !== null) await files.hold(tenantId, [mandate], `draft:${draftId}`);
  };
  await holdMandate(_id);
  if (await drafts.insert(document)) return viewDraft(services, document);
  const open = (await drafts.byOpenKey(tenantId, openKey)) ?? (await drafts.byId(tenantId, _id));
  if (open === null) throw new DomainError('CASE_BUSY');
  if (onBehalf === null || open._id === _id) return viewDraft(services, open);
  // Somebody else may have come this time: their consent counts.
  await holdMandate(open._id);
  if (!(await drafts.save(open, { onBehalf, updatedAt: now }))) throw new DomainError('CASE_BUSY');
  return viewDraft(services, { ...open, onBehalf, updatedAt: now, revision: open.revision + 1 });
}

function assertMayFileFor(principal: Principal, body: CreateBody): void {
  if (principal.can('case.file-on-behalf')) {
    if (body.onBehalf === null) throw new DomainError('CONSENT_MISSING');
    return;
  }
  if (principal.actsFor(body.applicantId)) throw new DomainError('FORBIDDEN');
  throw new DomainError('NOT_FOUND');
}

function filedByOf(principal: Principal, atPortal: boolean): FiledBy {
  const unit = atPortal ? undefined : principal.reachOf('case.file-on-behalf')[0];
  const held = principal.appointments.find((appointment) => appointment.unitId === unit?.unitId);
  return {
    accountId: principal.accountId,
    name: principal.name,
    unitId: unit?.unitId ?? null,
    unitName: held?.unitName ?? null,
    unitPath: unit?.unitPath ?? null,
  };
}

/** Saves the answers on top of the revision they were read at. Incomplete is fine, malformed is not. */
export async function saveDraft(
  services: DraftServices,
  principal: Principal,
  draftId: string,
  body: BodyOf<typeof routes.saveDraft>,
): Promise<{ revision: number; updatedAt: string }> {
  const { deps, drafts, policies, files } = services;
  const draft = await ownDraft(drafts, principal, draftId);
  assertOpen(draft, body.revision);
  const version = await policies.versions.get(draft.tenantId, draft.policyId, draft.version);
  const ref = `draft:${draft._id}`;
  const whose = { tenantId: draft.tenantId, accountId: principal.accountId, refs: [ref] };
  const now = deps.clock.now();
  const judged = validateDraft(version.form, body.data, { now: now.toISOString() });
  refuseInvalid(judged.issues);
  const records = await knownFiles(files, version, judged.data, whose, body.originalsSeen ?? []);
  const data = withTrueFiles(judged.data, records);
  const stored = sealSubmission(version.form, data, deps.secrets);
  const size = Buffer.byteLength(JSON.stringify(stored));
  if (size > caseBounds.submissionBytes) throw new DomainError('LIMIT_EXCEEDED', { limit: '2 MB' });
  const wanted = [
    ...fileIdsOf(version.form, data),
    ...(draft.onBehalf?.mandateFileId ? [draft.onBehalf.mandateFileId] : []),
  ];
  await files.hold(draft.tenantId, wanted, ref);
  const originalsSeen = draft.channel === 'window' ? (body.originalsSeen ?? draft.originalsSeen) : [];
  const saved = await drafts.save(draft, { data: stored, originalsSeen, updatedAt: now });
  if (!saved) throw new DomainError('REVISION_CONFLICT', { revision: body.revision + 1 });
  const before = fileIdsOf(version.form, openSubmission(version.form, draft.data, deps.secrets));
  await files.releaseAllBut(draft.tenantId, ref, wanted, before);
  return { revision: draft.revision + 1, updatedAt: now.toISOString() };
}

export function assertOpen(draft: DraftDocument, revision: number): void {
  if (draft.caseId !== null) throw new DomainError('DRAFT_SUBMITTED', { caseId: draft.caseId });
  if (draft.revision !== revision) throw new DomainError('REVISION_CONFLICT', { revision: draft.revision });
}

/** Throws an open draft away; its files are swept up later. */
export async function deleteDraft(services: DraftServices, principal: Principal, draftId: string): Promise<void> {
  const { deps, drafts, policies, files } = services;
  const draft = await ownDraft(drafts, principal, draftId);
  if (draft.caseId !== null || !(await drafts.remove(draft.tenantId, draftId))) {
    throw new DomainError('DRAFT_SUBMITTED', { caseId: draft.caseId ?? '' });
  }
  const version = await policies.versions.get(draft.tenantId, draft.policyId, draft.version);
  const held = fileIdsOf(version.form, openSubmission(version.form, draft.data, deps.secrets));
  const mandate = draft.onBehalf?.mandateFileId ?? null;
  await files.releaseAllBut(draft.tenantId, `draft:${draftId}`, [], mandate === null ? held : [...held, mandate]);
}

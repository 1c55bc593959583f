import type { AnswerOf, routes } from '#core/contract';
import { type SubmissionData, validateDraft } from '#core/form';
import { openSubmission, sealSubmission } from '../cases/sealed-submission.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import type { DraftServices } from './draft-services.js';
import { ownDraft } from './draft-store.js';
import { assertOpen, viewDraft } from './edit-draft.js';
import { onlinePolicy } from './policy-gate.js';
import { versionChanges } from './version-changes.js';

/** Carries a draft over to the version online now; answers that still fit are kept, and what changed is listed. */
export async function carryOver(
  services: DraftServices,
  principal: Principal,
  draftId: string,
  revision: number,
): Promise<AnswerOf<typeof routes.carryDraftOver>> {
  const { deps, drafts, policies } = services;
  const draft = await ownDraft(drafts, principal, draftId);
  assertOpen(draft, revision);
  const policy = await onlinePolicy(policies, draft.tenantId, draft.policyId);
  const [before, after] = await Promise.all([
    policies.versions.get(draft.tenantId, draft.policyId, draft.version),
    policies.versions.get(draft.tenantId, draft.policyId, policy.version),
  ]);
  if (before.version === after.version) return { draft: await viewDraft(services, draft), changes: [] };
  const now = deps.clock.now();
  const data = fitting(after, openSubmission(before.form, draft.data, deps.secrets), now.toISOString());
  const set = { version: after.version, data: sealSubmission(after.form, data, deps.secrets), updatedAt: now };
  if (!(await drafts.save(draft, set))) throw new DomainError('REVISION_CONFLICT', { revision: revision + 1 });
  const carried = { ...draft, ...set, revision: revision + 1 };
  return { draft: await viewDraft(services, carried), changes: versionChanges(before, after) };
}

/** The answers whose field is there still and takes them; the others are asked again. */
function fitting(version: ReadyVersion, data: SubmissionData, now: string): SubmissionData {
  const known = Object.entries(data).filter(([id]) => version.form.field(id) !== undefined);
  return Object.fromEntries(
    known.filter(([id, value]) => validateDraft(version.form, { [id]: value }, { now }).issues.length === 0),
  );
}

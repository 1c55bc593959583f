import { routes } from '#core/contract';
import { reachKeys } from '../cases/unit-keys.js';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { carryOver } from './carry-over.js';
import type { DraftServices } from './draft-services.js';
import { ownDraft } from './draft-store.js';
import { createDraft, deleteDraft, saveDraft, viewDraft } from './edit-draft.js';
import { presentDraftRow } from './present-draft.js';
import { submitDraft } from './submit-draft.js';

export function registerDrafts(api: Api, services: DraftServices): void {
  const { drafts, policies } = services;

  api.handle(routes.listDrafts, async ({ principal, query }) => {
    const { tenantId } = principal;
    const after = query.cursor === undefined ? null : readCursor(instantKey, query.cursor);
    const found = await drafts.list(tenantId, draftFilter(principal, query.applicantId), after, query.limit + 1);
    const page = found.slice(0, query.limit);
    const titles = new Map(
      await Promise.all(
        [...new Set(page.map((draft) => draft.policyId))].map(
          async (policyId) => [policyId, await policies.store.summary(tenantId, policyId)] as const,
        ),
      ),
    );
    const last = found.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((draft) => presentDraftRow(draft, titles.get(draft.policyId) ?? null)),
      nextCursor: last === undefined ? null : writeCursor([last.updatedAt.toISOString(), last._id]),
    };
  });
  api.handle(routes.createDraft, ({ principal, body, idempotencyKey }) =>
    createDraft(services, principal, idempotencyKey, body),
  );
  api.handle(routes.getDraft, async ({ principal, params }) =>
    viewDraft(services, await ownDraft(drafts, principal, params.draftId)),
  );
  api.handle(routes.saveDraft, ({ principal, params, body }) => saveDraft(services, principal, params.draftId, body));
  api.handle(routes.deleteDraft, async ({ principal, params }) => {
    await deleteDraft(services, principal, params.draftId);
    return {};
  });
  api.handle(routes.carryDraftOver, ({ principal, params, body }) =>
    carryOver(services, principal, params.draftId, body.revision),
  );
  api.handle(routes.submitDraft, ({ principal, params, body }) =>
    submitDraft(services, principal, params.draftId, body.revision),
  );
}

function draftFilter(principal: Principal, applicantId: string): Record<string, unknown> {
  if (principal.actsFor(applicantId)) return { applicantId };
  if (!principal.can('case.file-on-behalf')) throw new DomainError('NOT_FOUND');
  return { applicantId, filedFrom: { $in: [...reachKeys(principal, 'case.file-on-behalf')] } };
}

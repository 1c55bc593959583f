import { routes } from '#core/contract';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import { takeBackDecision, urgeCase } from './case-acts.js';
import type { CaseServices } from './case-services.js';
import { confirmAccount, giveUpAward } from './confirm-account.js';
import { listCases } from './list-cases.js';
import { visibleCase } from './load-case.js';
import { presentCase } from './present-case.js';
import { progressOf } from './progress.js';
import { receiptOf } from './receipt.js';
import { mayCheckHistory } from './repairable-case.js';
import { resubmitCase } from './resubmit-case.js';
import { revealAnswers } from './reveal-answers.js';
import { verifyHistory } from './verify-history.js';
import { withdrawCase } from './withdraw-case.js';

export function registerCases(api: Api, services: CaseServices): void {
  api.handle(routes.listCases, ({ principal, query }) => listCases(services, principal, query));
  api.handle(routes.getCase, async ({ principal, params }) => {
    const { document, viewer } = await visibleCase(services, principal, params.caseId);
    const { tenantId, policyId, policyVersion } = document;
    const version = await services.policies.versions.get(tenantId, policyId, policyVersion);
    return presentCase(services, document, version, viewer);
  });
  api.handle(routes.revealAnswers, async ({ principal, params, body }) => ({
    data: await revealAnswers(services, principal, params.caseId, body.reason),
  }));
  api.handle(routes.withdrawCase, ({ principal, params, body }) =>
    withdrawCase(services, principal, params.caseId, body),
  );
  api.handle(routes.resubmitCase, ({ principal, params, body }) =>
    resubmitCase(services, principal, params.caseId, body),
  );
  api.handle(routes.checkHistory, async ({ principal, params }) => {
    const { tenantId } = principal;
    const { document } = await visibleCase(services, principal, params.caseId);
    if (!mayCheckHistory(principal, document)) throw new DomainError('FORBIDDEN');
    const { deps, history } = services;
    const { entries, fault } = verifyHistory(document, await history.of(tenantId, document._id));
    const detail = { number: document.number, result: fault === null ? 'whole' : `${fault.kind} ${fault.seq}` };
    await deps.audit.record({ tenantId, actor: principal, action: 'history-checked', target: document._id, detail });
    return { entries, fault, checkedAt: deps.clock.now().toISOString() };
  });
  api.handle(routes.takeBackDecision, ({ principal, params, body }) =>
    takeBackDecision(services, principal, params.caseId, body),
  );
  api.handle(routes.urgeCase, ({ principal, params, body }) => urgeCase(services, principal, params.caseId, body));
  api.handle(routes.confirmAccount, ({ principal, params, body }) =>
    confirmAccount(services, principal, params.caseId, body),
  );
  api.handle(routes.giveUpAward, ({ principal, params, body }) =>
    giveUpAward(services, principal, params.caseId, body),
  );
  api.handle(routes.getReceipt, ({ principal, params }) => receiptOf(services, principal, params.caseId));
  api.handle(routes.getProgress, ({ params }) => progressOf(services, params.slug, params.code));
}

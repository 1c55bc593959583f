import type { BodyOf, routes, ScreeningView } from '#core/contract';
import { actorOf } from '../cases/load-case.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { presentScreening } from './present-screening.js';
import type { ScreeningDocument } from './screening-documents.js';
import type { ScreeningServices } from './screening-services.js';
import { screeningOf } from './screenings.js';

/** The list is changed only before it is confirmed. */
function assertOpen(document: ScreeningDocument): void {
  if (document.purpose !== 'screening' || document.status !== 'done' || document.stage !== 'screen') {
    throw new DomainError('ACTION_NOT_ALLOWED', { reason: 'LIST_CLOSED' });
  }
}

/** Takes firms off the list with a reason, or puts them back. */
export async function excludeFirms(
  services: ScreeningServices,
  principal: Principal,
  screeningId: string,
  { rowIds, reason }: BodyOf<typeof routes.excludeFirms>,
): Promise<ScreeningView> {
  const { tenantId } = principal;
  const document = await screeningOf(services, principal, screeningId);
  assertOpen(document);
  await services.rows.updateMany(
    { tenantId, screeningId, group: 'hit', _id: { $in: rowIds }, state: reason === null ? 'excluded' : 'listed' },
    { $set: { state: reason === null ? 'listed' : 'excluded', reason } },
  );
  return presentScreening(services, principal, document);
}

/** Firms on the list and what they get together, excluded ones left out. */
async function listed({ rows }: ScreeningServices, { tenantId, _id }: ScreeningDocument) {
  const [sum] = await rows.aggregate<{ firms: number; sumFen: number }>([
    { $match: { tenantId, screeningId: _id, group: 'hit', state: 'listed' } },
    { $group: { _id: null, firms: { $sum: 1 }, sumFen: { $sum: '$amountFen' } } },
  ]);
  return { firms: sum?.firms ?? 0, sumFen: sum?.sumFen ?? 0 };
}

/** Confirms what the officer has seen: the version is still online, the list is the same, and the money is there. */
export async function confirmScreening(
  services: ScreeningServices,
  principal: Principal,
  screeningId: string,
  body: BodyOf<typeof routes.confirmScreening>,
): Promise<ScreeningView> {
  const { cases, screenings, runner } = services;
  const { deps, policies } = cases;
  const { tenantId } = principal;
  const document = await screeningOf(services, principal, screeningId);
  // A second click: what it asks for is under way, or done.
  if (document.stage === 'confirm') return presentScreening(services, principal, document);
  assertOpen(document);
  const policy = await policies.store.summary(tenantId, document.policyId);
  if (policy?.state !== 'online') throw new DomainError('POLICY_NOT_ONLINE');
  if (policy.version !== document.version) {
    throw new DomainError('VERSION_SUPERSEDED', { version: document.version ?? 0, currentVersion: policy.version });
  }
  const { firms, sumFen } = await listed(services, document);
  if (firms !== body.firms || sumFen !== body.sumFen) throw new DomainError('REVISION_CONFLICT', { firms, sumFen });
  const { budgetFen } = document;
  if (budgetFen !== null && sumFen > budgetFen) throw new DomainError('BUDGET_EXCEEDED', { sumFen, budgetFen });
  const now = deps.clock.now();
  const confirmation: ScreeningDocument['confirmation'] = {
    position: '',
    firms,
    cases: 0,
    skipped: 0,
    by: actorOf(principal),
    startedAt: now,
    at: null,
  };
  const confirmed = await screenings.updateOne(
    { tenantId, _id: screeningId, status: 'done', stage: 'screen' },
    { $set: { status: 'running', stage: 'confirm', takeAt: now, attempts: 0, finishedAt: null, confirmation } },
  );
  if (confirmed.matchedCount === 1) {
    await deps.audit.record({
      tenantId,
      actor: principal,
      action: 'screening-confirmed',
      target: screeningId,
      detail: { title: document.policyTitle, firms, amountFen: sumFen },
    });
    runner.kick();
  }
  return presentScreening(services, principal, await screeningOf(services, principal, screeningId));
}

import { dayStart, localDay } from '#core/calendar';
import type { AnswerOf, QueryOf, routes } from '#core/contract';
import { literalPattern } from '../database/literal-pattern.js';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { keysOfPrincipal } from '../tasks/candidate-keys.js';
import type { CaseServices } from './case-services.js';
import { presentCaseRow } from './present-case.js';
import { anyWindow, reachKeys, windowKeys } from './unit-keys.js';

type Query = QueryOf<typeof routes.listCases>;
type Filter = Record<string, unknown>;

/** Finished for whoever waits at the counter: results to be handed out (待出件). */
const handedOut = ['completed', 'refused', 'acceptance-refused'];

/** Lists cases by one of the views, newest first, by key. */
export async function listCases(
  services: CaseServices,
  principal: Principal,
  query: Query,
): Promise<AnswerOf<typeof routes.listCases>> {
  const { deps, store } = services;
  const { tenantId } = principal;
  const calendar = await deps.calendar.of(tenantId);
  const now = deps.clock.now().toISOString();
  const today = new Date(dayStart(localDay(now, calendar), calendar));
  const after = query.cursor === undefined ? null : readCursor(instantKey, query.cursor);
  const filter: Filter = {
    ...viewFilter(principal, query, today),
    ...(query.status === undefined ? {} : { status: query.status }),
    ...(query.policyId === undefined ? {} : { policyId: query.policyId }),
    ...(query.query === undefined || query.query === ''
      ? {}
      : { searchText: literalPattern(query.query.toLowerCase()) }),
  };
  const before =
    after === null
      ? {}
      : {
          $or: [
            { submittedAt: { $lt: new Date(after[0]) } },
            { submittedAt: new Date(after[0]), _id: { $lt: after[1] } },
          ],
        };
  const found = await store.list({ tenantId, $and: [filter, before] }, { submittedAt: -1, _id: -1 }, query.limit + 1);
  const last = found.length > query.limit ? found[query.limit - 1] : undefined;
  return {
    items: found.slice(0, query.limit).map((document) => presentCaseRow(document, now, calendar)),
    nextCursor: last === undefined ? null : writeCursor([last.submittedAt.toISOString(), last._id]),
  };
}

function viewFilter(principal: Principal, { view, applicantId }: Query, today: Date): Filter {
  const ofApplicant = applicantId === undefined ? {} : { applicantId };
  const filedHere = { filedFrom: { $in: [...reachKeys(principal, 'case.file-on-behalf')] }, ...ofApplicant };
  switch (view) {
    case 'applicant':
      if (applicantId === undefined) return { applicantId: { $in: [...principal.applicantIds] } };
      if (principal.actsFor(applicantId)) return { applicantId };
      // The counter sees of an applicant what was filed there.
      if (principal.can('case.file-on-behalf')) return { filedFrom: { $in: [...windowKeys(principal)] }, applicantId };
      throw new DomainError('NOT_FOUND');
    case 'window-today':
      return { ...filedHere, submittedAt: { $gte: today } };
    case 'window-corrections':
      return { ...filedHere, status: 'correction' };
    case 'window-handout':
      return { ...filedHere, status: { $in: handedOut } };
    case 'copied':
      return { copiedTo: { $in: [...keysOfPrincipal(principal)] }, ...ofApplicant };
    case 'window-awards':
      if (!principal.can('case.file-on-behalf')) throw new DomainError('FORBIDDEN');
      return { filedFrom: anyWindow, 'confirmation.state': 'waiting', ...ofApplicant };
    case 'started-by-me':
      return { 'filedBy.accountId': principal.accountId, ...ofApplicant };
    case 'unit':
      return { seenFrom: { $in: [...reachKeys(principal, 'case.supervise')] }, ...ofApplicant };
  }
}

import { type ApplicantView, routes } from '#core/contract';
import type { Deps, Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { ApplicantRecord } from './applicant-register.js';
import { withIdentityFacts } from './identity-facts.js';

async function present(deps: Deps, tenantId: string, records: readonly ApplicantRecord[]): Promise<ApplicantView[]> {
  const ids = records.map(({ id }) => id);
  const [activity, withAccount] = await Promise.all([
    deps.ports.applicantActivity.counts(tenantId, ids),
    deps.applicants.withAccount(tenantId, ids),
  ]);
  return records.map((record) => ({
    ...record,
    registry: [...record.registry],
    hasAccount: withAccount.has(record.id),
    openCases: activity.get(record.id)?.openCases ?? 0,
    drafts: activity.get(record.id)?.drafts ?? 0,
  }));
}

/** The applicant, for who may act for it or register applicants at a counter; for anyone else it does not exist (D1). */
async function visible(deps: Deps, principal: Principal, applicantId: string): Promise<ApplicantRecord> {
  const mayRead = principal.actsFor(applicantId) || principal.can('applicant.find');
  const found = mayRead ? await deps.applicants.byId(principal.tenantId, applicantId) : null;
  if (found === null) throw new DomainError('NOT_FOUND');
  return found;
}

/** Applicants at the counter and their own view of themselves. */
export const registerApplicants: Feature = (api, deps) => {
  const { applicants, audit, ports } = deps;

  api.handle(routes.findApplicants, async ({ principal, query }) => {
    const { tenantId } = principal;
    const [byIdentity, idsOfCase, byName] = await Promise.all([
      applicants.byIdentity(tenantId, query.query),
      ports.applicantActivity.applicantsOfCase(tenantId, query.query),
      applicants.byName(tenantId, query.query, query.limit),
    ]);
    const byCase = await applicants.byIds(tenantId, idsOfCase);
    // What names one applicant exactly stands before what resembles it.
    const found = new Map<string, ApplicantRecord>();
    for (const one of [...(byIdentity === null ? [] : [byIdentity]), ...byCase.values(), ...byName])
      found.set(one.id, one);
    return { items: await present(deps, tenantId, [...found.values()].slice(0, query.limit)) };
  });

  api.handle(routes.createApplicant, async ({ principal, body }) => {
    const { tenantId } = principal;
    const record = await applicants.create(tenantId, body);
    const detail = { kind: record.kind };
    await audit.record({ tenantId, actor: principal, action: 'applicant-created', target: record.id, detail });
    return one(await present(deps, tenantId, [record]));
  });

  api.handle(routes.getApplicant, async ({ principal, params }) => {
    const record = await visible(deps, principal, params.applicantId);
    const registry = await withIdentityFacts(deps, principal.tenantId, record);
    return one(await present(deps, principal.tenantId, [{ ...record, registry }]));
  });

  api.handle(routes.updateApplicant, async ({ principal, params, body }) => {
    const { id } = await visible(deps, principal, params.applicantId);
    const record = await applicants.update(principal.tenantId, id, body);
    return one(await present(deps, principal.tenantId, [record]));
  });

  api.handle(routes.revealIdentity, async ({ principal, params, body }) => {
    const { tenantId } = principal;
    const { applicantId } = params;
    // Reviewers see whole numbers of the applicants they handle, the counter those who stand before it.
    const may = principal.can('applicant.find') || (await ports.applicantActivity.handles(principal, applicantId));
    if (!may || (await applicants.byId(tenantId, applicantId)) === null) throw new DomainError('NOT_FOUND');
    const detail = { reason: body.reason };
    // Written before the number is given: a view without its entry must not happen.
    await audit.record({ tenantId, actor: principal, action: 'identity-revealed', target: applicantId, detail });
    return applicants.reveal(tenantId, applicantId);
  });
  return undefined;
};

function one(views: readonly ApplicantView[]): ApplicantView {
  return views[0] as ApplicantView;
}

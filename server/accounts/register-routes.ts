import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { answerSignedIn } from '../sessions/session-routes.js';

/*
 * Registering writes three documents, each made so that a crash between them does no harm: first the account, which
 * claims the login and can do nothing yet; then the membership, which names an applicant that does not exist; last the
 * applicant, which claims the identity number. An applicant that exists already is never taken over here: typing a
 * number proves nothing (D2), so the window or a verified identity must join the two.
 */

/** Applicants register themselves. */
export const registerRegistration: Feature = (api, deps) => {
  const { accounts, applicants, audit, ids, sessions, tenants } = deps;

  api.handle(routes.register, async ({ body, response }) => {
    const tenant = await tenants.bySlug(body.tenant);
    if (tenant === null || !tenant.listed) throw new DomainError('NOT_FOUND');
    const { kind, name, identityNumber, contactName, mobile, login, password } = body;
    accounts.judgePassword(password, login);
    applicants.judge({ kind, identityNumber, mobile });
    if ((await applicants.byIdentity(tenant.id, identityNumber)) !== null) throw new DomainError('IDENTITY_TAKEN');
    const applicantId = ids.newId();
    const account = await accounts.create(tenant.id, {
      login,
      name: contactName,
      kind: 'applicant',
      password,
      mustChangePassword: false,
    });
    try {
      await applicants.addMember(tenant.id, applicantId, account.id);
      await applicants.create(tenant.id, { id: applicantId, kind, name, identityNumber, contactName, mobile });
    } catch (error) {
      await applicants.discard(tenant.id, applicantId);
      await accounts.discard(tenant.id, account.id);
      throw error;
    }
    const actor = { accountId: account.id, name: account.name };
    await audit.record({ tenantId: tenant.id, actor, action: 'registered', target: applicantId, detail: { kind } });
    return answerSignedIn(deps, response, await sessions.open(tenant.id, account.id));
  });
  return undefined;
};

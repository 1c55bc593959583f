import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { keepingAnAdministrator } from './administrators.js';

/** Who holds which role where. */
export const registerAppointments: Feature = (api, deps) => {
  const { accounts, appointments, audit, sessions, units } = deps;

  api.handle(routes.createAppointment, async ({ principal, body }) => {
    const { tenantId } = principal;
    const [account, unit] = await Promise.all([
      accounts.byId(tenantId, body.accountId),
      units.byId(tenantId, body.unitId),
    ]);
    if (account === null || unit === null || account.kind !== 'staff') throw new DomainError('NOT_FOUND');
    if (!principal.can('account.manage', unit.path)) throw new DomainError('FORBIDDEN');
    const { id } = await appointments.create(tenantId, body);
    sessions.forget(account.id);
    await audit.record({
      tenantId,
      actor: principal,
      action: 'appointment-created',
      target: account.login,
      detail: { role: body.role, unit: unit.name, subtree: body.subtree, from: body.from, until: body.until ?? '' },
    });
    return { id, ...body };
  });

  api.handle(routes.endAppointment, async ({ principal, params }) => {
    const { tenantId } = principal;
    const appointment = await appointments.byId(tenantId, params.appointmentId);
    if (appointment === null) throw new DomainError('NOT_FOUND');
    const unit = await units.byId(tenantId, appointment.unitId);
    if (unit === null || !principal.can('account.manage', unit.path)) throw new DomainError('FORBIDDEN');
    const ended = await keepingAnAdministrator(deps, tenantId, {
      change: () => appointments.end(tenantId, appointment.id),
      undo: () => appointments.reopen(tenantId, appointment),
    });
    // Ending what has ended is done already.
    if (!ended) return {};
    sessions.forget(appointment.accountId);
    const account = await accounts.byId(tenantId, appointment.accountId);
    await audit.record({
      tenantId,
      actor: principal,
      action: 'appointment-ended',
      target: account?.login ?? appointment.accountId,
      detail: { role: appointment.role, unit: unit.name },
    });
    return {};
  });
  return undefined;
};

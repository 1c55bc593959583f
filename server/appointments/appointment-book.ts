import type { Connection } from 'mongoose';
import { chinaDayOf } from '../calendar/china-day.js';
import { createBriefCache } from '../database/brief-cache.js';
import type { Clock, Ids } from '../http/deps.js';
import { DomainError } from '../http/domain-error.js';
import { type AppointedRole, type AppointmentDocument, appointmentModel } from './appointment-model.js';

export interface Appointment {
  readonly id: string;
  readonly accountId: string;
  readonly unitId: string;
  readonly role: AppointedRole;
  readonly subtree: boolean;
  readonly from: string;
  readonly until: string | null;
  /** 岗位, e.g. 科长. */
  readonly post: string | null;
  readonly isHead: boolean;
}

type NewAppointment = Omit<Appointment, 'id' | 'post' | 'isHead'> & Partial<Pick<Appointment, 'post' | 'isHead'>>;

/** Who holds which role in which unit, with dates; ended appointments stay in the record (D2). */
export interface AppointmentBook {
  /** Those that hold at this moment. */
  heldBy(tenantId: string, accountId: string): Promise<readonly Appointment[]>;
  /** Held now in any of the units with the role: whom a step of a flow can go to. */
  heldIn(tenantId: string, unitIds: readonly string[], role?: AppointedRole): Promise<readonly Appointment[]>;
  /** Held now with one of the roles anywhere in the tenant. */
  heldAs(tenantId: string, roles: readonly AppointedRole[]): Promise<readonly Appointment[]>;
  /** All that have not ended, also future ones, by account. */
  openOf(tenantId: string, accountIds: readonly string[]): Promise<ReadonlyMap<string, readonly Appointment[]>>;
  byId(tenantId: string, appointmentId: string): Promise<Appointment | null>;
  /** All that hold now. */
  heldInTenant(tenantId: string): Promise<readonly Appointment[]>;
  create(tenantId: string, appointment: NewAppointment): Promise<Appointment>;
  /** Ends it now; false when it had ended already. */
  end(tenantId: string, appointmentId: string): Promise<boolean>;
  /** Undoes an `end` of this moment. */
  reopen(tenantId: string, appointment: Appointment): Promise<void>;
}

function toAppointment(document: AppointmentDocument): Appointment {
  const { _id, accountId, unitId, role, subtree, from, until, post = null, isHead = false } = document;
  return { id: _id, accountId, unitId, role, subtree, from, until, post, isHead };
}

export function createAppointmentBook({
  database,
  clock,
  ids,
}: {
  database: Connection;
  clock: Clock;
  ids: Ids;
}): AppointmentBook {
  const appointments = appointmentModel(database);
  const held = createBriefCache<readonly Appointment[]>();
  const today = () => chinaDayOf(clock.now());
  const notEnded = () => ({ endedAt: null, $or: [{ until: null }, { until: { $gte: today() } }] });
  const heldNow = () => ({ ...notEnded(), from: { $lte: today() } });
  const find = async (filter: Record<string, unknown>) =>
    (await appointments.find(filter).sort({ _id: 1 }).lean()).map(toAppointment);

  return {
    heldBy: (tenantId, accountId) => find({ tenantId, accountId, ...heldNow() }),
    heldIn: (tenantId, unitIds, role) =>
      find({ tenantId, unitId: { $in: unitIds }, ...(role === undefined ? {} : { role }), ...heldNow() }),
    heldAs: (tenantId, roles) => find({ tenantId, role: { $in: roles }, ...heldNow() }),
    heldInTenant: (tenantId) => held.get(`${tenantId} ${today()} *`, () => find({ tenantId, ...heldNow() })),
    async openOf(tenantId, accountIds) {
      const found = await find({ tenantId, accountId: { $in: accountIds }, ...notEnded() });
      const byAccount = new Map<string, Appointment[]>();
      for (const one of found) byAccount.set(one.accountId, [...(byAccount.get(one.accountId) ?? []), one]);
      return byAccount;
    },
    async byId(tenantId, appointmentId) {
      const [found] = await find({ tenantId, _id: appointmentId });
      return found ?? null;
    },
    async create(tenantId, appointment) {
      const document: AppointmentDocument = { _id: ids.newId(), tenantId, ...appointment, endedAt: null };
      if (document.until !== null && document.until < document.from) {
        throw new DomainError('INVALID_REQUEST', {}, { issues: [{ path: 'until', code: 'BEFORE_START' }] });
      }
      await appointments.create(document);
      held.forgetAll();
      return toAppointment(document);
    },
    async end(tenantId, appointmentId) {
      const changed = await appointments.updateOne(
        { tenantId, _id: appointmentId, ...notEnded() },
        { $set: { endedAt: clock.now(), until: today() } },
      );
      held.forgetAll();
      return changed.matchedCount === 1;
    },
    async reopen(tenantId, appointment) {
      await appointments.updateOne(
        { tenantId, _id: appointment.id },
        { $set: { endedAt: null, until: appointment.until } },
      );
      held.forgetAll();
    },
  };
}

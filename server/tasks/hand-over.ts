import type { AnswerOf, BodyOf, routes } from '#core/contract';
import { assertMayManage } from '../appointments/administrators.js';
import { chinaDayOf } from '../calendar/china-day.js';
import type { CaseServices } from '../cases/case-services.js';
import { actorOf } from '../cases/load-case.js';
import { runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { contentHash } from '../numbers/derived-id.js';
import { staffMember } from '../stand-ins/stand-in-routes.js';
import type { TaskStore } from './task-store.js';

/** One look; who holds more is handed over in several calls, and the answer says that some are left. */
const most = 500;

/**
 * 离岗交接: every step that somebody holds goes to another, by an administrator; from today that person also stands in for
 * them, so that what is meant for them by name, or comes later, finds somebody. What duties keep apart is left, and named.
 */
export async function handOver(
  services: CaseServices,
  tasks: TaskStore,
  principal: Principal,
  accountId: string,
  { commandId, to, reason }: BodyOf<typeof routes.handOver>,
): Promise<AnswerOf<typeof routes.handOver>> {
  const { deps } = services;
  const { tenantId } = principal;
  const leaving = await deps.accounts.byId(tenantId, accountId);
  if (leaving === null || leaving.kind !== 'staff') throw new DomainError('NOT_FOUND');
  const seats = await deps.appointments.openOf(tenantId, [accountId]);
  await assertMayManage(deps, principal, seats.get(accountId) ?? []);
  const receiver = await staffMember(deps, tenantId, to);
  if (receiver.id === leaving.id) throw new DomainError('STAND_IN_INVALID');
  const open = await deps.standIns.open(tenantId, accountId);
  if (!open.some((one) => one.accountId === accountId && one.standInId === receiver.id))
    await deps.standIns.create(tenantId, {
      accountId,
      standInId: receiver.id,
      from: chinaDayOf(deps.clock.now()),
      until: null,
      reason,
    });
  deps.sessions.forget(receiver.id);
  let handedOver = 0;
  const left: AnswerOf<typeof routes.handOver>['left'] = [];
  for (const task of await tasks.heldBy(tenantId, accountId, most)) {
    try {
      await runCommand(services, {
        tenantId,
        caseId: task.caseId,
        commandId: contentHash({ commandId, task: task._id }),
        actor: actorOf(principal),
        content: { handOver: task.taskId, to: receiver.id },
        async plan(loaded) {
          if (loaded.flow.tasks[task.taskId]?.claimedBy !== accountId) throw new DomainError('TASK_CLOSED');
          const wish = { type: 'TransferTask', taskId: task.taskId, to: receiver.id, byOrder: true, reason } as const;
          return { wishes: [wish], detail: { names: { [receiver.id]: receiver.name } } };
        },
      });
      handedOver += 1;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      left.push({ caseNumber: task.caseNumber, stepName: task.name, code: error.code });
    }
  }
  await deps.audit.record({
    tenantId,
    actor: principal,
    action: 'tasks-handed-over',
    target: leaving.login,
    detail: { to: receiver.login, count: handedOver, left: left.length, reason },
  });
  return { handedOver, left };
}

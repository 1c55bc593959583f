import type { CaseServices } from '../cases/case-services.js';
import { runCommand } from '../cases/run-command.js';
import { DomainError } from '../http/domain-error.js';

/** Cases looked at in one go. */
const batch = 100;
const system = { accountId: 'system', name: '系统', unitName: null } as const;

/**
 * D14: when a calendar changed, open limits are reckoned again, and the change is in each case's history. A revision counts as
 * applied only when every running case has been asked; asking one again changes nothing, so a process that dies is no harm.
 */
export async function applyCalendars(services: CaseServices): Promise<number> {
  const { deps, store } = services;
  let changed = 0;
  for (const { tenantId, year, revision } of await deps.calendar.notApplied()) {
    let last = '';
    for (;;) {
      const running = { tenantId, status: { $in: ['in-progress', 'correction'] }, _id: { $gt: last } };
      const found = await store.list(running, { _id: 1 }, batch);
      for (const { _id: caseId } of found) {
        await recompute(services, tenantId, caseId, `calendar:${year}:${revision}`);
        changed += 1;
        last = caseId;
      }
      if (found.length < batch) break;
    }
    await deps.calendar.markApplied(tenantId, year, revision);
  }
  return changed;
}

async function recompute(services: CaseServices, tenantId: string, caseId: string, commandId: string): Promise<void> {
  try {
    await runCommand(services, {
      tenantId,
      caseId,
      commandId,
      actor: system,
      content: commandId,
      plan: async () => ({ wishes: [{ type: 'RecomputeLimits' }] }),
    });
  } catch (error) {
    // It ended meanwhile: nothing runs in it any more.
    if (!(error instanceof DomainError) || error.code !== 'CASE_FINISHED') throw error;
  }
}

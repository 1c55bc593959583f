import type { MigrationRow } from '#core/contract';
import type { CaseDocument } from '../cases/case-document.js';
import { dataOf } from '../cases/case-variables.js';
import { MigrationUnfit } from '../cases/decide-flow.js';
import { runCommand } from '../cases/run-command.js';
import { sealSubmission } from '../cases/sealed-submission.js';
import { DomainError } from '../http/domain-error.js';
import type { JobDocument } from '../jobs/job-document.js';
import { assertLease, type JobServices, leaseMs } from '../jobs/job-services.js';
import { reasonsAgainst, rowOf, type VersionChange } from './judge-case.js';
import type { MigrationDocument } from './migration-document.js';
import type { MigrationStore } from './migration-store.js';

const pageSize = 50;

type Services = Omit<JobServices, 'migrate'>;

/**
 * Moves cases one after another, each by a command of its own under the migration's id. Where a worker died, the next goes on
 * behind the last case that was counted; one that was moved and not counted answers its command again.
 */
export async function runMigration(services: Services, store: MigrationStore, job: JobDocument): Promise<void> {
  const { tenantId, params } = job;
  const migration = await store.byId(tenantId, params.policyId ?? '', params.migrationId ?? '');
  if (migration === null || migration.status === 'done') return;
  const { policyId, fromVersion, toVersion, elements } = migration;
  const { versions } = services.policies;
  const [from, to] = await Promise.all([
    versions.get(tenantId, policyId, fromVersion),
    versions.get(tenantId, policyId, toVersion),
  ]);
  const change: VersionChange = { from, to, elements };
  // The case after the last that was counted may have been moved already: after a death it is looked for on both versions.
  const on = job.attempts > 1 ? [fromVersion, toVersion] : [fromVersion];
  let after = migration.after;
  for (;;) {
    await assertLease(services.jobs, job, new Date(services.deps.clock.now().getTime() + leaseMs));
    const page = await services.store.running({ tenantId, policyId, versions: on }, after, pageSize);
    for (const document of page) {
      const outcome = await moveCase(services, migration, change, document);
      // Another worker goes on from here.
      if (!(await store.advance({ ...migration, after }, document._id, outcome))) return;
      after = document._id;
    }
    if (page.length < pageSize) break;
  }
  await store.finish(migration);
}

class AlreadyThere extends Error {}

async function moveCase(
  services: Services,
  migration: MigrationDocument,
  change: VersionChange,
  found: CaseDocument,
): Promise<'moved' | MigrationRow | null> {
  const { deps } = services;
  const { from, to, elements } = change;
  const { fromVersion, toVersion, reason } = migration;
  try {
    await runCommand(services, {
      tenantId: found.tenantId,
      caseId: found._id,
      commandId: `migration:${migration._id}`,
      actor: migration.by,
      content: { migration: migration._id },
      async plan(loaded) {
        if (loaded.policyVersion !== fromVersion) throw new AlreadyThere();
        const reasons = reasonsAgainst(deps, change, loaded);
        if (reasons.length > 0) throw new MigrationUnfit(reasons);
        const data = dataOf(loaded, from, deps.secrets);
        return {
          wishes: [],
          migration: { to, flow: { from: from.flow, to: to.flow, elements } },
          data,
          changes: { policyVersion: toVersion, submission: sealSubmission(to.form, data, deps.secrets) },
          detail: { migration: { fromVersion, toVersion, reason } },
        };
      },
    });
    return 'moved';
  } catch (error) {
    if (error instanceof MigrationUnfit) return rowOf(change, found, error.reasons);
    if (error instanceof AlreadyThere) return null;
    const isBusy = error instanceof DomainError && error.code === 'CASE_BUSY';
    if (error instanceof DomainError && !isBusy) return null;
    throw error;
  }
}

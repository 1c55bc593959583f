import { projectAudit } from './audit/project-audit.js';
import { createAwardLedger } from './awards/award-ledger.js';
import { registerAwards } from './awards/award-routes.js';
import { applyCalendars } from './calendar/apply-calendars.js';
import { registerMigrations } from './case-migrations/migration-routes.js';
import { createMigrationStore, type MigrationStore } from './case-migrations/migration-store.js';
import { runMigration } from './case-migrations/run-migration.js';
import { registerCases } from './cases/case-routes.js';
import { createCaseStore } from './cases/case-store.js';
import { createCaseHistory } from './cases/history.js';
import { visibleCase } from './cases/load-case.js';
import { viewerOf } from './cases/viewer.js';
import { registerCatalogue } from './catalogue/catalogue-routes.js';
import { registerDrafts } from './drafts/draft-routes.js';
import type { DraftServices } from './drafts/draft-services.js';
import { createDraftStore, ownDraft } from './drafts/draft-store.js';
import { registerEnterprises } from './enterprises/enterprise-routes.js';
import { createImportFiles } from './enterprises/import-files.js';
import type { ImportServices } from './enterprises/imports.js';
import { createImportRunner } from './enterprises/run-import.js';
import { sweepSnapshots } from './enterprises/sweep-snapshots.js';
import { createFileAddresses } from './files/file-address.js';
import { registerFiles } from './files/file-routes.js';
import { createFileStore } from './files/file-store.js';
import type { Deps, Feature } from './http/deps.js';
import { DomainError } from './http/domain-error.js';
import type { Principal } from './http/principal.js';
import { registerIncidents } from './incidents/incident-routes.js';
import { createIncidentStore, type IncidentStore } from './incidents/incident-store.js';
import type { JobServices } from './jobs/job-services.js';
import { createJobStore } from './jobs/job-store.js';
import { runDueJobs } from './jobs/run-jobs.js';
import { createServiceRegistry } from './jobs/services/registry.js';
import { type Announcements, createAnnouncements } from './live/announcements.js';
import { registerMessages } from './messages/message-routes.js';
import { createNoticeStore, type NoticeStore, registerNotices } from './notices/notice-store.js';
import { createCaseNumbers } from './numbers/case-numbers.js';
import { createRelay } from './outbox/relay.js';
import { createPayoutStore } from './payouts/payout-store.js';
import { registerPolicies } from './policies/policy-routes.js';
import { createPolicyServices } from './policies/policy-services.js';
import { registerScreenings } from './screenings/screening-routes.js';
import { createScreeningServices, type ScreeningServices } from './screenings/screening-services.js';
import { createSubscriptionStore } from './subscriptions/subscription-store.js';
import { registerTasks } from './tasks/task-routes.js';
import { createTaskStore, type TaskStore } from './tasks/task-store.js';
import { loadTemplates } from './templates/template-library.js';

/*
 * The business half of the server: policies, catalogue, drafts, files, cases, tasks, notices, payouts and jobs, put together
 * over the foundation. Features meet here and only here; each keeps its collections to itself.
 */

/** Everything of the business half, for its routes, its background work and the demo seed. */
export interface Business extends DraftServices, JobServices {
  readonly tasks: TaskStore;
  readonly notices: NoticeStore;
  readonly incidents: IncidentStore;
  readonly migrations: MigrationStore;
  readonly announcements: Announcements;
  readonly imports: ImportServices;
  readonly screenings: ScreeningServices;
}

const made = new WeakMap<Deps, Business>();

/** The business services over these foundations; made once. */
export function businessOf(deps: Deps): Business {
  const known = made.get(deps);
  if (known !== undefined) return known;
  const business = createBusiness(deps);
  made.set(deps, business);
  return business;
}

function createBusiness(deps: Deps): Business {
  const { database, clock, logger } = deps;
  const store = createCaseStore(database);
  const history = createCaseHistory(database);
  const tasks = createTaskStore(database);
  const notices = createNoticeStore(database);
  const payouts = createPayoutStore(database);
  const jobs = createJobStore(database);
  const subscriptions = createSubscriptionStore(database);
  const incidents = createIncidentStore(database);
  const migrations = createMigrationStore(database);
  const drafts = createDraftStore(database);
  const awards = createAwardLedger(database, store, clock);
  const announcements = createAnnouncements(database, clock);
  const relay = createRelay({
    store,
    history,
    projections: [
      tasks.project,
      notices.project,
      payouts.project,
      jobs.project,
      subscriptions.project,
      incidents.project,
      projectAudit(deps.audit),
      drafts.project,
      awards.project,
    ],
    announce: announcements.announce,
    clock,
    logger,
    beforeRelay: async () => deps.ports.beforeRelay?.(),
  });
  const policies = createPolicyServices(deps, loadTemplates());
  const importFiles = createImportFiles(database);
  const cases = {
    deps,
    policies,
    store,
    history,
    relay,
    files: createFileStore(deps),
    numbers: createCaseNumbers(database),
    awards,
  };
  const business: Business = {
    ...cases,
    drafts,
    tasks,
    notices,
    jobs,
    services: createServiceRegistry(deps),
    subscriptions,
    incidents,
    migrations,
    migrate: (job) => runMigration(business, migrations, job),
    announcements,
    imports: {
      deps,
      files: importFiles,
      runner: createImportRunner(deps, importFiles),
      shipped: policies.library.registry,
    },
    screenings: createScreeningServices(cases),
  };
  return business;
}

/** An entry this old was not relayed by its own request: the process died, or is very slow. */
const leftOverMs = 5_000;
const calendarEveryMs = 10_000;

export const registerBusiness: Feature = (api, deps) => {
  const business = businessOf(deps);
  const { policies, store, drafts, files, relay } = business;

  registerPolicies(api, policies, (tenantId, policyIds) => store.openCounts(tenantId, 'policyId', policyIds));
  registerCatalogue(api, policies);
  registerDrafts(api, business);
  registerCases(api, business);
  registerAwards(api, business);
  registerTasks(api, business, business.tasks);
  registerIncidents(api, business, business.incidents);
  registerMessages(api, business, business);
  registerMigrations(api, business, business);
  registerNotices(api, deps, business.notices);
  registerEnterprises(api, business.imports);
  registerScreenings(api, business.screenings);
  registerFiles(api, deps, {
    store: files,
    addresses: createFileAddresses(deps.config.jwtSecret, () => deps.clock.now()),
    mayRead: (principal, refs) => mayReadReferences(business, principal, refs),
  });

  deps.ports.applicantActivity = {
    async counts(tenantId, applicantIds) {
      const [open, begun] = await Promise.all([
        store.openCounts(tenantId, 'applicantId', applicantIds),
        drafts.openCounts(tenantId, applicantIds),
      ]);
      return new Map(applicantIds.map((id) => [id, { openCases: open.get(id) ?? 0, drafts: begun.get(id) ?? 0 }]));
    },
    async applicantsOfCase(tenantId, caseNumber) {
      const found = await store.list({ tenantId, number: caseNumber.trim().toUpperCase() }, { submittedAt: -1 }, 1);
      return found.map((document) => document.applicantId);
    },
    async handles(principal, applicantId) {
      const found = await store.list({ tenantId: principal.tenantId, applicantId }, { submittedAt: -1 }, 200);
      return found.some((document) => viewerOf(document, principal)?.isHandler === true);
    },
  };

  const timers: NodeJS.Timeout[] = [];
  const running = new Map<string, Promise<void>>();
  const every = (ms: number, what: string, work: () => Promise<unknown>) => {
    const round = async () => {
      try {
        await work();
      } catch (error) {
        deps.logger.error({ err: error }, `Expected to ${what}, but it failed; it is tried again`);
      }
    };
    const timer = setInterval(() => {
      if (!running.has(what)) {
        running.set(
          what,
          round().finally(() => running.delete(what)),
        );
      }
    }, ms);
    timer.unref();
    timers.push(timer);
  };
  return {
    async start() {
      // What a dead process left behind comes first: lists must be right before requests are taken.
      await relay.sweep({ olderThanMs: 0 });
      every(deps.config.everyMs.sweep, 'sweep the outbox', () => relay.sweep({ olderThanMs: leftOverMs }));
      every(deps.config.everyMs.jobs, 'do due jobs', () => runDueJobs(business));
      every(deps.config.everyMs.files, 'sweep files', () => files.sweep());
      every(calendarEveryMs, 'reckon limits by changed calendars', () => applyCalendars(business));
      // Long work of a dead process is taken up when its lease has run out.
      every(deps.config.everyMs.jobs, 'import snapshots', () => business.imports.runner.runDue());
      every(deps.config.everyMs.jobs, 'screen', () => business.screenings.runner.runDue());
      every(deps.config.everyMs.files, 'sweep snapshots', () => sweepSnapshots(business.imports, business.screenings));
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all([business.imports.runner.stop(), business.screenings.runner.stop()]);
      // The database is closed next; what is under way ends first.
      await Promise.all(running.values());
    },
  };
};

/** Whether somebody may read the draft or case that one of the references names. */
async function mayReadReferences(business: Business, principal: Principal, refs: readonly string[]): Promise<boolean> {
  for (const ref of refs) {
    const [kind = '', id = ''] = [ref.slice(0, ref.indexOf(':')), ref.slice(ref.indexOf(':') + 1)];
    try {
      if (kind === 'case') await visibleCase(business, principal, id);
      else if (kind === 'draft') await ownDraft(business.drafts, principal, id);
      else continue;
      return true;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'NOT_FOUND') throw error;
    }
  }
  return false;
}

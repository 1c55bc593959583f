import { type MigrationView, routes, z } from '#core/contract';
import { suggestElementMap, targetsOf } from '#core/flow';
import type { CaseServices } from '../cases/case-services.js';
import { actorOf } from '../cases/load-case.js';
import { administers } from '../cases/repairable-case.js';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import type { JobStore } from '../jobs/job-store.js';
import { contentHash, derivedId } from '../numbers/derived-id.js';
import { reasonsAgainst, rowOf, type VersionChange } from './judge-case.js';
import type { MigrationDocument } from './migration-document.js';
import type { MigrationStore } from './migration-store.js';

const cursorKey = z.tuple([z.string().max(200)]);

export function registerMigrations(
  api: Api,
  services: CaseServices,
  parts: { readonly migrations: MigrationStore; readonly jobs: JobStore },
): void {
  const { deps, store, policies } = services;
  const { migrations, jobs } = parts;

  api.handle(routes.listMovable, async ({ principal }) => {
    const { tenantId } = principal;
    const found = await policies.store.inReach(tenantId, principal.reachOf('case.repair'));
    const published = found.filter(({ version }) => version > 0);
    const counts = await store.runningByVersion(
      tenantId,
      published.map(({ _id }) => _id),
    );
    const rows = published.map(({ _id: policyId, title, version }) => {
      const own = counts.filter((count) => count.policyId === policyId).sort((a, b) => b.version - a.version);
      return { policyId, title, version, cases: own.map(({ version: on, count }) => ({ version: on, count })) };
    });
    return { policies: rows.filter(({ cases }) => cases.length > 0).sort((a, b) => (a.title < b.title ? -1 : 1)) };
  });

  api.handle(routes.getMigrationMap, async ({ principal, params }) => {
    const { from, to } = await changeOf(services, principal, params.policyId, {
      fromVersion: params.version,
      toVersion: params.toVersion,
      elements: {},
    });
    const suggested = suggestElementMap(from.flow, to.flow);
    const elements = from.flow.order.flatMap((elementId) => {
      const element = from.flow.elements[elementId];
      if (element === undefined) return [];
      const targets = targetsOf(element, to.flow).map((one) => ({ elementId: one.id, name: one.name || one.id }));
      const { name, type } = element;
      return [{ elementId, name: name || elementId, type, suggestion: suggested[elementId] ?? null, targets }];
    });
    return { elements };
  });

  api.handle(routes.tryMigration, async ({ principal, params, body }) => {
    const { policyId } = params;
    const { tenantId } = principal;
    const change = await changeOf(services, principal, policyId, body);
    const on = { tenantId, policyId, versions: [body.fromVersion] };
    const after = body.cursor === undefined ? '' : readCursor(cursorKey, body.cursor)[0];
    const [page, total] = await Promise.all([store.running(on, after, body.limit + 1), store.countRunning(on)]);
    const shown = page.slice(0, body.limit);
    return {
      items: shown.map((document) => rowOf(change, document, reasonsAgainst(deps, change, document))),
      nextCursor: page.length > body.limit ? writeCursor([shown.at(-1)?._id ?? '']) : null,
      total,
    };
  });

  api.handle(routes.startMigration, async ({ principal, params, body }) => {
    const { policyId } = params;
    const { tenantId, accountId } = principal;
    const { commandId, fromVersion, toVersion, elements, reason } = body;
    const { to } = await changeOf(services, principal, policyId, body);
    const id = derivedId({ tenantId, accountId, routeId: 'startMigration', idempotencyKey: commandId });
    const bodyHash = contentHash({ policyId, ...body });
    const total = await store.countRunning({ tenantId, policyId, versions: [fromVersion] });
    const begun = await migrations.insert({
      _id: id,
      tenantId,
      policyId,
      unitPath: to.unitPath,
      fromVersion,
      toVersion,
      elements,
      reason,
      by: actorOf(principal),
      bodyHash,
      createdAt: deps.clock.now(),
      status: 'running',
      total,
      after: '',
      moved: 0,
      left: 0,
      leftRows: [],
    });
    if (begun.bodyHash !== bodyHash) throw new DomainError('IDEMPOTENCY_KEY_REUSED');
    const detail = { from: fromVersion, until: toVersion, reason };
    await deps.audit.record({ tenantId, actor: principal, action: 'cases-migrated', target: policyId, detail, id });
    await jobs.add(tenantId, `migration:${id}`, {
      kind: 'migration',
      dueAt: begun.createdAt.toISOString(),
      jobType: '',
      params: { policyId, migrationId: id },
    });
    return { migrationId: id };
  });

  api.handle(routes.getMigration, async ({ principal, params }) => {
    const found = await migrations.byId(principal.tenantId, params.policyId, params.migrationId);
    if (found === null || !administers(principal, found)) throw new DomainError('NOT_FOUND');
    return { ...present(found), leftRows: [...found.leftRows] };
  });

  api.handle(routes.listMigrations, async ({ principal, params }) => {
    await administeredPolicy(services, principal, params.policyId);
    return { items: (await migrations.latest(principal.tenantId, params.policyId)).map(present) };
  });
}

async function administeredPolicy({ policies }: CaseServices, principal: Principal, policyId: string): Promise<void> {
  const policy = await policies.store.summary(principal.tenantId, policyId);
  if (policy === null || !administers(principal, policy)) throw new DomainError('NOT_FOUND');
}

/** The two versions; NOT_FOUND for those of others, and for versions that do not exist. */
async function changeOf(
  services: CaseServices,
  principal: Principal,
  policyId: string,
  ask: Pick<MigrationDocument, 'fromVersion' | 'toVersion' | 'elements'>,
): Promise<VersionChange> {
  await administeredPolicy(services, principal, policyId);
  const { tenantId } = principal;
  const { versions } = services.policies;
  const [from, to] = await Promise.all([
    versions.get(tenantId, policyId, ask.fromVersion),
    versions.get(tenantId, policyId, ask.toVersion),
  ]);
  return { from, to, elements: ask.elements };
}

const present = (found: MigrationDocument): Omit<MigrationView, 'leftRows'> => ({
  id: found._id,
  fromVersion: found.fromVersion,
  toVersion: found.toVersion,
  reason: found.reason,
  byName: found.by.name,
  createdAt: found.createdAt.toISOString(),
  status: found.status,
  total: found.total,
  moved: found.moved,
  left: found.left,
});

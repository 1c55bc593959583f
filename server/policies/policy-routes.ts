import { routes, z } from '#core/contract';
import { fieldsOf } from '#core/form';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import type { Principal } from '../http/principal.js';
import { createPolicy, deletePolicy, savePart } from './edit-policy.js';
import type { PolicyServices } from './policy-services.js';
import { designablePolicy } from './policy-store.js';
import { presentDraftPolicy, presentPolicyRow } from './present-policy.js';
import { problemsOf, publishPolicy, takePolicyOffline } from './publish-policy.js';
import { matchesQuery, queryWords } from './search-keys.js';

/** How many cases of these policies are not finished; answered by the case feature. */
export type OpenCaseCounts = (tenantId: string, policyIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

const rowKey = z.tuple([z.iso.datetime(), z.string()]);

export function registerPolicies(api: Api, services: PolicyServices, openCases: OpenCaseCounts): void {
  const { deps, library, store } = services;
  const unitNameOf = async (tenantId: string, unitId: string) => (await deps.units.byId(tenantId, unitId))?.name ?? '';
  const presentById = async (principal: Principal, policyId: string) => {
    const policy = await designablePolicy(store, principal, policyId);
    return presentDraftPolicy(policy, await unitNameOf(principal.tenantId, policy.unitId));
  };

  api.handle(routes.listPolicies, async ({ principal, query }) => {
    const { tenantId } = principal;
    const words = queryWords(query.query ?? '');
    const all = (await store.inReach(tenantId, principal.reachOf('policy.design')))
      .filter((policy) => query.state === undefined || policy.state === query.state)
      .filter((policy) => matchesQuery(policy.titleKeys, words))
      .map((policy) => ({ policy, key: [policy.updatedAt.toISOString(), policy._id] as const }))
      .sort((a, b) => compareKeys(b.key, a.key));
    const after = query.cursor === undefined ? null : readCursor(rowKey, query.cursor);
    const rest = after === null ? all : all.filter(({ key }) => compareKeys(key, after) < 0);
    const page = rest.slice(0, query.limit);
    const [units, counts] = await Promise.all([
      deps.units.byIds(
        tenantId,
        page.map(({ policy }) => policy.unitId),
      ),
      openCases(
        tenantId,
        page.map(({ policy }) => policy._id),
      ),
    ]);
    const last = page.at(-1);
    return {
      items: page.map(({ policy }) =>
        presentPolicyRow(policy, units.get(policy.unitId)?.name ?? '', counts.get(policy._id) ?? 0),
      ),
      nextCursor: rest.length > page.length && last !== undefined ? writeCursor(last.key) : null,
    };
  });

  api.handle(routes.listTemplates, async () => ({
    items: library.templates.map(({ id, parts }) => ({
      id,
      title: parts.elements.title,
      summary: parts.elements.summary,
      projectClass: parts.elements.projectClass,
      fields: fieldsOf(parts.form).length,
      steps: parts.flow.match(/<(?:\w+:)?userTask\b/g)?.length ?? 0,
    })),
  }));

  api.handle(routes.listRegistryVariables, async ({ principal }) => ({
    items: [...(await services.registryOf(principal.tenantId))],
  }));

  api.handle(routes.listCodeTables, async () => ({
    tables: Object.fromEntries(Object.entries(library.codeTables).map(([name, options]) => [name, [...options]])),
  }));

  api.handle(routes.createPolicy, ({ principal, body, idempotencyKey }) =>
    createPolicy(services, principal, idempotencyKey, body),
  );
  api.handle(routes.getPolicy, ({ principal, params }) => presentById(principal, params.policyId));
  api.handle(routes.savePart, ({ principal, params, body }) => {
    if (params.part !== body.part) {
      throw new DomainError('INVALID_REQUEST', {}, { issues: [{ path: 'part', code: 'CONTRADICTION' }] });
    }
    return savePart(services, principal, params.policyId, body);
  });
  api.handle(routes.checkPolicy, async ({ principal, params }) => {
    const policy = await designablePolicy(store, principal, params.policyId);
    return { problems: [...(await problemsOf(services, policy))] };
  });
  api.handle(routes.publishPolicy, ({ principal, params, body }) =>
    publishPolicy(services, principal, params.policyId, body.revisions),
  );
  api.handle(routes.takePolicyOffline, async ({ principal, params, body }) => {
    await takePolicyOffline(services, principal, params.policyId, body.reason);
    return {};
  });
  api.handle(routes.deletePolicy, async ({ principal, params }) => {
    await deletePolicy(services, principal, params.policyId);
    return {};
  });
}

type Key = readonly [string, string];
function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  return a[1] === b[1] ? 0 : a[1] < b[1] ? -1 : 1;
}

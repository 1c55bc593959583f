import { workingClock } from '#core/calendar';
import { routes, z } from '#core/contract';
import type { WorkingLimit } from '#core/flow';
import { forecast } from '#core/flow';
import { readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import { DomainError } from '../http/domain-error.js';
import type { PolicyServices } from '../policies/policy-services.js';
import type { PolicySummary } from '../policies/policy-store.js';
import type { ReadyVersion } from '../policies/published-versions.js';
import { matchesQuery, queryWords } from '../policies/search-keys.js';
import { resolverFor } from '../tasks/resolve-assignee.js';
import { catalogueRow, type PlainRow } from './catalogue-row.js';
import { applyingAs, factsAsOf, verdictFor } from './verdicts.js';

const rowKey = z.tuple([z.number().int(), z.string(), z.string()]);

/** Open ones first, the sooner to close the earlier; then those to come; closed ones last. */
const order = { open: 0, 'not-yet': 1, closed: 2 } as const;
type Key = readonly [number, string, string];
const keyOf = (row: PlainRow): Key => [
  order[row.availability],
  (row.availability === 'not-yet' ? row.opensAt : row.closesAt) ?? '9999',
  row.id,
];
function compareKeys(a: Key, b: Key): number {
  for (const index of [0, 1, 2] as const) {
    const [x, y] = [a[index], b[index]];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

export function registerCatalogue(api: Api, services: PolicyServices): void {
  const { deps, store, versions } = services;
  const tenantOf = async (slug: string) => {
    const tenant = await deps.tenants.bySlug(slug);
    if (tenant === null) throw new DomainError('NOT_FOUND');
    return tenant;
  };

  api.handle(routes.browsePolicies, async ({ params, query, principal }) => {
    const tenant = await tenantOf(params.slug);
    const applying = await applyingAs(services, principal, tenant.id, query.applicantId);
    const now = deps.clock.now().toISOString();
    const [online, units, calendar] = await Promise.all([
      store.online(tenant.id),
      deps.units.list(tenant.id),
      deps.calendar.of(tenant.id),
    ]);
    const names = new Map(units.map((unit) => [unit.id, unit.name]));
    const words = queryWords(query.query ?? '');
    const found = online
      .filter((policy) => matchesQuery(policy.online?.searchKeys ?? [], words))
      .filter((policy) => query.audience === undefined || policy.online?.audience === query.audience);
    const rows = found
      .filter((policy) => query.class === undefined || policy.online?.policyClass === query.class)
      .map((policy) => catalogueRow(policy, names.get(policy.unitId) ?? '', now, calendar))
      .filter((row) => row !== null)
      .sort((a, b) => compareKeys(keyOf(a), keyOf(b)));
    const after = query.cursor === undefined ? null : readCursor(rowKey, query.cursor);
    const rest = after === null ? rows : rows.filter((row) => compareKeys(keyOf(row), after) > 0);
    const page = rest.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: await Promise.all(
        page.map(async (row) => ({
          ...row,
          ...(await verdictFor(services, { tenantId: tenant.id, ...row }, applying)),
        })),
      ),
      nextCursor: rest.length > page.length && last !== undefined ? writeCursor(keyOf(last)) : null,
      classes: countClasses(found),
      total: rows.length,
      factsAsOf: factsAsOf(applying),
    };
  });

  api.handle(routes.getGuide, async ({ params, query, principal }) => {
    const tenant = await tenantOf(params.slug);
    const applying = await applyingAs(services, principal, tenant.id, query.applicantId);
    const policy = await store.summary(tenant.id, params.policyId);
    if (policy === null || policy.state !== 'online') throw new DomainError('NOT_FOUND');
    const [version, unit, calendar] = await Promise.all([
      versions.get(tenant.id, policy._id, policy.version),
      deps.units.byId(tenant.id, policy.unitId),
      deps.calendar.of(tenant.id),
    ]);
    const now = deps.clock.now().toISOString();
    const row = catalogueRow(policy, unit?.name ?? '', now, calendar);
    if (row === null) throw new DomainError('NOT_FOUND');
    const { elements, rules, materials, flow } = version.parts;
    const { steps } = forecast(version.flow, null, { now, variables: {}, calendar: workingClock(calendar) });
    return {
      ...row,
      ...(await verdictFor(services, { tenantId: tenant.id, ...row }, applying)),
      elements,
      rules,
      materials: [...materials],
      flow,
      steps: await Promise.all(
        steps.map(async (step) => ({
          elementId: step.elementId,
          name: step.name,
          handler: await handlerOf(step.assignee, version),
          kind: step.kind,
          limitWorkingDays: limitDays(step.limit),
        })),
      ),
      promisedWorkingDays: elements.promisedWorkingDays,
      publishedAt: version.publishedAt.toISOString(),
    };
  });

  const handlerOf = async (assignee: string, version: ReadyVersion): Promise<string> => {
    if (assignee === '') return '';
    const place = {
      tenantId: version.tenantId,
      policyUnitPath: version.unitPath,
      filingUnitPath: null,
      regionCode: null,
      applicantId: null,
    };
    return (await resolverFor(deps, place)(assignee)).handler;
  };

  api.handle(routes.getPolicyVersion, async ({ params, principal }) => {
    const { policyId } = params;
    const version = await versions.find(principal.tenantId, policyId, params.version);
    const policy = version === null ? null : await store.summary(principal.tenantId, policyId);
    if (version === null || policy === null) throw new DomainError('NOT_FOUND');
    // Every version up to the one online has been public; a number beyond it is a publishing that broke off.
    if (version.version > policy.version) throw new DomainError('NOT_FOUND');
    const { elements, form, rules, flow, materials } = version.parts;
    return {
      policyId,
      version: version.version,
      elements,
      form,
      rules,
      flow,
      materials: [...materials],
      publishedAt: version.publishedAt.toISOString(),
    };
  });
}

/** Limits in hours are told as parts of a day of eight hours. */
function limitDays(limit: WorkingLimit | null): number | null {
  if (limit === null) return null;
  return 'workingDays' in limit ? limit.workingDays : limit.workingHours / 8;
}

function countClasses(policies: readonly PolicySummary[]) {
  const counts = new Map<string, number>();
  for (const { online } of policies) {
    if (online !== null) counts.set(online.policyClass, (counts.get(online.policyClass) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name: name as PlainRow['class'], count }));
}

import { type BodyOf, type IncidentView, routes } from '#core/contract';
import type { CommandAnswer } from '../cases/case-document.js';
import type { CaseServices } from '../cases/case-services.js';
import type { FlowWish } from '../cases/decide-flow.js';
import { actorOf } from '../cases/load-case.js';
import { assertAdministers } from '../cases/repairable-case.js';
import { runCommand } from '../cases/run-command.js';
import { reachKeys } from '../cases/unit-keys.js';
import { instantKey, readCursor, writeCursor } from '../database/page-cursor.js';
import type { Api } from '../http/api.js';
import type { Principal } from '../http/principal.js';
import type { IncidentDocument } from './incident-document.js';
import type { IncidentStore } from './incident-store.js';

type Where = { readonly caseId: string; readonly incidentId: string };

export function registerIncidents(api: Api, services: CaseServices, incidents: IncidentStore): void {
  api.handle(routes.listIncidents, async ({ principal, query }) => {
    const { tenantId } = principal;
    const { policyId, code, limit, cursor } = query;
    const reach = reachKeys(principal, 'case.repair');
    const after = cursor === undefined ? null : readCursor(instantKey, cursor);
    const [found, facets] = await Promise.all([
      incidents.list({ tenantId, reach, policyId, code, after, limit: limit + 1 }),
      incidents.facets(tenantId, reach),
    ]);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map(present),
      nextCursor: last === undefined ? null : writeCursor([last.raisedAt, last._id]),
      facets: [...facets],
    };
  });
  api.handle(routes.retryIncident, ({ principal, params, body }) =>
    resolve(services, principal, params, body, {
      type: 'RetryIncident',
      incidentId: params.incidentId,
      reason: body.reason,
    }),
  );
  api.handle(routes.moveOnIncident, ({ principal, params, body }) =>
    resolve(services, principal, params, body, {
      type: 'MoveOn',
      incidentId: params.incidentId,
      reason: body.reason,
      ...(body.flowId === undefined ? {} : { flowId: body.flowId }),
    }),
  );
}

function resolve(
  services: CaseServices,
  principal: Principal,
  { caseId }: Where,
  body: BodyOf<typeof routes.retryIncident>,
  wish: FlowWish,
): Promise<CommandAnswer> {
  return runCommand(services, {
    tenantId: principal.tenantId,
    caseId,
    commandId: body.commandId,
    actor: actorOf(principal),
    content: wish,
    async plan(loaded) {
      assertAdministers(principal, loaded);
      return { wishes: [wish] };
    },
  });
}

const present = (incident: IncidentDocument): IncidentView => ({
  incidentId: incident.incidentId,
  caseId: incident.caseId,
  caseNumber: incident.caseNumber,
  policyId: incident.policyId,
  policyTitle: incident.policyTitle,
  applicantName: incident.applicantName,
  elementId: incident.elementId,
  elementName: incident.elementName,
  code: incident.code,
  params: incident.params,
  ways: [...incident.ways],
  raisedAt: incident.raisedAt,
});

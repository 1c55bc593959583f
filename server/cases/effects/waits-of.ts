import type { IncidentState } from '#core/flow';
import type { IncidentSnapshot, OpenIncident } from '../../incidents/incident-document.js';
import type { SubscriptionSnapshot } from '../../subscriptions/subscription-document.js';
import type { AuditSnapshot } from '../case-document.js';
import { type Happening, isMigrated, stepNameOf } from './happening.js';

/** Waits for messages and signals that the command opened or closed. */
export function subscriptionsOf({ events }: Happening): readonly SubscriptionSnapshot[] {
  const touched = new Map<string, SubscriptionSnapshot>();
  for (const event of events) {
    if (event.type === 'SubscriptionOpened') {
      const { id, kind, name } = event.subscription;
      touched.set(id, { subscriptionId: id, status: 'open', kind, name, openedAt: event.at });
    }
    if (event.type === 'SubscriptionClosed') {
      const { subscriptionId } = event;
      touched.set(subscriptionId, { subscriptionId, status: 'closed' });
    }
  }
  return [...touched.values()];
}

/** Incidents that the command raised or resolved. */
export function incidentsOf(happening: Happening): readonly IncidentSnapshot[] {
  const touched = new Map<string, IncidentSnapshot>();
  for (const event of happening.events) {
    if (event.type === 'IncidentRaised') touched.set(event.incident.id, openIncident(happening, event.incident));
    if (event.type === 'IncidentResolved')
      touched.set(event.incidentId, { incidentId: event.incidentId, status: 'resolved' });
  }
  if (isMigrated(happening))
    for (const open of Object.values(happening.state.incidents)) touched.set(open.id, openIncident(happening, open));
  return [...touched.values()];
}

function openIncident(happening: Happening, incident: IncidentState): OpenIncident {
  const { id: incidentId, elementId, code, params, raisedAt } = incident;
  const place = { elementId, elementName: stepNameOf(happening, elementId), ways: waysOf(happening, elementId) };
  return { incidentId, status: 'open', ...place, code, params, raisedAt };
}

function waysOf({ definition }: Happening, elementId: string): OpenIncident['ways'] {
  return (definition.elements[elementId]?.outgoing ?? []).flatMap((flowId) => {
    const flow = definition.flows[flowId];
    if (flow === undefined) return [];
    const target = definition.elements[flow.targetId]?.name ?? '';
    return [{ flowId, name: [flow.name, target].filter((part) => part !== '').join(' → ') || flow.targetId }];
  });
}

const resolutions = { retried: 'incident-retried', 'moved-on': 'incident-moved-on', cancelled: null } as const;

/** What an administrator did by hand stands in the audit log too, with its reason. */
export function auditsOf(happening: Happening): readonly AuditSnapshot[] {
  return happening.events.flatMap((event) => {
    if (event.type !== 'IncidentResolved') return [];
    const action = resolutions[event.how];
    if (action === null) return [];
    const step = stepNameOf(happening, event.elementId);
    return [{ action, detail: { number: happening.facts.number, step, reason: event.reason } }];
  });
}

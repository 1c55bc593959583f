import { chinaCalendar, localDay } from '#core/calendar';
import type { PolicyElements } from '#core/policy';
import type { Business } from '../business.js';
import { createPolicy, savePart } from '../policies/edit-policy.js';
import { publishPolicy } from '../policies/publish-policy.js';
import type { SeededCity } from './seed-city.js';

const dayMs = 86_400_000;

/** Publishes a template as its department would; answers the policy's id. `now` is the end of the demo's time. */
export async function seedPolicy(
  business: Business,
  city: SeededCity,
  { templateId, login, now, key }: { templateId: string; login: string; now: Date; key: string },
): Promise<string> {
  const { policies } = business;
  const principal = await city.principal(login);
  const template = policies.library.byId(templateId);
  if (template === undefined) throw new Error(`Expected the template ${templateId}, but it is not there`);
  const { elements } = template.parts;
  const draft = await createPolicy(policies, principal, key, { title: elements.title, templateId });
  const dated = withOpenDates(elements, business.deps.clock.now(), now);
  const { revision } = await savePart(policies, principal, draft.id, {
    part: 'elements',
    revision: draft.revisions.elements,
    content: dated,
  });
  await publishPolicy(policies, principal, draft.id, { ...draft.revisions, elements: revision });
  return draft.id;
}

/** The dates of the template where they hold all through the demo's time, else dates around it. */
function withOpenDates(elements: PolicyElements, start: Date, now: Date): PolicyElements {
  const first = localDay(new Date(start.getTime() - 20 * dayMs).toISOString(), chinaCalendar);
  const soon = localDay(new Date(now.getTime() + 20 * dayMs).toISOString(), chinaCalendar);
  const later = localDay(new Date(now.getTime() + 60 * dayMs).toISOString(), chinaCalendar);
  const { opensOn, closesOn } = elements;
  return {
    ...elements,
    opensOn: opensOn !== null && opensOn > first ? first : opensOn,
    closesOn: closesOn !== null && closesOn < soon ? later : closesOn,
  };
}

import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';

/** Working days and hours. */
export const registerCalendar: Feature = (api, deps) => {
  const { audit, calendar } = deps;

  api.handle(routes.getCalendar, async ({ principal, params }) => calendar.year(principal.tenantId, params.year));

  api.handle(routes.putCalendar, async ({ principal, params, body }) => {
    const { tenantId } = principal;
    const year = await calendar.put(tenantId, params.year, body);
    const detail = { revision: year.revision, holidays: year.holidays.length, workdays: year.workdays.length };
    await audit.record({ tenantId, actor: principal, action: 'calendar-set', target: String(params.year), detail });
    return year;
  });
  return undefined;
};

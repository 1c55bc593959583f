import { routes } from '#core/contract';
import type { Feature } from '../http/deps.js';

export const registerAudit: Feature = (api, deps) => {
  api.handle(routes.listAudit, async ({ principal, query }) => deps.audit.list(principal.tenantId, query));
  return undefined;
};

import { routes } from '#core/contract';
import type { Api } from '../http/api.js';
import { confirmScreening, excludeFirms } from './decide-screening.js';
import { explainFirm } from './explain-firm.js';
import { exportRows } from './export-rows.js';
import { presentScreening } from './present-screening.js';
import type { ScreeningServices } from './screening-services.js';
import { cancelScreening, listRows, listScreenings, screeningOf, startScreening } from './screenings.js';

export function registerScreenings(api: Api, services: ScreeningServices): void {
  api.handle(routes.listScreenings, ({ principal, query }) => listScreenings(services, principal, query));
  api.handle(routes.startScreening, ({ principal, body, idempotencyKey }) =>
    startScreening(services, principal, idempotencyKey, body),
  );
  api.handle(routes.getScreening, async ({ principal, params }) =>
    presentScreening(services, principal, await screeningOf(services, principal, params.screeningId)),
  );
  api.handle(routes.cancelScreening, ({ principal, params }) =>
    cancelScreening(services, principal, params.screeningId),
  );
  api.handle(routes.listScreeningRows, ({ principal, params, query }) =>
    listRows(services, principal, params.screeningId, query),
  );
  api.handle(routes.explainScreeningRow, ({ principal, params, query }) =>
    explainFirm(services, principal, params.screeningId, query),
  );
  api.handle(routes.excludeFirms, ({ principal, params, body }) =>
    excludeFirms(services, principal, params.screeningId, body),
  );
  api.handle(routes.confirmScreening, ({ principal, params, body }) =>
    confirmScreening(services, principal, params.screeningId, body),
  );
  api.stream(routes.exportScreening, ({ principal, params, query, response }) =>
    exportRows(services, principal, { screeningId: params.screeningId, query, response }),
  );
}

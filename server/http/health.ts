import { Router } from 'express';
import type { Connection } from 'mongoose';
import { isDatabaseReady } from '../database/connect.js';

/** `/healthz`: the process answers. `/readyz`: it may be given requests (database reachable, not stopping). */
export function health(database: Connection, isStopping: () => boolean): Router {
  const router = Router();
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const ready = !isStopping() && (await isDatabaseReady(database));
    response
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: ready ? 'ready' : 'not-ready' });
  });
  return router;
}

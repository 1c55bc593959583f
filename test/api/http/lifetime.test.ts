import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { routes } from '#core/contract';
import { createServer } from '#server/app';
import { connectDatabase } from '#server/database/connect';
import type { Feature } from '#server/http/deps';
import { createLogger } from '#server/http/logger';
import { randomIds, systemClock } from '#server/system';
import { openTestDatabase, testConfig } from '../harness.js';

describe('a server', () => {
  let store: Awaited<ReturnType<typeof openTestDatabase>>;
  let lines: string[];
  beforeEach(async () => {
    store = await openTestDatabase();
    lines = [];
  });
  afterEach(() => store.close());

  async function start(feature: Feature) {
    const database = await connectDatabase(store.uri);
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const logger = createLogger('debug', sink);
    const foundation = { config: testConfig, database, clock: systemClock, ids: randomIds, logger };
    const server = createServer(foundation, [feature]);
    const address = `http://127.0.0.1:${await server.start(0)}`;
    return { server, database, address };
  }

  it('that is told to stop finishes the request in flight and takes no other', async () => {
    let begun: () => void = () => undefined;
    let finish: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const mayFinish = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { server, database, address } = await start((api) => {
      api.handle(routes.listTenants, async () => {
        begun();
        await mayFinish;
        return { items: [] };
      });
      return undefined;
    });
    const inFlight = fetch(`${address}/api/tenants`);
    await hasBegun;

    const stopped = server.stop();
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    finish();

    const response = await inFlight;
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ items: [] });
    await Promise.race([stopped, new Promise((_resolve, reject) => setTimeout(reject, 2000, new Error('still open')))]);
    await database.close();
  });

  it('is ready while its database answers, and alive without it', async () => {
    const { server, database, address } = await start(() => undefined);

    const ready = await fetch(`${address}/readyz`);
    await database.close();
    const unready = await fetch(`${address}/readyz`);
    const alive = await fetch(`${address}/healthz`);

    expect([ready.status, unready.status, alive.status]).toEqual([200, 503, 200]);
    await server.stop();
  });

  it('answers INTERNAL for a defect, with the id under which the log tells what happened', async () => {
    const { server, database, address } = await start((api) => {
      api.handle(routes.listTenants, async () => {
        throw new Error('the cellar is flooded');
      });
      return undefined;
    });

    const response = await fetch(`${address}/api/tenants`, { headers: { Cookie: 'dx_refresh=hush' } });
    const body = await response.text();

    expect(response.status).toBe(500);
    expect(body).not.toContain('cellar');
    const { requestId } = JSON.parse(body) as { requestId: string };
    const told = lines.filter((line) => line.includes('the cellar is flooded'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(requestId);
    expect(lines.join('')).not.toContain('hush');
    await server.stop();
    await database.close();
  });

  it('fails loudly, outside production, when an answer breaks the contract', async () => {
    const { server, database, address } = await start((api) => {
      api.handle(routes.listTenants, async () => ({ items: [{ id: 'a', slug: 'b', name: 'c', secret: 'd' }] }));
      return undefined;
    });

    const response = await fetch(`${address}/api/tenants`);

    expect(response.status).toBe(500);
    expect(lines.join('')).toContain('Expected the answer of listTenants to keep the contract');
    await server.stop();
    await database.close();
  });

  it('says that its port is taken', async () => {
    const { server, database, address } = await start(() => undefined);
    const { clock, ids, logger, config } = server.deps;
    const again = await connectDatabase(store.uri);
    const second = createServer({ config, database: again, clock, ids, logger }, [() => undefined]);

    await expect(second.start(Number(new URL(address).port))).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await again.close();
    await server.stop();
    await database.close();
  });
});

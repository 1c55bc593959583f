import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, isBuilt, type Running, run } from './harness.js';
import { createTcpGate, type TcpGate } from './tcp-gate.js';

const program = ['--enable-source-maps', 'dist/server/main.js'];
const key = () => randomBytes(32).toString('base64');

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'nonce-…'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  'frame-src blob:',
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  'upgrade-insecure-requests',
];

/** Asks until the answer has this status; answers how long that took. */
async function untilStatus(url: string, status: number, limitMs: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const response = await fetch(url).catch(() => null);
    const ms = performance.now() - begun;
    if (response?.status === status) return ms;
    if (ms > limitMs) throw new Error(`Expected ${url} to answer ${status}, but got ${response?.status} for ${ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

describe.skipIf(!isBuilt)('npm start, as built in dist', () => {
  let folder: string;
  let store: Running;
  let gate: TcpGate;
  let port: number;
  let address: string;
  let server: Running;
  let variables: Record<string, string>;
  /** One whose database never answers; it takes ten seconds to say so. */
  let alone: Running;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dx-start-'));
    store = run(['--enable-source-maps', 'dist/server/db-cli.js', 'serve', '--data-dir', join(folder, 'store')]);
    const [, host, database] = await store.prints(/^mongodb:\/\/([^/]+)\/(\w+)$/m);
    gate = await createTcpGate(decodeURIComponent(host ?? ''));
    port = await freePort();
    address = `http://127.0.0.1:${port}`;
    variables = {
      MONGODB_URI: `mongodb://127.0.0.1:${gate.port}/${database}?directConnection=true`,
      JWT_SECRET: randomBytes(48).toString('base64'),
      DATA_KEYS: `k1:${key()}`,
      DATA_HMAC_KEY: key(),
      PUBLIC_URL: 'https://policy.example.gov.cn',
      PORT: String(port),
      HOST: '127.0.0.1',
      TRUSTED_PROXIES: '1',
    };
    const nowhere = `mongodb://127.0.0.1:${await freePort()}/duixian`;
    alone = run(program, { ...variables, PORT: String(await freePort()), MONGODB_URI: nowhere });
    server = run(program, variables);
    await server.prints(/"msg":"ready"/);
  });
  afterAll(async () => {
    for (const running of [alone, server]) running?.child.kill('SIGKILL');
    await server?.ended;
    await gate?.shut();
    expect(await store?.end('SIGTERM')).toMatchObject({ code: 0 });
    await rm(folder, { recursive: true, force: true });
  });

  it('refuses missing and weak variables, every one at once, without their values', async () => {
    const missing = run(program);
    const weak = run(program, {
      ...variables,
      JWT_SECRET: 'my-own-secret',
      DATA_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
      DATA_HMAC_KEY: 'c2hvcnQ=',
      PORT: 'http',
    });
    const ends = await Promise.all([missing.ended, weak.ended]);

    expect(ends.map(({ code }) => code)).toEqual([1, 1]);
    const names = (text: string) => [...text.matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
    expect(names(missing.stderr())).toEqual(['MONGODB_URI', 'JWT_SECRET', 'DATA_KEYS', 'DATA_HMAC_KEY', 'PUBLIC_URL']);
    expect(names(weak.stderr())).toEqual(['JWT_SECRET', 'DATA_KEYS', 'DATA_HMAC_KEY', 'PORT']);
    expect(weak.stderr()).toMatch(/JWT_SECRET: is too short/);
    expect(weak.stderr()).not.toMatch(/my-own-secret|c2hvcnQ|AAAAAAAA/);
    expect(missing.stderr()).toMatch(/配置不完整/);
    expect(missing.stderr() + weak.stderr()).not.toMatch(/^\s+at /m);
  });

  it('ends with 1 and the reason when its port is taken', async () => {
    const taken = run(program, variables);

    expect(await taken.ended).toMatchObject({ code: 1 });
    expect(taken.stdout()).toContain(`"reason":"port ${port} is taken"`);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
  });

  it('shows the one-time password of the first administrator once, and not in the log', async () => {
    const [, password] = await server.prints(/one-time password\n {2}(\S+)\n/);

    const response = await fetch(`${address}/api/auth/sign-in`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ tenant: 'platform', login: 'platform-admin', password }),
    });

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ me: { mustChangePassword: true } });
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*Secure.*SameSite=(Strict|Lax)/);
    expect(server.stdout()).not.toContain(password);
  });

  it('serves pages under the strict policy, never stored, and assets that never change', async () => {
    for (const path of ['/', '/window/cases', '/desk', '/designer']) {
      const response = await fetch(address + path);
      const html = await response.text();
      const nonce = /nonce="([^"]+)"/.exec(html)?.[1] ?? 'none';
      const header = (name: string) => response.headers.get(name);
      expect([path, response.status]).toEqual([path, 200]);
      expect((header('content-security-policy') ?? '').replace(nonce, '…').split(/;\s*/)).toEqual(policy);
      expect(header('cache-control')).toBe('no-store');
      expect(header('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
      expect(header('cross-origin-opener-policy')).toBe('same-origin');
      expect(header('cross-origin-resource-policy')).toBe('same-origin');
      expect(header('referrer-policy')).toBe('no-referrer');
      expect(header('x-content-type-options')).toBe('nosniff');
      expect(header('permissions-policy')).toContain('camera=()');
      expect(header('x-powered-by')).toBeNull();
      const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, asset]) => asset);
      expect(assets.length).toBeGreaterThan(0);
      for (const asset of assets) {
        const found = await fetch(address + asset);
        await found.arrayBuffer();
        expect([asset, found.status, found.headers.get('cache-control')]).toEqual([
          asset,
          200,
          'public, max-age=31536000, immutable',
        ]);
      }
    }
    const missing = await fetch(`${address}/assets/portal-00000000.js`);
    expect([missing.status, missing.headers.get('cache-control')]).toEqual([404, 'no-store']);
  });

  it('answers the OpenAPI document and a page to read and try it, all from here', async () => {
    const document = (await (await fetch(`${address}/api/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/api/auth/sign-in');

    const page = await fetch(`${address}/api/docs`);
    const html = await page.text();
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe-eval');
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '');
    expect(parts.length).toBeGreaterThanOrEqual(4);
    for (const part of parts) {
      expect(part).toMatch(/^\/api\/docs\//);
      const response = await fetch(address + part);
      await response.arrayBuffer();
      expect([part, response.status]).toEqual([part, 200]);
    }
  });

  it('is not ready while its database is away, alive all the time, and ready again when it is back', async () => {
    expect((await fetch(`${address}/readyz`)).status).toBe(200);

    await gate.shut();
    await untilStatus(`${address}/readyz`, 503, 10_000);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    const refused = await fetch(`${address}/api/tenants`);
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(await refused.text()).not.toMatch(/127\.0\.0\.1|ECONN|Mongo/);

    await gate.open();
    const ms = await untilStatus(`${address}/readyz`, 200, 20_000);
    console.log(`ready again ${(ms / 1000).toFixed(1)} s after the database`);
    expect((await fetch(`${address}/api/tenants`)).status).toBe(200);
  });

  it('told to stop, finishes the request that waits for the database, then ends with 0', async () => {
    gate.hold();
    const inFlight = fetch(`${address}/api/tenants`);
    // The log line of a request comes with its answer: that it was taken shows in that the server waits for it.
    await new Promise((resolve) => setTimeout(resolve, 500));

    const ended = server.end('SIGTERM');
    await server.prints(/"msg":"stopping"/);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(server.child.exitCode).toBeNull();
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
    gate.release();

    expect((await inFlight).status).toBe(200);
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect((await ended).ms).toBeLessThan(5000);
  });

  it('ends with 1 and the reason when its database does not answer', async () => {
    expect(await alone.ended).toMatchObject({ code: 1 });
    expect(alone.stdout()).toMatch(/"level":60.*ECONNREFUSED/);
  });

  it('starts again without a new password for the administrator', async () => {
    const again = run(program, variables);
    await again.prints(/"msg":"ready"/);
    expect(again.stderr()).toBe('');
    expect(await again.end('SIGINT', 'SIGINT')).toMatchObject({ code: 0, signal: null });
  });

  it('with DATA_DIR and no MONGODB_URI keeps the data there itself, and refuses what a newer version has written', async () => {
    const { MONGODB_URI: _, ...rest } = variables;
    const own = { ...rest, DATA_DIR: join(folder, 'office'), PORT: String(await freePort()) };
    const first = run(program, own);
    await first.prints(/"msg":"ready"/);
    expect((await fetch(`http://127.0.0.1:${own.PORT}/readyz`)).status).toBe(200);
    expect(first.stderr()).toContain('one-time password');
    const second = run(program, own);
    expect(await second.ended).toMatchObject({ code: 1 });
    expect(second.stdout()).toContain('"reason":"DATA_DIR_LOCKED"');
    expect(await first.end('SIGTERM')).toMatchObject({ code: 0 });

    const alone = run(['dist/server/db-cli.js', 'serve'], { DATA_DIR: own.DATA_DIR });
    const [uri] = await alone.prints(/^mongodb:.*$/m);
    const client = await MongoClient.connect(uri);
    await client.db().collection<{ _id: string }>('migrations').insertOne({ _id: '2999-01-01-newer' });
    await client.close();
    expect(await alone.end('SIGTERM')).toMatchObject({ code: 0 });
    const newer = run(program, own);
    expect(await newer.ended).toMatchObject({ code: 1 });
    expect(newer.stdout()).toContain('"reason":"DATABASE_NEWER"');
  });
});

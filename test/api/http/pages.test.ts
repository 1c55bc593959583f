import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../harness.js';

describe('pages', () => {
  let world: World;
  let webDir: string;
  beforeAll(async () => {
    webDir = await mkdtemp(join(tmpdir(), 'dx-web-'));
    await mkdir(join(webDir, 'assets'));
    await writeFile(join(webDir, 'assets/app-1a2b.js'), 'console.log(1)');
    for (const entry of ['portal', 'window', 'desk']) {
      const html = `<html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>${entry}</title></html>`;
      await writeFile(join(webDir, `${entry}.html`), html);
    }
    world = await createWorld({ webDir });
  });
  afterAll(async () => {
    await world.stop();
    await rm(webDir, { recursive: true, force: true });
  });

  it.each([
    ['/', 'portal'],
    ['/policies/abc', 'portal'],
    ['/windows', 'portal'],
    ['/window', 'window'],
    ['/window/cases/1', 'window'],
    ['/desk/tasks', 'desk'],
  ])('%s is the page of %s', async (path, entry) => {
    const response = await world.visitor.get(path);

    expect(response.status).toBe(200);
    expect(response.text).toContain(`<title>${entry}</title>`);
  });

  it('carry a fresh nonce that the policy names, are never stored, and allow no eval', async () => {
    const [one, two] = [await world.visitor.get('/'), await world.visitor.get('/')];

    const nonce = /nonce="([^"]+)"/.exec(one.text)?.[1] ?? '';
    const policy = one.headers['content-security-policy'] ?? '';
    expect(nonce).not.toBe('__CSP_NONCE__');
    expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe-eval/);
    expect(two.text).not.toContain(nonce);
    expect(one.headers['cache-control']).toBe('no-store');
    expect(one.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(one.headers['referrer-policy']).toBe('no-referrer');
    expect(one.headers['x-powered-by']).toBeUndefined();
  });

  it('have assets that never change, and a missing one is no page', async () => {
    const asset = await world.visitor.get('/assets/app-1a2b.js');
    const missing = await world.visitor.get('/assets/app-0000.js');

    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(missing.status).toBe(404);
    expect(missing.type).toBe('text/plain');
  });

  it('are not given to who looks for a file', async () => {
    for (const path of ['/favicon.ico', '/portal.html', '/window/app.js.map']) {
      const response = await world.visitor.get(path);
      expect([path, response.status, response.type]).toEqual([path, 404, 'text/plain']);
    }
  });

  it('that were not built say so', async () => {
    const response = await world.visitor.get('/designer');

    expect(response.status).toBe(503);
    expect(response.text).toContain('npm run build');
  });

  it('are not reached by climbing out of the assets', async () => {
    const response = await world.visitor.get('/assets/..%2fportal.html');

    expect(response.text).not.toContain('<title>portal</title>');
  });
});

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { buildFormPages } from '../form-pages/build-pages.js';
import { chromiumPath, desktop, inspect, launchChromium, newPerson, phone } from './harness.js';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Every field type in every state it can be in, at both sizes: nothing is cut off, and axe finds nothing. */
describe.skipIf(chromiumPath === undefined)('all field types', () => {
  let browser: Browser;
  let server: Server;
  let address = '';
  const folder = mkdtempSync(join(tmpdir(), 'form-pages-'));

  beforeAll(async () => {
    await buildFormPages(folder, ['gallery']);
    server = createServer((request, response) => {
      const file = join(folder, new URL(request.url ?? '/', 'http://localhost').pathname);
      try {
        const content = readFileSync(file);
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'image/svg+xml' }).end(content);
      } catch {
        response.writeHead(204).end();
      }
    });
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    ['filled', phone],
    ['errors', phone],
    ['document', phone],
    ['errors', desktop],
    ['dense', desktop],
  ] as const)('%s at %o', async (state, viewport) => {
    const person = await newPerson(browser, address, viewport);
    const { page, leave } = person;
    await page.goto(`/gallery.html#${state}`);
    await page.locator('.dxf').first().waitFor();
    if (state === 'errors') {
      await page.getByRole('button', { name: '检查' }).click();
      await page.locator('.dxf-summary').waitFor();
    }
    await inspect(person, `field-types-${state}`);
    await leave();
  });
});

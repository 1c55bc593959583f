import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Response, Router } from 'express';
import { styleNonceOf } from './security-headers.js';

const placeholder = '__CSP_NONCE__';
const entries = ['portal', 'window', 'desk', 'designer'] as const;
type Entry = (typeof entries)[number];

/** Where the build puts the pages: beside the compiled server, or under `dist` when the sources run (tests). */
export function defaultWebDir(): string {
  const fromSources = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSources ? '../../dist/web' : '../../web', import.meta.url));
}

const missing = `The pages are not built. Run: npm run build
页面尚未构建，请先运行：npm run build
`;

/** One page, split at the nonce's places once, so that a request only joins strings. */
function readPage(webDir: string, entry: Entry): readonly string[] | null {
  try {
    return readFileSync(join(webDir, `${entry}.html`), 'utf8').split(placeholder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function entryOf(path: string): Entry {
  return entries.find((entry) => path === `/${entry}` || path.startsWith(`/${entry}/`)) ?? 'portal';
}

/** The four pages of one origin (D15) with a fresh nonce each time, and their assets, which never change under a name. */
export function pages(webDir: string): Router {
  const found = new Map<Entry, readonly string[]>();
  const router = Router();
  router.use(
    '/assets',
    express.static(join(webDir, 'assets'), { immutable: true, maxAge: '1y', index: false, redirect: false }),
    (_request, response) => sendNotFound(response),
  );
  router.get('/{*path}', (request, response) => {
    // A name with an ending is a file somebody looked for (favicon.ico, robots.txt), not a place in a page.
    if (/\.\w{1,8}$/.test(request.path)) return sendNotFound(response);
    const entry = entryOf(request.path);
    // A page that was missing is looked for again, so that a build beside a running server shows up.
    const parts = found.get(entry) ?? readPage(webDir, entry);
    if (parts === null) return sendMissing(response);
    found.set(entry, parts);
    response
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(parts.join(styleNonceOf(response)));
  });
  return router;
}

function sendMissing(response: Response): void {
  response.status(503).set('Cache-Control', 'no-store').type('text/plain').send(missing);
}

function sendNotFound(response: Response): void {
  response.status(404).set('Cache-Control', 'no-store').type('text/plain').send('Not found\n');
}

import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, defaultClientConditions } from 'vite';

/** Builds pages of this folder, for the browser test of all field types and for `npm run bench -- form`. */
export async function buildFormPages(outDir: string, pages: readonly string[]): Promise<void> {
  // The bench is bundled, so this file's own place says nothing.
  const root = join(process.cwd(), 'test/form-pages');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    resolve: { conditions: ['source', ...defaultClientConditions] },
    build: {
      outDir,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 2000,
      rollupOptions: { input: pages.map((page) => join(root, `${page}.html`)) },
    },
  });
}

import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

const page = (name: string) => new URL(`./runtime/web/${name}.html`, import.meta.url).pathname;

/** Builds the four entries (D15). The nonce placeholder is filled in by the server for every request (D19). */
export default defineConfig({
  root: 'runtime/web',
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  html: { cspNonce: '__CSP_NONCE__' },
  server: { fs: { allow: ['../..'] }, proxy: { '/api': process.env.API_URL ?? 'http://127.0.0.1:3000' } },
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    // For test/structure/bundle.test.ts; only assets/ is served.
    manifest: true,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: { portal: page('portal'), window: page('window'), desk: page('desk'), designer: page('designer') },
    },
  },
});

import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../../../..');

export interface BuiltStore {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Bundles the store, its worker and programs that use them, as plain JavaScript for plain Node. */
export async function buildStore(programs: Readonly<Record<string, string>> = {}): Promise<BuiltStore> {
  // Inside node_modules, so that what is not bundled is found.
  const directory = await mkdtemp(join(root, 'node_modules/.store-test-'));
  const store = join(root, 'server/database/embedded');
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: directory,
      target: 'node20',
      rollupOptions: {
        input: { index: join(store, 'index.ts'), worker: join(store, 'worker.ts'), ...programs },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js' },
      },
    },
  });
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

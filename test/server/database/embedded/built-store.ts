import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '../../../..');

export interface BuiltStore {
  readonly directory: string;
  remove(): Promise<void>;
}

/** Bundles the store, its worker and a program that uses them, as plain JavaScript for plain Node. */
export async function buildStore(programs: Readonly<Record<string, string>> = {}): Promise<BuiltStore> {
  const directory = await mkdtemp(join(root, 'node_modules/.store-test-'));
  const store = join(root, 'server/database/embedded');
  await build({
    input: { index: join(store, 'index.ts'), worker: join(store, 'worker.ts'), ...programs },
    external: ['lmdb', 'bson', 'mongodb', 'mongoose', /^node:/],
    platform: 'node',
    logLevel: 'warn',
    output: { dir: directory, format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-chunk.js' },
  });
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}

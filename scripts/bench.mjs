import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './prepare.mjs';

/** `npm run bench -- <name>`: figures beside named peers in the same run. Benchmarks are TypeScript, bundled for this run. */
await ensureInstalled();
await ensureBuilt();
const { build } = await import('vite');
const outDir = join(root, 'dist', 'bench');
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  resolve: { conditions: ['source', 'node', 'module'] },
  ssr: { resolve: { conditions: ['source', 'node', 'module'] } },
  build: { ssr: join(root, 'test/bench/main.ts'), outDir, emptyOutDir: true, target: 'node20' },
});
process.exit(await run(process.execPath, ['--expose-gc', join(outDir, 'main.js'), ...process.argv.slice(2)]));

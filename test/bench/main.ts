import { isMainThread } from 'node:worker_threads';

/** `npm run bench -- <name>`: each benchmark prints its figures beside those of its peers, measured in the same run. */
type LoadBenchmark = () => Promise<{ readonly run: () => Promise<unknown> }>;

const benchmarks: ReadonlyMap<string, LoadBenchmark> = new Map<string, LoadBenchmark>([
  ['feel', () => import('./feel.js')],
  ['database', () => import('./database/index.js')],
  ['form', () => import('./form.js')],
  ['flow', () => import('./flow.js')],
  ['screening', () => import('./screening.js')],
]);

async function main(name: string | undefined): Promise<void> {
  const load = benchmarks.get(name ?? '');
  if (!load) {
    process.stderr.write(`Usage: npm run bench -- ${[...benchmarks.keys()].join('|')}\n`);
    process.exitCode = 2;
    return;
  }
  const { run } = await load();
  await run();
}

// The server that answers constants runs in a thread of its own, started from this file.
if (isMainThread) await main(process.argv[2]);
else (await import('./database/constant-server.js')).serveConstants();

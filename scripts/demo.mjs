import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './prepare.mjs';

/** `npm run demo`: from a fresh clone to a running product with demo data, in one command. */
await ensureInstalled();
await ensureBuilt();

const server = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist/server/demo/main.js')], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the server by the terminal as well; this process only waits for it to stop cleanly.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 0));

import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, handleSignals, root, start } from './prepare.mjs';

/** `npm run demo`: from a fresh clone to a running product with demo data, in one command. */
await ensureInstalled();
await ensureBuilt();

const server = start(process.execPath, ['--enable-source-maps', join(root, 'dist/server/demo/main.js')]);
// Ctrl-C reaches the server by the terminal as well; this process only waits for it to stop cleanly.
handleSignals((signal) => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 0) : 1));

import { createServer as createProbe } from 'node:net';
import { resolve } from 'node:path';
import { createServer } from '../app.js';
import { loadDemoConfig } from '../config/demo-config.js';
import { connectDatabase } from '../database/connect.js';
import { startEmbeddedStore } from '../database/embedded/index.js';
import { prepareDatabase } from '../database/prepare.js';
import { databaseName, storeDirectory } from '../database/store-directory.js';
import { createLogger } from '../http/logger.js';
import { createLifetime } from '../lifetime.js';
import { randomIds, systemClock } from '../system.js';
import { printAccounts } from './account-table.js';
import { createDemoClock } from './demo-clock.js';
import { isSeeded, seedDemo } from './seed.js';
import { explainStartFailure } from './start-failure.js';

/*
 * What `npm run demo` starts after building: the embedded store in DATA_DIR (default ./data), filled when empty, the whole
 * server on 127.0.0.1. Exactly one line `READY http://…` says that it answers. Ctrl-C finishes what is in flight; during
 * seeding it leaves a store that the next start fills anew.
 */

// An empty variable is a forgotten one.
const portText = process.env.PORT || '3000';
const dataDir = resolve(process.env.DATA_DIR || 'data');
/** How long a request may still take after Ctrl-C; nobody waits longer before a screen. */
const patienceMs = 3000;

const lifetime = createLifetime(
  () => console.log('正在停止…  Stopping …'),
  (error) => console.error(`Expected to stop cleanly, but ${String(error)}`),
);

function readPort(): number {
  const port = Number(portText);
  if (/^\d{1,5}$/.test(portText) && port >= 1 && port <= 65_535) return port;
  throw Object.assign(new Error('PORT is no port'), { code: 'PORT_INVALID' });
}

/** Whether the port is free, asked before the store is filled: a taken one shows at once. Rejects as listening would. */
function probePort(port: number, host: string): Promise<void> {
  return new Promise((free, reject) => {
    const probe = createProbe();
    probe.once('error', reject);
    probe.listen(port, host, () => probe.close(() => free()));
  });
}

/** Answers the address under which the server is reached. */
async function start(): Promise<string> {
  const port = readPort();
  const config = await loadDemoConfig(dataDir, { port });
  await probePort(port, config.host);
  const store = await startEmbeddedStore({ dataDir: storeDirectory(dataDir) });
  lifetime.opened(store.close);
  store.stopped.then((error) => {
    if (error === undefined || lifetime.isEnding()) return;
    console.error(`Expected the store to run on, but it stopped: ${error.message}`);
    process.exit(1);
  });
  const database = await connectDatabase(store.uri(databaseName));
  lifetime.opened(() => database.close());
  const clock = createDemoClock(systemClock);
  const server = createServer({ config, database, clock, ids: randomIds, logger: createLogger(config.logLevel) });
  lifetime.opened(() => server.stop(patienceMs));
  await prepareDatabase(database);
  if (!(await isSeeded(server.deps))) {
    console.log('正在准备演示数据…  Preparing demo data …');
    await seedDemo(server.deps, clock, { now: systemClock.now() });
  }
  await server.start(port);
  return config.publicUrl;
}

try {
  const address = await start();
  console.log(`READY ${address}`);
  printAccounts();
} catch (error) {
  // Told to stop while starting: what fails now fails because everything is being closed.
  if (!lifetime.isEnding()) {
    console.error(explainStartFailure(error, { port: portText, dataDir }));
    lifetime.end(1);
  }
}

import { createServer } from './app.js';
import { readEnvironment } from './config/read-environment.js';
import { connectDatabase } from './database/connect.js';
import { startEmbeddedStore } from './database/embedded/index.js';
import { databaseName, storeDirectory } from './database/store-directory.js';
import { createLogger } from './http/logger.js';
import { createLifetime } from './lifetime.js';
import { randomIds, systemClock } from './system.js';
import { ensurePlatform } from './tenants/platform.js';

/*
 * Production: configuration from the environment. MongoDB by its address, then one process of several; or the embedded
 * store in `DATA_DIR`, then the only one.
 */

const read = readEnvironment(process.env);
if (!read.ok) {
  console.error('配置不完整或有误，请逐项改正（见 .env.example）：');
  console.error('Expected a whole configuration, but these variables are wrong or missing (see .env.example):');
  for (const line of read.error) console.error(`  ${line}`);
  process.exit(1);
}
const { database: choice, server: config } = read.value;
const logger = createLogger(config.logLevel);
const lifetime = createLifetime(
  (signal) => logger.info({ signal }, 'stopping'),
  (error) => logger.error({ err: error }, 'Expected to stop cleanly, but failed'),
);

/** The address of the database; the embedded store is started first. */
async function openDatabase(): Promise<string> {
  if (choice.kind === 'mongodb') return choice.uri;
  const store = await startEmbeddedStore({ dataDir: storeDirectory(choice.dataDir) });
  lifetime.opened(store.close);
  store.stopped.then((error) => {
    if (error === undefined || lifetime.isEnding()) return;
    logger.fatal({ err: error }, 'Expected the embedded store to run on, but it stopped');
    process.exit(1);
  });
  return store.uri(databaseName);
}

try {
  const database = await connectDatabase(await openDatabase());
  lifetime.opened(() => database.close());
  const server = createServer({ config, database, clock: systemClock, ids: randomIds, logger });
  lifetime.opened(() => server.stop());
  const port = await server.start(config.port);
  const first = await ensurePlatform(server.deps);
  if (first !== null) {
    // Not through the logger: logs are kept and sent on, this is for who stands before the screen.
    console.error(`First start. Sign in to the city "platform" as ${first.login} with the one-time password`);
    console.error(`  ${first.password}`);
  }
  logger.info({ port, publicUrl: config.publicUrl }, 'ready');
} catch (error) {
  if (!lifetime.isEnding()) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? `port ${config.port} is taken` : code;
    logger.fatal({ err: error, reason }, 'Expected to start, but could not');
    lifetime.end(1);
  }
}

import { createServer } from './app.js';
import { readEnvironment } from './config/read-environment.js';
import { connectDatabase } from './database/connect.js';
import { createLogger } from './http/logger.js';
import { randomIds, systemClock } from './system.js';
import { ensurePlatform } from './tenants/platform.js';

/* Production: configuration from the environment, MongoDB by its address, one process of several. */

const read = readEnvironment(process.env);
if (!read.ok) {
  console.error('Expected a whole configuration, but these variables are wrong or missing:');
  for (const line of read.error) console.error(`  ${line}`);
  process.exit(1);
}
const { mongodbUri, server: config } = read.value;
const logger = createLogger(config.logLevel);

try {
  const database = await connectDatabase(mongodbUri);
  const server = createServer({ config, database, clock: systemClock, ids: randomIds, logger });
  const port = await server.start(config.port);
  const first = await ensurePlatform(server.deps);
  if (first !== null) {
    // Not through the logger: logs are kept and sent on, this is for who stands before the screen.
    console.error(`First start. Sign in to the city "platform" as ${first.login} with the one-time password`);
    console.error(`  ${first.password}`);
  }
  logger.info({ port, publicUrl: config.publicUrl }, 'ready');
  const stop = async (signal: string) => {
    logger.info({ signal }, 'stopping');
    await server.stop();
    await database.close();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  const reason = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? `port ${config.port} is taken` : undefined;
  logger.fatal({ err: error, reason }, 'Expected to start, but could not');
  process.exitCode = 1;
  // What is half open (a connection pool, a background timer) must not keep a failed process alive.
  setTimeout(() => process.exit(1), 1000).unref();
}

/**
 * The compiled server on a store that outlives it, for the tests that kill it. Reads its settings as JSON from the command
 * line, prints `READY <port>`, and ends when its parent does.
 */
import { join } from 'node:path';
import { createServer } from '../../../dist/server/app.js';
import { connectDatabase } from '../../../dist/server/database/connect.js';
import { startEmbeddedStore } from '../../../dist/server/database/embedded/index.js';
import { createLogger } from '../../../dist/server/http/logger.js';
import { randomIds } from '../../../dist/server/system.js';

const settings = JSON.parse(process.argv[2] ?? '{}');
const store =
  settings.mongoUri === null ? await startEmbeddedStore({ dataDir: join(settings.dataDir, 'store') }) : null;
const database = await connectDatabase(store === null ? settings.mongoUri : store.uri('duixian'));
const { currentId, keys } = settings.config.dataKeys;
const config = {
  ...settings.config,
  dataKeys: { currentId, keys: new Map(keys.map(([id, key]) => [id, Buffer.from(key, 'base64')])) },
  lookupKey: Buffer.from(settings.config.lookupKey, 'base64'),
};
const server = createServer({
  config,
  database,
  // Time runs on from the world's beginning, also over a restart.
  clock: { now: () => new Date(Date.now() + settings.shiftMs) },
  ids: randomIds,
  logger: createLogger('error', process.stderr),
});
const port = await server.start(0);
process.stdout.write(`READY ${port}\n`);

process.once('SIGTERM', async () => {
  await server.stop();
  await database.close();
  await store?.close();
  process.exit(0);
});
process.stdin.resume().once('end', () => process.exit(1));

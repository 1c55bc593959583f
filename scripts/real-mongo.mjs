import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from './find-chromium.mjs';
import { start } from './prepare.mjs';

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** A real MongoDB for the API suite: one that is named, or a one-node replica set of our own. Null where there is none. */
export async function realMongo() {
  if (process.env.MONGODB_TEST_URI) return { uri: process.env.MONGODB_TEST_URI, stop: async () => {} };
  const mongod = process.env.MONGOD_BIN ?? onPath('mongod');
  if (mongod === null || mongod === undefined) return null;
  const { MongoClient } = await import('mongodb');
  const folder = mkdtempSync(join(tmpdir(), 'duixian-mongod-'));
  const port = await freePort();
  const server = start(
    mongod,
    ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1', '--replSet', 'rs0'],
    { stdio: 'ignore' },
  );
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 30_000,
  });
  await client.connect();
  await client
    .db('admin')
    .command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
  await client.close();
  return {
    uri: `mongodb://127.0.0.1:${port}/?replicaSet=rs0`,
    stop: async () => {
      server.kill('SIGTERM');
      await new Promise((resolve) => server.on('exit', resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './prepare.mjs';

/**
 * `npm test`: sets everything up, runs all tests, and closes with `N passed, N failed` (`, N skipped`).
 * `--soak` runs the long versions; other arguments go to vitest. Browser tests need Chromium: found, or installed where
 * that is possible, else skipped with the reason. With a MongoDB at hand the API suite runs a second time on it.
 */
const args = process.argv.slice(2).filter((argument) => argument !== '--soak');
const isSoak = process.argv.includes('--soak');

function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

function findChromium() {
  if (process.env.CHROMIUM_PATH) return existsSync(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : null;
  return ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(onPath).find(Boolean) ?? null;
}

/** Chromium and Chinese fonts from the system's packages, where we are root and have apt. */
function installChromium() {
  if (process.getuid?.() !== 0 || onPath('apt-get') === null) return;
  process.stdout.write('· Installing Chromium and Chinese fonts …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: 'ignore', env });
  } catch {
    process.stdout.write('· Chromium could not be installed\n');
  }
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** A real MongoDB for the API suite: one that is named, or a one-node replica set of our own. Null where there is none. */
async function realMongo() {
  if (process.env.MONGODB_TEST_URI) return { uri: process.env.MONGODB_TEST_URI, stop: async () => {} };
  const mongod = process.env.MONGOD_BIN ?? onPath('mongod');
  if (mongod === null || mongod === undefined) return null;
  const { MongoClient } = await import('mongodb');
  const folder = mkdtempSync(join(tmpdir(), 'duixian-mongod-'));
  const port = await freePort();
  const server = spawn(
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

/** Runs vitest and counts; a file that broke before its first test counts as one failure. */
async function vitest(label, extraArgs, env) {
  const report = join(mkdtempSync(join(tmpdir(), 'duixian-test-')), 'report.json');
  process.stdout.write(`\n· ${label}\n`);
  const code = await run(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...extraArgs],
    { env: { ...process.env, ...env } },
  );
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  ).length;
  const failed = result.numFailedTests + broken;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

await ensureInstalled();
await ensureBuilt();
let chromium = findChromium();
if (chromium === null) {
  installChromium();
  chromium = findChromium();
}
const reasons = [];
if (chromium === null) reasons.push('browser tests: no Chromium found (set CHROMIUM_PATH, or install it)');

const env = { ...(chromium === null ? {} : { CHROMIUM_PATH: chromium }), ...(isSoak ? { SOAK: '1' } : {}) };
const counts = [await vitest('All tests, on the embedded store', args, env)];

if (args.length === 0) {
  const mongo = await realMongo();
  if (mongo === null) {
    reasons.push('API tests on MongoDB: none at hand (set MONGODB_TEST_URI or MONGOD_BIN)');
    counts.push({ passed: 0, failed: 0, skipped: 1 });
  } else {
    try {
      counts.push(await vitest('API tests, on MongoDB', ['--project', 'api'], { ...env, MONGODB_TEST_URI: mongo.uri }));
    } finally {
      await mongo.stop();
    }
  }
}

const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
for (const reason of reasons) process.stdout.write(`Skipped: ${reason}\n`);
const skipped = sum('skipped');
process.stdout.write(
  `${sum('passed')} passed, ${sum('failed')} failed${skipped === 0 ? '' : `, ${skipped} skipped`}\n`,
);
process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1;

import { addCounts, exitCodeOf, noTests, summaryLine } from './count-tests.mjs';
import { findChromium, installChromium } from './find-chromium.mjs';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';
import { realMongo } from './real-mongo.mjs';
import { runVitest } from './run-vitest.mjs';

/**
 * `npm test`: sets everything up, runs all tests, and closes with `N passed, N failed` (`, N skipped`).
 * `--soak` runs the long versions; other arguments go to vitest. Browser tests need Chromium: found, or installed where
 * that is possible, else skipped with the reason. With a MongoDB at hand the API suite runs a second time on it.
 */
const args = process.argv.slice(2).filter((argument) => argument !== '--soak');
const isSoak = process.argv.includes('--soak');

/** The API suite, and the test that sends random commands to both stores. */
const onMongo = ['--project', 'api', '--project', 'unit', 'test/api/', 'embedded/differential.test.ts'];
const counts = [];
const reasons = [];
let isFinished = false;
// Whatever ended the run (a build that failed, an exception, Ctrl-C), the last line tells how far it came.
process.on('exit', (code) => {
  const sum = addCounts(isFinished ? counts : [...counts, { ...noTests, failed: 1 }]);
  for (const reason of reasons) process.stdout.write(`跳过 Skipped: ${reason}\n`);
  process.stdout.write(`${summaryLine(sum)}\n`);
  process.exitCode = code === 0 ? exitCodeOf(sum) : code;
});

await ensureInstalled();
await ensureBuilt();

let chromium = findChromium();
if (chromium === null) {
  installChromium();
  chromium = findChromium();
}
if (chromium === null) reasons.push('browser tests: no Chromium found (set CHROMIUM_PATH, or install it)');

// Undefined takes a variable away: a path that was named and does not exist must not reach the tests.
const env = { CHROMIUM_PATH: chromium ?? undefined, ...(isSoak ? { SOAK: '1' } : {}) };
process.stdout.write('\n· 全部测试，内嵌存储 All tests, on the embedded store\n');
// Also where a MongoDB is named: that has its own run.
counts.push(await runVitest(args, { env: { ...env, MONGODB_TEST_URI: undefined } }));

if (args.length === 0) {
  const mongo = await realMongo();
  if (mongo === null) {
    reasons.push('API tests on MongoDB: none at hand (set MONGODB_TEST_URI or MONGOD_BIN)');
    counts.push({ ...noTests, skipped: 1 });
  } else {
    try {
      process.stdout.write('\n· API 测试和对比测试，MongoDB  API tests and the differential one, on MongoDB\n');
      counts.push(await runVitest(onMongo, { env: { ...env, MONGODB_TEST_URI: mongo.uri } }));
    } finally {
      await mongo.stop();
    }
  }
}
isFinished = true;

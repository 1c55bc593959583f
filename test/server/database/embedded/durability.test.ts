import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BuiltStore, buildStore } from './built-store.js';
import { runKillRounds } from './kill-rounds.js';

let built: BuiltStore;
beforeAll(async () => {
  built = await buildStore({ 'writing-program': join(import.meta.dirname, 'writing-program.ts') });
});
afterAll(() => built.remove());

test('loses no acknowledged write and keeps every index in step when its process is killed ten times while it writes', async () => {
  const rounds = process.env.SOAK ? 100 : 10;
  const outcome = await runKillRounds({
    program: join(built.directory, 'writing-program.js'),
    rounds,
    delayMs: (round) => 20 + ((round * 37) % 200),
  });
  expect(outcome.problems).toEqual([]);
  // How much is written until then is the machine's affair; that something is, in most rounds, is what counts.
  expect(outcome.acknowledged).toBeGreaterThan(rounds);
}, 600_000);

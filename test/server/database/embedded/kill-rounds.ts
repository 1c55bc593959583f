import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeDocument } from '../../../../server/database/embedded/bson/decode.js';
import { checkCatalogue } from '../../../../server/database/embedded/engine/check.js';
import { openStore } from '../../../../server/database/embedded/open-store.js';

interface KillRounds {
  readonly program: string;
  readonly rounds: number;
  /** Milliseconds after the first write, for each round. */
  readonly delayMs: (round: number) => number;
}

export interface KillOutcome {
  readonly acknowledged: number;
  /** What was acknowledged and is not there, and what `check` found. */
  readonly problems: readonly string[];
}

/** Kills a writing process again and again, and looks each time whether everything that was acknowledged is there. */
export async function runKillRounds({ program, rounds, delayMs }: KillRounds): Promise<KillOutcome> {
  const dataDir = await mkdtemp(join(tmpdir(), 'store-kill-'));
  const state = new Map<number, 'inserted' | 'updated' | 'deleted'>();
  const problems: string[] = [];
  let acknowledged = 0;
  let next = 0;
  for (let round = 0; round < rounds; round++) {
    const reported = await writeUntilKilled(program, [dataDir, String(next)], delayMs(round));
    acknowledged += reported.length;
    for (const line of reported) {
      const n = Number(line.slice(1));
      next = Math.max(next, n + 1);
      state.set(n, line.startsWith('i') ? 'inserted' : line.startsWith('u') ? 'updated' : 'deleted');
    }
    // Writes that were on their way when the process died may or may not be there.
    next += 100;
    problems.push(...(await problemsAfter(dataDir, state)).map((problem) => `round ${round}: ${problem}`));
  }
  await rm(dataDir, { recursive: true, force: true });
  return { acknowledged, problems };
}

function writeUntilKilled(program: string, args: readonly string[], delayMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    let isDue = false;
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!isDue && output.includes('\n')) {
        isDue = true;
        setTimeout(() => child.kill('SIGKILL'), delayMs);
      }
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code !== null) reject(new Error(`Expected to kill the writing process, but it ended with ${code}`));
      resolve(
        output
          .split('\n')
          .slice(0, -1)
          .filter((line) => line !== 'ready'),
      );
    });
  });
}

async function problemsAfter(dataDir: string, state: ReadonlyMap<number, string>): Promise<string[]> {
  const store = await openStore({ dataDir, report: () => undefined });
  try {
    const problems = [...checkCatalogue(store.engine.catalogue).problems];
    const found = new Map<number, number>();
    for (const { raw } of store.engine.catalogue.find('kill', 'rows')?.records() ?? []) {
      const document = decodeDocument(raw);
      found.set(document.get('_id') as number, document.get('rev') as number);
    }
    for (const [n, kind] of state) {
      const rev = found.get(n);
      // What follows an acknowledged write may have been done without being acknowledged.
      if (kind === 'deleted' && rev !== undefined) problems.push(`${n} was deleted, but is there`);
      if (kind === 'updated' && rev !== 1 && n % 10 !== 9) problems.push(`${n} was updated, but has rev ${rev}`);
      if (kind === 'inserted' && rev === undefined && n % 10 !== 9)
        problems.push(`${n} was inserted, but is not there`);
    }
    return problems;
  } finally {
    await store.close();
  }
}

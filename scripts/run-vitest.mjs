import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countReport } from './count-tests.mjs';
import { root, run } from './prepare.mjs';

/** Runs vitest in a folder, showing what it prints, and counts. */
export async function runVitest(args, { cwd = root, env = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'duixian-test-'));
  const file = join(folder, 'report.json');
  try {
    const exitCode = await run(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      { cwd, env: { ...process.env, ...env } },
    );
    return countReport(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null, exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

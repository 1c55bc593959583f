import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCounts, countReport, exitCodeOf, summaryLine } from '../../scripts/count-tests.mjs';
import { root, run } from './harness.js';

describe('the last line of npm test', () => {
  it.each([
    [{ passed: 3, failed: 0, skipped: 0 }, '3 passed, 0 failed', 0],
    [{ passed: 3, failed: 1, skipped: 0 }, '3 passed, 1 failed', 1],
    [{ passed: 3, failed: 0, skipped: 2 }, '3 passed, 0 failed, 2 skipped', 0],
    [{ passed: 0, failed: 0, skipped: 2 }, '0 passed, 0 failed, 2 skipped', 1],
  ])('of %o reads “%s”, exit code %i', (counts, line, code) => {
    expect(summaryLine(counts)).toBe(line);
    expect(exitCodeOf(counts)).toBe(code);
  });

  it('adds the runs up', () => {
    const sum = addCounts([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]);
    expect(sum).toEqual({ passed: 11, failed: 22, skipped: 33 });
  });

  it('has no run without a report for a good one', () => {
    expect(countReport(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

/** A small project of its own under the real scripts. */
describe('the test command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dx-test-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    await symlink(join(root, 'package-lock.json'), join(folder, 'package-lock.json'));
    await write('vitest.config.js', "export default { test: { include: ['test/*.test.js'] } };\n");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }

  const testFile = (...lines: string[]) => ["import { expect, it } from 'vitest';", ...lines, ''].join('\n');

  /** Counts what vitest runs here, by the script that `npm test` uses. */
  async function count(variables: NodeJS.ProcessEnv = {}) {
    const script = `
      import { runVitest } from ${JSON.stringify(join(root, 'scripts/run-vitest.mjs'))};
      const counts = await runVitest([], { cwd: ${JSON.stringify(folder)}, env: ${JSON.stringify(variables)} });
      console.log('COUNTED ' + JSON.stringify(counts));`;
    const running = run(['--input-type=module', '-e', script]);
    const [, json] = await running.prints(/^COUNTED (.*)$/m);
    await running.ended;
    return JSON.parse(json ?? 'null') as unknown;
  }

  it('counts what passed and what was skipped', async () => {
    await write(
      'test/good.test.js',
      testFile(
        "it('a', () => { expect(1).toBe(1); });",
        "it('b', () => { expect(process.env.SOAK).toBe('1'); });",
        "it.skipIf(process.env.CHROMIUM_PATH === undefined)('browser', () => { throw new Error(); });",
        "it.todo('later');",
      ),
    );

    expect(await count({ SOAK: '1' })).toEqual({ passed: 2, failed: 0, skipped: 2 });
  });

  it('counts a failing test, a file that does not load, a hook that fails and a stray rejection', async () => {
    await write('test/good.test.js', testFile("it('a', () => {});"));
    await write('test/failing.test.js', testFile("it('a', () => { expect(1).toBe(2); });", "it('b', () => {});"));
    expect(await count()).toEqual({ passed: 2, failed: 1, skipped: 0 });

    await write('test/broken.test.js', "import './not-there.js';\n");
    expect(await count()).toEqual({ passed: 2, failed: 2, skipped: 0 });

    await write(
      'test/hook.test.js',
      "import { beforeAll, it } from 'vitest';\nbeforeAll(() => { throw new Error('no'); });\nit('a', () => {});\n",
    );
    expect(await count()).toMatchObject({ passed: 2, failed: 3 });

    for (const name of ['failing', 'broken', 'hook']) await rm(join(folder, `test/${name}.test.js`));
    await write(
      'test/stray.test.js',
      testFile(
        "it('a', async () => { Promise.reject(new Error('stray')); await new Promise((r) => setTimeout(r, 20)); });",
      ),
    );
    expect(await count()).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('counts no tests as a failure', async () => {
    expect(await count()).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  describe('as a whole', () => {
    beforeEach(async () => {
      await cp(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
      for (const source of ['runtime', 'designer']) await mkdir(join(folder, source));
      await write('package.json', '{ "type": "module" }\n');
      await write('tsconfig.json', '{}\n');
      await write(
        'tsconfig.server.json',
        '{ "compilerOptions": { "outDir": "dist", "rootDir": ".", "types": [] }, "include": ["server"] }\n',
      );
      await write('server/main.ts', 'export const answer: number = 42;\n');
      await write('index.html', '<!doctype html><title>a page</title>\n');
      await write('vite.config.ts', "export default { build: { outDir: 'dist/web' } };\n");
      await mkdir(join(folder, 'bin'));
      await symlink(process.execPath, join(folder, 'bin/node'));
    });

    /** The command where no MongoDB is on the PATH, and no Chromium either. */
    const testCommand = (args: readonly string[] = [], variables: NodeJS.ProcessEnv = {}) =>
      run(
        [join(folder, 'scripts/test.mjs'), ...args],
        { PATH: join(folder, 'bin'), CHROMIUM_PATH: join(folder, 'no-chromium'), ...variables },
        folder,
      );
    const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

    it('builds, runs, skips what lacks a browser or a MongoDB with the reason, and passes --soak on', async () => {
      await write(
        'test/good.test.js',
        testFile(
          "it('soak', () => { expect(process.env.SOAK).toBe('1'); });",
          "it.skipIf(process.env.CHROMIUM_PATH === undefined)('browser', () => { throw new Error(); });",
        ),
      );
      const command = testCommand(['--soak']);

      expect(await command.ended).toMatchObject({ code: 0 });
      expect(command.stdout()).toMatch(/Skipped: browser tests: no Chromium found/);
      expect(command.stdout()).toMatch(/Skipped: API tests on MongoDB: none at hand/);
      expect(lastLine(command.stdout())).toBe('1 passed, 0 failed, 2 skipped');
    });

    it('runs the API suite and the differential test again where a MongoDB is named, and everything on the embedded store', async () => {
      const projects = ['api', 'unit'].map((name) => ({ test: { name, include: [`test/${name}/**/*.test.js`] } }));
      await write('vitest.config.js', `export default { test: { projects: ${JSON.stringify(projects)} } };\n`);
      const ran = (name: string) =>
        testFile(
          `it('a', () => { console.log('${name}', 'on', process.env.MONGODB_TEST_URI ?? 'the embedded store'); });`,
        );
      await write('test/api/a.test.js', ran('api'));
      await write('test/unit/embedded/differential.test.ts.test.js', ran('differential'));
      await write('test/unit/other.test.js', ran('other'));
      const command = testCommand([], { MONGODB_TEST_URI: 'mongodb://named.test' });

      expect(await command.ended).toMatchObject({ code: 0 });
      const lines = [
        ...command.stdout().matchAll(/(?:api|differential|other) on (?:mongodb:\/\/named\.test|the embedded store)/g),
      ].map(([line]) => line);
      expect(lines.sort()).toEqual([
        'api on mongodb://named.test',
        'api on the embedded store',
        'differential on mongodb://named.test',
        'differential on the embedded store',
        'other on the embedded store',
      ]);
      expect(lastLine(command.stdout())).toBe('5 passed, 0 failed');
    });

    it('counts a build that fails', async () => {
      await write('test/good.test.js', testFile("it('a', () => {});"));
      await write('server/main.ts', "export const answer: number = 'many';\n");
      const command = testCommand();

      expect(await command.ended).toMatchObject({ code: 1 });
      expect(command.stdout()).toContain('TS2322');
      expect(lastLine(command.stdout())).toBe('0 passed, 1 failed');
    });

    it('that is broken off says so', async () => {
      await write('test/slow.test.js', testFile("it('a', () => new Promise(() => {}), 60_000);"));
      const command = testCommand();
      await command.prints(/All tests, on the embedded store/);

      expect(await command.end('SIGINT')).toMatchObject({ code: 130 });
      expect(lastLine(command.stdout())).toBe('0 passed, 1 failed');
    });
  });
});

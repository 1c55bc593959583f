import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, isBuilt, type Running, run, slowPost } from './harness.js';

const password = 'Duixian-2026';
const program = ['--enable-source-maps', 'dist/server/demo/main.js'];

/** Sign-in through the API; answers the access token. */
async function signIn(address: string, login: string): Promise<string> {
  const response = await fetch(`${address}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ tenant: 'yungang', login, password }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { accessToken: string }).accessToken;
}

async function unitsOf(address: string): Promise<readonly { id: string; code: string; parentId: string | null }[]> {
  const headers = { Authorization: `Bearer ${await signIn(address, 'admin')}` };
  const response = await fetch(`${address}/api/units`, { headers });
  return ((await response.json()) as { items: { id: string; code: string; parentId: string | null }[] }).items;
}

/** What a refused start printed, and how it ended. */
async function refused(variables: NodeJS.ProcessEnv) {
  const running = run(program, variables);
  const { code } = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

/** One sentence in each language, no stack. */
function expectSentences(stderr: string, zh: RegExp, en: RegExp): void {
  const lines = stderr.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(zh);
  expect(lines[1]).toMatch(en);
}

describe.skipIf(!isBuilt)('the demo, as built in dist', () => {
  let folder: string;
  let port: number;
  let address: string;
  let demo: Running;
  const startDemo = async () => {
    const begun = performance.now();
    demo = run(program, { PORT: String(port), DATA_DIR: join(folder, 'data') });
    await demo.prints(/另有 linhe/);
    return (performance.now() - begun) / 1000;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dx-demo-'));
    port = await freePort();
    address = `http://127.0.0.1:${port}`;
    const seconds = await startDemo();
    console.log(`the demo's first start took ${seconds.toFixed(1)} s`);
    expect(seconds).toBeLessThan(60);
  }, 90_000);
  afterAll(async () => {
    demo?.child.kill('SIGKILL');
    await demo?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  it('says READY in one line once, shows accounts that can sign in, and serves the pages', async () => {
    const ready = demo
      .stdout()
      .split('\n')
      .filter((line) => line.includes('READY'));
    expect(ready).toEqual([`READY ${address}`]);
    const table = [...demo.stdout().matchAll(/^ {2}yungang +(\S+) +(\S+) +\S/gm)].map(([, login, role]) => [
      login,
      role,
    ]);
    expect(table.length).toBeGreaterThanOrEqual(15);
    expect(new Set(table.map(([, role]) => role)).size).toBe(8);
    expect(demo.stdout()).toContain(password);
    for (const login of ['admin', 'qiye', 'chuangkou']) expect(await signIn(address, login)).not.toBe('');
    for (const path of ['/', '/window', '/desk', '/designer']) {
      const page = await fetch(address + path);
      expect([path, page.status, page.headers.get('strict-transport-security')]).toEqual([path, 200, null]);
    }
  });

  it('refuses a data directory that is in use, a taken or senseless port and an unusable folder, saying what to do', async () => {
    const [other, third] = [await freePort(), await freePort()];
    const file = join(folder, 'a-file');
    await writeFile(file, 'not a folder');
    const [inUse, taken, words, tooHigh, noFolder, noneAtAll] = await Promise.all([
      refused({ PORT: String(other), DATA_DIR: join(folder, 'data') }),
      refused({ PORT: String(port), DATA_DIR: join(folder, 'another') }),
      refused({ PORT: 'three thousand', DATA_DIR: join(folder, 'another') }),
      refused({ PORT: '65536', DATA_DIR: join(folder, 'another') }),
      refused({ PORT: String(third), DATA_DIR: join(file, 'data') }),
      refused({ PORT: String(third), DATA_DIR: '/proc/data' }),
    ]);

    for (const each of [inUse, taken, words, tooHigh, noFolder, noneAtAll]) {
      expect(each.code).toBe(1);
      expect(each.stdout).toBe('');
    }
    expectSentences(inUse.stderr, /正被另一个进程使用.*DATA_DIR=/, /in use by another process.*DATA_DIR=/);
    expect(inUse.stderr).toContain(join(folder, 'data'));
    expectSentences(
      taken.stderr,
      /端口 \d+ 已被占用.*PORT=\d+ npm run demo/,
      /^Port \d+ is taken.*PORT=\d+ npm run demo/,
    );
    expect(taken.stderr).toContain(`PORT=${port + 1} npm run demo`);
    expectSentences(words.stderr, /PORT 应是 1 到 65535 的整数.*three thousand/, /whole number from 1 to 65535/);
    expectSentences(tooHigh.stderr, /65536/, /65536/);
    expectSentences(noFolder.stderr, /不能使用（ENOTDIR）.*写权限/, /cannot be used \(ENOTDIR\)/);
    expectSentences(noneAtAll.stderr, /不能使用（E[A-Z]+）/, /cannot be used \(E[A-Z]+\)/);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
  });

  it('ends with 0 on Ctrl-C that arrives three times over, answering what is in flight', async () => {
    const accessToken = await signIn(address, 'admin');
    const root = (await unitsOf(address)).find(({ parentId }) => parentId === null);
    const created = await fetch(`${address}/api/units`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${accessToken}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'made-before-ctrl-c',
      },
      body: JSON.stringify({ parentId: root?.id, code: 'made-here', name: '留下的单位', kind: 'department' }),
    });
    expect([created.status, await created.text()]).toEqual([201, expect.stringContaining('made-here')]);
    const events = await fetch(`${address}/api/events`, { headers: { Authorization: `Bearer ${accessToken}` } });
    expect(events.status).toBe(200);
    // Browsers open connections that they may need; nothing is ever sent over this one.
    const ahead = connect(port, '127.0.0.1').on('error', () => undefined);
    const posts = Array.from({ length: 8 }, () =>
      slowPost(`${address}/api/auth/sign-in`, { tenant: 'yungang', login: 'qiye', password }),
    );
    await Promise.all(posts.map(({ begun }) => begun));

    const ended = demo.end('SIGINT', 'SIGINT', 'SIGINT');
    await demo.prints(/Stopping/);
    const statuses = await Promise.all(posts.map((post) => post.finish()));

    expect(statuses).toEqual(posts.map(() => 200));
    expect(await ended).toMatchObject({ code: 0, signal: null });
    expect((await ended).ms).toBeLessThan(5000);
    expect(demo.stderr()).toBe('');
    await events.text().catch(() => '');
    ahead.destroy();
  });

  it('keeps everything over a restart and a SIGKILL, is back within seconds, and ends with 0 on SIGTERM', async () => {
    expect(await startDemo()).toBeLessThan(20);
    expect(demo.stdout()).not.toContain('Preparing');
    expect((await unitsOf(address)).map(({ code }) => code)).toContain('made-here');

    await demo.end('SIGKILL');
    expect(await startDemo()).toBeLessThan(20);
    expect(demo.stdout()).not.toContain('Preparing');
    expect((await unitsOf(address)).map(({ code }) => code)).toContain('made-here');

    const ended = await demo.end('SIGTERM');
    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.ms).toBeLessThan(5000);
    expect(demo.stderr()).toBe('');
  });

  it('cuts off who never finishes a request, and still ends with 0 within five seconds', async () => {
    await startDemo();
    const post = slowPost(`${address}/api/auth/sign-in`, { tenant: 'yungang', login: 'qiye', password });
    await post.begun;

    const ended = await demo.end('SIGINT');

    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.ms).toBeLessThan(5000);
    await expect(post.finish()).rejects.toThrow();
  });

  it('told to stop while it fills the store, leaves at once and in peace', async () => {
    const filling = run(program, { PORT: String(port), DATA_DIR: join(folder, 'begun') });
    await filling.prints(/Preparing demo data/);

    const ended = await filling.end('SIGINT', 'SIGINT');

    expect(ended).toMatchObject({ code: 0, signal: null });
    expect(ended.ms).toBeLessThan(5000);
    expect(filling.stderr()).toBe('');
    expect(filling.stdout()).not.toContain('READY');
  });
});

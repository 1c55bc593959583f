import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BSON, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startEmbeddedStore } from '../../../../server/database/embedded/index.js';
import { Disk } from '../../../../server/database/embedded/storage/disk.js';
import { type BuiltStore, buildStore } from './built-store.js';

const run = promisify(execFile);
// Each starts processes of its own.
vi.setConfig({ testTimeout: 60_000 });
let built: BuiltStore;
let directory: string;
let children: ChildProcess[] = [];

beforeAll(async () => {
  built = await buildStore({ 'db-cli': join(import.meta.dirname, '../../../../server/db-cli.ts') });
});
afterAll(() => built.remove());
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'directory-test-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(directory, { recursive: true, force: true });
});

function cli(...args: string[]) {
  return run(process.execPath, [join(built.directory, 'db-cli.js'), ...args]);
}

/** `serve` in a process of its own; gives its connection string. */
async function serve(dataDir: string): Promise<{ child: ChildProcess; uri: string }> {
  const child = spawn(process.execPath, [join(built.directory, 'db-cli.js'), 'serve', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const uri = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', () => reject(new Error('Expected serve to stay')));
  });
  return { child, uri };
}

async function fill(uri: string): Promise<void> {
  const client = await MongoClient.connect(uri);
  const { Double, Long, Decimal128 } = BSON;
  const rows = client.db('office').collection('rows');
  await rows.createIndex({ n: 1 }, { unique: true });
  await rows.insertMany([
    { n: new Double(1) },
    { n: Long.fromString('1152921504606846976') },
    { n: Decimal128.fromString('0.10') },
    { n: 2, 名称: '甲', at: new Date(5), list: [1, { a: null }] },
  ]);
  await client.close();
}

async function bytesOf(uri: string): Promise<string[]> {
  const client = await MongoClient.connect(uri);
  const raw = await client.db('office').collection('rows').find({}, { raw: true }).sort({ _id: 1 }).toArray();
  await client.close();
  return raw.map((document) => Buffer.from(document as unknown as Uint8Array).toString('hex'));
}

describe('the data directory', () => {
  test('is refused to a second process while the first lives, and free again when that was killed', async () => {
    const { child, uri } = await serve(directory);
    await fill(uri);
    await expect(startEmbeddedStore({ dataDir: directory })).rejects.toMatchObject({ code: 'DATA_DIR_LOCKED' });
    await expect(cli('check', '--data-dir', directory)).rejects.toMatchObject({ code: 1 });
    expect(await bytesOf(uri)).toHaveLength(4);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const store = await startEmbeddedStore({ dataDir: directory });
    expect(await bytesOf(store.uri('office'))).toHaveLength(4);
    await store.close();
  });

  test('holds a socket that only its owner may use, and leaves nothing behind in the temporary directory', async () => {
    const store = await startEmbeddedStore({ dataDir: directory });
    const path = decodeURIComponent(store.uri('x').replace('mongodb://', '').replace('/x', ''));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(path.length).toBeLessThan(104);
    await store.close();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await readdir(directory)).sort()).toEqual([
      'data.mdb',
      'data.mdb-lock',
      'format.json',
      'private-directory',
    ]);
  });

  test.each([
    ['a newer format', 'DATA_DIR_NEWER_FORMAT', (dir: string) => writeFile(join(dir, 'format.json'), '{"format":2}')],
    ['an unreadable format file', 'DATA_DIR_DAMAGED', (dir: string) => writeFile(join(dir, 'format.json'), 'x')],
    ['a data file that is missing', 'DATA_DIR_DAMAGED', (dir: string) => rm(join(dir, 'data.mdb'))],
    ['a data file that was emptied', 'DATA_DIR_DAMAGED', (dir: string) => truncate(join(dir, 'data.mdb'), 0)],
    ['a data file that was cut', 'DATA_DIR_DAMAGED', (dir: string) => truncate(join(dir, 'data.mdb'), 4096 * 3)],
    [
      'a data file that begins with something else',
      'DATA_DIR_DAMAGED',
      async (dir: string) => {
        const bytes = await readFile(join(dir, 'data.mdb'));
        await writeFile(join(dir, 'data.mdb'), bytes.fill(7, 0, 200));
      },
    ],
  ])('is refused with %s, and left as it was', async (_, code, damage) => {
    const store = await startEmbeddedStore({ dataDir: directory });
    const client = await MongoClient.connect(store.uri('office'));
    await client
      .db()
      .collection('rows')
      .insertMany(Array.from({ length: 3000 }, (_row, n) => ({ n, pad: 'x'.repeat(500) })));
    await client.close();
    await store.close();
    await damage(directory);
    const before = await readFile(join(directory, 'data.mdb')).catch(() => undefined);
    await expect(startEmbeddedStore({ dataDir: directory })).rejects.toMatchObject({
      name: 'EmbeddedStoreError',
      code,
    });
    const after = await readFile(join(directory, 'data.mdb')).catch(() => undefined);
    expect(after?.toString('hex')).toBe(before?.toString('hex'));
  });
});

describe('npm run db', () => {
  test('exports and imports without losing a type or an index', async () => {
    const [dataDir, out, other] = ['a', 'out', 'b'].map((name) => join(directory, name)) as [string, string, string];
    const { child, uri } = await serve(dataDir);
    await fill(uri);
    const before = await bytesOf(uri);
    await cli('export', '--uri', uri, '--database', 'office', '--out', out);
    child.kill('SIGTERM');
    expect((await cli('import', '--data-dir', other, '--database', 'office', '--in', out)).stdout).toContain('4');
    const copy = await serve(other);
    expect(await bytesOf(copy.uri)).toEqual(before);
    const client = await MongoClient.connect(copy.uri);
    await expect(client.db('office').collection('rows').insertOne({ n: 1 })).rejects.toMatchObject({ code: 11000 });
    await client.close();
    await expect(cli('import', '--uri', copy.uri, '--database', 'office', '--in', out)).rejects.toMatchObject({
      code: 1,
    });
  });

  test('refuses to import a file that was changed after it was written', async () => {
    const [dataDir, out] = ['a', 'out'].map((name) => join(directory, name)) as [string, string];
    const { uri } = await serve(dataDir);
    await fill(uri);
    await cli('export', '--uri', uri, '--database', 'office', '--out', out);
    await writeFile(join(out, 'rows.jsonl'), (await readFile(join(out, 'rows.jsonl'), 'utf8')).replace('甲', '乙'));
    await expect(
      cli('import', '--data-dir', join(directory, 'b'), '--database', 'office', '--in', out),
    ).rejects.toMatchObject({ code: 1 });
  });

  test('backs up while the store is being written to, and the copy is whole and can be served', async () => {
    const [dataDir, copy] = ['a', 'copy'].map((name) => join(directory, name)) as [string, string];
    const { uri } = await serve(dataDir);
    await fill(uri);
    const client = await MongoClient.connect(uri);
    let isDone = false;
    const writing = (async () => {
      for (let n = 0; !isDone; n++)
        await client
          .db('office')
          .collection('more')
          .insertOne({ n, tag: n % 3 });
    })();
    const { stdout } = await cli('backup', '--data-dir', dataDir, '--out', copy);
    isDone = true;
    await writing;
    await client.close();
    expect(stdout).toContain('0 个问题');
    expect(await bytesOf((await serve(copy)).uri)).toEqual(await bytesOf(uri));
  });

  test('check finds an index that is out of step', async () => {
    const store = await startEmbeddedStore({ dataDir: directory });
    await fill(store.uri('office'));
    await store.close();
    expect((await cli('check', '--data-dir', directory)).stdout).toContain('0 个问题');
    const disk = new Disk(join(directory, 'data.mdb'));
    const [entry] = disk.keys({ from: Buffer.of(0x20), to: Buffer.of(0x21), limit: 1 });
    disk.transaction(() => disk.remove(entry as Buffer));
    await disk.close();
    await expect(cli('check', '--data-dir', directory)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('index'),
    });
  });

  test('explains itself when it is not understood', async () => {
    await expect(cli('dance')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') });
    await expect(cli('export', '--database', 'x')).rejects.toMatchObject({ code: 2 });
  });
});

/**
 * The directory that holds the data: whose it is, and whether it can be trusted. What is not understood is refused and left
 * as it was found.
 *
 * Two processes on one directory would destroy it, so the first to come listens on a socket inside it and a second finds
 * somebody there. The kernel closes the socket with the process, however that ends, so no lock outlives its owner; and unlike a
 * process id it means the same in every container that shares the directory.
 */
import { randomBytes } from 'node:crypto';
import { link, mkdir, mkdtemp, open, readFile, rename, rm, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { EmbeddedStoreError } from '../errors.js';

/** Grows when older programs could not read the directory any more. */
const FORMAT = 1;
const FORMAT_FILE = 'format.json';
export const DATA_FILE = 'data.mdb';
const LOCK_SOCKET = 'lock.sock';
const PRIVATE_DIRECTORY_FILE = 'private-directory';

export interface DataDirectory {
  readonly dataFile: string;
  /** A short path of its own for the socket that clients use. */
  readonly socketPath: string;
  /** Writes down that the directory is complete. */
  confirm(): Promise<void>;
  release(): Promise<void>;
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** Takes a data directory into use, or says why not. */
export async function acquireDataDirectory(path: string): Promise<DataDirectory> {
  const directory = resolve(path);
  await mkdir(directory, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new EmbeddedStoreError(
      'DATA_DIR_UNUSABLE',
      `Expected to use ${directory} as data directory, but it cannot be made`,
      { cause: error },
    );
  });
  const privateDirectory = await mkdtemp(join(tmpdir(), 'dx-'));
  try {
    const lock = await lockDirectory(directory, privateDirectory);
    try {
      await checkDirectory(directory);
      await replacePrivateDirectory(directory, privateDirectory);
    } catch (error) {
      await closeLock(lock, directory);
      throw error;
    }
    return {
      dataFile: join(directory, DATA_FILE),
      socketPath: join(privateDirectory, 's.sock'),
      confirm: () => writeFormat(directory),
      release: async () => {
        await rm(privateDirectory, { recursive: true, force: true });
        await closeLock(lock, directory);
      },
    };
  } catch (error) {
    await rm(privateDirectory, { recursive: true, force: true });
    if (error instanceof EmbeddedStoreError) throw error;
    throw new EmbeddedStoreError('DATA_DIR_UNUSABLE', `Expected to use ${directory} as data directory, but failed`, {
      cause: error,
    });
  }
}

/** Socket paths end at 108 bytes, so the directory is reached through a short link. */
async function lockDirectory(directory: string, privateDirectory: string): Promise<Server> {
  const short = join(privateDirectory, 'd');
  await symlink(directory, short);
  const own = `lock-${randomBytes(6).toString('hex')}`;
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(join(short, own), done);
  });
  server.unref();
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await tryLink(join(directory, own), join(directory, LOCK_SOCKET))) return server;
      await removeStaleLock(directory, short);
    }
    throw locked(directory);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    // Only the name that counts stays.
    await unlink(join(directory, own)).catch(() => undefined);
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function locked(directory: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'DATA_DIR_LOCKED',
    `Expected to be alone on the data directory ${directory}, but another process is using it`,
  );
}

/** Moving it away first makes sure that of several who find it stale one removes it, and none a fresh one. */
async function removeStaleLock(directory: string, short: string): Promise<void> {
  if (await isAlive(join(short, LOCK_SOCKET))) throw locked(directory);
  const aside = `stale-${randomBytes(6).toString('hex')}`;
  await rename(join(directory, LOCK_SOCKET), join(directory, aside)).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  if (await isAlive(join(short, aside))) {
    await tryLink(join(directory, aside), join(directory, LOCK_SOCKET));
    await unlink(join(directory, aside));
    throw locked(directory);
  }
  await unlink(join(directory, aside)).catch(() => undefined);
}

function isAlive(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function closeLock(lock: Server, directory: string): Promise<void> {
  await unlink(join(directory, LOCK_SOCKET)).catch(() => undefined);
  await new Promise<void>((done) => lock.close(() => done()));
}

/** A process that was killed leaves its private directory behind; the next one clears it away. */
async function replacePrivateDirectory(directory: string, privateDirectory: string): Promise<void> {
  const file = join(directory, PRIVATE_DIRECTORY_FILE);
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before.startsWith(join(tmpdir(), 'dx-'))) await rm(before, { recursive: true, force: true });
  await writeFile(file, privateDirectory);
}

async function checkDirectory(directory: string): Promise<void> {
  const dataFile = join(directory, DATA_FILE);
  const size = await stat(dataFile).then(
    ({ size: bytes }) => bytes,
    () => undefined,
  );
  const text = await readFile(join(directory, FORMAT_FILE), 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text !== undefined) {
    const format = parseFormat(text);
    if (format === undefined) throw damaged(directory, `${FORMAT_FILE} is not readable`);
    if (format > FORMAT)
      throw new EmbeddedStoreError(
        'DATA_DIR_NEWER_FORMAT',
        `Expected the data directory ${directory} to have at most format ${FORMAT}, but it has ${format}: it was written by a newer program`,
      );
    if (size === undefined) throw damaged(directory, `${DATA_FILE} is missing`);
    if (size === 0) throw damaged(directory, `${DATA_FILE} is empty`);
  }
  if (size) await checkDataFile(directory, dataFile, size);
}

function parseFormat(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return typeof format === 'number' && Number.isInteger(format) && format > 0 ? format : undefined;
  } catch {
    return undefined;
  }
}

export function damaged(directory: string, what: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'DATA_DIR_DAMAGED',
    `Expected the data directory ${directory} to be intact, but ${what}. Nothing was changed; restore it from a backup.`,
  );
}

const PAGE_BYTES = 4096;
const MAGIC = Buffer.from([0xde, 0xc0, 0xef, 0xbe]);
/** From lmdb's MDB_meta: magic, version, address, map size and two database records come before it. */
const LAST_PAGE_OFFSET = 4 + 4 + 8 + 8 + 2 * 48;
/** Pages at the end that were taken and given back within one transaction are never written. */
const UNWRITTEN_PAGES = 256;

/** A file that was cut would make lmdb read beyond its end, which kills the process. */
async function checkDataFile(directory: string, dataFile: string, size: number): Promise<void> {
  const head = Buffer.alloc(PAGE_BYTES * 2);
  const file = await open(dataFile, 'r');
  try {
    await file.read(head, 0, head.length, 0);
  } finally {
    await file.close();
  }
  const pages = [0, PAGE_BYTES].flatMap((start) => {
    const at = head.subarray(start, start + PAGE_BYTES).indexOf(MAGIC);
    if (at < 0 || at > 64) return [];
    const last = start + at + LAST_PAGE_OFFSET;
    return [{ lastPage: head.readBigUInt64LE(last), transaction: head.readBigUInt64LE(last + 8) }];
  });
  if (pages.length < 2) throw damaged(directory, `${DATA_FILE} does not begin as it should`);
  const newest = pages.reduce((a, b) => (a.transaction >= b.transaction ? a : b));
  if (BigInt(size) < (newest.lastPage + 1n - BigInt(UNWRITTEN_PAGES)) * BigInt(PAGE_BYTES))
    throw damaged(directory, `${DATA_FILE} is shorter than it was`);
}

/** Names the format; the directory counts as complete from then on. */
export async function writeFormat(directory: string): Promise<void> {
  const path = join(directory, FORMAT_FILE);
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify({ format: FORMAT })}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

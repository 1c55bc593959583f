/** Looking after a data directory: checking it while nothing runs, and copying it while the server runs. */
import { access, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckReport, checkCatalogue } from '../engine/check.js';
import { EmbeddedStoreError } from '../errors.js';
import { openStore } from '../open-store.js';
import { Catalogue } from '../storage/catalogue.js';
import { DATA_FILE, writeFormat } from '../storage/data-directory.js';
import { Disk } from '../storage/disk.js';

/** Checks a directory that nobody is using: every record is read, every index compared with it. */
export async function checkDataDirectory(dataDir: string): Promise<CheckReport> {
  await demandDataFile(dataDir);
  const store = await openStore({ dataDir, report: () => undefined });
  try {
    return checkCatalogue(store.engine.catalogue);
  } finally {
    await store.close();
  }
}

/** Copies a directory, in use or not, as it is at one moment, and checks the copy. */
export async function backUpDataDirectory(dataDir: string, target: string): Promise<CheckReport> {
  const dataFile = await demandDataFile(dataDir);
  await mkdir(target, { recursive: true, mode: 0o700 });
  if ((await readdir(target)).length > 0)
    throw new EmbeddedStoreError('DATA_DIR_UNUSABLE', `Expected ${target} to be empty`);
  const source = new Disk(dataFile, { readOnly: true });
  try {
    await source.copyTo(join(target, DATA_FILE));
  } finally {
    await source.close();
  }
  await writeFormat(target);
  const copy = new Disk(join(target, DATA_FILE), { readOnly: true });
  try {
    return checkCatalogue(new Catalogue(copy));
  } finally {
    await copy.close();
  }
}

/** Neither command makes a directory that is not there. */
async function demandDataFile(dataDir: string): Promise<string> {
  const dataFile = join(dataDir, DATA_FILE);
  await access(dataFile).catch((cause: unknown) => {
    throw new EmbeddedStoreError(
      'DATA_DIR_UNUSABLE',
      `Expected ${dataDir} to be a data directory, but it holds no ${DATA_FILE}`,
      { cause },
    );
  });
  return dataFile;
}

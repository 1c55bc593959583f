import { join, resolve } from 'node:path';

/** Where the embedded store keeps its files inside `DATA_DIR`, which holds secrets of the demo beside it. */
export const storeDirectory = (dataDir: string): string => join(resolve(dataDir), 'store');

/** The one database of the embedded store. */
export const databaseName = 'duixian';

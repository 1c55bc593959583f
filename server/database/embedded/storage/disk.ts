/**
 * The one file on disk: an ordered map from bytes to bytes (lmdb). Writes happen only inside `transaction`, which returns
 * after they are on disk: lmdb writes the pages, syncs, and then writes the page that makes them valid, so that a crash at
 * any moment leaves the state before or after, never between.
 */
import { open, type RootDatabase, type TransactionFlags } from 'lmdb';

/** Address space, not disk space: lmdb maps the file, which grows as it is filled. */
const MAP_SIZE = 2 ** 39;
/** lmdb: a synchronous commit which can be aborted. */
const DURABLE_TRANSACTION = 3 as TransactionFlags;

export interface Entry {
  readonly key: Buffer;
  readonly value: Buffer;
}

export interface Range {
  readonly from: Buffer;
  /** Exclusive. */
  readonly to: Buffer;
  readonly reverse?: boolean;
  readonly limit?: number;
}

export class Disk {
  readonly #database: RootDatabase<Buffer, Buffer>;

  constructor(path: string, { readOnly = false }: { readonly readOnly?: boolean } = {}) {
    this.#database = open<Buffer, Buffer>({
      path,
      encoding: 'binary',
      keyEncoding: 'binary',
      overlappingSync: false,
      ...(readOnly ? {} : { mapSize: MAP_SIZE }),
      pageSize: 4096,
      noSubdir: true,
      readOnly,
    });
  }

  get(key: Buffer): Buffer | undefined {
    return this.#database.get(key);
  }

  put(key: Buffer, value: Buffer): void {
    this.#database.putSync(key, value);
  }

  remove(key: Buffer): void {
    this.#database.removeSync(key);
  }

  /** The entries of a range at this moment. */
  entries(range: Range): Entry[] {
    return [...this.#database.getRange(this.#bounds(range))] as Entry[];
  }

  keys(range: Range): Buffer[] {
    return [...this.#database.getKeys(this.#bounds(range))];
  }

  count(range: Range): number {
    return this.#database.getKeysCount(this.#bounds(range));
  }

  #bounds({ from, to, reverse = false, limit }: Range) {
    // In reverse lmdb starts at `start` itself, so an exclusive end must be asked for.
    const bounds = reverse
      ? { start: to, end: from, reverse: true, exclusiveStart: true, inclusiveEnd: true }
      : { start: from, end: to };
    return limit === undefined ? bounds : { ...bounds, limit };
  }

  /** Runs `work`; what it wrote is on disk when this returns, or, if it throws, was never written. */
  transaction<T>(work: () => T): T {
    return this.#database.transactionSync(work, DURABLE_TRANSACTION);
  }

  /** A consistent copy while the store runs. */
  async copyTo(path: string): Promise<void> {
    await this.#database.backup(path, true);
  }

  async close(): Promise<void> {
    await this.#database.close();
  }
}

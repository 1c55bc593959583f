/** Cursors: answers that are fetched in batches (manual: "Cursors", "getMore"). */
import { randomBytes } from 'node:crypto';
import { CommandError } from '../errors.js';
import type { Flow } from '../plan/scan.js';

export interface Cursor {
  readonly id: bigint;
  readonly namespace: string;
  readonly documents: Flow<Buffer>;
  readonly session: string | undefined;
  /** Read but not yet sent, since the batch was full. */
  held: Buffer | undefined;
  lastUsedAt: number;
  isBusy: boolean;
}

export interface Batch {
  readonly documents: Buffer[];
  readonly isExhausted: boolean;
}

export interface BatchLimits {
  /** Documents; 0 asks for none. */
  readonly size: number;
  /** Time at which the command gives up, as `performance.now()` counts. */
  readonly deadline: number;
}

const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_LIMIT_MS = 10 * 60_000;
const TURN_MS = 8;

export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  get size(): number {
    return this.#open.size;
  }

  open(namespace: string, documents: Flow<Buffer>, session: string | undefined): Cursor {
    const id = randomBytes(8).readBigUInt64BE() >> 2n || 1n;
    const cursor = { id, namespace, documents, session, held: undefined, lastUsedAt: Date.now(), isBusy: false };
    this.#open.set(id, cursor);
    return cursor;
  }

  demand(id: bigint): Cursor {
    const cursor = this.#open.get(id);
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id} not found`);
    if (cursor.isBusy) throw new CommandError(292, `cursor id ${id} is already in use`);
    return cursor;
  }

  close(id: bigint): boolean {
    return this.#open.delete(id);
  }

  closeSession(session: string): void {
    for (const cursor of this.#open.values()) if (cursor.session === session) this.close(cursor.id);
  }

  closeNamespace(matches: (namespace: string) => boolean): void {
    for (const cursor of this.#open.values()) if (matches(cursor.namespace)) this.close(cursor.id);
  }

  closeIdle(now: number): void {
    for (const cursor of this.#open.values())
      if (!cursor.isBusy && now - cursor.lastUsedAt > IDLE_LIMIT_MS) this.close(cursor.id);
  }
}

/** Reads the next batch; gives others a turn whenever the reading takes long. */
export async function readBatch(
  cursor: Pick<Cursor, 'documents' | 'held'>,
  { size, deadline }: BatchLimits,
): Promise<Batch> {
  const documents: Buffer[] = [];
  let bytes = 0;
  if (size === 0) return { documents, isExhausted: false };
  let turnEnd = performance.now() + TURN_MS;
  for (;;) {
    const next = cursor.held ? { done: false as const, value: cursor.held } : cursor.documents.next();
    cursor.held = undefined;
    if (next.done) return { documents, isExhausted: true };
    const document = next.value;
    if (!document) {
      turnEnd = await pause(turnEnd, deadline);
      continue;
    }
    if (documents.length > 0 && (documents.length >= size || bytes + document.length > MAX_BATCH_BYTES)) {
      cursor.held = document;
      return { documents, isExhausted: false };
    }
    documents.push(document);
    bytes += document.length;
    if (documents.length >= size) return { documents, isExhausted: false };
  }
}

async function pause(turnEnd: number, deadline: number): Promise<number> {
  const now = performance.now();
  if (now > deadline) throw new CommandError('MaxTimeMSExpired', 'operation exceeded time limit');
  if (now < turnEnd) return turnEnd;
  await new Promise((resolve) => setImmediate(resolve));
  return performance.now() + TURN_MS;
}

/** Runs a flow to its end at once: inside a write, where nothing may come between. */
export function* atOnce<T>(flow: Flow<T>): Generator<T, void, void> {
  for (const item of flow) if (item !== undefined) yield item;
}

/**
 * The protocol's floor: a server that looks no further than the name of a command and answers with bytes that were made
 * before. What mongoose, the driver and the socket cost remains.
 */
import { createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { BSON } from 'mongodb';
import { makeRow } from './rows.js';

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_MSG = 2013;

const hello = {
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  minWireVersion: 0,
  maxWireVersion: 21,
  ok: 1,
};
const rows = (count: number) => ({
  cursor: { firstBatch: Array.from({ length: count }, (_, n) => makeRow(n)), id: 0n, ns: 'bench.rows' },
  ok: 1,
});

function body(document: object): Buffer {
  return Buffer.from(BSON.serialize(document));
}

const ANSWERS: ReadonlyMap<string, Buffer> = new Map([
  ['find', body(rows(1))],
  ['findTwenty', body(rows(20))],
  ['insert', body({ n: 1, ok: 1 })],
  ['update', body({ n: 1, nModified: 1, ok: 1 })],
]);
const OTHER = body(hello);
/** What the thread was started with, in place of the bench's own rows. */
const GIVEN: Readonly<Record<string, Uint8Array>> =
  (workerData as { answers?: Record<string, Uint8Array> } | null)?.answers ?? {};

function answerTo(message: Buffer): Buffer {
  const isMessage = message.readInt32LE(12) === OP_MSG;
  const name = isMessage
    ? message.toString('latin1', HEADER_BYTES + 10, message.indexOf(0, HEADER_BYTES + 10))
    : 'hello';
  const isRange = name === 'find' && message.includes('$gte');
  const given = GIVEN[name];
  const answer = given === undefined ? (ANSWERS.get(isRange ? 'findTwenty' : name) ?? OTHER) : Buffer.from(given);
  const head = Buffer.alloc(isMessage ? HEADER_BYTES + 5 : HEADER_BYTES + 20);
  head.writeInt32LE(head.length + answer.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(isMessage ? OP_MSG : OP_REPLY, 12);
  if (!isMessage) head.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([head, answer]);
}

function serve(socket: Socket): void {
  let waiting: Buffer = Buffer.alloc(0);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    while (waiting.length >= HEADER_BYTES && waiting.length >= waiting.readInt32LE(0)) {
      const size = waiting.readInt32LE(0);
      socket.write(answerTo(waiting.subarray(0, size)));
      waiting = waiting.subarray(size);
    }
  });
}

/** Serves on the socket that the thread was started with. */
export function serveConstants(): void {
  const { socketPath } = workerData as { socketPath: string };
  createServer(serve).listen(socketPath, () => parentPort?.postMessage('ready'));
}

/** MongoDB's wire protocol (manual: "MongoDB Wire Protocol"): OP_MSG, and OP_QUERY for the legacy greeting only. */
import { decodeDocument } from '../bson/decode.js';
import { type Encodable, encodeDocument } from '../bson/encode.js';
import type { BsonDocument, BsonValue } from '../bson/value.js';
import { CommandError } from '../errors.js';

const HEADER_BYTES = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const KNOWN_REQUIRED_FLAGS = CHECKSUM_PRESENT | MORE_TO_COME;
const CHECKSUM_BYTES = 4;

export interface IncomingMessage {
  readonly requestId: number;
  readonly kind: 'message' | 'query';
  readonly database: string;
  readonly command: BsonDocument;
  /** A document sequence named `documents`: kept as bytes, since they will be stored so. */
  readonly payload: readonly Buffer[] | undefined;
  readonly wantsAnswer: boolean;
}

export function parseMessage(message: Buffer): IncomingMessage {
  const requestId = message.readInt32LE(4);
  const operation = message.readInt32LE(12);
  if (operation === OP_MSG) return parseOpMsg(message, requestId);
  if (operation === OP_QUERY) return parseOpQuery(message, requestId);
  throw new CommandError('ProtocolError', `Expected OP_MSG, but got the operation ${operation}`);
}

function parseOpMsg(message: Buffer, requestId: number): IncomingMessage {
  const flags = message.readUInt32LE(HEADER_BYTES);
  if ((flags & 0xffff & ~KNOWN_REQUIRED_FLAGS) !== 0)
    throw new CommandError('ProtocolError', `Expected only known flags, but got ${flags.toString(2)}`);
  const end = message.length - (flags & CHECKSUM_PRESENT ? CHECKSUM_BYTES : 0);
  let position = HEADER_BYTES + 4;
  let command: BsonDocument | undefined;
  let payload: Buffer[] | undefined;
  const sequences = new Map<string, BsonValue[]>();
  while (position < end) {
    const kind = message[position++];
    const size = message.readInt32LE(position);
    if (size < 5 || position + size > end) throw new CommandError('ProtocolError', 'A section ends after its message');
    const section = message.subarray(position, position + size);
    position += size;
    if (kind === 0) command = decodeDocument(section);
    else if (kind === 1) {
      const { name, documents } = parseSequence(section);
      if (name === 'documents') payload = documents;
      else
        sequences.set(
          name,
          documents.map((bytes) => decodeDocument(bytes)),
        );
    } else throw new CommandError('ProtocolError', `Unknown section kind ${kind}`);
  }
  if (!command) throw new CommandError('ProtocolError', 'A message without a body');
  for (const [name, documents] of sequences) command.set(name, documents);
  const database = command.get('$db');
  if (typeof database !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument');
  return { requestId, kind: 'message', database, command, payload, wantsAnswer: (flags & MORE_TO_COME) === 0 };
}

function parseSequence(section: Buffer): { name: string; documents: Buffer[] } {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new CommandError('ProtocolError', 'A document sequence without a name');
  const documents: Buffer[] = [];
  let position = nameEnd + 1;
  while (position < section.length) {
    const size = section.readInt32LE(position);
    if (size < 5 || position + size > section.length)
      throw new CommandError('ProtocolError', 'A document ends after its sequence');
    documents.push(section.subarray(position, position + size));
    position += size;
  }
  return { name: section.toString('utf8', 4, nameEnd), documents };
}

function parseOpQuery(message: Buffer, requestId: number): IncomingMessage {
  const nameStart = HEADER_BYTES + 4;
  const nameEnd = message.indexOf(0, nameStart);
  const namespace = message.toString('utf8', nameStart, nameEnd);
  const command = decodeDocument(message.subarray(nameEnd + 9));
  const name = command.keys().next().value?.toLowerCase();
  if (!namespace.endsWith('.$cmd') || (name !== 'ismaster' && name !== 'hello'))
    throw new CommandError(352, 'Unsupported OP_QUERY command. The client driver may require an upgrade.');
  return {
    requestId,
    kind: 'query',
    database: namespace.slice(0, -'.$cmd'.length),
    command,
    payload: undefined,
    wantsAnswer: true,
  };
}

/** The bytes of an answer to a message. */
export function formatAnswer(
  to: Pick<IncomingMessage, 'requestId' | 'kind'>,
  answer: ReadonlyMap<string, Encodable>,
): Buffer {
  const body = encodeDocument(answer);
  const head = Buffer.alloc(to.kind === 'message' ? HEADER_BYTES + 5 : HEADER_BYTES + 20);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(to.requestId, 8);
  head.writeInt32LE(to.kind === 'message' ? OP_MSG : OP_REPLY, 12);
  if (to.kind === 'query') head.writeInt32LE(1, HEADER_BYTES + 16);
  return Buffer.concat([head, body]);
}

/** Cuts a stream of bytes into messages. */
export class MessageSplitter {
  #chunks: Buffer[] = [];
  #size = 0;
  #expected: number | undefined;

  constructor(readonly maxBytes: number) {}

  *add(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (;;) {
      this.#expected ??= this.#length();
      if (this.#expected === undefined || this.#size < this.#expected) return;
      const all = this.#chunks.length === 1 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks, this.#size);
      const rest = all.subarray(this.#expected);
      yield all.subarray(0, this.#expected);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#size = rest.length;
      this.#expected = undefined;
    }
  }

  #length(): number | undefined {
    if (this.#size < HEADER_BYTES) return undefined;
    const head = (this.#chunks[0] as Buffer).length >= 4 ? (this.#chunks[0] as Buffer) : Buffer.concat(this.#chunks);
    const length = head.readInt32LE(0);
    if (length < HEADER_BYTES || length > this.maxBytes)
      throw new CommandError(
        'ProtocolError',
        `Expected a message of at most ${this.maxBytes} bytes, but its length is ${length}`,
      );
    return length;
  }
}

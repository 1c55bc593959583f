/** The socket: one command of a connection after the other, connections beside each other. */
import { chmod } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import type { Encodable } from '../bson/encode.js';
import { dispatch, type ReportError } from '../commands/dispatch.js';
import { MAX_MESSAGE_BYTES } from '../commands/server-commands.js';
import type { Engine } from '../engine/engine.js';
import { formatAnswer, MessageSplitter, parseMessage } from './messages.js';

/** Only the user that runs the server may connect. */
const OWNER_ONLY = 0o600;

export class ProtocolServer {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #connections = 0;

  constructor(
    readonly engine: Engine,
    readonly report: ReportError,
  ) {
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async listen(socketPath: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(socketPath, resolve);
    });
    await chmod(socketPath, OWNER_ONLY);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #serve(socket: Socket): void {
    const connectionId = ++this.#connections;
    const splitter = new MessageSplitter(MAX_MESSAGE_BYTES + 64 * 1024);
    this.#sockets.add(socket);
    let previous = Promise.resolve();
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      try {
        for (const message of splitter.add(chunk)) {
          previous = previous
            .then(() => this.#answer(socket, message, connectionId))
            .catch((error: unknown) => {
              this.report(error);
              socket.destroy();
            });
        }
      } catch (error) {
        this.report(error);
        socket.destroy();
      }
    });
  }

  async #answer(socket: Socket, bytes: Buffer, connectionId: number): Promise<void> {
    const message = parseMessage(bytes);
    const answer: ReadonlyMap<string, Encodable> = await dispatch(
      this.engine,
      { ...message, connectionId },
      this.report,
    );
    if (message.wantsAnswer && !socket.destroyed) socket.write(formatAnswer(message, answer));
  }
}

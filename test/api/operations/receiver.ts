import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A system outside that honours the key: what comes again under one key has its effect once. */
export interface Receiver {
  readonly host: string;
  readonly calls: readonly Received[];
  /** Keys that had their effect, once each. */
  readonly effects: readonly string[];
  /** How the next calls are answered; 200 where it says nothing, not at all where the status is 0. */
  answer(next: (call: number) => { status: number; body?: string; headers?: Record<string, string> }): void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const calls: Received[] = [];
  const effects = new Set<string>();
  let decide: Parameters<Receiver['answer']>[0] = () => ({ status: 200 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      const { status, body = '{}', headers = {} } = decide(calls.length);
      if (status < 300) effects.add(String(request.headers['idempotency-key']));
      if (status === 0) return;
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    get effects() {
      return [...effects];
    },
    answer(next) {
      decide = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

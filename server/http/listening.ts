import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server that takes requests, until it is closed. */
export interface Listening {
  readonly port: number;
  /** Takes no new connections, answers what has begun, and cuts off what has not ended after `patienceMs`. */
  close(patienceMs: number): Promise<void>;
}

/** How long a connection without a request is waited for: its request may be on the way. */
const quietMs = 300;

/** Listens; rejects with the system's error (EADDRINUSE). Port 0 chooses a free one. */
export async function listen(handle: RequestListener, port: number, host: string): Promise<Listening> {
  const http = createServer(handle);
  const sockets = new Set<Socket>();
  const inFlight = new Set<ServerResponse>();
  let closing = false;

  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  http.prependListener('request', (_request, response) => {
    inFlight.add(response);
    response.once('close', () => inFlight.delete(response));
    if (closing) response.setHeader('Connection', 'close');
  });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });

  return {
    port: (http.address() as AddressInfo).port,
    async close(patienceMs) {
      closing = true;
      // A connection kept alive would hold up the end until its client lets go.
      for (const response of inFlight) if (!response.headersSent) response.setHeader('Connection', 'close');
      const cutOff = setTimeout(() => http.closeAllConnections(), patienceMs);
      // Browsers open connections ahead of need; for Node those are not idle, having never had a request.
      const quiet = setInterval(() => {
        const busy = new Set([...inFlight].map((response) => response.socket));
        for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
      }, quietMs);
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeIdleConnections();
      });
      clearInterval(quiet);
      clearTimeout(cutOff);
    },
  };
}

import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A TCP port in front of the store's socket: a database that can be slow, go away and come back under one address, which
 * the embedded store itself cannot (each start makes a new socket).
 */
export interface TcpGate {
  readonly port: number;
  /** What is sent waits until `release`. */
  hold(): void;
  release(): void;
  /** Cuts all connections and takes no new ones. */
  shut(): Promise<void>;
  open(): Promise<void>;
}

export async function createTcpGate(socketPath: string): Promise<TcpGate> {
  const sockets = new Set<Socket>();
  let held: Array<() => void> | null = null;
  const pass = (from: Socket, to: Socket) => {
    from.on('data', (data) => {
      if (held === null) to.write(data);
      else held.push(() => to.write(data));
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    sockets.add(from);
  };
  const listen = (port: number): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((client) => {
        const store = connect(socketPath);
        pass(client, store);
        pass(store, client);
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as { port: number };
  return {
    port,
    hold: () => {
      held ??= [];
    },
    release: () => {
      const waiting = held ?? [];
      held = null;
      for (const send of waiting) send();
    },
    shut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    open: async () => {
      server = await listen(port);
    },
  };
}

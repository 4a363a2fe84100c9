import { createServer } from "node:net";
import type { Socket } from "node:net";
import { Fault } from "../contract/faults.ts";

/** One accepted connection. Nothing here ever rejects: a broken connection is a closed one. */
export interface Connection {
  readonly remoteHost: string;
  readonly remotePort: number;
  write(bytes: Uint8Array): void;
  /** Bytes written and not yet taken by the system. */
  backlogBytes(): number;
  /** Drops the connection at once; `onClosed` follows. */
  destroy(): void;
}

export interface ConnectionEvents {
  /** The bytes are lent for the call only. */
  onBytes(bytes: Uint8Array): void;
  onClosed(): void;
}

export interface TcpServer {
  readonly port: number;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

/**
 * Listens on one address; port 0 lets the system choose. Throws Fault `network` /
 * `listen_failed` when the address is not free.
 */
export function listenTcp(
  host: string,
  port: number,
  accept: (connection: Connection) => ConnectionEvents,
): Promise<TcpServer> {
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    const events = accept(connectionOf(socket));
    socket.on("data", (chunk: Buffer) => events.onBytes(chunk));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      open.delete(socket);
      events.onClosed();
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    const fail = (cause: Error) => reject(listenFailed(host, port, cause));
    server.once("error", fail);
    server.listen({ host, port }, () => {
      server.off("error", fail);
      const address = server.address();
      const bound = address !== null && typeof address === "object" ? address.port : port;
      resolve({ port: bound, close });
    });
  });
}

function connectionOf(socket: Socket): Connection {
  return {
    remoteHost: socket.remoteAddress ?? "",
    remotePort: socket.remotePort ?? 0,
    write: (bytes) => {
      if (socket.writable) socket.write(bytes);
    },
    backlogBytes: () => socket.writableLength,
    destroy: () => void socket.destroy(),
  };
}

function listenFailed(host: string, port: number, cause: Error): Fault {
  return new Fault("network", "listen_failed", { cause, hint: `${host}:${port} is not free` });
}

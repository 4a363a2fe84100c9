import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Fault } from "../contract/faults.ts";

export interface HttpAsked {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  /** The Host header: whom the client believes to talk to. */
  readonly host: string;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export interface HttpServer {
  readonly port: number;
  close(): Promise<void>;
}

/** A plain HTTP listener for small texts: the simulator's ONVIF and control doors. */
export interface HttpListening {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** A longer body is answered with 413 and not read further. */
  readonly bodyMostBytes: number;
  /** Undefined drops the connection without an answer. */
  readonly answer: (asked: HttpAsked) => Promise<HttpAnswer | undefined>;
}

/** Throws Fault `network` / `listen_failed` when the address is not free. */
export function listenHttp(listening: HttpListening): Promise<HttpServer> {
  const server = createServer((request, response) => {
    respond(listening, request, response).catch(() => response.destroy());
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      const hint = `${listening.host}:${listening.port} is not free`;
      reject(new Fault("network", "listen_failed", { cause, hint }));
    });
    server.listen({ host: listening.host, port: listening.port }, () => {
      const address = server.address();
      const port = address !== null && typeof address === "object" ? address.port : 0;
      resolve({ port, close });
    });
  });
}

async function respond(
  listening: HttpListening,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, listening.bodyMostBytes);
  if (body === undefined) return void response.writeHead(413, { connection: "close" }).end();
  const answer = await listening.answer({
    method: request.method ?? "",
    path: request.url ?? "/",
    contentType: request.headers["content-type"] ?? "",
    host: request.headers.host ?? "",
    body,
  });
  if (answer === undefined) return void response.destroy();
  response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
}

async function readBody(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export type WireFault =
  | "none"
  /** After some answers each body ends in its middle. */
  | "cut"
  /** After some answers nothing is allowed any more. */
  | "forbidden-later"
  /** A little at a time, with a pause in between. */
  | "slow";

/** What lies between a house and its bucket: everything is passed on as it is, with a switch for faults. */
export interface FaultyWire extends AsyncDisposable {
  readonly port: number;
  fault: WireFault;
}

const goodFirst = 12;
const pauseMs = 15;

export async function startFaultyWire(to: {
  readonly host: string;
  readonly port: number;
}): Promise<FaultyWire> {
  let fault: WireFault = "none";
  let asked = 0;
  const server = http.createServer((request, answer) => {
    asked++;
    const late = asked > goodFirst;
    if (fault === "forbidden-later" && late) {
      answer
        .writeHead(403, { "content-type": "application/xml" })
        .end("<Error><Code>AccessDenied</Code></Error>");
      return;
    }
    const passed = http.request(
      { ...to, method: request.method, path: request.url, headers: request.headers },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        if (fault === "cut" && late && request.method === "GET") void cut(given, answer);
        else if (fault === "slow") void slowly(given, answer);
        else given.pipe(answer);
      },
    );
    passed.on("error", () => answer.destroy());
    request.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get fault() {
      return fault;
    },
    set fault(next) {
      fault = next;
      asked = 0;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function cut(given: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
  for await (const bytes of given) {
    const part = Buffer.from(bytes);
    answer.write(part.subarray(0, part.length >> 1));
    break;
  }
  answer.socket?.destroy();
}

async function slowly(given: http.IncomingMessage, answer: http.ServerResponse): Promise<void> {
  for await (const bytes of given) {
    await sleep(pauseMs);
    answer.write(bytes);
  }
  answer.end();
}

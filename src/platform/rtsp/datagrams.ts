import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { Fault } from "../../contract/faults.ts";

/** Two neighbouring UDP ports, even for RTP and odd for RTCP (RFC 3550 section 11). */
export interface DatagramPorts {
  readonly ports: readonly [number, number];
  /** Datagrams of the camera's address only; each has memory of its own. */
  takeRtp: (bytes: Uint8Array) => void;
  takeRtcp: (bytes: Uint8Array) => void;
  sendRtcp(port: number, bytes: Uint8Array): void;
  close(): void;
}

const attemptsMost = 30;
const receiveBufferBytes = 4 * 1024 * 1024;

/** Binds the ports on `localAddress`. Throws Fault `network` when no pair is free. */
export async function openDatagramPorts(localAddress: string, cameraAddress: string): Promise<DatagramPorts> {
  for (let attempt = 0; attempt < attemptsMost; attempt++) {
    const first = await bind(localAddress, 0);
    const port = first?.address().port ?? 0;
    if (first === undefined) continue;
    const pair = port % 2 === 0 ? port + 1 : port - 1;
    const second = await bind(localAddress, pair);
    if (second === undefined) {
      first.close();
      continue;
    }
    return port % 2 === 0 ? joined(first, second, cameraAddress) : joined(second, first, cameraAddress);
  }
  throw new Fault("network", "no_free_port", { hint: "no two neighbouring UDP ports are free" });
}

function joined(rtp: Socket, rtcp: Socket, cameraAddress: string): DatagramPorts {
  const pair: DatagramPorts = {
    ports: [rtp.address().port, rtcp.address().port],
    takeRtp: () => {},
    takeRtcp: () => {},
    sendRtcp: (port, bytes) => rtcp.send(bytes, port, cameraAddress, () => {}),
    close: () => {
      rtp.close();
      rtcp.close();
    },
  };
  rtp.on("message", (bytes, from) => from.address === cameraAddress && pair.takeRtp(bytes));
  rtcp.on("message", (bytes, from) => from.address === cameraAddress && pair.takeRtcp(bytes));
  return pair;
}

function bind(address: string, port: number): Promise<Socket | undefined> {
  const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
  return new Promise((resolve) => {
    socket.once("error", () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind(port, address, () => {
      socket.removeAllListeners("error");
      // Later errors (an ICMP refusal) are no end of a stream; the watchdog decides.
      socket.on("error", () => {});
      enlarge(socket);
      resolve(socket);
    });
  });
}

/** A key frame comes as a burst of hundreds of packets. The system may give less than asked. */
function enlarge(socket: Socket): void {
  try {
    socket.setRecvBufferSize(receiveBufferBytes);
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
  }
}

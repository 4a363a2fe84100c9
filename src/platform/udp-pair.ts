import { createSocket } from "node:dgram";
import type { Socket } from "node:dgram";
import { Fault } from "../contract/faults.ts";

export interface UdpAddress {
  readonly host: string;
  readonly port: number;
}

/** Two neighbouring UDP ports, the lower even: RTP and RTCP (RFC 3550 section 11). */
export interface UdpPair {
  readonly rtpPort: number;
  readonly rtcpPort: number;
  sendRtp(bytes: Uint8Array, to: UdpAddress): void;
  sendRtcp(bytes: Uint8Array, to: UdpAddress): void;
  close(): Promise<void>;
}

export interface UdpPairEvents {
  onRtp(bytes: Uint8Array, from: UdpAddress): void;
  onRtcp(bytes: Uint8Array, from: UdpAddress): void;
}

const attempts = 40;

/** Binds a pair wherever the system has one. Throws Fault `network` / `listen_failed` if it has none. */
export async function openUdpPair(host: string, events: UdpPairEvents): Promise<UdpPair> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const first = await bind(host, 0);
    if (first === undefined) continue;
    const port = first.address().port;
    const second = await bind(host, port % 2 === 0 ? port + 1 : port - 1);
    if (second === undefined) {
      await closeSocket(first);
      continue;
    }
    return pairOf(port % 2 === 0 ? [first, second] : [second, first], events);
  }
  throw new Fault("network", "listen_failed", { hint: `no pair of UDP ports on ${host}` });
}

function pairOf([rtp, rtcp]: readonly [Socket, Socket], events: UdpPairEvents): UdpPair {
  rtp.on("message", (bytes, from) => events.onRtp(bytes, { host: from.address, port: from.port }));
  rtcp.on("message", (bytes, from) =>
    events.onRtcp(bytes, { host: from.address, port: from.port }),
  );
  // A datagram that cannot be sent is a lost one.
  for (const socket of [rtp, rtcp]) socket.on("error", () => undefined);
  const send = (socket: Socket) => (bytes: Uint8Array, to: UdpAddress) =>
    socket.send(bytes, to.port, to.host, () => undefined);
  return {
    rtpPort: rtp.address().port,
    rtcpPort: rtcp.address().port,
    sendRtp: send(rtp),
    sendRtcp: send(rtcp),
    close: async () => void (await Promise.all([closeSocket(rtp), closeSocket(rtcp)])),
  };
}

function bind(host: string, port: number): Promise<Socket | undefined> {
  const type = host.includes(":") ? "udp6" : "udp4";
  const socket = createSocket({ type, recvBufferSize: 1024 * 1024, sendBufferSize: 1024 * 1024 });
  return new Promise((resolve) => {
    socket.once("error", () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind(port, host, () => {
      socket.removeAllListeners("error");
      resolve(socket);
    });
  });
}

function closeSocket(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.close(() => resolve());
  });
}

import type { Connection } from "../platform/tcp-server.ts";
import type { UdpPair } from "../platform/udp-pair.ts";
import type { Outlet } from "./run.ts";
import { writePrefix } from "./run.ts";

/** What a SETUP asks for, as far as the simulator has it. */
export type AskedTransport =
  | { readonly kind: "tcp"; readonly channel: number }
  | { readonly kind: "udp"; readonly rtpPort: number; readonly rtcpPort: number };

/** The first transport of a Transport header that can be had (RFC 2326 section 12.39). */
export function readTransport(value: string, nextChannel: number): AskedTransport | undefined {
  for (const one of value.split(",")) {
    const [profile = "", ...fields] = one.trim().split(";");
    const field = (name: string) =>
      fields.map((text) => text.trim()).find((text) => text.startsWith(`${name}=`));
    const pair = (name: string) => /=(\d{1,5})(?:-(\d{1,5}))?$/.exec(field(name) ?? "");
    if (fields.includes("multicast")) continue;
    if (profile === "RTP/AVP/TCP") {
      const [, channel] = pair("interleaved") ?? [];
      return {
        kind: "tcp",
        channel: channel === undefined ? nextChannel : Math.min(254, Number(channel)),
      };
    }
    if (profile !== "RTP/AVP" && profile !== "RTP/AVP/UDP") continue;
    const [, rtp, rtcp] = pair("client_port") ?? [];
    if (rtp === undefined || Number(rtp) > 65_534 || Number(rtp) === 0) continue;
    return { kind: "udp", rtpPort: Number(rtp), rtcpPort: Number(rtcp ?? Number(rtp) + 1) };
  }
  return undefined;
}

/** Packets between the messages of the RTSP connection. */
export function interleavedOutlet(connection: Connection, channel: number): Outlet {
  return {
    prefixBytes: 4,
    channel,
    sendRtp: (packets) => connection.write(packets),
    sendRtcp: (packet) => {
      const bytes = new Uint8Array(4 + packet.length);
      writePrefix(bytes, 0, channel + 1, packet.length);
      bytes.set(packet, 4);
      connection.write(bytes);
    },
    backlogBytes: () => connection.backlogBytes(),
  };
}

/** Packets from the simulator's pair of ports to the client's. */
export function udpOutlet(
  pair: UdpPair,
  host: string,
  ports: { rtpPort: number; rtcpPort: number },
): Outlet {
  return {
    prefixBytes: 0,
    channel: 0,
    sendRtp: (packets, ends) => {
      let start = 0;
      for (const end of ends) {
        pair.sendRtp(packets.subarray(start, end), { host, port: ports.rtpPort });
        start = end;
      }
    },
    sendRtcp: (packet) => pair.sendRtcp(packet, { host, port: ports.rtcpPort }),
    backlogBytes: () => 0,
  };
}

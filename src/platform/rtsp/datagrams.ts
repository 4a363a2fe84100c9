import { openUdpPair } from "../udp-pair.ts";

/** Two neighbouring UDP ports of one medium, listening to one camera only. */
export interface DatagramPorts {
  readonly ports: readonly [number, number];
  /** What the camera's address sends; the bytes are not used again. */
  takeRtp: (bytes: Uint8Array) => void;
  takeRtcp: (bytes: Uint8Array) => void;
  sendRtcp(port: number, bytes: Uint8Array): void;
  close(): void;
}

/** Binds the ports on `localAddress`. Throws Fault `network` when no pair is free. */
export async function openDatagramPorts(
  localAddress: string,
  cameraAddress: string,
): Promise<DatagramPorts> {
  const pair = await openUdpPair(localAddress, {
    onRtp: (bytes, from) => from.host === cameraAddress && lane.takeRtp(bytes),
    onRtcp: (bytes, from) => from.host === cameraAddress && lane.takeRtcp(bytes),
  });
  const lane: DatagramPorts = {
    ports: [pair.rtpPort, pair.rtcpPort],
    takeRtp: () => {},
    takeRtcp: () => {},
    sendRtcp: (port, bytes) => pair.sendRtcp(bytes, { host: cameraAddress, port }),
    close: () => void pair.close(),
  };
  return lane;
}

/** The Transport header (RFC 2326 section 12.39), both directions. */
export interface Transport {
  readonly way: "tcp" | "udp";
  /** Interleaved channels of RTP and RTCP (`tcp`). */
  readonly channels: readonly [number, number] | undefined;
  /** Ports of the client and of the server (`udp`). */
  readonly clientPorts: readonly [number, number] | undefined;
  readonly serverPorts: readonly [number, number] | undefined;
  readonly multicast: boolean;
  /** Synchronisation source, eight hexadecimal digits, when told. */
  readonly source: number | undefined;
}

/** The first transport a header names; undefined when it is neither RTP/AVP over TCP nor over UDP. */
export function parseTransport(value: string): Transport | undefined {
  const [first = ""] = value.split(",");
  const [profile = "", ...fields] = first.split(";").map((field) => field.trim());
  const way = /^RTP\/AVP\/TCP$/i.test(profile)
    ? "tcp"
    : /^RTP\/AVP(?:\/UDP)?$/i.test(profile)
      ? "udp"
      : undefined;
  if (way === undefined) return undefined;
  const values = new Map(
    fields.map((field): [string, string] => {
      const [name = "", text = ""] = field.split("=", 2);
      return [name.toLowerCase(), text];
    }),
  );
  const source = values.get("ssrc");
  return {
    way,
    channels: pair(values.get("interleaved"), 255),
    clientPorts: pair(values.get("client_port"), 65_535),
    serverPorts: pair(values.get("server_port"), 65_535),
    multicast: values.has("multicast"),
    source:
      source !== undefined && /^[0-9A-Fa-f]{1,8}$/.test(source)
        ? Number.parseInt(source, 16)
        : undefined,
  };
}

function pair(text: string | undefined, most: number): readonly [number, number] | undefined {
  const [, first, second] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text ?? "") ?? [];
  if (first === undefined) return undefined;
  const low = Number(first);
  const high = second === undefined ? low + 1 : Number(second);
  return low <= most && high <= most ? [low, high] : undefined;
}

export function printTransport(transport: Transport): string {
  const fields = [
    transport.way === "tcp" ? "RTP/AVP/TCP" : "RTP/AVP",
    transport.multicast ? "multicast" : "unicast",
  ];
  if (transport.channels !== undefined) fields.push(`interleaved=${transport.channels.join("-")}`);
  if (transport.clientPorts !== undefined)
    fields.push(`client_port=${transport.clientPorts.join("-")}`);
  if (transport.serverPorts !== undefined)
    fields.push(`server_port=${transport.serverPorts.join("-")}`);
  if (transport.source !== undefined)
    fields.push(`ssrc=${transport.source.toString(16).padStart(8, "0").toUpperCase()}`);
  return fields.join(";");
}

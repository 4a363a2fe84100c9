/**
 * Network addresses a camera may have. An address has exactly one text we take (RFC 6943 section 3.1
 * names what happens otherwise): decimal dotted quad without leading zeros, or RFC 4291 hexadecimal
 * groups without zone and without an IPv4 tail.
 */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
}

export interface Network {
  readonly address: Address;
  readonly prefixBits: number;
}

/** RFC 1918 and RFC 4193: where cameras of an institution live. */
export const privateNetworks: readonly string[] = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "fc00::/7",
];
/** Only a demonstration may look for cameras in its own computer. */
export const demonstrationNetworks: readonly string[] = [
  ...privateNetworks,
  "127.0.0.0/8",
  "::1/128",
];

const quad = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const group = /^[0-9A-Fa-f]{1,4}$/;

/** An address from its one canonical-enough text; undefined for every other notation. */
export function parseAddress(text: string): Address | undefined {
  if (quad.test(text)) return { family: 4, value: joined(text.split(".").map(Number), 8n) };
  const groups = sixGroups(text);
  return groups === undefined ? undefined : { family: 6, value: joined(groups, 16n) };
}

function sixGroups(text: string): number[] | undefined {
  if (text.length < 2 || text.length > 39) return undefined;
  const [left, right, ...more] = text.split("::");
  if (left === undefined || more.length > 0) return undefined;
  const before = left === "" ? [] : left.split(":");
  const after = right === undefined || right === "" ? [] : right.split(":");
  if (![...before, ...after].every((part) => group.test(part))) return undefined;
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array.from({ length: missing }, () => "0"), ...after].map((part) =>
    Number.parseInt(part, 16),
  );
}

function joined(parts: readonly number[], bits: bigint): bigint {
  return parts.reduce((value, part) => (value << bits) | BigInt(part), 0n);
}

/** A CIDR network whose host bits are zero; undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf("/");
  const address = parseAddress(text.slice(0, slash));
  const bits = text.slice(slash + 1);
  if (slash < 0 || address === undefined || !/^(?:0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  const network = { address, prefixBits: Number(bits) };
  const width = widthOf(address);
  if (network.prefixBits > width) return undefined;
  const hostBits = BigInt(width - network.prefixBits);
  return (address.value >> hostBits) << hostBits === address.value ? network : undefined;
}

function widthOf(address: Address): number {
  return address.family === 4 ? 32 : 128;
}

export function inNetwork(address: Address, network: Network): boolean {
  if (address.family !== network.address.family) return false;
  const hostBits = BigInt(widthOf(address) - network.prefixBits);
  return address.value >> hostBits === network.address.value >> hostBits;
}

/** Never a camera, whatever the allow list says: each row with its reason. */
const never = networkTable([
  ["0.0.0.0/8", "unspecified"],
  ["224.0.0.0/4", "multicast"],
  ["240.0.0.0/4", "reserved"],
  ["169.254.169.254/32", "metadata"],
  ["169.254.170.2/32", "metadata"],
  ["169.254.0.23/32", "metadata"],
  ["100.100.100.200/32", "metadata"],
  ["168.63.129.16/32", "metadata"],
  ["192.0.0.192/32", "metadata"],
  ["fd00:ec2::254/128", "metadata"],
  ["fd20:ce::254/128", "metadata"],
  ["::/128", "unspecified"],
  ["ff00::/8", "multicast"],
  ["fe80::/10", "needs_zone"],
  ["fec0::/10", "reserved"],
  // Addresses that carry an IPv4 address inside: the network could turn them into any other.
  ["::ffff:0:0/96", "embedded"],
  ["::ffff:0:0:0/96", "embedded"],
  ["64:ff9b::/96", "embedded"],
  ["64:ff9b:1::/48", "embedded"],
  ["2002::/16", "embedded"],
  ["2001::/32", "embedded"],
]);
const loopback = networkTable([
  ["127.0.0.0/8", "loopback"],
  ["::1/128", "loopback"],
]);
/** The deprecated IPv4-compatible form, without the loopback address that lies in it. */
const compatible = networkTable([["::/96", "embedded"]]);

function networkTable(
  rows: readonly (readonly [string, string])[],
): readonly (readonly [Network, string])[] {
  return rows.map(([text, reason]) => {
    const network = parseNetwork(text);
    if (network === undefined) throw new TypeError(text);
    return [network, reason] as const;
  });
}

/**
 * Why an address may not be reached, or undefined when it may. Loopback counts as allowed only by a
 * network that itself lies in loopback, so that `0.0.0.0/0` does not open this computer.
 */
export function whyNotAllowed(address: Address, networks: readonly Network[]): string | undefined {
  const always = never.find(([network]) => inNetwork(address, network));
  if (always !== undefined) return always[1];
  const home = loopback.find(([network]) => inNetwork(address, network));
  if (home !== undefined) {
    const opened = networks.some(
      (network) =>
        inNetwork(network.address, home[0]) &&
        network.prefixBits >= home[0].prefixBits &&
        inNetwork(address, network),
    );
    return opened ? undefined : "loopback";
  }
  if (compatible.some(([network]) => inNetwork(address, network))) return "embedded";
  return networks.some((network) => inNetwork(address, network)) ? undefined : "outside";
}

const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/**
 * What a typed host is: an address, a name to resolve, or neither. A text whose last label begins
 * like a number is never a name: resolvers read `0x7f.1` and `2130706433` as addresses.
 */
export function readHost(
  host: string,
): { readonly address: Address } | { readonly name: string } | undefined {
  const bracketed = /^\[([^[\]]*)\]$/.exec(host)?.[1];
  const address = parseAddress(bracketed ?? host);
  if (address !== undefined && (bracketed === undefined || address.family === 6))
    return { address };
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  const numeric = labels.length > 1 ? /^\d/.test(last) : /^(?:\d+|0[xX][0-9A-Fa-f]*)$/.test(last);
  if (host.length > 253 || numeric || !labels.every((part) => label.test(part))) return undefined;
  return { name: host.toLowerCase() };
}

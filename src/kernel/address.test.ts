import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  demonstrationNetworks,
  inNetwork,
  parseAddress,
  parseNetwork,
  privateNetworks,
  readHost,
  whyNotAllowed,
} from "./address.ts";
import type { Network } from "./address.ts";

function networks(texts: readonly string[]): Network[] {
  return texts.map(parseNetwork).filter((network): network is Network => network !== undefined);
}

const allowed: readonly string[] = [
  "10.0.0.1",
  "10.255.255.255",
  "172.16.0.1",
  "172.31.255.254",
  "192.168.1.64",
  "fd12:3456:789a::1",
  "[fd12:3456:789a::1]",
  "fc00::1",
];

describe("addresses of cameras", () => {
  test("private addresses are allowed by default, their neighbours are not", () => {
    const list = networks(privateNetworks);
    const verdict = (text: string) => {
      const host = readHost(text);
      return host !== undefined && "address" in host
        ? whyNotAllowed(host.address, list)
        : "not an address";
    };
    for (const text of allowed) expect([text, verdict(text)]).toEqual([text, undefined]);
    for (const text of [
      "9.255.255.255",
      "11.0.0.0",
      "172.15.255.255",
      "172.32.0.0",
      "192.167.255.255",
      "192.169.0.0",
      "fbff::1",
      "fe00::1",
      "8.8.8.8",
      "2001:4860:4860::8888",
    ])
      expect([text, verdict(text)]).toEqual([text, "outside"]);
  });

  test("loopback opens only by a network that lies in loopback", () => {
    const four = parseAddress("127.0.0.1");
    const six = parseAddress("::1");
    if (four === undefined || six === undefined) throw new Error("address");
    expect(whyNotAllowed(four, networks(["0.0.0.0/0", "::/0"]))).toBe("loopback");
    expect(whyNotAllowed(six, networks(["0.0.0.0/0", "::/0"]))).toBe("loopback");
    expect(whyNotAllowed(four, networks(demonstrationNetworks))).toBeUndefined();
    expect(whyNotAllowed(six, networks(demonstrationNetworks))).toBeUndefined();
  });

  test("what is never a camera stays refused with the widest allow list", () => {
    const list = networks(["0.0.0.0/0", "::/0", "169.254.0.0/16", "fe80::/10"]);
    for (const text of [
      "0.0.0.0",
      "0.1.2.3",
      "224.0.0.1",
      "239.255.255.250",
      "255.255.255.255",
      "240.0.0.1",
      "169.254.169.254",
      "100.100.100.200",
      "::",
      "ff02::1",
      "fe80::1",
      "::ffff:a00:1",
      "::a00:1",
      "64:ff9b::a00:1",
      "2002:a00:1::1",
      "2001:0:a00:1::1",
      "fd00:ec2::254",
    ]) {
      const address = parseAddress(text);
      expect([
        text,
        address === undefined ? "not an address" : whyNotAllowed(address, list),
      ]).not.toEqual([text, undefined]);
    }
    const camera = parseAddress("169.254.12.7");
    expect(camera === undefined ? "" : whyNotAllowed(camera, list)).toBeUndefined();
  });

  test("networks have zero host bits and a plain prefix", () => {
    for (const text of ["10.0.0.0/8", "10.1.2.3/32", "0.0.0.0/0", "fc00::/7", "::1/128"])
      expect([text, parseNetwork(text) !== undefined]).toEqual([text, true]);
    for (const text of [
      "10.0.0.0",
      "10.0.0.1/8",
      "10.0.0.0/33",
      "10.0.0.0/08",
      "10.0.0.0/-1",
      "fc00::1/7",
      "::/129",
      "x/8",
      "",
      "/8",
      "10.0.0.0/8/8",
      "010.0.0.0/8",
    ])
      expect([text, parseNetwork(text) !== undefined]).toEqual([text, false]);
  });

  test("a dotted quad has one text and lies in every network of its own prefixes", () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.integer({ min: 0, max: 32 }), (text, prefixBits) => {
        const address = parseAddress(text);
        if (address === undefined) throw new Error(text);
        expect([24n, 16n, 8n, 0n].map((shift) => (address.value >> shift) & 255n).join(".")).toBe(
          text,
        );
        expect(inNetwork(address, { address, prefixBits })).toBe(true);
      }),
    );
  });

  test("any text is read or not read, without an error", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.ipV6(), fc.stringMatching(/^[0-9a-fx.:%[\]]{0,40}$/)),
        (text) => {
          readHost(text);
          parseNetwork(text);
        },
      ),
    );
  });
});

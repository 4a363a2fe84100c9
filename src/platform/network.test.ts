import { describe, expect, test } from "vitest";
import { demonstrationNetworks, privateNetworks } from "../kernel/address.ts";
import { checkHost } from "./network.ts";

/** Notations that some resolver or library reads as an address which is not allowed. */
const refusedNotations: readonly string[] = [
  // loopback and this computer
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "127.255.255.255",
  "0",
  "0.0.0.0",
  "00",
  "0.0",
  "0.0.0",
  "0x0",
  "::1",
  "[::1]",
  "::",
  "[::]",
  "0:0:0:0:0:0:0:1",
  "0000:0000:0000:0000:0000:0000:0000:0001",
  // one number, octal, hexadecimal, mixed
  "2130706433",
  "017700000001",
  "0x7f000001",
  "0X7F000001",
  "0x7f.0.0.1",
  "0x7f.1",
  "0177.0.0.1",
  "0177.1",
  "0x7F.0x0.0x0.0x1",
  "0177.0x0.0.1",
  "127.0x1",
  "127.0.0x1",
  "127.0.0.01",
  "0127.0.0.1",
  "00000177.0.0.1",
  "167772161",
  "0xa000001",
  "0x0a.0.0.1",
  "012.0.0.1",
  "10.1",
  "10.0.1",
  "10.0.0.01",
  "010.0.0.1",
  "10.0.0.0x1",
  "3232235777",
  "0xc0a80101",
  "0300.0250.1.1",
  "192.168.257",
  "192.11010049",
  "10.0.0.256",
  "10.0.0.1.",
  "10.0.0.1.1",
  "10..0.1",
  ".10.0.0.1",
  "10.0.0.-1",
  "10.0.0.1e0",
  // IPv6 that holds IPv4, zones, short cuts
  "::ffff:10.0.0.1",
  "::ffff:127.0.0.1",
  "[::ffff:127.0.0.1]",
  "::ffff:7f00:1",
  "::ffff:a00:1",
  "::ffff:0:127.0.0.1",
  "::ffff:0:7f00:1",
  "::127.0.0.1",
  "::10.0.0.1",
  "::7f00:1",
  "64:ff9b::127.0.0.1",
  "64:ff9b::a9fe:a9fe",
  "2002:7f00:1::",
  "2001:0:7f00:1::",
  "fe80::1",
  "fe80::1%eth0",
  "fe80::1%25eth0",
  "fd12::1%1",
  "[fd12::1%eth0]",
  "fd12:::1",
  "fd12::1::2",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "12345::1",
  "g::1",
  ":::",
  ":",
  "[10.0.0.1]",
  "[fd12::1",
  "fd12::1]",
  "[[fd12::1]]",
  // metadata, multicast, broadcast, reserved, public
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "169.254.43518",
  "0251.0376.0251.0376",
  "169.254.170.2",
  "100.100.100.200",
  "168.63.129.16",
  "fd00:ec2::254",
  "fd20:ce::254",
  "224.0.0.1",
  "239.255.255.250",
  "255.255.255.255",
  "240.0.0.1",
  "ff02::1",
  "8.8.8.8",
  "100.64.0.1",
  "198.18.0.1",
  "192.0.2.1",
  "2001:db8::1",
  // other digits and dots, encodings, whole URLs
  "１２７.0.0.1",
  "①②⑦.⓪.⓪.①",
  "127。0。0。1",
  "10.0.0.1%00",
  "10.0.0.1 ",
  " 10.0.0.1",
  "10.0.0.1\n",
  "10.0.0.1:554",
  "user@10.0.0.1",
  "10.0.0.1/x",
  "10.0.0.1#x",
  "10.0.0.1?x",
  "rtsp://10.0.0.1",
  "%31%30.0.0.1",
  "",
  ".",
  "-",
  "a..b",
  "a_b",
  "-a.b",
  "a-.b",
  "x".repeat(64),
  `${"a.".repeat(130)}b`,
];

describe("which hosts may be connected to", () => {
  test.each(refusedNotations)("[security-2] %j is refused without a look-up", async (host) => {
    const outcome = await checkHost(host, privateNetworks, () =>
      Promise.reject(new Error("looked up")),
    );
    expect(outcome).toMatchObject({ ok: false, code: "host_not_allowed" });
  });

  test("there are at least eighty notations in the table, each once", () => {
    expect(new Set(refusedNotations).size).toBe(refusedNotations.length);
    expect(refusedNotations.length).toBeGreaterThanOrEqual(80);
  });

  const answers: readonly [fact: string, found: readonly string[], expected: string | undefined][] =
    [
      ["a private address", ["10.0.0.9"], "10.0.0.9"],
      ["two private addresses", ["10.0.0.9", "fd12::9"], "10.0.0.9"],
      ["one public among private ones", ["10.0.0.9", "8.8.8.8"], undefined],
      ["loopback", ["127.0.0.1"], undefined],
      ["loopback behind a private one", ["10.0.0.9", "::1"], undefined],
      ["metadata", ["169.254.169.254"], undefined],
      ["IPv4 inside IPv6", ["::ffff:10.0.0.9"], undefined],
      ["an address with a zone", ["fe80::1%eth0"], undefined],
      ["nothing", [], undefined],
      ["text that is no address", ["10.0.0.9 "], undefined],
    ];
  test.each(answers)("[security-2] a name that stands for %s", async (_fact, found, expected) => {
    const outcome = await checkHost("camera.example", privateNetworks, async () => found);
    expect(outcome.ok ? outcome.value.address : undefined).toBe(expected);
  });

  test("[security-2] a name is resolved once, so a second answer cannot matter", async () => {
    let asked = 0;
    const rebinding = async () => (asked++ === 0 ? ["192.168.1.64"] : ["127.0.0.1"]);
    expect(await checkHost("Camera.Example", privateNetworks, rebinding)).toEqual({
      ok: true,
      value: { address: "192.168.1.64" },
    });
    expect(asked).toBe(1);
  });

  test("only a demonstration reaches this computer", async () => {
    for (const host of ["127.0.0.1", "::1", "[::1]", "127.8.9.10"]) {
      expect([host, (await checkHost(host, privateNetworks)).ok]).toEqual([host, false]);
      expect([host, (await checkHost(host, demonstrationNetworks)).ok]).toEqual([host, true]);
    }
  });

  test("a name nobody knows is a fault of the world, not of the allow list", async () => {
    const unknown = () => Promise.reject(new Error("ENOTFOUND"));
    await expect(checkHost("nobody.invalid", privateNetworks, unknown)).rejects.toMatchObject({
      kind: "network",
      code: "camera_unreachable",
    });
  });
});

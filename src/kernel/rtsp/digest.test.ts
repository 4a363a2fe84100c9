import { md5 } from "@noble/hashes/legacy.js";
import { sha256 } from "@noble/hashes/sha2.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toHex, utf8 } from "../bytes.ts";
import { authorization, parseChallenge, strongest } from "./digest.ts";
import type { HashText } from "./digest.ts";

const hashText: HashText = (name, text) =>
  toHex(name === "md5" ? md5(utf8(text)) : sha256(utf8(text)));

/** RFC 7616 section 3.9.1, RFC 2617 section 3.5, RFC 2069 section 2.4 (with erratum 749's answer). */
const vectors: readonly [
  source: string,
  challenge: string,
  login: [string, string],
  use: { method: string; uri: string; count: number; clientNonce: string },
  answer: string,
][] = [
  [
    "RFC 7616 MD5",
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    ["Mufasa", "Circle of Life"],
    {
      method: "GET",
      uri: "/dir/index.html",
      count: 1,
      clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    },
    "8ca523f5e9506fed4657c9700eebdbec",
  ],
  [
    "RFC 7616 SHA-256",
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    ["Mufasa", "Circle of Life"],
    {
      method: "GET",
      uri: "/dir/index.html",
      count: 1,
      clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    },
    "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
  ],
  [
    "RFC 2617",
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    ["Mufasa", "Circle Of Life"],
    { method: "GET", uri: "/dir/index.html", count: 1, clientNonce: "0a4f113b" },
    "6629fae49393a05397450978507c4ef1",
  ],
  [
    "RFC 2069",
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    ["Mufasa", "CircleOfLife"],
    { method: "GET", uri: "/dir/index.html", count: 1, clientNonce: "" },
    "1949323746fe6a43ef61f9606e7febea",
  ],
];

describe("logins", () => {
  test.each(vectors)("the answer of %s", (_source, text, [user, secret], use, answer) => {
    const challenge = parseChallenge(text);
    if (challenge === undefined) throw new Error(text);
    expect(authorization(challenge, { user, secret }, use, hashText)).toContain(
      `response="${answer}"`,
    );
  });

  test("Basic is the base64 of name and secret", () => {
    expect(
      authorization(
        { scheme: "basic", realm: "" },
        { user: "Aladdin", secret: "open sesame" },
        { method: "", uri: "", count: 1, clientNonce: "" },
        hashText,
      ),
    ).toBe("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  });

  test("the strongest kind is taken, unknown ones are left out", () => {
    const offers = [
      'Basic realm="x"',
      'Digest realm="x", nonce="1"',
      'Digest realm="x", nonce="2", algorithm=SHA-256, qop=auth',
      'Digest realm="x", nonce="3", algorithm=SHA-512-256',
      "Bearer x",
      'Digest realm="x", nonce="4", qop="auth-int"',
      'Digest realm="x"',
    ];
    const known = offers.map(parseChallenge).filter((one) => one !== undefined);
    expect(known).toHaveLength(3);
    expect(strongest(known)).toMatchObject({ nonce: "2", hash: "sha-256", quality: "auth" });
    expect(strongest(known.slice(0, 2))).toMatchObject({ nonce: "1", hash: "md5" });
    expect(strongest([])).toBeUndefined();
  });

  test("quotes and back slashes of a name stay inside their field", () => {
    const challenge = parseChallenge('Digest realm="a \\"b\\"", nonce="n", stale=TRUE');
    if (challenge === undefined) throw new Error("challenge");
    expect(challenge).toMatchObject({ realm: 'a "b"', stale: true });
    expect(
      authorization(
        challenge,
        { user: 'x", uri="/', secret: "" },
        { method: "PLAY", uri: "/", count: 1, clientNonce: "c" },
        hashText,
      ),
    ).toContain('username="x\\", uri=\\"/", realm="a \\"b\\""');
  });

  test("any text is a challenge or none", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `Digest ${text}`),
        ),
        (text) => void parseChallenge(text),
      ),
    );
  });
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { systemClock } from "./clock.ts";
import { parseXml } from "./xml.ts";
import { probeOnvif } from "./onvif.ts";

interface Stub extends AsyncDisposable {
  readonly port: number;
  readonly asked: string[];
}

type Answer = (
  operation: string,
  body: string,
  port: number,
) => { status?: number; headers?: Record<string, string>; body: string };

/** A camera of the test's making on loopback: whatever it likes to answer. */
async function camera(answer: Answer): Promise<Stub> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      const operation = /<s:Body><(\w+)/.exec(body)?.[1] ?? "?";
      asked.push(operation);
      const { status = 200, headers = {}, body: text } = answer(operation, body, port);
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = portOf(server.address());
  return {
    port,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const soap = (inner: string) =>
  `<?xml version="1.0"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:t="x" xmlns:tt="y"><env:Body>${inner}</env:Body></env:Envelope>`;

function honest(
  operation: string,
  _body: string,
  port: number,
  change: { xaddr?: string; uri?: string } = {},
): { body: string } {
  const xaddr = change.xaddr ?? `http://127.0.0.1:${port}/onvif/media`;
  const answers = new Map([
    [
      "GetSystemDateAndTime",
      "<t:GetSystemDateAndTimeResponse><t:SystemDateAndTime><tt:UTCDateTime><tt:Time><tt:Hour>1</tt:Hour><tt:Minute>2</tt:Minute><tt:Second>3</tt:Second></tt:Time><tt:Date><tt:Year>2020</tt:Year><tt:Month>1</tt:Month><tt:Day>2</tt:Day></tt:Date></tt:UTCDateTime></t:SystemDateAndTime></t:GetSystemDateAndTimeResponse>",
    ],
    [
      "GetDeviceInformation",
      "<t:GetDeviceInformationResponse><t:Manufacturer>Maker &amp; Co</t:Manufacturer><t:Model>M1</t:Model><t:FirmwareVersion>1.2</t:FirmwareVersion></t:GetDeviceInformationResponse>",
    ],
    [
      "GetServices",
      `<t:GetServicesResponse><t:Service><t:Namespace>http://www.onvif.org/ver10/media/wsdl</t:Namespace><t:XAddr>${xaddr}</t:XAddr></t:Service></t:GetServicesResponse>`,
    ],
    [
      "GetProfiles",
      '<t:GetProfilesResponse><t:Profiles token="P&quot;1"><tt:Name>主码流</tt:Name><tt:VideoEncoderConfiguration><tt:Encoding>H264</tt:Encoding><tt:Resolution><tt:Width>1920</tt:Width><tt:Height>1080</tt:Height></tt:Resolution></tt:VideoEncoderConfiguration></t:Profiles></t:GetProfilesResponse>',
    ],
    [
      "GetStreamUri",
      `<t:GetStreamUriResponse><t:MediaUri><tt:Uri>${change.uri ?? "rtsp://admin:12345@127.0.0.1:8554/stream?channel=1&amp;subtype=0"}</tt:Uri></t:MediaUri></t:GetStreamUriResponse>`,
    ],
  ]);
  return { body: soap(answers.get(operation) ?? "") };
}

const loopback = ["127.0.0.0/8"];
const ask = (port: number, more: Partial<Parameters<typeof probeOnvif>[0]> = {}) =>
  probeOnvif({
    host: "127.0.0.1",
    port,
    user: "viewer",
    secret: "s3cret<&>",
    networks: loopback,
    clock: systemClock,
    ...more,
  });

describe("ONVIF probe of a given address", () => {
  test("lists profiles with typed sources and drops credentials the camera wrote into them", async () => {
    await using stub = await camera(honest);
    const found = await ask(stub.port);
    expect(found).toEqual({
      ok: true,
      value: {
        maker: "Maker & Co",
        model: "M1",
        firmware: "1.2",
        profiles: [
          {
            token: 'P"1',
            name: "主码流",
            codec: "H264",
            widthPixels: 1920,
            heightPixels: 1080,
            source: {
              scheme: "rtsp",
              host: "127.0.0.1",
              port: 8554,
              path: "/stream?channel=1&subtype=0",
              transport: "auto",
            },
          },
        ],
      },
    });
  });

  test("signs in by the camera's own clock and never sends the secret itself", async () => {
    const bodies: string[] = [];
    await using stub = await camera((operation, body, port) => {
      bodies.push(body);
      return honest(operation, body, port);
    });
    await ask(stub.port);
    expect(bodies.join("")).not.toContain("s3cret");
    expect(bodies[0]).not.toContain("UsernameToken");
    expect(bodies[1]).toContain("<Username>viewer</Username>");
    expect(bodies[1]).toMatch(/<Created [^>]*>2020-01-02T01:02:0/);
  });

  test.each([
    [
      "Digest",
      'Digest realm="cam", nonce="n1", qop="auth", algorithm=SHA-256',
      /^Digest username="viewer", realm="cam", nonce="n1", uri="\/onvif\/device_service", response="[0-9a-f]{64}"/,
    ],
    ["Basic", 'Basic realm="cam"', /^$/],
  ])(
    "answers a challenge of scheme %s only with a digest of the secret",
    async (_name, challenge, expected) => {
      const seen: string[] = [];
      const server = createServer((request, response) => {
        seen.push(request.headers.authorization ?? "");
        response.writeHead(401, { "WWW-Authenticate": challenge }).end();
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      expect(await ask(portOf(server.address()))).toEqual({
        ok: false,
        code: "camera_login_refused",
      });
      expect(seen.at(-1)).toMatch(expected);
      server.close();
    },
  );

  test.each([
    ["a service address on another host", { xaddr: "http://10.0.0.9/onvif/media" }, "other_host"],
    [
      "a service address on another port",
      { xaddr: "http://127.0.0.1:1/onvif/media" },
      "other_host",
    ],
    ["a service address of another scheme", { xaddr: "file:///etc/passwd" }, "other_host"],
    ["a stream on another host", { uri: "rtsp://169.254.169.254/latest" }, "no_stream"],
    [
      "a stream that hides its host behind credentials",
      { uri: "rtsp://127.0.0.1@10.0.0.9/x" },
      "no_stream",
    ],
    ["a stream of another scheme", { uri: "http://127.0.0.1/x" }, "no_stream"],
    ["a stream with a line break", { uri: "rtsp://127.0.0.1/x&#10;Session: 1" }, "no_stream"],
    ["a stream with port 0", { uri: "rtsp://127.0.0.1:0/x" }, "no_stream"],
  ])("does not follow %s", async (_name, change, reason) => {
    await using stub = await camera((operation, body, port) =>
      honest(operation, body, port, change),
    );
    expect(await ask(stub.port)).toMatchObject({
      ok: false,
      code: "camera_unusable",
      facts: { reason },
    });
  });

  test.each([
    [
      "a redirect",
      () => ({ status: 302, headers: { Location: "http://127.0.0.1:1/" }, body: "" }),
      "camera_unusable",
    ],
    [
      "a document type with entities",
      () => ({ body: '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
      "camera_unusable",
    ],
    ["a megabyte", () => ({ body: "x".repeat(1_000_000) }), "camera_unusable"],
    [
      "a thousand tags deep",
      () => ({ body: "<a>".repeat(1_000) + "</a>".repeat(1_000) }),
      "camera_unusable",
    ],
    ["no XML at all", () => ({ body: "hello" }), "camera_unusable"],
    ["401 without challenge", () => ({ status: 401, body: "" }), "camera_login_refused"],
    [
      "a SOAP fault of rights",
      () => ({
        status: 400,
        body: soap(
          "<env:Fault><env:Code><env:Value>env:Sender</env:Value><env:Subcode><env:Value>ter:NotAuthorized</env:Value></env:Subcode></env:Code></env:Fault>",
        ),
      }),
      "camera_login_refused",
    ],
  ])("refuses an answer that is %s", async (_name, answer, code) => {
    await using stub = await camera(answer);
    expect(await ask(stub.port)).toMatchObject({ ok: false, code });
  });

  test(
    "a closed port is unreachable and a camera that never answers is given up",
    { timeout: 12_000 },
    async () => {
      expect(await ask(1)).toMatchObject({ ok: false, code: "camera_unreachable" });
    },
  );

  test("refuses every address outside the allowed networks before it connects", async () => {
    await using stub = await camera(honest);
    const closed = ["10.0.0.0/8"];
    for (const host of [
      "127.0.0.1",
      "localhost",
      "[::1]",
      "169.254.169.254",
      "0.0.0.0",
      "2130706433",
      "0x7f.1",
      "127.1",
      "::ffff:127.0.0.1",
      "8.8.8.8",
    ])
      expect(await ask(stub.port, { host, networks: closed })).toMatchObject({
        ok: false,
        code: "host_not_allowed",
      });
    expect(stub.asked).toEqual([]);
  });

  test.each(["__proto__", "constructor", "prototype", "toString"])(
    "an element named %s is data like any other",
    (name) => {
      const node = parseXml(`<a><${name}>x</${name}></a>`);
      expect(node?.child("a")?.child("missing")).toBeUndefined();
      expect(Reflect.get({}, "x")).toBeUndefined();
    },
  );
});

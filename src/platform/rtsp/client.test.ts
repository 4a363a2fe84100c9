import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import {
  description,
  pictureFrame,
  soundAnswer,
  startDialogue,
} from "../../../tests/fixture/rtsp-dialogue.ts";
import type { Dialogue, Say } from "../../../tests/fixture/rtsp-dialogue.ts";
import { limits } from "../../contract/limits.ts";
import type { StreamEvent } from "../../contract/stream.ts";
import { concat, utf8 } from "../../kernel/bytes.ts";
import { headerOf } from "../../kernel/rtsp/message.ts";
import type { RtspRequest } from "../../kernel/rtsp/message.ts";
import { systemClock } from "../clock.ts";
import type { Clock } from "../clock.ts";
import { openStream } from "./client.ts";
import type { OpenStream, StreamOptions } from "./client.ts";
import { probeStream } from "./probe.ts";

const opened: (Dialogue | { close(): Promise<void> })[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).toReversed()) await one.close();
});

async function dialogue(script: (request: RtspRequest, turn: number) => Say): Promise<Dialogue> {
  const one = await startDialogue(script);
  opened.push(one);
  return one;
}

async function open(port: number, more: Partial<StreamOptions> = {}): Promise<OpenStream> {
  const source = {
    scheme: "rtsp",
    host: "127.0.0.1",
    port,
    path: "/live",
    transport: "auto",
  } as const;
  const stream = await openStream({
    source,
    networks: ["127.0.0.0/8"],
    clock: systemClock,
    onEvent: () => {},
    ...more,
  });
  opened.push({ close: () => stream.stop() });
  return stream;
}

/** Real time for everything but ticks, which run `factor` times as fast, and sleeps, which are as much shorter. */
function fastClock(factor: number): Clock {
  return {
    now: () => systemClock.now(),
    ticks: () => systemClock.ticks() * factor,
    sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  };
}

const failures: readonly [fact: string, answers: (request: RtspRequest) => Say, code: string][] = [
  [
    "a description that is not there",
    (request) => (request.method === "DESCRIBE" ? { status: 404 } : soundAnswer(request)),
    "camera_unusable",
  ],
  [
    "a redirect",
    (request) =>
      request.method === "DESCRIBE"
        ? { status: 302, headers: [["Location", "rtsp://127.0.0.1:1/x"]] }
        : soundAnswer(request),
    "camera_unusable",
  ],
  [
    "a redirect of the first question",
    () => ({ status: 301, headers: [["Location", "rtsp://169.254.169.254/"]] }),
    "camera_unusable",
  ],
  [
    "a description that is none",
    (request) =>
      request.method === "DESCRIBE" ? { status: 200, body: "hello" } : soundAnswer(request),
    "camera_unusable",
  ],
  [
    "a stream without picture",
    (request) =>
      request.method === "DESCRIBE"
        ? { status: 200, body: "v=0\r\nm=audio 0 RTP/AVP 0\r\n" }
        : soundAnswer(request),
    "camera_unusable",
  ],
  [
    "a picture of a kind we do not take",
    (request) =>
      request.method === "DESCRIBE"
        ? { status: 200, body: "v=0\r\nm=video 0 RTP/AVP 26\r\n" }
        : soundAnswer(request),
    "camera_unusable",
  ],
  [
    "a control address that cannot be used",
    (request) =>
      request.method === "DESCRIBE"
        ? { status: 200, body: description.replace("track1", "http://127.0.0.1/") }
        : soundAnswer(request),
    "camera_unusable",
  ],
  [
    "a refusal to set up",
    (request) => (request.method === "SETUP" ? { status: 500 } : soundAnswer(request)),
    "camera_unusable",
  ],
  [
    "a refusal of every transport",
    (request) => (request.method === "SETUP" ? { status: 461 } : soundAnswer(request)),
    "camera_unusable",
  ],
  [
    "a refusal to play",
    (request) => (request.method === "PLAY" ? { status: 454 } : soundAnswer(request)),
    "camera_unusable",
  ],
  [
    "an account without the right",
    (request) => (request.method === "DESCRIBE" ? { status: 403 } : soundAnswer(request)),
    "camera_login_refused",
  ],
  [
    "a login we do not have",
    () => ({ status: 401, headers: [["WWW-Authenticate", 'Bearer realm="x"']] }),
    "camera_login_refused",
  ],
  [
    "a connection closed in the middle",
    (request) => (request.method === "SETUP" ? "close" : soundAnswer(request)),
    "camera_unreachable",
  ],
  [
    "HTTP in place of RTSP",
    () => ({ raw: utf8("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n") }),
    "camera_unusable",
  ],
  ["SSH in place of RTSP", () => ({ raw: utf8("SSH-2.0-OpenSSH_9.2\r\n\r\n") }), "camera_unusable"],
  ["zeros", () => ({ raw: new Uint8Array(5_000) }), "camera_unusable"],
  [
    "an endless head",
    () => ({ raw: concat(utf8("RTSP/1.0 200 OK\r\nX: "), new Uint8Array(200_000).fill(65)) }),
    "camera_unusable",
  ],
  [
    "a body beyond the limit",
    () => ({ raw: utf8("RTSP/1.0 200 OK\r\nCSeq: 1\r\nContent-Length: 99999999\r\n\r\n") }),
    "camera_unusable",
  ],
];

describe("a camera that fails", () => {
  test.each(failures)("[S0-5.4.2] %s is a Fault with its code", async (_fact, answers, code) => {
    const camera = await dialogue(answers);
    await expect(open(camera.port, { user: "u", secret: "s" })).rejects.toMatchObject({
      name: "Fault",
      code,
    });
    expect(camera.connections).toBe(1);
  });

  test("[S0-5.4.2] silence is told after the time to connect", async () => {
    const camera = await dialogue(() => "silence");
    await expect(open(camera.port, { clock: fastClock(50) })).rejects.toMatchObject({
      name: "Fault",
      code: "camera_unreachable",
    });
  });

  test("[S0-5.4.2] nobody at the port is told at once", async () => {
    const camera = await startDialogue(() => "silence");
    await camera.close();
    await expect(open(camera.port)).rejects.toMatchObject({
      name: "Fault",
      kind: "network",
      code: "camera_unreachable",
    });
  });

  test("[security-2] a host outside the networks is never connected to", async () => {
    const camera = await dialogue(soundAnswer);
    await expect(
      open(camera.port, { networks: ["10.0.0.0/8", "0.0.0.0/0"] }),
    ).rejects.toMatchObject({ kind: "network", code: "host_not_allowed" });
    const source = {
      scheme: "rtsp",
      host: "camera.example",
      port: camera.port,
      path: "/live",
      transport: "tcp",
    } as const;
    await expect(
      open(camera.port, {
        source,
        networks: ["10.0.0.0/8"],
        resolve: async () => ["10.0.0.1", "127.0.0.1"],
      }),
    ).rejects.toMatchObject({ code: "host_not_allowed" });
    expect(camera.connections).toBe(0);
  });

  test("[security-16] random bytes at any point give a Fault or an end, never anything else", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 5 }),
        async (bytes, turn) => {
          const camera = await startDialogue((request, at) =>
            at === turn ? { raw: bytes } : soundAnswer(request),
          );
          const stream = await open(camera.port, { clock: fastClock(200) }).catch(
            (cause: unknown) => cause,
          );
          if (stream instanceof Error) expect(stream).toMatchObject({ name: "Fault" });
          await camera.close();
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("a camera's login", () => {
  function digestCamera(nonces: readonly string[], uses: number): (request: RtspRequest) => Say {
    let nonce = 0;
    let used = 0;
    return (request) => {
      const given = headerOf(request, "Authorization") ?? "";
      const md5 = (text: string) => createHash("md5").update(text).digest("hex");
      const current = nonces[nonce] ?? "";
      const right = md5(`${md5("u:cam:s")}:${current}:${md5(`${request.method}:${request.uri}`)}`);
      if (given.includes(`response="${right}"`) && used++ < uses) return soundAnswer(request);
      const stale = given.includes(`nonce="${current}"`);
      if (stale) nonce++;
      used = 0;
      return {
        status: 401,
        headers: [
          ["WWW-Authenticate", 'Basic realm="cam"'],
          [
            "WWW-Authenticate",
            `Digest realm="cam", nonce="${nonces[nonce]}"${stale ? ", stale=true" : ""}`,
          ],
        ],
      };
    };
  }

  test("Digest is answered before Basic, and again when the nonce has grown stale", async () => {
    const camera = await dialogue(digestCamera(["n1", "n2", "n3"], 2));
    const stream = await open(camera.port, { user: "u", secret: "s" });
    expect(
      camera.asked.some((request) =>
        (headerOf(request, "Authorization") ?? "").startsWith("Basic"),
      ),
    ).toBe(false);
    await stream.stop();
    expect(await stream.closed).toBe("stopped");
  });

  test("a wrong secret is asked once and never sent in clear", async () => {
    const camera = await dialogue(digestCamera(["n1", "n2"], 99));
    await expect(open(camera.port, { user: "u", secret: "wrong" })).rejects.toMatchObject({
      kind: "camera",
      code: "camera_login_refused",
    });
    expect(camera.asked.length).toBeLessThanOrEqual(4);
    for (const request of camera.asked)
      expect(JSON.stringify([request.uri, request.headers])).not.toContain("wrong");
  });

  test("a camera that calls every nonce stale is not asked for ever", async () => {
    let asked = 0;
    const camera = await dialogue(() => ({
      status: 401,
      headers: [["WWW-Authenticate", `Digest realm="x", nonce="${asked++}", stale=true`]],
    }));
    await expect(open(camera.port, { user: "u", secret: "s" })).rejects.toMatchObject({
      code: "camera_login_refused",
    });
    expect(asked).toBeLessThan(6);
  });
});

describe("a run", () => {
  test("frames ahead of the answer to PLAY, and frames cut anywhere, arrive in order", async () => {
    const events: StreamEvent[] = [];
    const camera = await dialogue((request) =>
      request.method === "PLAY"
        ? {
            raw: concat(
              pictureFrame(1),
              utf8(`RTSP/1.0 200 OK\r\nCSeq: ${headerOf(request, "CSeq")}\r\n\r\n`),
              pictureFrame(2),
            ),
          }
        : soundAnswer(request),
    );
    const stream = await open(camera.port, { onEvent: (event) => events.push(event) });
    const bytes = concat(pictureFrame(3), pictureFrame(4));
    for (const byte of bytes) camera.send(Uint8Array.of(byte));
    await expect
      .poll(() =>
        events.filter((event) => event.type === "video").map((event) => event.time / 3_600),
      )
      .toEqual([0, 1, 2, 3]);
    expect(stream).toMatchObject({
      transport: "tcp",
      parameters: { video: { codecString: "avc1.4D401F" } },
    });
    expect(camera.asked.map((request) => `${request.method} ${request.uri}`)).toEqual([
      `OPTIONS rtsp://127.0.0.1:${camera.port}/live`,
      `DESCRIBE rtsp://127.0.0.1:${camera.port}/live`,
      `SETUP rtsp://127.0.0.1:${camera.port}/live/track1`,
      `PLAY rtsp://127.0.0.1:${camera.port}/live`,
    ]);
    await stream.stop();
    expect(camera.asked.at(-1)?.method).toBe("TEARDOWN");
    expect(headerOf(camera.asked.at(-1) ?? { headers: [] }, "Session")).toBe("s1");
  });

  test("channels the camera chose are the ones we listen to", async () => {
    const events: StreamEvent[] = [];
    const camera = await dialogue((request) =>
      request.method === "SETUP"
        ? {
            status: 200,
            headers: [
              ["Session", "a"],
              ["Transport", "RTP/AVP/TCP;interleaved=6-7"],
            ],
          }
        : soundAnswer(request),
    );
    await open(camera.port, { onEvent: (event) => events.push(event) });
    camera.send(concat(pictureFrame(1, true, 0), pictureFrame(2, true, 6)));
    await expect.poll(() => events.length).toBe(2);
    expect(events[1]).toMatchObject({ type: "video", time: 0 });
    await expect.poll(() => camera.frames).toContain(7);
  });

  test("a camera that goes away, or talks nonsense, is disconnected", async () => {
    for (const nonsense of [undefined, new Uint8Array(64)]) {
      const camera = await dialogue(soundAnswer);
      const stream = await open(camera.port);
      if (nonsense === undefined) await camera.close();
      else camera.send(nonsense);
      expect(await stream.closed).toBe("disconnected");
    }
  });

  test("[S0-6.1a] a camera that sends nothing but answers has stalled", async () => {
    const camera = await dialogue((request) =>
      request.method === "SETUP"
        ? { status: 200, headers: [["Session", "a;timeout=4"]] }
        : soundAnswer(request),
    );
    const clock = fastClock(20);
    const stream = await open(camera.port, { clock });
    const started = clock.ticks();
    expect(await stream.closed).toBe("stalled");
    expect(clock.ticks() - started).toBeGreaterThan(limits.stallAfterMs - 1_000);
    expect(
      camera.asked.filter((request) => request.method === "GET_PARAMETER").length,
    ).toBeGreaterThanOrEqual(2);
  });

  test("nothing is told after a run has been stopped, and stopping twice is stopping once", async () => {
    const events: StreamEvent[] = [];
    const camera = await dialogue((request) =>
      request.method === "TEARDOWN" ? "silence" : soundAnswer(request),
    );
    const stream = await open(camera.port, {
      onEvent: (event) => events.push(event),
      clock: fastClock(20),
    });
    const stopping = stream.stop();
    camera.send(pictureFrame(1));
    await Promise.all([stopping, stream.stop()]);
    expect(await stream.closed).toBe("stopped");
    expect(events).toEqual([]);
  });

  test("a camera that refuses TCP is read over UDP, and a TLS stream never is", async () => {
    const camera = await dialogue((request) => {
      const transport = headerOf(request, "Transport") ?? "";
      if (request.method === "SETUP" && transport.includes("TCP")) return { status: 461 };
      return request.method === "SETUP"
        ? {
            status: 200,
            headers: [
              ["Session", "a"],
              ["Transport", `${transport};server_port=9-10`],
            ],
          }
        : soundAnswer(request);
    });
    expect((await open(camera.port)).transport).toBe("udp");
    const source = {
      scheme: "rtsp",
      host: "127.0.0.1",
      port: camera.port,
      path: "/live",
      transport: "tcp",
    } as const;
    await expect(open(camera.port, { source })).rejects.toMatchObject({ code: "camera_unusable" });
    await expect(
      open(camera.port, { source: { ...source, scheme: "rtsps" } }),
    ).rejects.toMatchObject({ code: "camera_unreachable" });
  });
});

describe("a look at a stream", () => {
  test("[S0-5.4.2] it measures what the connection test tells", async () => {
    const camera = await dialogue(soundAnswer);
    const source = {
      scheme: "rtsp",
      host: "127.0.0.1",
      port: camera.port,
      path: "/live",
      transport: "auto",
    } as const;
    const probing = probeStream({ source, networks: ["127.0.0.0/8"], clock: systemClock }, 400);
    await expect.poll(() => camera.asked.at(-1)?.method).toBe("PLAY");
    for (const sequence of [1, 2, 3, 4, 5, 7, 8, 9])
      camera.send(pictureFrame(sequence, sequence % 4 === 1));
    expect(await probing).toMatchObject({
      video: { widthPixels: 1_280 },
      keyFrameEveryMs: 160,
      packetsLost: 1,
      framesPerSecond: 21.88,
      clockOffsetMs: undefined,
      audio: undefined,
      transport: "tcp",
    });
  });

  test("[S0-5.4.2] a camera without a key frame is unusable", async () => {
    const camera = await dialogue(soundAnswer);
    const source = {
      scheme: "rtsp",
      host: "127.0.0.1",
      port: camera.port,
      path: "/live",
      transport: "auto",
    } as const;
    await expect(
      probeStream({ source, networks: ["127.0.0.0/8"], clock: fastClock(40) }, 1_000),
    ).rejects.toMatchObject({ kind: "camera", code: "camera_unusable" });
  });
});

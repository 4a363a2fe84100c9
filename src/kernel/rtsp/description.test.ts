import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinControl } from "./control-url.ts";
import { parseSdp } from "./sdp.ts";
import { audioFormat, videoFormat } from "./stream-format.ts";
import { parseTransport, printTransport } from "./transport.ts";

const camera = { scheme: "rtsp", host: "192.168.1.64", port: 554 } as const;

describe("control addresses", () => {
  const rows: readonly [base: string, control: string | undefined, joined: string | undefined][] = [
    ["rtsp://192.168.1.64/live/", "trackID=1", "rtsp://192.168.1.64/live/trackID=1"],
    ["rtsp://192.168.1.64/live", "trackID=1", "rtsp://192.168.1.64/live/trackID=1"],
    [
      "rtsp://192.168.1.64/cam/realmonitor?channel=1&subtype=0/",
      "trackID=0",
      "rtsp://192.168.1.64/cam/realmonitor?channel=1&subtype=0/trackID=0",
    ],
    ["rtsp://192.168.1.64/live", "*", "rtsp://192.168.1.64/live"],
    ["rtsp://192.168.1.64/live", undefined, "rtsp://192.168.1.64/live"],
    ["rtsp://192.168.1.64", "track1", "rtsp://192.168.1.64/track1"],
    ["/live", "track1", "rtsp://192.168.1.64/live/track1"],
    ["rtsp://192.168.1.64/live", "/other/track1", "rtsp://192.168.1.64/other/track1"],
    // Whatever host a camera names, the questions go to the one that was judged.
    ["rtsp://10.9.9.9:8554/live/", "track1", "rtsp://192.168.1.64/live/track1"],
    [
      "rtsp://192.168.1.64/live",
      "rtsp://169.254.169.254/latest/track1",
      "rtsp://192.168.1.64/latest/track1",
    ],
    ["rtsp://user:secret@192.168.1.64/live", "track1", "rtsp://192.168.1.64/live/track1"],
    ["rtsp://192.168.1.64/live", "http://169.254.169.254/", undefined],
    ["rtsp://192.168.1.64/live", "//evil/track1", undefined],
    ["rtsp://192.168.1.64/live", "track 1", undefined],
    ["rtsp://192.168.1.64/live", "track\r\nX: y", undefined],
    ["rtsp://192.168.1.64/live", `t${"x".repeat(3_000)}`, undefined],
    ["live", "track1", undefined],
  ];
  test.each(rows)("[security-2] %s and %j", (base, control, joined) => {
    expect(joinControl(camera, base, control)).toBe(joined);
  });

  test("an authority prints brackets and only an unusual port", () => {
    expect(joinControl({ scheme: "rtsps", host: "fd00::1", port: 322 }, "/a", undefined)).toBe(
      "rtsps://[fd00::1]/a",
    );
    expect(joinControl({ scheme: "rtsp", host: "h", port: 8554 }, "/a", undefined)).toBe(
      "rtsp://h:8554/a",
    );
  });

  test("[security-2] no text leads elsewhere", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (base, control) => {
        for (const joined of [
          joinControl(camera, base, control),
          joinControl(camera, "/live", control),
          joinControl(camera, `rtsp://${base}`, `rtsp://${control}`),
        ])
          if (joined !== undefined) expect(joined).toMatch(/^rtsp:\/\/192\.168\.1\.64\/[!-~]*$/);
      }),
    );
  });
});

const described = `v=0\r
o=- 1109162014219182 1 IN IP4 192.168.1.64\r
s=Media Presentation\r
a=control:rtsp://192.168.1.64/live/\r
m=video 0 RTP/AVP 96\r
a=rtpmap:96 H264/90000\r
a=fmtp:96 profile-level-id=420029; packetization-mode=1; sprop-parameter-sets=Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA\r
a=control:trackID=1\r
m=audio 0 RTP/AVP 104\r
a=rtpmap:104 mpeg4-generic/16000/1\r
a=fmtp:104 profile-level-id=15; streamtype=5; mode=AAC-hbr; config=1408;SizeLength=13; IndexLength=3; IndexDeltaLength=3\r
a=control:trackID=2\r
m=application 0 RTP/AVP 107\r
a=rtpmap:107 vnd.onvif.metadata/90000\r
a=control:trackID=3\r
`;

describe("descriptions", () => {
  test("a camera's description gives the formats of picture and sound", () => {
    const sdp = parseSdp(described);
    const [video, audio, other] = sdp?.media ?? [];
    if (video === undefined || audio === undefined || other === undefined) throw new Error("media");
    expect(sdp?.control).toBe("rtsp://192.168.1.64/live/");
    expect(videoFormat(video)?.sets.read()).toMatchObject({
      codec: "h264",
      codecString: "avc1.640028",
      widthPixels: 1_920,
      heightPixels: 1_080,
    });
    expect(audioFormat(audio)).toMatchObject({
      payloadType: 104,
      clockRate: 16_000,
      frameSamples: 1_024,
      packing: { sizeBits: 13, indexBits: 3, indexDeltaBits: 3 },
      parameters: { codec: "aac", codecString: "mp4a.40.2", channels: 1 },
    });
    expect([videoFormat(other), audioFormat(other)]).toEqual([undefined, undefined]);
  });

  const sounds: readonly [lines: string, expected: object | undefined][] = [
    [
      "m=audio 0 RTP/AVP 0",
      {
        payloadType: 0,
        clockRate: 8_000,
        parameters: { codec: "pcmu", codecString: "ulaw", sampleRate: 8_000, channels: 1 },
      },
    ],
    ["m=audio 0 RTP/AVP 8\na=rtpmap:8 PCMA/8000", { parameters: { codec: "pcma" } }],
    [
      "m=audio 0 RTP/AVP 97\na=rtpmap:97 MPEG4-GENERIC/48000/2\na=fmtp:97 mode=AAC-hbr; config=2b1188",
      {
        frameSamples: 2_048,
        parameters: { codecString: "mp4a.40.5", channels: 2, sampleRate: 48_000 },
      },
    ],
    [
      "m=audio 0 RTP/AVP 97\na=rtpmap:97 MPEG4-GENERIC/48000/2",
      { frameSamples: 1_024, parameters: { codec: "aac", channels: 2 } },
    ],
    ["m=audio 0 RTP/AVP 97\na=rtpmap:97 MPEG4-GENERIC/48000/2\na=fmtp:97 mode=generic", undefined],
    ["m=audio 0 RTP/AVP 97\na=rtpmap:97 G726-32/8000", undefined],
    ["m=audio 0 RTP/AVP 0\na=sendonly", undefined],
  ];
  test.each(sounds)("sound: %s", (lines, expected) => {
    const [media] = parseSdp(`v=0\n${lines}\n`)?.media ?? [];
    const format = media === undefined ? undefined : audioFormat(media);
    if (expected === undefined) expect(format).toBeUndefined();
    else expect(format).toMatchObject(expected);
  });

  test("what is no description, or too large, is refused", () => {
    for (const text of [
      "",
      "hello",
      `v=0\n${"a=x\n".repeat(5_000)}`,
      `v=0\n${"m=video 0 RTP/AVP 96\n".repeat(50)}`,
      `v=0\n${"x".repeat(300_000)}`,
    ])
      expect(parseSdp(text)).toBeUndefined();
  });

  test("any lines give a description or none, and formats or none", () => {
    const line = fc.oneof(
      fc.string(),
      fc.stringMatching(/^a=(rtpmap|fmtp):9[67] [ -~]{0,40}$/),
      fc.constantFrom(
        "m=video 0 RTP/AVP 96",
        "m=audio 0 RTP/AVP 97",
        "a=rtpmap:96 H264/90000",
        "a=rtpmap:96 H265/90000",
        "a=rtpmap:97 MPEG4-GENERIC/8000",
      ),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        for (const media of parseSdp(["v=0", ...lines].join("\n"))?.media ?? []) {
          videoFormat(media);
          audioFormat(media);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the Transport header", () => {
  const none = {
    channels: undefined,
    clientPorts: undefined,
    serverPorts: undefined,
    multicast: false,
    source: undefined,
  };
  const rows: readonly [text: string, expected: object | undefined][] = [
    ["RTP/AVP/TCP;unicast;interleaved=0-1", { ...none, way: "tcp", channels: [0, 1] }],
    [
      'RTP/AVP/TCP;interleaved=2-3;ssrc=0000ABCD;mode="PLAY"',
      { ...none, way: "tcp", channels: [2, 3], source: 0xabcd },
    ],
    [
      "RTP/AVP;unicast;client_port=5000-5001;server_port=6000-6001",
      { ...none, way: "udp", clientPorts: [5_000, 5_001], serverPorts: [6_000, 6_001] },
    ],
    ["RTP/AVP/UDP;unicast;client_port=5000", { ...none, way: "udp", clientPorts: [5_000, 5_001] }],
    ["RTP/AVP/TCP;interleaved=999-1000", { ...none, way: "tcp" }],
    ["RTP/SAVP;unicast", undefined],
    ["", undefined],
  ];
  test.each(rows)("%s", (text, expected) => {
    expect(parseTransport(text)).toEqual(expected);
  });

  test("a printed transport is read back", () => {
    for (const [text] of rows) {
      const transport = parseTransport(text);
      if (transport !== undefined)
        expect(parseTransport(printTransport(transport))).toEqual(transport);
    }
  });
});

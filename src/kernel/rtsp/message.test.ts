import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import { headerOf, headersOf, parseMessage, printMessage, sequenceOf } from "./message.ts";
import type { RtspMessage } from "./message.ts";

const table: readonly [fact: string, text: string, expected: Partial<RtspMessage> | string][] = [
  [
    "a request",
    "OPTIONS rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\n\r\n",
    { type: "request", method: "OPTIONS", uri: "rtsp://h/a" },
  ],
  [
    "a response",
    "RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n",
    { type: "response", status: 200, reason: "OK" },
  ],
  [
    "a response without reason",
    "RTSP/1.0 401\r\nCSeq: 1\r\n\r\n",
    { type: "response", status: 401, reason: "" },
  ],
  ["lines that end in LF alone", "RTSP/1.0 200 OK\nCSeq: 1\n\n", { type: "response", status: 200 }],
  [
    "a body",
    "RTSP/1.0 200 OK\r\nContent-length: 3\r\n\r\nabcd",
    { type: "response", body: utf8("abc") },
  ],
  ["half a body", "RTSP/1.0 200 OK\r\nContent-Length: 9\r\n\r\nabcd", "incomplete"],
  ["half a head", "RTSP/1.0 200 OK\r\nContent-Len", "incomplete"],
  [
    "two different lengths",
    "RTSP/1.0 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "content_length",
  ],
  ["a negative length", "RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n", "content_length"],
  [
    "a length beyond the limit",
    "RTSP/1.0 200 OK\r\nContent-Length: 99999999\r\n\r\n",
    "content_length",
  ],
  ["a head without colon", "RTSP/1.0 200 OK\r\nnonsense\r\n\r\n", "header_line"],
  ["a strange start", "HELLO\r\nCSeq: 1\r\n\r\n", "start_line"],
  ["HTTP", "HTTP/1.1 200 OK\r\nCSeq: 1\r\n\r\n", "start_line"],
  ["too many headers", `RTSP/1.0 200 OK\r\n${"A: b\r\n".repeat(200)}\r\n`, "header_line"],
  ["an endless head", `RTSP/1.0 200 OK\r\nA: ${"b".repeat(70_000)}`, "head_too_long"],
];

describe("RTSP messages", () => {
  test.each(table)("%s", (_fact, text, expected) => {
    const parse = parseMessage(utf8(text));
    if (typeof expected === "object")
      expect(parse).toMatchObject({ state: "message", message: expected });
    else if (expected === "incomplete") expect(parse.state).toBe("incomplete");
    else expect(parse).toEqual({ state: "bad", reason: expected });
  });

  test("continuation lines belong to the header before them, duplicates stay in order", () => {
    const parse = parseMessage(
      utf8(
        'RTSP/1.0 401 No\r\nWWW-Authenticate: Digest\r\n realm="x"\r\nwww-authenticate: Basic\r\nCSeq: 7\r\n\r\n',
      ),
    );
    if (parse.state !== "message") throw new Error(parse.state);
    expect(headersOf(parse.message, "WWW-Authenticate")).toEqual(['Digest realm="x"', "Basic"]);
    expect(headerOf(parse.message, "absent")).toBeUndefined();
    expect(sequenceOf(parse.message)).toBe(7);
  });

  test("what is printed is read back the same, from any place in a buffer", () => {
    const name = fc
      .stringMatching(/^[A-Za-z-]{1,20}$/)
      .filter((text) => text.toLowerCase() !== "content-length");
    const value = fc.stringMatching(/^(?:[!-~](?:[ -~]{0,30}[!-~])?)?$/);
    const message = fc.record({
      type: fc.constant("request" as const),
      method: fc.stringMatching(/^[A-Z_]{1,12}$/),
      uri: fc.stringMatching(/^rtsp:\/\/[!-~]{1,40}$/),
      headers: fc.array(fc.tuple(name, value), { maxLength: 10 }),
      body: fc.uint8Array({ maxLength: 60 }),
    });
    fc.assert(
      fc.property(message, fc.uint8Array({ maxLength: 20 }), (one, around) => {
        const printed = printMessage(one);
        const buffer = new Uint8Array([...around, ...printed, ...around]);
        const parse = parseMessage(buffer, around.length, buffer.length);
        if (parse.state !== "message") throw new Error(parse.state);
        expect(parse.next).toBe(around.length + printed.length);
        expect(printMessage(parse.message)).toEqual(printed);
      }),
    );
  });

  test("a line break never enters a printed head", () => {
    expect(() =>
      printMessage({
        type: "request",
        method: "PLAY",
        uri: "rtsp://h/a\r\nX: y",
        headers: [],
        body: new Uint8Array(),
      }),
    ).toThrow(TypeError);
  });
});

import { limits } from "../../contract/limits.ts";

/**
 * RTSP/1.0 messages (RFC 2326 sections 4, 6, 7), both directions: the client and the test camera use
 * the same code. Reading is bounded by `contract/limits` before anything is parsed.
 */
export type RtspHeader = readonly [name: string, value: string];

export interface RtspRequest {
  readonly type: "request";
  readonly method: string;
  readonly uri: string;
  /** In order, duplicates kept (a camera may offer two WWW-Authenticate). */
  readonly headers: readonly RtspHeader[];
  readonly body: Uint8Array;
}

export interface RtspResponse {
  readonly type: "response";
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly RtspHeader[];
  readonly body: Uint8Array;
}

export type RtspMessage = RtspRequest | RtspResponse;

/** `next` is the index after the message; `needed` the whole length once it is known. */
export type RtspParse =
  | { readonly state: "incomplete"; readonly needed: number | undefined }
  | { readonly state: "bad"; readonly reason: string }
  | { readonly state: "message"; readonly message: RtspMessage; readonly next: number };

const emptyBody = new Uint8Array(0);
const decoder = new TextDecoder("utf-8");
const encoder = new TextEncoder();
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$/;
const requestLine = /^([A-Z_]{1,32}) (\S{1,4096}) RTSP\/1\.\d$/;
const statusLine = /^RTSP\/1\.\d ([1-5]\d\d)(?: (.*))?$/;

/** First value of a header, name compared without case; undefined when absent. */
export function headerOf(
  message: { readonly headers: readonly RtspHeader[] },
  name: string,
): string | undefined {
  return headersOf(message, name)[0];
}

/** Every value of a header, in order. */
export function headersOf(
  message: { readonly headers: readonly RtspHeader[] },
  name: string,
): string[] {
  const wanted = name.toLowerCase();
  return message.headers
    .filter(([other]) => other.toLowerCase() === wanted)
    .map(([, value]) => value);
}

/** The CSeq, or undefined when absent or not a whole number. */
export function sequenceOf(message: {
  readonly headers: readonly RtspHeader[];
}): number | undefined {
  const text = headerOf(message, "CSeq");
  return text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/**
 * Reads one message from `bytes[start..end)`. `scanned` tells how far an earlier call has already
 * looked for the end of the head, so that bytes arriving one by one cost linear time.
 */
export function parseMessage(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
  scanned = start,
): RtspParse {
  const headEnd = findHeadEnd(bytes, Math.max(start, scanned - 3), end);
  if ((headEnd < 0 ? end : headEnd) - start > limits.rtspHeaderBytes) return bad("head_too_long");
  if (headEnd < 0) return { state: "incomplete", needed: undefined };
  const lines = unfold(decoder.decode(bytes.subarray(start, headEnd)).split(/\r?\n/));
  const headers = parseHeaders(lines.slice(1));
  if (headers === undefined) return bad("header_line");
  const length = contentLength(headers);
  if (length === undefined) return bad("content_length");
  const next = headEnd + length;
  if (next > end) return { state: "incomplete", needed: next - start };
  // A copy: the caller's buffer is used again for the next bytes from the socket.
  const body = length === 0 ? emptyBody : bytes.slice(headEnd, next);
  const message = messageOf(lines[0] ?? "", headers, body);
  return message === undefined ? bad("start_line") : { state: "message", message, next };
}

function messageOf(
  first: string,
  headers: readonly RtspHeader[],
  body: Uint8Array,
): RtspMessage | undefined {
  const status = statusLine.exec(first);
  if (status !== null)
    return { type: "response", status: Number(status[1]), reason: status[2] ?? "", headers, body };
  const [, method, uri] = requestLine.exec(first) ?? [];
  return method === undefined || uri === undefined
    ? undefined
    : { type: "request", method, uri, headers, body };
}

function bad(reason: string): RtspParse {
  return { state: "bad", reason };
}

/** Index after the empty line that ends the head, or -1. Lines may end in LF alone. */
function findHeadEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = bytes.indexOf(10, from); at >= 0 && at < end; at = bytes.indexOf(10, at + 1)) {
    if (at + 1 < end && bytes[at + 1] === 10) return at + 2;
    if (at + 2 < end && bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return -1;
}

/** Joins continuation lines (RFC 2326 section 4.2: a line that begins with a blank). */
function unfold(lines: readonly string[]): string[] {
  const whole: string[] = [];
  for (const line of lines) {
    if (line === "") continue;
    if (/^[ \t]/.test(line) && whole.length > 1) whole.push(`${whole.pop() ?? ""} ${line.trim()}`);
    else whole.push(line);
  }
  return whole;
}

function parseHeaders(lines: readonly string[]): RtspHeader[] | undefined {
  if (lines.length > limits.rtspHeadersMost) return undefined;
  const headers: RtspHeader[] = [];
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim();
    if (colon < 1 || !token.test(name)) return undefined;
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  return headers;
}

function contentLength(headers: readonly RtspHeader[]): number | undefined {
  const texts = new Set(headersOf({ headers }, "Content-Length"));
  if (texts.size === 0) return 0;
  const [text] = texts;
  if (texts.size > 1 || text === undefined || !/^\d{1,9}$/.test(text)) return undefined;
  return Number(text) <= limits.rtspBodyBytes ? Number(text) : undefined;
}

/** Prints a request or response; adds Content-Length when there is a body. Throws on line breaks in a field. */
export function printMessage(message: RtspMessage): Uint8Array {
  const first =
    message.type === "request"
      ? `${message.method} ${message.uri} RTSP/1.0`
      : `RTSP/1.0 ${message.status} ${message.reason}`;
  const headers = message.headers.filter(([name]) => name.toLowerCase() !== "content-length");
  if (message.body.length > 0) headers.push(["Content-Length", String(message.body.length)]);
  const lines = [first, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (lines.some((line) => /[\r\n\0]/.test(line)))
    throw new TypeError("an RTSP field holds a line break");
  const head = encoder.encode(`${lines.join("\r\n")}\r\n\r\n`);
  const whole = new Uint8Array(head.length + message.body.length);
  whole.set(head);
  whole.set(message.body, head.length);
  return whole;
}

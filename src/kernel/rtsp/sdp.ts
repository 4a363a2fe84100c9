import { limits } from "../../contract/limits.ts";

/** A session description (RFC 8866) as RTSP cameras send it: only what a stream needs. */
export interface SdpMedia {
  readonly kind: string;
  readonly protocol: string;
  /** The first payload type, which the camera will send. */
  readonly payloadType: number;
  /** Encoding name in lower case: `h264`, `mpeg4-generic`; from the static table when unnamed. */
  readonly encoding: string;
  readonly clockRate: number;
  readonly channels: number;
  /** Format parameters of that payload type, names in lower case. */
  readonly format: ReadonlyMap<string, string>;
  readonly control: string | undefined;
  /** `sendonly` here is a loudspeaker we would talk to (ONVIF back channel), not a source. */
  readonly direction: "sendrecv" | "sendonly" | "recvonly" | "inactive";
}

export interface Sdp {
  readonly control: string | undefined;
  /** What made it (RFC 8866 section 6.2): often the camera's software with its version. */
  readonly tool: string | undefined;
  readonly media: readonly SdpMedia[];
}

interface Static {
  readonly encoding: string;
  readonly clockRate: number;
}

/** RFC 3551 section 6, the rows a camera may use without an rtpmap. */
const staticTypes = new Map<number, Static>([
  [0, { encoding: "pcmu", clockRate: 8_000 }],
  [8, { encoding: "pcma", clockRate: 8_000 }],
  [26, { encoding: "jpeg", clockRate: 90_000 }],
]);

const mediaLine =
  /^m=([a-z]{1,20}) \d{1,5}(?:\/\d{1,5})? ([A-Za-z0-9/]{1,30}) (\d{1,3})(?: \d{1,3})*\s*$/;
const directions = ["sendrecv", "sendonly", "recvonly", "inactive"] as const;

/** Reads a description; undefined when it is no SDP or beyond the limits. Unknown lines are stepped over. */
export function parseSdp(text: string): Sdp | undefined {
  if (text.length > limits.rtspBodyBytes) return undefined;
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trimEnd());
  if (lines.length > limits.sdpLinesMost || !lines.some((line) => line.startsWith("v=0")))
    return undefined;
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith("m=")) sections.push([]);
    sections.at(-1)?.push(line);
  }
  if (sections.length - 1 > limits.sdpMediaMost) return undefined;
  const [head = [], ...rest] = sections;
  return {
    control: attribute(head, "control"),
    tool: attribute(head, "tool"),
    media: rest.map(parseMedia).filter((one) => one !== undefined),
  };
}

function parseMedia(lines: readonly string[]): SdpMedia | undefined {
  const [, kind, protocol, type] = mediaLine.exec(lines[0] ?? "") ?? [];
  if (kind === undefined || protocol === undefined || type === undefined || Number(type) > 127)
    return undefined;
  const payloadType = Number(type);
  const map = mapping(lines, payloadType);
  return {
    kind,
    protocol,
    payloadType,
    ...map,
    format: parseFormat(typed(lines, "fmtp", payloadType)),
    control: attribute(lines, "control"),
    direction: directions.find((one) => lines.includes(`a=${one}`)) ?? "sendrecv",
  };
}

function mapping(
  lines: readonly string[],
  payloadType: number,
): Static & { readonly channels: number } {
  const [, encoding, rate, channels] =
    /^([A-Za-z0-9._-]{1,40})\/(\d{1,9})(?:\/(\d{1,2}))?/.exec(
      typed(lines, "rtpmap", payloadType) ?? "",
    ) ?? [];
  if (encoding !== undefined && Number(rate) > 0)
    return {
      encoding: encoding.toLowerCase(),
      clockRate: Number(rate),
      channels: Number(channels ?? "1") || 1,
    };
  return { ...(staticTypes.get(payloadType) ?? { encoding: "", clockRate: 90_000 }), channels: 1 };
}

function attribute(lines: readonly string[], name: string): string | undefined {
  const found = lines.find((line) => line.startsWith(`a=${name}:`));
  return found?.slice(name.length + 3).trim();
}

/** `a=<name>:<payload type> <value>` */
function typed(lines: readonly string[], name: string, payloadType: number): string | undefined {
  const start = `a=${name}:${payloadType} `;
  return lines
    .find((line) => line.startsWith(start))
    ?.slice(start.length)
    .trim();
}

function parseFormat(text: string | undefined): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const part of (text ?? "").split(";")) {
    const equals = part.indexOf("=");
    const name = part.slice(0, equals).trim().toLowerCase();
    if (equals > 0 && !fields.has(name)) fields.set(name, part.slice(equals + 1).trim());
  }
  return fields;
}

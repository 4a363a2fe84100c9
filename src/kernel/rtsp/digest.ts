/**
 * HTTP logins as RTSP uses them: Basic (RFC 7617) and Digest (RFC 2069, 2617, 7616) with MD5 or
 * SHA-256. The hash function is given from outside, so the same code runs anywhere.
 */
export type HashName = "md5" | "sha-256";
/** Lower-case hexadecimal digest of a text's UTF-8 bytes. */
export type HashText = (name: HashName, text: string) => string;

export interface BasicChallenge {
  readonly scheme: "basic";
  readonly realm: string;
}

export interface DigestChallenge {
  readonly scheme: "digest";
  readonly realm: string;
  readonly nonce: string;
  readonly hash: HashName;
  readonly session: boolean;
  readonly opaque: string | undefined;
  /** `auth` when the server offers it; undefined for the old form without quality of protection. */
  readonly quality: "auth" | undefined;
  readonly stale: boolean;
}

export type Challenge = BasicChallenge | DigestChallenge;

const parameter = /([A-Za-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;
const hashNames = new Map<string, HashName>([
  ["md5", "md5"],
  ["sha-256", "sha-256"],
]);

/** One WWW-Authenticate value; undefined when its scheme or algorithm is none of ours. */
export function parseChallenge(value: string): Challenge | undefined {
  const [, scheme, rest] = /^(Basic|Digest)\b(.{0,4096})$/is.exec(value) ?? [];
  if (scheme === undefined || rest === undefined) return undefined;
  const fields = new Map<string, string>();
  for (const [, name, quoted, plain] of rest.matchAll(parameter))
    if (name !== undefined && !fields.has(name.toLowerCase()))
      fields.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, "$1") ?? plain ?? "");
  const realm = fields.get("realm") ?? "";
  if (scheme.toLowerCase() === "basic") return { scheme: "basic", realm };
  return digestChallenge(realm, fields);
}

function digestChallenge(
  realm: string,
  fields: ReadonlyMap<string, string>,
): DigestChallenge | undefined {
  const algorithm = (fields.get("algorithm") ?? "MD5").toLowerCase();
  const hash = hashNames.get(algorithm.replace(/-sess$/, ""));
  const nonce = fields.get("nonce");
  const offered = fields
    .get("qop")
    ?.toLowerCase()
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (hash === undefined || nonce === undefined || nonce === "") return undefined;
  if (offered !== undefined && offered.length > 0 && !offered.includes("auth")) return undefined;
  return {
    scheme: "digest",
    realm,
    nonce,
    hash,
    session: algorithm.endsWith("-sess"),
    opaque: fields.get("opaque"),
    quality: offered?.includes("auth") === true ? "auth" : undefined,
    stale: fields.get("stale")?.toLowerCase() === "true",
  };
}

/** The strongest of several challenges: Digest SHA-256, Digest MD5, Basic. */
export function strongest(challenges: readonly Challenge[]): Challenge | undefined {
  const strength = (one: Challenge) => (one.scheme === "basic" ? 0 : one.hash === "md5" ? 1 : 2);
  return challenges.toSorted((a, b) => strength(b) - strength(a))[0];
}

export interface Login {
  readonly user: string;
  readonly secret: string;
}

export interface DigestUse {
  readonly method: string;
  readonly uri: string;
  /** How often this nonce has been used, this time included. */
  readonly count: number;
  readonly clientNonce: string;
}

/** The Authorization value that answers a challenge. */
export function authorization(
  challenge: Challenge,
  login: Login,
  use: DigestUse,
  hashText: HashText,
): string {
  if (challenge.scheme === "basic") return `Basic ${base64Text(`${login.user}:${login.secret}`)}`;
  const hash = (text: string) => hashText(challenge.hash, text);
  const count = use.count.toString(16).padStart(8, "0");
  const plain = hash(`${login.user}:${challenge.realm}:${login.secret}`);
  const first = challenge.session ? hash(`${plain}:${challenge.nonce}:${use.clientNonce}`) : plain;
  const second = hash(`${use.method}:${use.uri}`);
  const middle = challenge.quality === undefined ? "" : `:${count}:${use.clientNonce}:auth`;
  const fields = [
    `username=${quoted(login.user)}`,
    `realm=${quoted(challenge.realm)}`,
    `nonce=${quoted(challenge.nonce)}`,
    `uri=${quoted(use.uri)}`,
    `response="${hash(`${first}:${challenge.nonce}${middle}:${second}`)}"`,
  ];
  if (challenge.hash !== "md5" || challenge.session)
    fields.push(
      `algorithm=${challenge.hash === "md5" ? "MD5" : "SHA-256"}${challenge.session ? "-sess" : ""}`,
    );
  if (challenge.opaque !== undefined) fields.push(`opaque=${quoted(challenge.opaque)}`);
  if (challenge.quality !== undefined) fields.push("qop=auth", `nc=${count}`);
  if (challenge.quality !== undefined || challenge.session)
    fields.push(`cnonce=${quoted(use.clientNonce)}`);
  return `Digest ${fields.join(", ")}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

function base64Text(text: string): string {
  let binary = "";
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

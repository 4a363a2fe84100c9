import { authorization } from "../kernel/rtsp/digest.ts";
import type { Challenge, Login } from "../kernel/rtsp/digest.ts";
import { hashText } from "../platform/hash-text.ts";
import type { LoginMode } from "./camera.ts";

const realm = "Liuhen simulated camera";

/** The challenge a connection is given; `nonce` is the connection's own. */
export function challengeFor(mode: LoginMode, nonce: string): Challenge | undefined {
  if (mode === "none") return undefined;
  if (mode === "basic") return { scheme: "basic", realm };
  const hash = mode === "digest" ? "md5" : "sha-256";
  // Most cameras speak the old form without quality of protection; the newer one speaks SHA-256.
  const quality = mode === "digest" ? undefined : "auth";
  return {
    scheme: "digest",
    realm,
    nonce,
    hash,
    session: false,
    opaque: undefined,
    quality,
    stale: false,
  };
}

/** The WWW-Authenticate value of a challenge. */
export function printChallenge(challenge: Challenge): string {
  if (challenge.scheme === "basic") return `Basic realm="${challenge.realm}"`;
  const parts = [`realm="${challenge.realm}"`, `nonce="${challenge.nonce}"`];
  if (challenge.hash === "sha-256") parts.push("algorithm=SHA-256");
  if (challenge.quality !== undefined) parts.push('qop="auth"');
  return `Digest ${parts.join(", ")}`;
}

/** Whether an Authorization value answers the challenge for this login and method. */
export function answers(
  value: string | undefined,
  challenge: Challenge,
  { login, method }: { readonly login: Login; readonly method: string },
): boolean {
  if (value === undefined || value.length > 4_096) return false;
  const fields = new Map<string, string>();
  for (const [, name = "", quoted, plain] of value.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,"]+))/g)) {
    fields.set(name.toLowerCase(), quoted ?? plain ?? "");
  }
  const count = Number.parseInt(fields.get("nc") ?? "1", 16);
  const use = {
    method,
    uri: fields.get("uri") ?? "",
    count,
    clientNonce: fields.get("cnonce") ?? "",
  };
  const expected = authorization(challenge, login, use, hashText);
  if (challenge.scheme === "basic") return value === expected;
  const response = /response="([0-9a-f]+)"/.exec(expected)?.[1];
  const sameUser = fields.get("username") === login.user && fields.get("nonce") === challenge.nonce;
  return value.startsWith("Digest ") && sameUser && fields.get("response") === response;
}

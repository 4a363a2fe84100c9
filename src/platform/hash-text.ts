import { createHash } from "node:crypto";
import type { HashText } from "../kernel/rtsp/digest.ts";

/** The digests camera logins prescribe (RFC 7616): MD5 is theirs to choose, never ours. */
export const hashText: HashText = (name, text) =>
  createHash(name === "md5" ? "md5" : "sha256")
    .update(text, "utf8")
    .digest("hex");

/** SHA-1 as OASIS UsernameToken Profile 1.0 prescribes it, in base64. */
export function sha1Base64(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest("base64");
}

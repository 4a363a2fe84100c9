import { createHmac } from "node:crypto";

/** HMAC-SHA-256 under a key, as a function of the message alone. */
export function hmacOf(key: Uint8Array): (message: Uint8Array) => Uint8Array {
  return (message) => new Uint8Array(createHmac("sha256", key).update(message).digest());
}

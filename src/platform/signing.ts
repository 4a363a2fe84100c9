import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

/** RFC 8410: the fixed DER heads before a raw 32-byte Ed25519 seed and public key. */
const privateHead = Buffer.from("302e020100300506032b657004220420", "hex");
const publicHead = Buffer.from("302a300506032b6570032100", "hex");

/** An Ed25519 key (RFC 8032) that stays inside: it signs and tells its public half. */
export interface SigningKey {
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array;
}

/** `seed`: 32 bytes. */
export function openSigningKey(seed: Uint8Array): SigningKey {
  if (seed.length !== 32) throw new RangeError("an Ed25519 seed has 32 bytes");
  const key = createPrivateKey({
    key: Buffer.concat([privateHead, seed]),
    format: "der",
    type: "pkcs8",
  });
  const exported = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(exported.subarray(publicHead.length)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** True when `signature` is this key's Ed25519 signature of `message`; odd lengths are simply false. */
export function verifySignature(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  let key: KeyObject;
  try {
    key = createPublicKey({
      key: Buffer.concat([publicHead, publicKey]),
      format: "der",
      type: "spki",
    });
  } catch {
    return false;
  }
  return verify(null, message, key, signature);
}

import { concat } from "../bytes.ts";

/** SHA-256, handed in: native on the server, noble in the browser, the same code around both. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const leafPrefix = Uint8Array.of(0x00);
const nodePrefix = Uint8Array.of(0x01);

/** RFC 6962 section 2.1: SHA-256(0x00 ‖ entry). */
export function leafHash(entry: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(leafPrefix, entry));
}

/** RFC 6962 section 2.1: SHA-256(0x01 ‖ left ‖ right). */
export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(nodePrefix, left, right));
}

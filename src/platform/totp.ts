import { createHmac } from "node:crypto";
import { draw } from "./random.ts";

/** Time-based one-time codes as every authenticator app makes them: RFC 6238, HMAC-SHA-1, 6 digits, 30 s. */
export const totpStepMs = 30_000;
const digits = 6;
/** RFC 4226 section 4 asks for 128 bits and recommends 160. */
const secretBytes = 20;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A new shared secret in base32 (RFC 4648 section 6), the form apps take. */
export function drawTotpSecret(): string {
  return base32(draw(secretBytes));
}

/** The step of time an instant (milliseconds) lies in. */
export function totpStepAt(atMs: number): number {
  return Math.floor(atMs / totpStepMs);
}

/** The code of a base32 secret for one step of time. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

function base32(bytes: Uint8Array): string {
  let text = "";
  let [bits, held] = [0, 0];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet.charAt((held >> (bits - 5)) & 31);
  }
  return bits === 0 ? text : text + alphabet.charAt((held << (5 - bits)) & 31);
}

function fromBase32(text: string): Buffer {
  const bytes: number[] = [];
  let [bits, held] = [0, 0];
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error("a shared secret is not base32");
    held = ((held << 5) | value) & 0xffff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return Buffer.from(bytes);
}

import { createHash, timingSafeEqual } from "node:crypto";
import { draw } from "./random.ts";

export interface DrawnToken {
  /** 32 random bytes, base64url: given away once. */
  readonly token: string;
  /** SHA-256 of the token text, hexadecimal: the only thing we keep. */
  readonly tokenHash: string;
}

export function drawToken(): DrawnToken {
  const token = Buffer.from(draw(32)).toString("base64url");
  return { token, tokenHash: hashToken(token) };
}

export function hashToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}

/** Compares two texts in a time that depends on neither. */
export function sameToken(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashToken(a)), Buffer.from(hashToken(b)));
}

/** SHA-256 in base64, as a content security policy names a script. */
export function hashBase64(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("base64");
}

import { randomBytes } from "node:crypto";

/** The only source of randomness. */
export function draw(bytes: number): Uint8Array {
  return new Uint8Array(randomBytes(bytes));
}

const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";

/** A one-time secret a person can type: no look-alike characters, about 5.8 bits each. */
export function drawSecret(characters: number): string {
  let text = "";
  while (text.length < characters) {
    for (const byte of draw(characters * 2)) {
      // Rejecting the tail keeps every letter equally likely.
      if (byte < 256 - (256 % alphabet.length) && text.length < characters)
        text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
}

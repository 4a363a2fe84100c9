/** A watermark's code: 40 bits as 8 letters of Crockford's base 32, without look-alikes. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Five bytes as eight letters; other lengths are a bug. */
export function markCode(bytes: Uint8Array): string {
  if (bytes.length !== 5) throw new Error("a watermark code has five bytes");
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += letters.charAt((held >> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return text;
}

/** The five bytes of a code as it is printed; undefined for anything else. */
export function markBytes(code: string): Uint8Array | undefined {
  if (code.length !== 8) return undefined;
  const bytes = new Uint8Array(5);
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of code) {
    const value = letters.indexOf(letter);
    if (value < 0) return undefined;
    held = ((held << 5) | value) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bytes[at++] = (held >> (bits - 8)) & 0xff;
      bits -= 8;
    }
  }
  return bytes;
}

const rates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];
const headBytes = 7;

/** AAC-LC frames behind their ADTS heads (ISO/IEC 13818-7), as a decoder wants them from a file. */
export function withAdtsHeads(
  frames: readonly Uint8Array[],
  format: { readonly sampleRate: number; readonly channels: number },
): Uint8Array | undefined {
  const rate = rates.indexOf(format.sampleRate);
  if (rate < 0 || format.channels < 1 || format.channels > 7) return undefined;
  const whole = new Uint8Array(frames.reduce((sum, one) => sum + headBytes + one.length, 0));
  let at = 0;
  for (const frame of frames) {
    const size = frame.length + headBytes;
    if (size > 0x1fff) return undefined;
    whole.set(
      [
        0xff,
        0xf1,
        (1 << 6) | (rate << 2) | (format.channels >> 2),
        ((format.channels & 3) << 6) | (size >> 11),
        (size >> 3) & 0xff,
        ((size & 7) << 5) | 0x1f,
        0xfc,
      ],
      at,
    );
    whole.set(frame, at + headBytes);
    at += size;
  }
  return whole;
}

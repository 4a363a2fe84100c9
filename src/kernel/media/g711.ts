/** G.711 (ITU-T G.711): each byte stands for one sample; the tables give it back without any loss. */
export type G711Law = "pcma" | "pcmu";

const tables = { pcma: tableOf(fromALaw), pcmu: tableOf(fromMuLaw) } as const;

function tableOf(decode: (code: number) => number): Int16Array {
  return Int16Array.from({ length: 256 }, (_, code) => decode(code));
}

function fromALaw(code: number): number {
  const inverted = code ^ 0x55;
  const exponent = (inverted >> 4) & 7;
  const mantissa = ((inverted & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return (inverted & 0x80) === 0 ? -magnitude : magnitude;
}

function fromMuLaw(code: number): number {
  const inverted = ~code & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + 0x84) << ((inverted >> 4) & 7)) - 0x84;
  return (inverted & 0x80) === 0 ? magnitude : -magnitude;
}

/** 16-bit linear samples. */
export function g711ToPcm(law: G711Law, bytes: Uint8Array): Int16Array<ArrayBuffer> {
  const table = tables[law];
  const samples = new Int16Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) samples[at] = table[bytes[at] ?? 0] ?? 0;
  return samples;
}

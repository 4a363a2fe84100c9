import { crc32, deflateSync } from "node:zlib";

/** Makes small real papers, and breaks them in a named way. Bytes are latin-1 texts where that reads better. */
export const latin = (text: string): Buffer => Buffer.from(text, "latin1");

export interface PdfParts {
  readonly catalog?: string;
  readonly objects?: readonly string[];
  readonly trailer?: string;
  readonly header?: string;
  readonly tail?: string;
}

/** A one-page PDF 1.7 with a right cross-reference table. */
export function pdf(parts: PdfParts = {}): Buffer {
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${parts.catalog ?? ""} >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ...(parts.objects ?? []),
  ];
  let text = parts.header ?? "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  const offsets: number[] = [];
  for (const [at, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = text.length;
  const lines = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${parts.trailer ?? ""} >>\n`;
  return latin(`${text}startxref\n${start}\n%%EOF\n${parts.tail ?? ""}`);
}

/** An object stream (ISO 32000-1, 7.5.7) that holds `inside`. */
export function objectStream(
  inside: string,
  options: { readonly filter?: string; readonly more?: string; readonly name?: string } = {},
): string {
  const body = `10 0 ${inside}`;
  const plain = options.filter === "";
  const packed = plain ? latin(body) : deflateSync(latin(body));
  const filter = plain ? "" : `/Filter ${options.filter ?? "/FlateDecode"}`;
  const name = options.name ?? "ObjStm";
  const head = `<< /Type /${name} /N 1 /First 5 /Length ${packed.length} ${filter} ${options.more ?? ""} >>`;
  return `${head}\nstream\n${packed.toString("latin1")}\nendstream`;
}

export function chunk(type: string, data: Uint8Array = new Uint8Array()): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  const named = Buffer.concat([latin(type), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([head, named, sum]);
}

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function pngHeader(width: number, height: number, rest = [8, 2, 0, 0, 0]): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  Buffer.from(rest).copy(data, 8);
  return chunk("IHDR", data);
}

export interface PngParts {
  readonly header?: Buffer;
  readonly middle?: readonly Buffer[];
  readonly pixels?: Buffer;
  readonly end?: Buffer;
  readonly tail?: Buffer;
}

/** A 1 × 1 picture. */
export function png(parts: PngParts = {}): Buffer {
  return Buffer.concat([
    pngSignature,
    parts.header ?? pngHeader(1, 1),
    ...(parts.middle ?? []),
    parts.pixels ?? chunk("IDAT", deflateSync(Buffer.from([0, 255, 255, 255]))),
    parts.end ?? chunk("IEND"),
    parts.tail ?? Buffer.alloc(0),
  ]);
}

export function segment(marker: number, data: Uint8Array): Buffer {
  const length = data.length + 2;
  return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 255]), data]);
}

export function jpegFrame(width: number, height: number, marker = 0xc0): Buffer {
  const at = [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return segment(marker, Buffer.from(at));
}

const scanHead = segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
const endOfImage = Buffer.from([0xff, 0xd9]);

export interface JpegParts {
  readonly segments?: readonly Buffer[];
  readonly frame?: Buffer;
  readonly scan?: Buffer;
  readonly end?: Buffer;
  readonly tail?: Buffer;
}

/** A picture as far as its headers go; the scan holds no right pixels. */
export function jpeg(parts: JpegParts = {}): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin("JFIF\0\x01\x01\0\0\x01\0\x01\0\0")),
    ...(parts.segments ?? []),
    parts.frame ?? jpegFrame(16, 16),
    parts.scan ?? Buffer.concat([scanHead, Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4])]),
    parts.end ?? endOfImage,
    parts.tail ?? Buffer.alloc(0),
  ]);
}

/** The smallest ZIP end record with a comment of this length before the end of the file. */
export function zipEnd(commentBytes = 0): Buffer {
  const end = Buffer.alloc(22 + commentBytes, 0x20);
  Buffer.from([0x50, 0x4b, 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).copy(end);
  end.writeUInt16LE(commentBytes, 20);
  return end;
}

/** In two parts, so that no scanner reports this file. */
export const testVirus = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join(
  "",
);

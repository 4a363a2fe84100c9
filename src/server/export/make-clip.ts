import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import type { Joined } from "../../kernel/export/line-up.ts";
import { Mp4Writer, type Mp4Texts, xmpBox } from "../../kernel/media/mp4-write.ts";
import { type PlacedMask, maskFilters } from "../../kernel/masking/mask-filters.ts";
import type { Span } from "../../kernel/timeline.ts";
import {
  appendToFile,
  createGrowingFile,
  placeFont,
  placeText,
} from "../../platform/export-files.ts";
import { findFfmpeg, runFfmpeg } from "../../platform/ffmpeg.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { startSha256 } from "../../platform/hash.ts";
import { kept } from "../vault/index.ts";
import type { KeptPiece } from "./gather-media.ts";

export interface ClipTexts extends Mp4Texts {
  readonly xmp: string;
}

/** Joined pieces whose records are kept ones. */
export type KeptJoined = Joined & {
  readonly placed: readonly { readonly piece: KeptPiece; readonly placeMs: number }[];
};

/**
 * Writes an ordinary MP4 from original fragments without touching a picture, yielding after each one.
 * Each fragment is checked against its sealed digest before it goes in.
 */
export async function* joinClip(
  house: House,
  of: { readonly joined: KeptJoined; readonly path: string; readonly texts: ClipTexts },
): AsyncGenerator<number> {
  const [first] = of.joined.placed;
  if (first === undefined) throw new RangeError("a clip is made of something");
  const writer = new Mp4Writer(
    await readRange(house, first.piece, {
      startByte: 0,
      endByte: first.piece.record.init.sizeBytes,
    }),
  );
  const file = await createGrowingFile(of.path);
  try {
    await file.append(writer.head());
    for (const { piece, placeMs } of of.joined.placed) {
      for (const fragment of piece.record.fragments.slice(piece.from, piece.to)) {
        const startByte = fragment.offsetBytes;
        const bytes = await readRange(house, piece, {
          startByte,
          endByte: startByte + fragment.sizeBytes,
        });
        const parts = hexOf(bytes) === fragment.sha256 ? writer.add(bytes, placeMs) : undefined;
        if (parts === undefined)
          throw new Fault("damaged", "original_changed", { hint: piece.record.segmentId });
        for (const part of parts) await file.append(part);
        yield bytes.length;
      }
    }
    await file.append(writer.tail(of.texts));
    await file.append(xmpBox(of.texts.xmp));
    await file.patch(writer.mdatOffset, writer.mdatHead());
  } finally {
    await file.close();
  }
}

/** The whole original's digest, measured now: before anything is made of it, and after. */
export async function digestOriginal(house: House, piece: KeptPiece): Promise<string> {
  const hash = startSha256();
  const endByte = piece.record.sizeBytes;
  for await (const bytes of kept.bytes(house, piece.kept, { startByte: 0, endByte }))
    hash.update(bytes);
  return hash.hex();
}

export interface Encoding {
  /** The clip's own folder; `input.mp4` lies in it, `output.mp4` will. */
  readonly folder: string;
  /** On the line of `input.mp4`. */
  readonly span: Span;
  /** Lines burnt into every picture; none: only cut exactly. */
  readonly marks: readonly string[];
  /** On the line of `input.mp4`, too; covered before anything is written on the picture. */
  readonly masks: readonly PlacedMask[];
  readonly muted: boolean;
  readonly widthPixels: number;
  readonly heightPixels: number;
  readonly texts: ClipTexts;
}

/** Cuts to the millisecond and burns the marks in, by encoding anew. Throws Fault `input` when it cannot. */
export async function encodeClip(of: Encoding): Promise<void> {
  const program = findFfmpeg();
  if (program === undefined) throw new Fault("absent", "ffmpeg_missing");
  const fontPixels = Math.max(11, Math.round(of.heightPixels / 26));
  if (of.marks.length > 0) {
    await placeFont(of.folder);
    const columns = Math.floor((of.widthPixels - 16) / fontPixels);
    await placeText(
      of.folder,
      "mark.txt",
      of.marks.flatMap((line) => wrapped(line, columns)).join("\n"),
    );
  }
  const lengthMs = of.span.endMs - of.span.startMs;
  const complaint = await runFfmpeg({
    program,
    folder: of.folder,
    args: encodeArguments(of, fontPixels),
    longestMs: Math.min(
      limits.clipEncodeLongestMs,
      Math.max(limits.clipEncodeLeastMs, lengthMs * limits.clipEncodeFactor),
    ),
  });
  if (complaint !== undefined) throw new Fault("input", "ffmpeg_failed", { hint: complaint });
  await appendToFile(joinPath(of.folder, "output.mp4"), xmpBox(of.texts.xmp));
}

/** Every text of a person is a file or a value of its own: nothing of it is read as an argument or filter. */
export function encodeArguments(of: Omit<Encoding, "folder">, fontPixels: number): string[] {
  const seconds = (ms: number) => (ms / 1_000).toFixed(3);
  const draw = `drawtext=fontfile=font.ttf:textfile=mark.txt:expansion=none:fontsize=${fontPixels}:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=5:line_spacing=3:x=8:y=8`;
  const filters = [...maskFilters(of.masks, of), ...(of.marks.length === 0 ? [] : [draw])];
  return [
    "-protocol_whitelist",
    "file",
    "-f",
    "mov",
    "-i",
    "input.mp4",
    "-ss",
    seconds(of.span.startMs),
    "-t",
    seconds(of.span.endMs - of.span.startMs),
    "-map",
    "0:v:0",
    ...(of.muted ? ["-an"] : ["-map", "0:a:0?"]),
    "-map_metadata",
    "-1",
    "-map_chapters",
    "-1",
    ...(filters.length === 0 ? [] : ["-vf", filters.join(",")]),
    "-c:v",
    "libx264",
    "-preset",
    "veryfast",
    "-crf",
    "20",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac",
    "-b:a",
    "96k",
    "-threads",
    "1",
    "-movflags",
    "+faststart",
    "-metadata",
    `title=${of.texts.title}`,
    "-metadata",
    `comment=${of.texts.comment}`,
    "-fs",
    String(limits.exportLargestBytes),
    "-f",
    "mp4",
    "-n",
    "output.mp4",
  ];
}

/** Lines that fit: a Chinese letter takes one column, a Latin one about half. */
export function wrapped(line: string, columns: number): string[] {
  const lines: string[] = [];
  let text = "";
  let used = 0;
  for (const letter of line) {
    const width = letter.charCodeAt(0) < 0x250 ? 0.6 : 1;
    if (used + width > columns && text !== "") {
      lines.push(text);
      text = "";
      used = 0;
    }
    text += letter;
    used += width;
  }
  return [...lines, text];
}

async function readRange(
  house: House,
  piece: KeptPiece,
  part: { startByte: number; endByte: number },
): Promise<Uint8Array> {
  const whole = new Uint8Array(part.endByte - part.startByte);
  let at = 0;
  for await (const bytes of kept.bytes(house, piece.kept, part)) {
    whole.set(bytes, at);
    at += bytes.length;
  }
  return whole.subarray(0, at);
}

function hexOf(bytes: Uint8Array): string {
  const hash = startSha256();
  hash.update(bytes);
  return hash.hex();
}

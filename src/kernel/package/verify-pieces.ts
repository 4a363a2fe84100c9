import { PackagePiece, packagePaths } from "../../contract/package.ts";
import { SegmentRecord } from "../../contract/spool.ts";
import { fromHex, toHex, utf8 } from "../bytes.ts";
import { leafHash } from "../ledger/hash.ts";
import { rootOfInclusion } from "../ledger/tree.ts";
import type { ProvedEntry } from "../ledger/verify-proof.ts";
import {
  type Found,
  type Gathered,
  type Verifying,
  no,
  readDescription,
  readLines,
  readText,
  yes,
} from "./package-reading.ts";

/** Every sealed record is in its round, and the round's root is what its entry says. */
export async function checkPieces(of: Verifying, gathered: Gathered): Promise<Found> {
  const pieces = await readPieces(of);
  if (typeof pieces === "string") return no("record-false", pieces);
  const rounds = new Map(
    gathered.entries
      .filter(({ leaf }) => leaf.kind === "vault.round-taken@1")
      .map((entry) => [entry.leaf.body["roundId"], entry]),
  );
  for (const piece of pieces) {
    const text = await readText(of.files, piece.record);
    if (text === undefined) return no("file-missing", piece.record);
    if (!text.includes(`"${piece.id}"`)) return no("record-false", piece.record);
    const root = rootOf(of, piece, text);
    if (root === undefined || !roundSays(rounds.get(piece.roundId), piece, root))
      return no("round-false", piece.record);
    gathered.records.set(piece.id, text);
  }
  return yes(pieces.length);
}

/** Media against their sealed records: the whole file, or its head and each fragment that is here. */
export async function checkMedia(of: Verifying, gathered: Gathered): Promise<Found> {
  const pieces = await readPieces(of);
  if (typeof pieces === "string") return no("record-false", pieces);
  const named = new Set<string>();
  for (const { id, media } of pieces) {
    if (media === null) continue;
    named.add(media.path);
    const record = recordOf(gathered.records.get(id));
    if (record === undefined) return no("record-false", media.path);
    const same =
      media.fragments === null
        ? gathered.digests.get(media.path) === record.sha256
        : await samePart(of, record, { path: media.path, ...media.fragments });
    if (!same) return no("media-false", media.path);
  }
  for (const path of of.files.sizes.keys())
    if (path.startsWith(packagePaths.media) && path.endsWith(".mp4") && !named.has(path))
      return no("media-false", path);
  return yes(named.size);
}

/** New recordings name originals that are proved here, and are the very files the description means. */
export async function checkMade(of: Verifying, gathered: Gathered): Promise<Found> {
  const described = await readDescription(of.files);
  if (described === undefined) return no("description-form", packagePaths.description);
  for (const one of described.made) {
    if (gathered.digests.get(one.path) !== one.sha256) return no("made-false", one.path);
    const false_ = one.parents.find(
      ({ segmentId, sha256 }) => recordOf(gathered.records.get(segmentId))?.sha256 !== sha256,
    );
    if (false_ !== undefined || one.parents.length === 0) return no("made-false", one.path);
  }
  return yes(described.made.length);
}

/** The pieces, or which line is none. */
async function readPieces(of: Verifying): Promise<PackagePiece[] | string> {
  const lines = await readLines(of.files, packagePaths.pieces);
  if (lines === undefined) return packagePaths.pieces;
  const pieces: PackagePiece[] = [];
  for (const [at, line] of lines.entries()) {
    const piece = PackagePiece.safeParse(line).data;
    if (piece === undefined) return `${packagePaths.pieces}: ${at + 1}`;
    pieces.push(piece);
  }
  return pieces;
}

function rootOf(of: Verifying, piece: PackagePiece, text: string): string | undefined {
  const path = piece.path.map((hash) => fromHex(hash) ?? new Uint8Array());
  const hash = leafHash(utf8(text), of.crypto.sha256);
  const { index, size } = piece;
  const root = rootOfInclusion({ index, size, leafHash: hash, path }, of.crypto.sha256);
  return root === undefined ? undefined : toHex(root);
}

function roundSays(entry: ProvedEntry | undefined, piece: PackagePiece, root: string): boolean {
  if (entry === undefined) return false;
  const { segments, gaps, root: stated } = entry.leaf.body;
  return stated === root && Number(segments) + Number(gaps) === piece.size;
}

function recordOf(text: string | undefined): SegmentRecord | undefined {
  try {
    return SegmentRecord.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}

async function samePart(
  of: Verifying,
  record: SegmentRecord,
  part: { path: string; from: number; to: number },
): Promise<boolean> {
  const fragments = record.fragments.slice(part.from, part.to);
  if (fragments.length !== part.to - part.from) return false;
  let at = 0;
  for (const { sizeBytes, sha256 } of [record.init, ...fragments]) {
    const hash = of.crypto.startSha256();
    for await (const bytes of of.files.read(part.path, { startByte: at, endByte: at + sizeBytes }))
      hash.update(bytes);
    if (hash.hex() !== sha256) return false;
    at += sizeBytes;
  }
  return of.files.sizes.get(part.path) === at;
}

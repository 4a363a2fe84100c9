import { type PackageDescription, packagePaths } from "../../contract/package.ts";
import { Fault } from "../../contract/faults.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { bytesOfPiece, isWhole, joinPieces } from "../../kernel/export/line-up.ts";
import { fileName } from "../../kernel/export/package-names.ts";
import { type PlacedMask, masksIn } from "../../kernel/masking/mask-filters.ts";
import { hlsPlaylist } from "../../kernel/playlist.ts";
import { clipSpans } from "../../kernel/timeline.ts";
import { freshWorkFolder, openStaged, readShippedVerifier } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { kept } from "../vault/index.ts";
import {
  type BagWriter,
  type ProofTexts,
  type ProvedThing,
  openPackageKey,
  placePieces,
} from "../packing/index.ts";
import type { CopyRow, DerivationRow } from "./export.store.ts";
import type { CameraMedia, KeptPiece, LessonMedia } from "./gather-media.ts";
import { type KeptJoined, digestOriginal, encodeClip, joinClip } from "./make-clip.ts";
import { spanOf } from "./list-exports.ts";
import type { PackageTexts } from "./package-texts.ts";

/** A paper of the case that another room prints: the request form with its signatures. */
export type PrintRequest = (
  house: House,
  requestId: string,
) => Promise<{ readonly fileName: string; readonly bytes: Uint8Array } | undefined>;

export interface Building {
  readonly row: CopyRow;
  readonly folder: string;
  readonly bag: BagWriter;
  readonly lessons: readonly LessonMedia[];
  readonly proof: ProofTexts;
  readonly texts: PackageTexts;
  readonly printRequest: PrintRequest;
}

export interface Built {
  readonly manifestSha256: string;
  readonly files: number;
  readonly derivations: readonly DerivationRow[];
  readonly originals: number;
}

type Made = PackageDescription["made"][number];
type ShownGap = PackageDescription["gaps"][number];

/** What gathers while the bag grows. */
interface Gathering {
  readonly things: Map<string, ProvedThing>;
  readonly made: Made[];
  readonly gaps: ShownGap[];
  readonly derivations: DerivationRow[];
  readonly originals: Set<string>;
}

/**
 * Fills the bag file by file, yielding the bytes it went through after each bounded step, so that the
 * server goes on serving in between. The archive's own end is the caller's.
 */
export async function* fillBag(house: House, of: Building): AsyncGenerator<number, Built> {
  const { row, bag, texts } = of;
  const gathering: Gathering = {
    things: new Map(),
    made: [],
    gaps: [],
    derivations: [],
    originals: new Set(),
  };
  for (const lesson of of.lessons) {
    for (const camera of lesson.cameras) {
      yield* addRecords(house, of, { camera, gathering });
      if (row.form === "package") yield* addOriginals(house, of, { camera, gathering });
      if (row.form === "clip" || row.joined)
        yield* addClips(house, of, { lesson, camera, gathering });
    }
  }
  for (const [path, text] of of.proof) await bag.addText(path, text);
  await bag.addText(packagePaths.pieces, await placePieces(house, [...gathering.things.values()]));
  await addRequest(house, of);
  await bag.addText(packagePaths.description, describe(house, of, gathering));
  const lessons = of.lessons.map((lesson) => lesson.officialName);
  const verifierKey = (of.proof.get(packagePaths.verifierKey) ?? "").trim();
  await bag.addText(packagePaths.readme, texts.readme({ lessons, verifierKey }));
  const verifier = await readShippedVerifier();
  if (verifier === undefined) house.log.warn({}, "dist/verify.html is missing: run the build");
  else await bag.addBytes(packagePaths.verifier, verifier);
  const { key } = await openPackageKey(house);
  const manifestSha256 = await bag.seal(key, bagInfo(of));
  const { derivations, originals } = gathering;
  return { manifestSha256, files: bag.files, derivations, originals: originals.size };
}

interface CameraStep {
  readonly camera: CameraMedia;
  readonly gathering: Gathering;
}

/** The sealed records of every recording and gap that the span touches. */
async function* addRecords(
  house: House,
  of: Building,
  { camera, gathering }: CameraStep,
): AsyncGenerator<number> {
  for (const piece of camera.pieces) {
    const { segmentId } = piece.record;
    if (gathering.things.has(segmentId)) continue;
    const record = `${packagePaths.records}${recordNameOf(fileName(piece.kept.vaultPath))}`;
    await of.bag.addText(record, piece.kept.recordText);
    const { roundId, leafIndex } = piece.kept;
    gathering.things.set(segmentId, { id: segmentId, record, roundId, leafIndex, media: null });
  }
  yield 0;
  for (const { gapId, startMs, endMs, cause } of camera.gaps) {
    const gap = gapId === null ? undefined : await kept.gap(house, gapId);
    let record: string | null = null;
    if (gap !== undefined) {
      record = `${packagePaths.records}${fileName(gap.vaultPath)}`;
      const { gapId: id } = gap.record;
      const { roundId, leafIndex } = gap;
      if (!gathering.things.has(id)) {
        await of.bag.addText(record, gap.recordText);
        gathering.things.set(id, { id, record, roundId, leafIndex, media: null });
      }
    }
    gathering.gaps.push({ label: camera.label, startMs, endMs, cause, record });
  }
}

/** Originals byte for byte under their official names, and a playlist that plays them in order. */
async function* addOriginals(
  house: House,
  of: Building,
  { camera, gathering }: CameraStep,
): AsyncGenerator<number> {
  const listed: (KeptPiece & { readonly path: string })[] = [];
  for (const piece of camera.pieces) {
    const { record, from, to } = piece;
    const name = mediaName(piece);
    const path = `${packagePaths.media}${camera.label}/${name}`;
    listed.push({ ...piece, path });
    if (gathering.originals.has(record.segmentId)) continue;
    gathering.originals.add(record.segmentId);
    const { headBytes, startByte, endByte } = bytesOfPiece(piece);
    const sizeBytes = isWhole(piece) ? record.sizeBytes : headBytes + endByte - startByte;
    const written = await of.bag.add(path, sizeBytes, readPiece(house, piece));
    if (isWhole(piece) && written.sha256 !== record.sha256)
      throw new Fault("damaged", "original_changed", { hint: record.segmentId });
    const thing = gathering.things.get(record.segmentId);
    if (thing !== undefined)
      gathering.things.set(record.segmentId, {
        ...thing,
        media: { path, fragments: isWhole(piece) ? null : { from, to } },
      });
    yield sizeBytes;
  }
  await of.bag.addText(playlistPath(of, camera), playlistOf(listed));
}

function playlistPath(of: Building, camera: CameraMedia): string {
  const several = of.lessons.length > 1;
  const at = of.lessons.findIndex((lesson) => lesson.cameras.includes(camera));
  return `${packagePaths.media}${camera.label}${several ? `_${at + 1}` : ""}.m3u8`;
}

function playlistOf(pieces: readonly (KeptPiece & { readonly path: string })[]): string {
  const uris = new Map(pieces.map((piece) => [piece.record.segmentId, piece.path]));
  const segments = pieces.map(({ record, from, to }) => {
    const kept_ = record.fragments.slice(from, to);
    const shift = (kept_[0]?.offsetBytes ?? 0) - record.init.sizeBytes;
    const fragments = kept_.map((one) => ({ ...one, offsetBytes: one.offsetBytes - shift }));
    const { segmentId, startMs, endMs, init } = record;
    return { segmentId, startMs, endMs, init, fragments };
  });
  return hlsPlaylist({
    segments,
    // Players open it from a disk, where a name is not read as an address.
    uriOf: (id) => (uris.get(id) ?? "").slice(packagePaths.media.length),
    startMs: Math.min(...segments.map((one) => one.startMs)),
    endMs: Math.max(...segments.map((one) => one.endMs)) + 1,
    ended: true,
  });
}

async function* readPiece(house: House, piece: KeptPiece): AsyncGenerator<Uint8Array> {
  if (isWhole(piece)) {
    const endByte = piece.record.sizeBytes;
    yield* kept.bytes(house, piece.kept, { startByte: 0, endByte });
    return;
  }
  const { headBytes, startByte, endByte } = bytesOfPiece(piece);
  yield* kept.bytes(house, piece.kept, { startByte: 0, endByte: headBytes });
  yield* kept.bytes(house, piece.kept, { startByte, endByte });
}

/** New recordings of one camera; the originals are measured before and after (S0-12.2b). */
async function* addClips(
  house: House,
  of: Building,
  step: CameraStep & { readonly lesson: LessonMedia },
): AsyncGenerator<number> {
  const { camera, gathering, lesson } = step;
  const groups = joinKept(camera.pieces);
  for (const piece of camera.pieces) {
    await proveOriginal(house, piece);
    yield 0;
  }
  for (const [at, joined] of groups.entries()) {
    const suffix = groups.length > 1 ? `_${at + 1}` : "";
    const name = `${lesson.officialName}_${camera.label}${suffix}`;
    yield* addClip(house, of, { joined, name, ...step });
  }
  for (const piece of camera.pieces) {
    await proveOriginal(house, piece);
    gathering.originals.add(piece.record.segmentId);
    yield 0;
  }
}

async function* addClip(
  house: House,
  of: Building,
  step: CameraStep & {
    readonly lesson: LessonMedia;
    readonly joined: KeptJoined;
    readonly name: string;
  },
): AsyncGenerator<number> {
  const { joined, camera, gathering, lesson, name } = step;
  const { row, bag, texts } = of;
  const whole = { startMs: joined.startMs, endMs: joined.endMs };
  const encoded = row.form === "clip" && row.cut === "exact";
  const [asked = whole] = clipSpans([spanOf(row) ?? whole], whole);
  const span = encoded ? asked : whole;
  const masks = masksIn(row.masks, { cameraId: camera.cameraId, span });
  const covered = { masks: masks.length, muted: row.muted };
  const facts = { officialName: lesson.officialName, label: camera.label, ...span, covered };
  const clip = texts.clip(facts);
  const work = await freshWorkFolder(of.folder);
  yield* joinClip(house, { joined, path: joinPath(work, "input.mp4"), texts: clip });
  if (encoded) {
    const [video] = joined.placed.flatMap(({ piece }) =>
      piece.record.tracks.filter((track) => track.kind === "video"),
    );
    await encodeClip({
      folder: work,
      span: onLine(joined, span),
      marks: row.operation === "clip" ? texts.marks(facts) : [],
      masks: masks.map((mask) => ({ ...mask, span: onLine(joined, mask.span) })),
      muted: row.muted,
      widthPixels: video?.widthPixels ?? 640,
      heightPixels: video?.heightPixels ?? 360,
      texts: clip,
    });
    yield 0;
  }
  const path = `${packagePaths.clips}${name}.mp4`;
  const staged = await openStaged(joinPath(work, encoded ? "output.mp4" : "input.mp4"));
  const written = await bag.add(path, staged.sizeBytes, staged.bytes);
  const made: Made = {
    path,
    sha256: written.sha256,
    kind: encoded ? "encoded" : "copied",
    label: camera.label,
    ...span,
    cuts: joined.cuts.map((cut) => ({ ...cut, atMs: cut.atMs - (span.startMs - joined.startMs) })),
    parents: joined.placed.map(({ piece: { record } }) => ({
      segmentId: record.segmentId,
      sha256: record.sha256,
    })),
    ...(masks.length === 0 ? {} : { masks: masks.map(toldMask) }),
    ...(row.muted ? { muted: true as const } : {}),
  };
  gathering.made.push(made);
  await bag.addText(
    `${packagePaths.clips}${name}.json`,
    `${canonicalJson({ ...made, marks: texts.marks(facts) })}\n`,
  );
  gathering.derivations.push(...derivationsOf(row, { name: fileName(path), joined, masks }));
  await freshWorkFolder(of.folder);
  yield staged.sizeBytes;
}

/** Each original that a new recording was made of (S0-12.2a). */
function derivationsOf(
  row: CopyRow,
  of: {
    readonly name: string;
    readonly joined: KeptJoined;
    readonly masks: readonly PlacedMask[];
  },
): DerivationRow[] {
  return of.joined.placed.map(({ piece }) => ({
    export_id: row.export_id,
    site_id: row.site_id,
    name: of.name,
    segment_id: piece.record.segmentId,
    parent_sha256: piece.record.sha256,
    start_ms: piece.startMs,
    end_ms: piece.endMs,
    masks: of.masks.map(toldMask),
    muted: row.muted,
  }));
}

const toldMask = ({ span, area, cover }: PlacedMask) => ({ ...span, area, cover });

/** An asked span on the joined line: what was cut away before it does not count. */
export function onLine(joined: KeptJoined, span: { startMs: number; endMs: number }) {
  const cutBefore = (atMs: number) =>
    joined.cuts.reduce((sum, cut) => sum + Math.max(0, Math.min(atMs, cut.toMs) - cut.fromMs), 0);
  const place = (atMs: number) => atMs - joined.startMs - cutBefore(atMs);
  return { startMs: place(span.startMs), endMs: place(span.endMs) };
}

export function joinKept(pieces: readonly KeptPiece[]): KeptJoined[] {
  const byId = new Map(pieces.map((piece) => [piece.record.segmentId, piece]));
  return joinPieces(pieces).map((joined) => ({
    ...joined,
    placed: joined.placed.flatMap(({ piece, placeMs }) => {
      const own = byId.get(piece.record.segmentId);
      return own === undefined ? [] : [{ piece: own, placeMs }];
    }),
  }));
}

async function proveOriginal(house: House, piece: KeptPiece): Promise<void> {
  if ((await digestOriginal(house, piece)) !== piece.record.sha256)
    throw new Fault("damaged", "original_changed", { hint: piece.record.segmentId });
}

async function addRequest(house: House, of: Building): Promise<void> {
  const { json, text } = of.texts.request();
  await of.bag.addText(`${packagePaths.request}request.json`, json);
  await of.bag.addText(`${packagePaths.request}request.txt`, text);
  const printed = await of.printRequest(house, of.row.request_id);
  if (printed !== undefined)
    await of.bag.addBytes(`${packagePaths.request}${printed.fileName}`, printed.bytes);
}

function describe(house: House, of: Building, gathering: Gathering): string {
  const { row, texts } = of;
  const description: PackageDescription = {
    version: 1,
    exportId: row.export_id,
    requestId: row.request_id,
    siteId: house.siteId,
    serial: row.serial,
    form: row.form,
    institution: texts.institution,
    madeAtMs: texts.madeAtMs,
    operation: row.operation,
    purpose: row.purpose,
    unit: row.unit,
    requester: row.requester,
    lessons: of.lessons.map(({ lessonId, officialName }) => ({ lessonId, officialName })),
    span: spanOf(row),
    returnDueMs: row.return_due_ms,
    gaps: gathering.gaps,
    made: gathering.made,
  };
  return `${canonicalJson(description)}\n`;
}

function bagInfo({ row, texts }: Building): [string, string][] {
  const due = row.return_due_ms;
  return [
    ["Source-Organization", texts.institution],
    ["External-Identifier", `${row.serial}/${row.export_id}`],
    ["Bagging-Date", texts.instant(texts.madeAtMs).slice(0, 10)],
    ["Bag-Software-Agent", "Liuhen"],
    ...(due === null ? [] : [["Return-Due", texts.instant(due)] satisfies [string, string]]),
  ];
}

function mediaName(piece: KeptPiece): string {
  const name = fileName(piece.kept.vaultPath);
  return isWhole(piece) ? name : name.replace(/\.mp4$/, "_part.mp4");
}
function recordNameOf(name: string): string {
  return name.replace(/\.mp4$/, ".segment.json");
}

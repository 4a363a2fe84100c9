import { z } from "zod";
import { StreamName } from "../contract/camera.ts";
import { Fault } from "../contract/faults.ts";
import { Id, Ms } from "../contract/ids.ts";
import { SegmentRecord } from "../contract/spool.ts";
import { toHex } from "../kernel/bytes.ts";
import { readInit, type Scan, scanFragments, trackSpan } from "../kernel/media/fmp4.ts";
import { splitLengths } from "../kernel/media/nal.ts";
import { sha256 } from "../platform/hash.ts";
import {
  companionPath,
  openPath,
  type SegmentPlace,
  sealWritten,
} from "../platform/segment-file.ts";
import { type Book, streamKey } from "./book.ts";
import { type ClosedBy, SegmentHead } from "./open-segment.ts";
import type { SpoolFolders } from "./places.ts";
import type { RecorderPorts } from "./ports.ts";

/** What the book needs of a segment's or a gap's record. */
const RecordHead = z.object({
  cameraId: Id,
  stream: StreamName,
  startMs: Ms,
  endMs: Ms,
  occasions: z.array(z.object({ id: Id, number: z.int().optional() })),
});
type RecordHead = z.infer<typeof RecordHead>;

const bookSlackMs = 10 * 60_000;

/**
 * Brings every place in order after whatever happened: finishes what a crash left open, throws away
 * half-written small files, and enters everything found in the book. Doing it twice does no harm.
 */
export async function recoverSpool(ports: RecorderPorts, book: Book): Promise<void> {
  for (const folders of ports.places.all) await recoverPlace(ports, folders, book);
}

export async function recoverPlace(
  ports: RecorderPorts,
  folders: SpoolFolders,
  book: Book,
): Promise<void> {
  const { disk, log } = ports;
  for (const folder of [folders.root, folders.open, folders.sealed]) await disk.makeFolder(folder);
  for (const name of await disk.list(folders.sealed)) {
    const path = `${folders.sealed}/${name}`;
    if (name.endsWith(".tmp")) await disk.remove(path);
    else if (name.endsWith(".json") && !reflected(name, book)) await enter(ports, book, path);
  }
  for (const name of await disk.list(folders.open)) {
    const segmentId = name.split(".")[0] ?? "";
    if (name.endsWith(".tmp")) await disk.remove(`${folders.open}/${name}`);
    if (!name.endsWith(".json") || !Id.safeParse(segmentId).success) continue;
    const record = await finishSegment(ports, { folders, segmentId }, "recovered");
    if (record !== undefined) enterRecord(book, record);
  }
  for (const name of await disk.list(folders.open))
    if (name.endsWith(".mp4"))
      log.error({ name }, "an open file of the spool has no readable companion");
}

/** A segment that is not sealed yet, and the place it lies in. */
export interface Unsealed {
  readonly folders: SpoolFolders;
  readonly segmentId: string;
}

/**
 * Seals one segment from what lies on the disk: cuts behind the last whole fragment, hashes again,
 * seals. Gives the record, or undefined when nothing of it was whole (everything of it is removed).
 */
export async function finishSegment(
  ports: RecorderPorts,
  at: Unsealed,
  closedBy: ClosedBy,
): Promise<SegmentRecord | undefined> {
  const { disk, log } = ports;
  const { folders, segmentId } = at;
  const place = { openFolder: folders.open, sealedFolder: folders.sealed, segmentId };
  const done = await disk.read(`${folders.sealed}/${segmentId}.segment.json`);
  const head = readHead(await disk.read(companionPath(place)));
  if (done !== undefined || head === undefined) {
    if (done === undefined) log.error({ segmentId }, "the companion of an open segment is torn");
    const open = await disk.read(openPath(place));
    if (done !== undefined || open === undefined) await clearOpen(ports, place);
    return readRecord(done);
  }
  const sealed = await disk.read(`${folders.sealed}/${segmentId}.mp4`);
  const bytes = sealed ?? (await readOpen(ports, place));
  const scan = bytes === undefined ? undefined : wholePart(bytes);
  if (bytes === undefined || scan === undefined || scan.fragments.length === 0) {
    await clearOpen(ports, place);
    return undefined;
  }
  const whole = bytes.subarray(0, scan.wholeBytes);
  if (sealed === undefined) {
    const file = await disk.reopen(openPath(place));
    if (whole.length < bytes.length) await file.truncate(whole.length);
    await file.datasync();
    await file.close();
  }
  const record = SegmentRecord.parse(makeRecord({ head, whole, scan, closedBy }));
  await sealWritten(disk, place, JSON.stringify(record));
  const cutBytes = bytes.length - whole.length;
  log.warn({ segmentId, closedBy, cutBytes }, "a segment left open was sealed");
  return record;
}

/**
 * After a failed sync the rest of the file may be in memory only: notes how much is known to be
 * safe.
 */
export async function markUnsafe(ports: RecorderPorts, at: Unsealed, bytes: number): Promise<void> {
  const file = await ports.disk.create(`${at.folders.open}/${at.segmentId}.unsafe`);
  await file.append([new TextEncoder().encode(String(Math.max(0, bytes)))]);
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function readOpen(
  ports: RecorderPorts,
  place: SegmentPlace,
): Promise<Uint8Array | undefined> {
  const { disk } = ports;
  const unsafe = `${place.openFolder}/${place.segmentId}.unsafe`;
  const bytes = await disk.read(openPath(place));
  const mark = await disk.read(unsafe);
  if (bytes === undefined || mark === undefined) return bytes;
  const safe = bytes.subarray(0, Number(new TextDecoder().decode(mark)) || 0);
  // Written anew under a name of its own, because the old pages may never reach the disk.
  const copy = await disk.create(`${openPath(place)}.tmp`);
  await copy.append([safe]);
  await copy.datasync();
  await copy.close();
  await disk.rename(`${openPath(place)}.tmp`, openPath(place));
  await disk.syncFolder(place.openFolder);
  await disk.remove(unsafe);
  return safe;
}

async function clearOpen(ports: RecorderPorts, place: SegmentPlace): Promise<void> {
  await ports.disk.remove(openPath(place));
  await ports.disk.remove(`${place.openFolder}/${place.segmentId}.unsafe`);
  await ports.disk.remove(companionPath(place));
}

function readRecord(bytes: Uint8Array | undefined): SegmentRecord | undefined {
  if (bytes === undefined) return undefined;
  return SegmentRecord.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

function readHead(bytes: Uint8Array | undefined): SegmentHead | undefined {
  if (bytes === undefined) return undefined;
  try {
    return SegmentHead.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** Complete boxes whose pictures are complete too: a power cut may leave length without content. */
function wholePart(bytes: Uint8Array): Scan | undefined {
  const scan = scanFragments(bytes);
  const torn = scan.fragments.findIndex(
    ({ offsetBytes, sizeBytes, tracks }) =>
      !tracks.some((track) => track.trackId === 1) ||
      !tracks.every((track) => {
        const fragment = bytes.subarray(offsetBytes, offsetBytes + sizeBytes);
        return (
          track.trackId !== 1 || track.samples.every((sample) => soundPicture(fragment, sample))
        );
      }),
  );
  if (torn < 0) return scan;
  const wholeBytes = scan.fragments[torn]?.offsetBytes ?? 0;
  return { ...scan, fragments: scan.fragments.slice(0, torn), wholeBytes };
}

function soundPicture(
  fragment: Uint8Array,
  sample: { readonly offsetBytes: number; readonly sizeBytes: number },
): boolean {
  const picture = fragment.subarray(sample.offsetBytes, sample.offsetBytes + sample.sizeBytes);
  const units = splitLengths(picture);
  return units !== undefined && units.length > 0 && units.every((unit) => unit.length > 0);
}

function makeRecord(found: {
  readonly head: SegmentHead;
  readonly whole: Uint8Array;
  readonly scan: Scan;
  readonly closedBy: ClosedBy;
}): SegmentRecord {
  const { head, whole, scan } = found;
  const init = whole.subarray(0, scan.initBytes);
  const ticksPerMs =
    (readInit(init).find(({ trackId }) => trackId === 1)?.timescale ?? 90_000) / 1000;
  let packets = 0;
  const fragments = scan.fragments.map(({ offsetBytes, sizeBytes, tracks }) => {
    const video = tracks.find((track) => track.trackId === 1);
    if (video === undefined) throw new Fault("damaged", "fragment_without_pictures");
    const span = trackSpan(video);
    const atMs = Math.round(span.start / ticksPerMs);
    const durationMs = Math.round(span.end / ticksPerMs) - atMs;
    packets += tracks.find((track) => track.trackId === 2)?.samples.length ?? 0;
    const digest = toHex(sha256(whole.subarray(offsetBytes, offsetBytes + sizeBytes)));
    return {
      offsetBytes,
      sizeBytes,
      atMs,
      durationMs,
      frames: video.samples.length,
      sha256: digest,
    };
  });
  const last = fragments.at(-1);
  const frames = fragments.reduce((sum, fragment) => sum + fragment.frames, 0);
  const counts = { frames, keyFrames: fragments.length };
  return {
    ...head,
    tracks: head.tracks.map((track) =>
      track.kind === "video" ? { ...track, ...counts } : { ...track, frames: packets },
    ),
    endMs: head.startMs + (last?.atMs ?? 0) + (last?.durationMs ?? 0),
    sizeBytes: whole.length,
    sha256: toHex(sha256(whole)),
    init: { sizeBytes: init.length, sha256: toHex(sha256(init)) },
    fragments,
    closedBy: found.closedBy,
  };
}

/** Records born well before the book's word are in it: days of them need not be read again. */
function reflected(name: string, book: Book): boolean {
  const bornMs = Number.parseInt(name.slice(0, 8) + name.slice(9, 13), 16);
  return bornMs < book.completeToMs - bookSlackMs;
}

async function enter(ports: RecorderPorts, book: Book, path: string): Promise<void> {
  const bytes = await ports.disk.read(path);
  if (bytes === undefined) return;
  try {
    enterRecord(book, RecordHead.parse(JSON.parse(new TextDecoder().decode(bytes))));
  } catch (cause) {
    ports.log.error({ path, cause: String(cause) }, "a record in the spool cannot be read");
  }
}

function enterRecord(book: Book, record: RecordHead): void {
  const key = streamKey(record.cameraId, record.stream);
  book.found(key, record);
  for (const occasion of record.occasions) book.met(key, occasion);
}

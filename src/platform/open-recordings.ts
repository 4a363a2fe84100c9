import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { SegmentRecord } from "../contract/spool.ts";
import { listNames, readSmall } from "./vault-files.ts";

/** What the recorder writes beside a segment in the making. */
const OpenHead = SegmentRecord.pick({
  segmentId: true,
  cameraId: true,
  stream: true,
  occasions: true,
  startMs: true,
  tracks: true,
});
type OpenHead = z.infer<typeof OpenHead>;

export interface NewestPart {
  readonly head: OpenHead;
  /** ftyp and moov of the segment. */
  readonly init: Uint8Array;
  /** Its newest group of pictures, whole. */
  readonly fragment: Uint8Array;
  /** Where it lies: another one lies elsewhere. */
  readonly place: string;
}

interface Known {
  readonly head: OpenHead;
  readonly path: string;
  /** Everything before is whole boxes that were seen. */
  seenBytes: number;
  initBytes: number;
  newest: { readonly offsetBytes: number; readonly sizeBytes: number } | undefined;
}

const companionMostBytes = 256 * 1024;
const fragmentMostBytes = 16 * 1024 * 1024;
const boxHeadBytes = 8;
const openFilesMost = 4_000;

/**
 * Reads along what the recorder is just writing, out of the very files: the recorder does nothing for it
 * and knows nothing of it. Only whole groups of pictures are seen.
 */
export class OpenRecordings {
  #known = new Map<string, Known>();

  /** Looks into the open folders; what is sealed or gone is forgotten. */
  async look(folders: readonly string[]): Promise<void> {
    const seen = new Map<string, Known>();
    for (const folder of folders)
      for (const name of await listNames(folder).catch(() => [])) {
        if (!name.endsWith(".json") || seen.size >= openFilesMost) continue;
        const path = join(folder, name);
        const known = this.#known.get(path) ?? (await readHead(path));
        if (known !== undefined) seen.set(path, known);
      }
    this.#known = seen;
  }

  /** Segments in the making, the youngest of each camera and stream. */
  heads(): OpenHead[] {
    const youngest = new Map<string, OpenHead>();
    for (const { head } of this.#known.values()) {
      const key = `${head.cameraId}/${head.stream}`;
      const other = youngest.get(key);
      if (other === undefined || other.startMs < head.startMs) youngest.set(key, head);
    }
    return [...youngest.values()];
  }

  /** The newest group of pictures of a segment; undefined when there is none that can be read. */
  async newest(segmentId: string): Promise<NewestPart | undefined> {
    const known = [...this.#known.values()].find((one) => one.head.segmentId === segmentId);
    if (known === undefined) return undefined;
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW;
    const file = await open(known.path, flags).catch(() => undefined);
    if (file === undefined) return undefined;
    try {
      await walkBoxes(file, known);
      const { newest, initBytes, head } = known;
      if (newest === undefined || newest.sizeBytes > fragmentMostBytes) return undefined;
      const init = await readAt(file, 0, initBytes);
      const fragment = await readAt(file, newest.offsetBytes, newest.sizeBytes);
      if (init === undefined || fragment === undefined) return undefined;
      return { head, init, fragment, place: `${segmentId}/${newest.offsetBytes}` };
    } finally {
      await file.close();
    }
  }
}

async function readHead(path: string): Promise<Known | undefined> {
  try {
    const text = await readSmall(path, companionMostBytes);
    const head = OpenHead.safeParse(text === undefined ? undefined : forgiving(text)).data;
    if (head === undefined) return undefined;
    const media = path.replace(/\.json$/, ".mp4");
    return { head, path: media, seenBytes: 0, initBytes: 0, newest: undefined };
  } catch {
    // Half written, or sealed this moment: the next look tells.
    return undefined;
  }
}

function forgiving(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) return undefined;
  const wanted = new Set(Object.keys(OpenHead.shape));
  return Object.fromEntries(Object.entries(value).filter(([name]) => wanted.has(name)));
}

/** From where it was left to the last moof with its whole mdat behind it. */
async function walkBoxes(file: FileHandle, known: Known): Promise<void> {
  const { size } = await file.stat();
  let at = known.seenBytes;
  let moofAt: number | undefined;
  while (at + boxHeadBytes <= size) {
    const bytes = await readAt(file, at, boxHeadBytes);
    if (bytes === undefined) return;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const sizeBytes = view.getUint32(0);
    const type = String.fromCharCode(...bytes.subarray(4, 8));
    if (sizeBytes < boxHeadBytes || at + sizeBytes > size) return;
    if (type === "moof") moofAt = at;
    else if (type === "mdat" && moofAt !== undefined) {
      // A late tail of sound follows its group of pictures in a part of its own and is no picture.
      const whole = { offsetBytes: moofAt, sizeBytes: at + sizeBytes - moofAt };
      known.newest = whole;
      known.seenBytes = at + sizeBytes;
      moofAt = undefined;
    } else if (known.newest === undefined) {
      known.initBytes = at + sizeBytes;
      known.seenBytes = at + sizeBytes;
    }
    at += sizeBytes;
  }
}

async function readAt(
  file: FileHandle,
  offsetBytes: number,
  sizeBytes: number,
): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(sizeBytes);
  const { bytesRead } = await file.read(bytes, 0, sizeBytes, offsetBytes);
  return bytesRead === sizeBytes ? bytes : undefined;
}

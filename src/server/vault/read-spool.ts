import { limits } from "../../contract/limits.ts";
import { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { type Piece, digestFile } from "../../platform/file-digests.ts";
import type { House } from "../../platform/house.ts";
import { sealedFolders } from "../../platform/spool-places.ts";
import { findFile, joinPath, listNames, readSmall } from "../../platform/vault-files.ts";

/** A file of spool or overflow that announces a record, and the id in its name. */
export interface Announced {
  readonly folder: string;
  readonly fileName: string;
  readonly kind: "segment" | "gap";
  readonly id: string;
}

export interface SoundRecord {
  readonly announced: Announced;
  readonly record: SegmentRecord | GapRecord;
  /** Canonical text: the leaf of the round, and the record file in the vault. */
  readonly text: string;
  /** The bytes in the spool; undefined for a gap. */
  readonly source: string | undefined;
}

/** Why a file of the spool was set aside; stable codes, in the entry and the table. */
export interface Damage {
  readonly announced: Announced;
  readonly what: string;
}

const announcedName =
  /^([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\.(segment|gap)\.json$/;

/**
 * Everything announced in spool and overflow, oldest first (ids sort by birth), each once. Other
 * names are not ours to judge.
 */
export async function listSealed(house: House): Promise<Announced[]> {
  const found = new Map<string, Announced>();
  for (const folder of sealedFolders(house))
    for (const fileName of await listNames(folder)) {
      const match = announcedName.exec(fileName);
      const [, id, kind] = match ?? [];
      if (id !== undefined && (kind === "segment" || kind === "gap") && !found.has(id))
        found.set(id, { folder, fileName, kind, id });
    }
  return [...found.values()].toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Size and time of what the announcement stands for, so that a damaged file is looked at again only when it changed. */
export async function spoolMark(
  announced: Announced,
): Promise<{ sizeBytes: number; modifiedMs: number }> {
  const { folder } = announced;
  const record = await findFile(joinPath(folder, announced.fileName));
  const bytes =
    announced.kind === "segment"
      ? await findFile(joinPath(folder, `${announced.id}.mp4`))
      : undefined;
  return {
    sizeBytes: (record?.sizeBytes ?? 0) + (bytes?.sizeBytes ?? 0),
    modifiedMs: Math.max(record?.modifiedMs ?? 0, bytes?.modifiedMs ?? 0),
  };
}

/**
 * Reads one announced record and checks it against its bytes: shape, identity, site, order, size and
 * every digest. Whatever is wrong comes back as damage; undefined when the file has gone meanwhile.
 */
export async function readSealed(
  house: House,
  announced: Announced,
): Promise<SoundRecord | Damage | undefined> {
  const { folder } = announced;
  const text = await readSmall(
    joinPath(folder, announced.fileName),
    limits.sealedRecordBytes,
  ).catch(() => "");
  if (text === undefined) return undefined;
  const record = parseRecord(announced, text);
  if (typeof record === "string") return { announced, what: record };
  if (record.siteId !== house.siteId) return { announced, what: "foreign-site" };
  if (record.endMs <= record.startMs) return { announced, what: "span-invalid" };
  const sound = { announced, record, text: canonicalJson(record) };
  if (!("segmentId" in record)) return { ...sound, source: undefined };
  const source = joinPath(folder, `${announced.id}.mp4`);
  const what = await damageOf(record, source);
  return what === undefined ? { ...sound, source } : { announced, what };
}

function parseRecord(announced: Announced, text: string): SegmentRecord | GapRecord | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "record-unreadable";
  }
  if (announced.kind === "segment") {
    const parsed = SegmentRecord.safeParse(value);
    if (!parsed.success) return "record-invalid";
    return parsed.data.segmentId === announced.id ? parsed.data : "id-differs";
  }
  const parsed = GapRecord.safeParse(value);
  if (!parsed.success) return "record-invalid";
  return parsed.data.gapId === announced.id ? parsed.data : "id-differs";
}

/** How bytes differ from their record; undefined when they do not. */
export async function damageOf(record: SegmentRecord, path: string): Promise<string | undefined> {
  const pieces: Piece[] = [
    { offsetBytes: 0, sizeBytes: record.init.sizeBytes },
    ...record.fragments,
  ];
  if (!inOrder(pieces, record.sizeBytes)) return "index-invalid";
  const file = await findFile(path);
  if (file?.kind !== "file") return "bytes-missing";
  if (file.sizeBytes !== record.sizeBytes) return "size-differs";
  const digests = await digestFile(path, pieces);
  if (digests.pieces[0] !== record.init.sha256) return "init-differs";
  const wrong = record.fragments.findIndex(
    (fragment, at) => digests.pieces[at + 1] !== fragment.sha256,
  );
  if (wrong >= 0) return `fragment-differs:${wrong}`;
  return digests.sha256 === record.sha256 ? undefined : "digest-differs";
}

function inOrder(pieces: readonly Piece[], sizeBytes: number): boolean {
  let at = 0;
  for (const piece of pieces) {
    if (piece.offsetBytes < at) return false;
    at = piece.offsetBytes + piece.sizeBytes;
  }
  return at <= sizeBytes;
}

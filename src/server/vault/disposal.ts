import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { ErasedMarker } from "../../contract/vault.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import type { Writing } from "../../platform/database.ts";
import { type Medium, overwriteFile, readMedium, unlinkErased } from "../../platform/erase-file.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import {
  type ErasedRow,
  endErased,
  findErased,
  findOldestDays,
  insertErased,
} from "./disposal.store.ts";
import { vaultActor } from "./note-damage.ts";
import { stopReading } from "./reading-ends.ts";
import { openVault } from "./open-vault.ts";
import { type FolderRow, type KeptRow, findFolderObjects, findFolders } from "./vault.store.ts";
import type { Warrant } from "./warrant.ts";

/** The steps of erasing a home, in order; each tells that it was reached, so that a test can end there. */
export const erasePoints = ["begun", "overwritten", "unlinked", "marked", "entered"] as const;
export type ErasePoint = (typeof erasePoints)[number];

/** What was, or is, in a home: the count and the digest of the list stay true when the bytes are gone. */
export interface HomeContents {
  readonly homeId: string;
  readonly path: string;
  readonly partition: FolderRow["partition"];
  readonly objects: number;
  readonly sizeBytes: number;
  readonly listSha256: string;
}

export interface Erased extends HomeContents {
  readonly warrantId: string;
  readonly begunAtMs: number;
  readonly endedAtMs: number | null;
}

/**
 * Erases the bytes of one home: overwritten where they lie, made durable, unlinked. Records, manifests
 * and rows stay as its skeleton, with a marker beside them. Cut off anywhere, the same call goes on.
 */
export async function eraseHome(
  house: House,
  warrant: Warrant,
  home: { readonly homeId: string; readonly tell?: (point: ErasePoint) => void },
): Promise<Erased> {
  const { homeId, tell = () => {} } = home;
  if (!warrant.covers(homeId))
    throw new Fault("input", "warrant_missing", { hint: "this home is not in the warrant" });
  const contents = await contentsOf(house, homeId);
  const row = await begin(house, warrant, contents);
  tell("begun");
  if (row.ended_at_ms !== null) return erasedOf(contents, row);
  const vault = openVault(house);
  const segments = await segmentsIn(house, homeId);
  const paths = segments.map((one) => vault.absolute(`${one.folder}/${one.name}`));
  // What once rotted and was repaired lies aside, mostly readable.
  paths.push(...(await vault.setAside(segments.map((one) => one.object_id))));
  stopReading(house, contents.path);
  for (const path of paths) {
    await overwriteFile(path);
    tell("overwritten");
  }
  await unlinkErased(paths);
  tell("unlinked");
  await mark(house, contents, row);
  tell("marked");
  const endedAtMs = await end(house, contents, row);
  tell("entered");
  return erasedOf(contents, { ...row, ended_at_ms: endedAtMs });
}

/**
 * The end of these homes begins with the caller's transaction: from its commit on nobody looks at them
 * any more, though their bytes still lie here.
 */
export async function announceErasing(
  house: House,
  tx: Writing,
  of: { readonly warrant: Warrant; readonly homeIds: readonly string[] },
): Promise<void> {
  const inside = { ...house, db: tx };
  for (const homeId of of.homeIds) {
    if (!of.warrant.covers(homeId))
      throw new Fault("input", "warrant_missing", { hint: "this home is not in the warrant" });
    await insertErased(tx, newRow(house, of.warrant, await contentsOf(inside, homeId)));
  }
}

function newRow(house: House, warrant: Warrant, contents: HomeContents): ErasedRow {
  return {
    home_id: contents.homeId,
    site_id: house.siteId,
    warrant_id: warrant.warrantId,
    drawn_from: warrant.from,
    serial: warrant.serial,
    objects: contents.objects,
    size_bytes: contents.sizeBytes,
    list_sha256: contents.listSha256,
    begun_at_ms: house.clock.now(),
    ended_at_ms: null,
  };
}

async function begin(house: House, warrant: Warrant, contents: HomeContents): Promise<ErasedRow> {
  await quiet(house, "the mark that erasing began under a warrant; its end is an entry", (tx) =>
    insertErased(tx, newRow(house, warrant, contents)),
  );
  const [row] = await findErased(house.db, [contents.homeId]);
  if (row === undefined) throw new Error("the mark was just written");
  return row;
}

/** The folder tells by itself that it was emptied, so that a rebuilt catalogue knows it, too. */
async function mark(house: House, contents: HomeContents, row: ErasedRow): Promise<void> {
  const vault = openVault(house);
  const marker: ErasedMarker = {
    version: 1,
    siteId: house.siteId,
    homeId: contents.homeId,
    warrantId: row.warrant_id,
    from: row.drawn_from,
    objects: row.objects,
    sizeBytes: row.size_bytes,
    listSha256: row.list_sha256,
    begunAtMs: row.begun_at_ms,
  };
  const path = markerPath(contents.path);
  await vault.writeOnce(path, `${JSON.stringify(marker)}\n`);
  await vault.syncFolders([path]);
}

async function end(house: House, contents: HomeContents, row: ErasedRow): Promise<number> {
  const atMs = house.clock.now();
  await act(house, vaultActor, "vault.home-erased@1", async (tx) => {
    await endErased(tx, contents.homeId, atMs);
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        homeId: contents.homeId,
        warrantId: row.warrant_id,
        from: row.drawn_from,
        objects: row.objects,
        sizeBytes: row.size_bytes,
        listSha256: row.list_sha256,
      },
    });
  });
  return atMs;
}

function erasedOf(contents: HomeContents, row: ErasedRow): Erased {
  return {
    ...contents,
    objects: row.objects,
    sizeBytes: row.size_bytes,
    listSha256: row.list_sha256,
    warrantId: row.warrant_id,
    begunAtMs: row.begun_at_ms,
    endedAtMs: row.ended_at_ms,
  };
}

/** What lies, or lay, in a home. Throws Fault `absent` for a home nobody knows. */
export async function contentsOf(house: House, homeId: string): Promise<HomeContents> {
  const [folder] = await findFolders(house.db, [homeId]);
  if (folder === undefined) throw new Fault("absent", "home_unknown", { hint: homeId });
  const segments = await segmentsIn(house, homeId);
  const list = segments.map((one) => [one.object_id, one.size_bytes, digestOf(one)]);
  return {
    homeId,
    path: folder.path,
    partition: folder.partition,
    objects: segments.length,
    sizeBytes: segments.reduce((sum, one) => sum + one.size_bytes, 0),
    listSha256: toHex(sha256(utf8(canonicalJson(list)))),
  };
}

const digestOf = (row: KeptRow): string => toHex(row.sha256 ?? new Uint8Array());

async function segmentsIn(house: House, homeId: string): Promise<KeptRow[]> {
  return (await findFolderObjects(house.db, homeId)).filter((row) => row.kind === "segment");
}

/** Reads what erasing left: how many of the home's files can still be found. 0 is what must come out. */
export async function countReadable(house: House, homeId: string): Promise<number> {
  const vault = openVault(house);
  const segments = await segmentsIn(house, homeId);
  let readable = (await vault.setAside(segments.map((one) => one.object_id))).length;
  for (const row of segments)
    if ((await vault.find(`${row.folder}/${row.name}`)) !== undefined) readable++;
  return readable;
}

/** Homes that were erased or are being erased: nobody reads, copies or misses their bytes any more. */
export async function whichErased(
  house: Pick<House, "db">,
  homeIds: readonly string[],
): Promise<Map<string, ErasedHome>> {
  const rows = await findErased(house.db, homeIds);
  return new Map(
    rows.map((row) => [
      row.home_id,
      {
        warrantId: row.warrant_id,
        serial: row.serial,
        begunAtMs: row.begun_at_ms,
        endedAtMs: row.ended_at_ms,
      },
    ]),
  );
}

/** What is known of a home whose end has begun; `serial`: the case, as people call it. */
export interface ErasedHome {
  readonly warrantId: string;
  readonly serial: string | null;
  readonly begunAtMs: number;
  readonly endedAtMs: number | null;
}

export function markerPath(folder: string): string {
  return `${folder}/destroyed.json`;
}

/** Undefined for a folder that was not erased, or a text that is no marker. */
export async function readMarker(house: House, folder: string): Promise<ErasedMarker | undefined> {
  const text = await openVault(house).readText(markerPath(folder), limits.sealedRecordBytes);
  if (text === undefined) return undefined;
  try {
    return ErasedMarker.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** What the vault lies on, as far as it tells. */
export function vaultMedium(house: House): Promise<Medium> {
  return readMedium(house.paths.vault);
}

export interface OldestKept {
  readonly cameraId: string;
  readonly label: string;
  /** Null: its oldest day has no file on the disk. */
  readonly oldestMs: number | null;
  readonly days: number;
}

/** Of each 24-hour camera the oldest day that lies here, looked for on the disk and not in rows alone. */
export async function oldestKeptDays(house: House): Promise<OldestKept[]> {
  const found: OldestKept[] = [];
  for (const row of await findOldestDays(house.db, house.siteId)) {
    const there = (await countReadable(house, row.home_id)) > 0;
    const oldestMs = there ? row.start_ms : null;
    found.push({ cameraId: row.camera_id, label: row.label, oldestMs, days: row.days });
  }
  return found;
}

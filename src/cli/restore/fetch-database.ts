import type { BaseManifest } from "../../contract/database-archive.ts";
import { Fault } from "../../contract/faults.ts";
import {
  basesFor,
  isWalSegment,
  readWalHead,
  walFrom,
  walPosition,
  walUntil,
} from "../../kernel/database-archive.ts";
import {
  type DatabaseArchiveFiles,
  archivedName,
  openDatabaseArchive,
} from "../../platform/database-archive-files.ts";
import { shippedPostgresMajor } from "../../platform/postgres-binaries.ts";
import type { RestoredFiles } from "../../platform/restored-files.ts";
import { fetchOnce } from "./fetch-file.ts";
import type { NightLists } from "./night-lists.ts";
import type { Refused, SealedCopies } from "./sealed-copies.ts";
import { forEachAtOnce } from "./streams.ts";

export interface FetchedArchive {
  readonly archive: DatabaseArchiveFiles;
  readonly base: BaseManifest;
  readonly wal: readonly string[];
  /** Segments that lie behind a hole in the log and cannot be reached; the hole itself. */
  readonly beyond: number;
  readonly missing: string | undefined;
}

export interface ArchiveOrder {
  readonly atMs: number | undefined;
  readonly lists: NightLists;
  readonly refused: Refused[];
}

const atOnce = 4;

/**
 * Fetches the newest base copy that leads to the wanted moment, and the log from it on, into the new
 * house's own archive. What is damaged is named and left; then an older base copy is taken.
 */
export async function fetchArchive(
  copies: SealedCopies,
  files: RestoredFiles,
  order: ArchiveOrder,
): Promise<FetchedArchive> {
  const archive = openDatabaseArchive(`${files.root}/dbarchive`);
  const names: string[] = [];
  for await (const { name } of copies.list("database/"))
    if (name.endsWith(".age")) names.push(name);
  await fetchManifests(copies, files, { names, order });
  const bases = await archive.listBases();
  const { atMs } = order;
  for (const base of basesFor(bases, atMs)) {
    refuseOtherMajor(base);
    if (!(await fetchParts(copies, files, { base, order }))) continue;
    const until = walUntil(bases, base, atMs);
    await fetchWal(copies, files, { names, order, archive, base, until });
    const run = walFrom(
      base,
      (await archive.listWal()).map((file) => file.name),
    );
    const histories = (await archive.listWal())
      .map((file) => file.name)
      .filter((name) => name.endsWith(".history"));
    if (reaches(base, run.names))
      return { archive, base, wal: [...histories, ...run.names], ...run };
    order.refused.push({ name: `database/base/${base.instant}/`, why: "log_missing" });
  }
  throw noBase(bases, atMs);
}

/** A base copy is consistent only behind its own last log segment. */
function reaches(base: BaseManifest, names: readonly string[]): boolean {
  return names.includes(base.stopSegment);
}

function noBase(bases: readonly BaseManifest[], atMs: number | undefined): Fault {
  const first = bases.toSorted((a, b) => a.stopMs - b.stopMs)[0];
  if (first !== undefined && atMs !== undefined && atMs < first.stopMs)
    return new Fault("input", "before_first_base", {
      hint: `the earliest moment is ${new Date(first.stopMs).toISOString()}`,
    });
  return new Fault("absent", "no_base_copy", { hint: "no usable base copy of the database" });
}

function refuseOtherMajor(base: BaseManifest): void {
  const shipped = shippedPostgresMajor();
  if (base.postgresMajor !== shipped)
    throw new Fault("config", "postgres_differs", {
      hint: `the copy is of PostgreSQL ${base.postgresMajor}, this program ships ${shipped}`,
    });
}

async function fetchManifests(
  copies: SealedCopies,
  files: RestoredFiles,
  of: { names: readonly string[]; order: ArchiveOrder },
): Promise<void> {
  for (const name of of.names) {
    const instant = /^database\/base\/([0-9]{8}t[0-9]{6}z)\/manifest\.json\.age$/.exec(name)?.[1];
    if (instant !== undefined)
      await fetchOnce(copies, files, {
        name,
        path: `dbarchive/base/${instant}/manifest.json`,
        sha256: of.order.lists.objects.get(name)?.sha256,
        refused: of.order.refused,
      });
  }
}

async function fetchParts(
  copies: SealedCopies,
  files: RestoredFiles,
  of: { base: BaseManifest; order: ArchiveOrder },
): Promise<boolean> {
  const { instant, parts } = of.base;
  for (const part of parts) {
    const fetched = await fetchOnce(copies, files, {
      name: `database/base/${instant}/${part.name}.age`,
      path: `dbarchive/base/${instant}/${part.name}`,
      sha256: part.sha256,
      refused: of.order.refused,
    });
    if (!fetched) return false;
  }
  return true;
}

interface WalOrder {
  readonly names: readonly string[];
  readonly order: ArchiveOrder;
  readonly archive: DatabaseArchiveFiles;
  readonly base: BaseManifest;
  readonly until: number;
}

async function fetchWal(copies: SealedCopies, files: RestoredFiles, of: WalOrder): Promise<void> {
  const { base, order } = of;
  const from = walPosition(base.startSegment, base.segmentBytes)?.number ?? 0;
  const wanted = of.names.flatMap((name) => {
    const file = /^database\/wal\/([a-z0-9.]+)\.age$/.exec(name)?.[1] ?? "";
    const segment = archivedName(file);
    if (segment === undefined) return [];
    const number = walPosition(segment.slice(0, 24), base.segmentBytes)?.number;
    const within = number === undefined || (number >= from && number <= of.until);
    return within ? [{ name, segment, path: `dbarchive/wal/${file}` }] : [];
  });
  await forEachAtOnce(wanted, atOnce, async ({ name, segment, path }) => {
    const sha256 = order.lists.objects.get(name)?.sha256;
    const fetched = await fetchOnce(copies, files, { name, path, sha256, refused: order.refused });
    if (!fetched || !isWalSegment(segment) || (await isItself(of, segment))) return;
    order.refused.push({ name, why: "segment_foreign" });
    await files.remove(path);
  });
}

/** A segment's head tells its place and its cluster: one that was swapped is none. */
async function isItself(of: WalOrder, segment: string): Promise<boolean> {
  const { base } = of;
  const bytes = await of.archive.readWal(segment).catch(() => undefined);
  const head = bytes === undefined ? undefined : readWalHead(bytes);
  const place = walPosition(segment, base.segmentBytes);
  return (
    head !== undefined &&
    place !== undefined &&
    bytes?.length === base.segmentBytes &&
    head.segmentBytes === base.segmentBytes &&
    head.number === place.number &&
    head.timeline <= place.timeline &&
    head.systemId === base.systemId
  );
}

import type { Snapshot } from "../../contract/entries.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { Manifest, type ManifestRecord } from "../../contract/vault.ts";
import { sameBytes, toHex } from "../../kernel/bytes.ts";
import { officialName } from "../../kernel/naming.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { type Tell, tellNobody } from "./crash-points.ts";
import { type SealedRecord, recordName } from "./home.ts";
import { openVault } from "./open-vault.ts";
import { type RoundProof, proveRound } from "./prove-round.ts";
import { parseRecordText } from "./read-kept.ts";
import { recordLeaf, roundPaths } from "./round-tree.ts";
import {
  type FolderRow,
  type KeptRow,
  type RoundRow,
  findDueParts,
  findDueRounds,
  findFolders,
  findRound,
  findRoundObjects,
  markPartWritten,
} from "./vault.store.ts";

/** How long a manifest waits for the ledger to publish its round, before it is written without a proof. */
const proofPatienceMs = 10 * 60_000;
const roundsAtOnce = 50;

interface RoundFacts {
  readonly round: RoundRow;
  readonly records: readonly {
    readonly row: KeptRow;
    readonly record: SealedRecord;
    readonly path: readonly string[];
  }[];
  readonly proof: RoundProof | undefined;
}

/**
 * Follows the rounds: every occasion a round brought something gets one write-once manifest part.
 * Cut off anywhere, the next run goes on; returns how many parts it wrote.
 */
export async function writeManifests(house: House, tell: Tell = tellNobody): Promise<number> {
  let written = 0;
  for (const roundId of await findDueRounds(house.db, roundsAtOnce)) {
    const round = await findRound(house.db, roundId);
    if (round === undefined) throw new Error("a manifest part belongs to a round");
    const proof = await proveRound(house, roundId);
    if (proof === undefined && house.clock.now() - round.taken_at_ms < proofPatienceMs) continue;
    const facts = { round, proof, records: await readRound(house, roundId) };
    for (const part of await findDueParts(house.db, roundId)) {
      await writePart(house, facts, { part, tell });
      written++;
    }
  }
  return written;
}

async function readRound(house: House, roundId: string): Promise<RoundFacts["records"]> {
  const vault = openVault(house);
  const rows = await findRoundObjects(house.db, roundId);
  const paths = roundPaths(rows.map((row) => row.leaf_hash));
  const records: { row: KeptRow; record: SealedRecord; path: readonly string[] }[] = [];
  for (const [at, row] of rows.entries()) {
    const path = `${row.folder}/${recordName(row.name)}`;
    const text = await vault.readText(path, limits.sealedRecordBytes);
    if (text === undefined || !sameBytes(recordLeaf(text), row.leaf_hash))
      throw new Fault("damaged", "record_changed", { hint: `${row.object_id}: ${path}` });
    records.push({ row, record: parseRecordText(row.kind, text), path: paths[at] ?? [] });
  }
  return records;
}

type DuePart = Awaited<ReturnType<typeof findDueParts>>[number];

async function writePart(
  house: House,
  facts: RoundFacts,
  due: { part: DuePart; tell: Tell },
): Promise<void> {
  const { part, tell } = due;
  const [folder] = await findFolders(house.db, [part.occasion_id]);
  if (folder === undefined) throw new Error("a manifest part belongs to a folder");
  const vault = openVault(house);
  const path = manifestPath(folder.path, part.number);
  const manifest = composeManifest(house, facts, {
    folder,
    number: part.number,
    snapshot: part.snapshot,
  });
  tell("before-manifest");
  if ((await vault.writeOnce(path, `${JSON.stringify(manifest)}\n`)) === "present") {
    // An earlier run got this far: its text stands, unless it tells of something else.
    const there = parseManifest(await vault.readText(path, limits.manifestBytes));
    if (
      there?.round.roundId !== manifest.round.roundId ||
      there.occasion.id !== manifest.occasion.id
    )
      throw new Fault("damaged", "manifest_foreign", { hint: path });
  }
  await vault.syncFolders([path]);
  tell("after-manifest");
  await quiet(house, "a manifest part is on disk: the mark only saves looking", (tx) =>
    markPartWritten(tx, {
      occasionId: part.occasion_id,
      number: part.number,
      atMs: house.clock.now(),
    }),
  );
  tell("marked");
}

function composeManifest(
  house: House,
  facts: RoundFacts,
  about: { folder: FolderRow; number: number; snapshot: Snapshot },
): Manifest {
  const { folder, number, snapshot } = about;
  const { round } = facts;
  const own = facts.records.filter(({ record }) =>
    record.occasions.some(({ id }) => id === folder.occasion_id),
  );
  return {
    version: 1,
    siteId: house.siteId,
    occasion: { kind: folder.kind, id: folder.occasion_id },
    number,
    writtenAtMs: house.clock.now(),
    partition: folder.partition,
    folder: folder.path,
    officialName: officialName(folder.names, folder.template),
    template: folder.template,
    names: folder.names,
    startMs: folder.start_ms,
    endMs: folder.end_ms,
    snapshot,
    round: {
      roundId: round.round_id,
      takenAtMs: round.taken_at_ms,
      size: round.size,
      root: toHex(round.root),
    },
    records: own.map(({ row, record, path }) => manifestRecord(row, record, path)),
    proof: facts.proof ?? null,
  };
}

function manifestRecord(
  row: KeptRow,
  record: SealedRecord,
  path: readonly string[],
): ManifestRecord {
  return {
    kind: row.kind,
    id: row.object_id,
    cameraId: record.cameraId,
    label: record.label,
    stream: record.stream,
    startMs: record.startMs,
    endMs: record.endMs,
    file: row.kind === "segment" ? `${row.folder}/${row.name}` : null,
    sizeBytes: row.size_bytes,
    sha256: row.sha256 === null ? null : toHex(row.sha256),
    record: `${row.folder}/${recordName(row.name)}`,
    leafIndex: row.leaf_index,
    path: [...path],
  };
}

export function manifestPath(folder: string, number: number): string {
  return `${folder}/manifest/${String(number).padStart(4, "0")}.json`;
}

/** Undefined for a text that is no manifest. */
export function parseManifest(text: string | undefined): Manifest | undefined {
  try {
    const parsed = Manifest.safeParse(JSON.parse(text ?? ""));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

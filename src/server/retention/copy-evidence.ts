import { Fault } from "../../contract/faults.ts";
import { granted } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { sha256 as digest } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { digestOf } from "../../platform/house-folders.ts";
import { type WriteOnceFiles, openWriteOnceFiles } from "../../platform/vault-files.ts";
import { carried } from "../copies/index.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import {
  type EvidenceToCopy,
  markEvidenceCopied,
  selectEvidenceToCopy,
} from "./evidence-copies.store.ts";
import { digestOfSegments } from "./fix-evidence.ts";
import { evidenceNumber } from "./read-evidence.ts";
import type { LockedSegment } from "./retention-tables.ts";

type Carried = Parameters<typeof carried.add>[2][number];

const firstId = "00000000-0000-0000-0000-000000000000";

/** Below `evidence/`: its number, for people, and enough of its id to stand for one site only. */
export function apartFolder(row: {
  readonly evidence_id: string;
  readonly year: number;
  readonly number: number;
}): string {
  return `${evidenceNumber(row)}-${row.evidence_id.slice(-8)}`;
}

/**
 * Copies fixed evidence apart from the vault (S3-B2a): every locked segment byte for byte and its sealed
 * record, read back from the disk, until the digest of the copies is the one that was fixed. From there
 * the nights carry it on. Cut off anywhere, it goes on; what cannot be copied is an incident.
 */
export async function copyEvidence(house: House): Promise<void> {
  for (let after = firstId; ;) {
    const row = await selectEvidenceToCopy(house.db, house.siteId, after);
    if (row === undefined) return;
    after = row.evidence_id;
    const subject = { type: "evidence", id: row.evidence_id } as const;
    const about = { kind: "evidence-not-copied", subject } as const;
    const trouble = await copyOne(house, row);
    if (trouble === undefined) await incidents.settle(house, about);
    else
      await incidents.raise(house, {
        ...about,
        severity: "major",
        facts: { number: evidenceNumber(row), reason: trouble },
      });
  }
}

type Trouble = "no-space" | "original-damaged" | "differs";

async function copyOne(house: House, row: EvidenceToCopy): Promise<Trouble | undefined> {
  const files = openWriteOnceFiles(house.paths.evidence);
  const sizeBytes = row.segments.reduce((sum, one) => sum + one.sizeBytes, 0);
  if ((await files.freeBytes()) < sizeBytes + house.config.diskReserveBytes) return "no-space";
  const folder = apartFolder(row);
  const made: Carried[] = [];
  try {
    for (const segment of row.segments)
      made.push(...(await copySegment(house, files, { folder, segment })));
  } catch (cause) {
    if (!(cause instanceof Fault) || (cause.kind !== "damaged" && cause.kind !== "absent"))
      throw cause;
    house.log.warn({ err: cause, evidence: folder }, "an original of evidence cannot be copied");
    return "original-damaged";
  }
  const bytes = made.filter((file) => file.path.endsWith(".mp4"));
  if (digestOfSegments(bytes) !== row.segments_sha256) return "differs";
  made.push(await writeText(files, { path: `${folder}/evidence.json`, text: listOf(row) }));
  await files.syncFolders(made.map((file) => file.path));
  await enterCopied(house, row, made);
  return undefined;
}

async function copySegment(
  house: House,
  files: WriteOnceFiles,
  of: { readonly folder: string; readonly segment: LockedSegment },
): Promise<Carried[]> {
  const { segmentId, homeId, sizeBytes, sha256 } = of.segment;
  const segment = await kept.segment(house, segmentId);
  if (segment === undefined)
    throw new Fault("absent", "source_missing", { hint: `segment ${segmentId}` });
  const path = `${of.folder}/${segmentId}.mp4`;
  const there = await digestOf(files.root, path);
  if (there?.sha256 !== sha256)
    await files.putBack(path, kept.bytes(house, segment, { startByte: 0, endByte: sizeBytes }), {
      sizeBytes,
      isRight: (found) => found === sha256,
      asideAs: segmentId,
    });
  const record = { path: `${of.folder}/${segmentId}.segment.json`, text: segment.recordText };
  return [
    { class: "evidence", path, homeId, sizeBytes, sha256 },
    { ...(await writeText(files, record)), homeId },
  ];
}

async function writeText(
  files: WriteOnceFiles,
  of: { readonly path: string; readonly text: string },
): Promise<Carried> {
  await files.writeOnce(of.path, of.text);
  const bytes = Buffer.from(of.text);
  const sha256 = toHex(digest(bytes));
  return { class: "evidence", path: of.path, homeId: null, sizeBytes: bytes.length, sha256 };
}

/** What lies in the folder, for whoever finds it without us; nothing in it names a person. */
function listOf(row: EvidenceToCopy): string {
  const list = {
    version: 1,
    evidenceId: row.evidence_id,
    number: evidenceNumber(row),
    cameras: row.cameras,
    startMs: row.start_ms,
    endMs: row.end_ms,
    fixedAtMs: row.fixed_at_ms,
    segmentsSha256: row.segments_sha256,
    segments: row.segments.map(({ segmentId, startMs, sizeBytes, sha256 }) => ({
      file: `${segmentId}.mp4`,
      startMs,
      sizeBytes,
      sha256,
    })),
  };
  return `${canonicalJson(list)}\n`;
}

async function enterCopied(
  house: House,
  row: EvidenceToCopy,
  made: readonly Carried[],
): Promise<void> {
  const evidenceId = row.evidence_id;
  await act(house, { kind: "system", name: "scheduler" }, "evidence.copied@1", async (tx) => {
    await markEvidenceCopied(tx, evidenceId, house.clock.now());
    await carried.add(house, tx, made);
    return granted({
      value: undefined,
      subject: { type: "evidence", id: evidenceId },
      body: {
        evidenceId,
        number: evidenceNumber(row),
        segments: row.segments.length,
        sizeBytes: row.segments.reduce((sum, one) => sum + one.sizeBytes, 0),
        segmentsSha256: row.segments_sha256,
      },
    });
  });
}

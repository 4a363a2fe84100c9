import { limits } from "../../contract/limits.ts";
import { audit, type Finding } from "../../kernel/ledger/audit.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { openLedgerFiles } from "../../platform/ledger-files.ts";
import { verifySignature } from "../../platform/signing.ts";
import { exportedEntries } from "./exported-entries.ts";
import { readVerifierKey } from "./open-ledger.ts";
import { readTile } from "./read-tile.ts";
import { selectForgotten, selectMislabelled } from "./read.store.ts";
import { newestCheckpoint } from "./sequence.store.ts";

export interface CheckedLedger {
  /** Entries that a signed checkpoint covers. */
  readonly entries: number;
  readonly findings: readonly LedgerFinding[];
}

export type LedgerFinding =
  | Finding
  | {
      readonly code: "entry-forgotten" | "entry-mislabelled" | "checkpoint-missing";
      readonly entryId?: string;
      readonly kind?: string;
      readonly detail: string;
    };

const findingsMost = 100;

/**
 * Compares the ledger's rows with its tiles, bundles and newest signed checkpoint, both ways. The
 * audit names the first false entry; entries that were never numbered and rows whose columns
 * contradict their leaf are named each, up to a limit.
 */
export async function checkLedger(house: House): Promise<CheckedLedger> {
  const findings: LedgerFinding[] = [];
  const files = openLedgerFiles(house.paths.ledger);
  // The file first: a checkpoint published meanwhile makes the row newer, never older.
  const published = await files.read("checkpoint", limits.noteBytes);
  const note = published === undefined ? undefined : new TextDecoder().decode(published);
  const newest = await newestCheckpoint(house.db);
  if (newest !== undefined && note === undefined)
    findings.push({ code: "checkpoint-missing", detail: "the file checkpoint" });
  if (newest === undefined && note !== undefined)
    findings.push({
      code: "rolled-back",
      index: 0,
      detail: "a checkpoint was published, no row is left",
    });
  if (newest !== undefined) {
    const source = {
      entries: exportedEntries(house.db, newest.size),
      readTile: (path: string) => readTile(files, path),
      checkpoint: newest.note,
      verifierKey: await readVerifierKey(house),
      olderCheckpoint: note,
    };
    const audited = await audit(source, { sha256, verifySignature });
    if (!audited.ok) findings.push(audited.finding);
  }
  for (const { id, kind } of await selectForgotten(house.db, findingsMost))
    findings.push({
      code: "entry-forgotten",
      entryId: id,
      kind,
      detail: "has no number and awaits none",
    });
  for (const { id, kind } of await selectMislabelled(house.db, findingsMost))
    findings.push({
      code: "entry-mislabelled",
      entryId: id,
      kind,
      detail: "columns contradict the leaf",
    });
  return { entries: newest?.size ?? 0, findings };
}

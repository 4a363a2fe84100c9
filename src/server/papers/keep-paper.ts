import type { PersonActor } from "../../contract/actor.ts";
import type { Paper, PaperKind } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, refused } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { judgePaper } from "../../platform/paper-check.ts";
import { type PaperFiles, paperFiles } from "../../platform/paper-files.ts";
import { enterRefusal } from "../ledger/index.ts";
import { enterPaper } from "./enter-paper.ts";

export interface NewPaper {
  readonly kind: PaperKind;
  /** A label for people; never part of a path. */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Keeps an uploaded paper for ever (S0-11.2): into quarantine, checked by content, then under its
 * digest, then entered. What fails the check is not kept; that it was tried is an entry.
 */
export async function keepPaper(
  house: House,
  actor: PersonActor,
  paper: NewPaper,
): Promise<Outcome<Paper>> {
  const paperId = house.newId();
  const files = paperFiles(house.paths);
  await sweepQuarantine(house, files);
  if (paper.bytes.length > limits.paperBytes) return refuse(house, actor, paperId, "too_large");
  files.quarantine(paperId, paper.bytes);
  const checked = await judgePaper(paper.bytes);
  if (!checked.ok) {
    await files.discard(paperId);
    return refuse(house, actor, paperId, checked.fault);
  }
  const digest = toHex(sha256(paper.bytes));
  await files.keep(paperId, digest);
  return enterPaper(house, actor, {
    paperId,
    kind: paper.kind,
    fileName: paper.fileName,
    mediaType: checked.value,
    sizeBytes: paper.bytes.length,
    sha256: digest,
  });
}

async function refuse(
  house: House,
  actor: PersonActor,
  paperId: string,
  reason: string,
): Promise<Outcome<Paper>> {
  const refusal = refused("paper_refused", { reason });
  await enterRefusal(house, actor, "paper.kept@1", refusal, { type: "paper", id: paperId });
  return refusal;
}

const leftoverMs = 3_600_000;

/** What a crash left in quarantine goes after an hour; the instant stands in our own ids (RFC 9562). */
async function sweepQuarantine(house: House, files: PaperFiles): Promise<void> {
  for (const paperId of await files.quarantined()) {
    const madeAtMs = Number.parseInt(paperId.replaceAll("-", "").slice(0, 12), 16);
    if (madeAtMs < house.clock.now() - leftoverMs) await files.discard(paperId);
  }
}

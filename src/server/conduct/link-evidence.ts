import type { PersonActor } from "../../contract/actor.ts";
import type { EvidenceInput, Matter } from "../../contract/conduct.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { rolePermissions } from "../../contract/roles.ts";
import { parseLeaf } from "../../kernel/ledger/leaf.ts";
import type { House } from "../../platform/house.ts";
import { proveEntry } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { findPapers, isKeeper } from "../papers/index.ts";
import { type EvidenceRow, insertEvidence, selectEvidence } from "./conduct.store.ts";
import { onMatter } from "./handle-matter.ts";

/** Links an entry of the ledger, a stretch of a recording or a paper; nothing that was linked goes again. */
export async function linkEvidence(
  house: House,
  actor: PersonActor,
  ask: { readonly matterId: string; readonly what: EvidenceInput },
): Promise<Outcome<Matter>> {
  const found = await findEvidence(house, actor, ask.what);
  if (!found.ok) return found;
  const evidenceId = house.newId();
  return onMatter(house, actor, {
    kind: "matter.evidence-linked@1",
    matterId: ask.matterId,
    check: () => undefined,
    write: async (tx, row) => {
      const before = await selectEvidence(tx, { matterIds: [row.matter_id] });
      if (before.length >= limits.evidenceOfMatter)
        return refused("too_many", { most: limits.evidenceOfMatter });
      const linked = {
        evidence_id: evidenceId,
        site_id: house.siteId,
        matter_id: row.matter_id,
        ...found.value,
        added_at_ms: house.clock.now(),
        added_name: actor.name,
      };
      if (!(await insertEvidence(tx, linked))) return refused("conflict");
      const { kind: what, of_id: of } = linked;
      return { row, body: { matterId: row.matter_id, evidenceId, what, of } };
    },
  });
}

type Found = Pick<EvidenceRow, "kind" | "of_id" | "start_ms" | "end_ms" | "label">;

async function findEvidence(
  house: House,
  actor: PersonActor,
  what: EvidenceInput,
): Promise<Outcome<Found>> {
  if (what.type === "entry")
    return rolePermissions[actor.role].includes("ledger.read")
      ? entryFound(house, what.entryId)
      : refused("not_permitted");
  if (what.type === "paper") return paperFound(house, actor, what.paperId);
  const { lessonId, startMs, endMs } = what;
  if (endMs <= startMs) return refused("span_invalid");
  const lesson = await lessons.read(house, actor, lessonId);
  if (!lesson.ok) return lesson;
  const { recordFromMs, recordToMs, officialName } = lesson.value;
  if (startMs < recordFromMs || endMs > recordToMs) return refused("span_invalid");
  return granted({
    kind: "recording",
    of_id: lessonId,
    start_ms: startMs,
    end_ms: endMs,
    label: officialName,
  });
}

async function entryFound(house: House, entryId: string): Promise<Outcome<Found>> {
  const entry = await proveEntry(house, entryId);
  if (!entry.ok) return entry;
  const label = parseLeaf(entry.value.leaf)?.kind ?? "";
  return granted({ kind: "entry", of_id: entryId, start_ms: null, end_ms: null, label });
}

/** A paper is linked by whoever uploaded it: a foreign one would be opened to others by this. */
async function paperFound(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<Outcome<Found>> {
  const [paper] = await findPapers(house, [paperId]);
  const own = await isKeeper(house, actor.accountId, paperId);
  if (paper === undefined || !own) return refused("not_found");
  const label = paper.fileName;
  return granted({ kind: "paper", of_id: paperId, start_ms: null, end_ms: null, label });
}

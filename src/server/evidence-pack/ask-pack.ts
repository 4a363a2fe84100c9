import type { PersonActor } from "../../contract/actor.ts";
import type { EvidencePack, PackAsk } from "../../contract/evidence-pack.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal, stretches } from "../ledger/index.ts";
import { lessonsOfSpan } from "../lessons/index.ts";
import { type PackRow, countUnfinished, insertPack } from "./evidence-pack.store.ts";
import { viewOf } from "./pack-view.ts";

/**
 * Asks for the evidence of a period; a job makes it. What would be too large is refused before anything is
 * made. A period that is not over yet ends now.
 */
export async function askPack(
  house: House,
  actor: PersonActor,
  ask: PackAsk,
): Promise<Outcome<EvidencePack>> {
  const nowMs = house.clock.now();
  const period = { fromMs: ask.fromMs, toMs: Math.min(ask.toMs, nowMs) };
  const sized = await sizeOf(house, actor, period);
  if (!sized.ok) {
    const subject = { type: "account" as const, id: actor.accountId };
    await enterRefusal(house, actor, "evidence-pack.asked@1", sized, subject);
    return sized;
  }
  const row: PackRow = {
    pack_id: house.newId(),
    site_id: house.siteId,
    from_ms: period.fromMs,
    to_ms: period.toMs,
    reason: ask.reason,
    account_id: actor.accountId,
    sign_in_id: actor.signInId,
    asked_by: actor.name,
    role: actor.role,
    asked_at_ms: nowMs,
    ...fresh,
    ...sized.value,
  };
  return act(house, actor, "evidence-pack.asked@1", async (tx) => {
    await insertPack(tx, row);
    return granted({
      value: viewOf(row, actor),
      subject: { type: "evidence-pack", id: row.pack_id },
      body: { packId: row.pack_id, ...period },
      personal: { reason: ask.reason },
    });
  });
}

const fresh = {
  state: "queued",
  failure: null,
  attempts: 0,
  done_steps: 0,
  file_name: null,
  size_bytes: null,
  sha256: null,
  ready_at_ms: null,
  removed_at_ms: null,
  taken: 0,
} as const;

/** How much there is to pack, or why it is not begun. */
async function sizeOf(
  house: House,
  actor: PersonActor,
  period: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<{ entries: number; lessons: number }>> {
  const lengthMs = period.toMs - period.fromMs;
  if (lengthMs < limits.evidencePackShortestMs || lengthMs > limits.evidencePackLongestMs)
    return refused("span_invalid", { mostMs: limits.evidencePackLongestMs });
  const waiting = await countUnfinished(house.db, { siteId: house.siteId, ...actor });
  if (waiting >= limits.evidencePacksWaiting) return refused("packs_waiting", { most: waiting });
  const stretch = await stretches.find(house, period);
  if (stretch === undefined) return refused("pack_nothing_entered");
  const entries = stretch.to - stretch.from;
  if (entries > limits.evidencePackEntries) return tooMany("entries", entries);
  const lessons = await lessonsOfSpan(house, { startMs: period.fromMs, endMs: period.toMs });
  if (lessons.length > limits.evidencePackLessons) return tooMany("lessons", lessons.length);
  return granted({ entries, lessons: lessons.length });
}

function tooMany(what: "entries" | "lessons", count: number): Refusal {
  return what === "entries"
    ? refused("pack_too_many_entries", { rows: count, most: limits.evidencePackEntries })
    : refused("pack_too_many_lessons", { rows: count, most: limits.evidencePackLessons });
}

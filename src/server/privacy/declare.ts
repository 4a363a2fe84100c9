import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { PrivacyDecision } from "../../contract/readiness.ts";
import { isSealed } from "../../kernel/privacy.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertDecision, insertEvent, lockEvent, markEnded } from "./privacy.store.ts";
import { sealingOf } from "./sealed.ts";

/**
 * Seals a room from this moment to the end of what is recorded of its lesson (C-41). Whose right it is
 * has been judged by whoever calls; the recorder is not asked and records on.
 */
export async function declareEvent(
  house: House,
  actor: PersonActor,
  of: {
    readonly lessonId: string;
    readonly venueId: string;
    readonly endMs: number;
    readonly remark: string;
  },
): Promise<Outcome<{ eventId: string }>> {
  const eventId = house.newId();
  return act(house, actor, "privacy.declared@1", async (tx) => {
    const atMs = house.clock.now();
    const { lessonId, venueId, endMs } = of;
    if (atMs >= endMs) return refused("lesson_not_running");
    const inserted = await insertEvent(tx, {
      event_id: eventId,
      site_id: house.siteId,
      lesson_id: lessonId,
      venue_id: venueId,
      declared_by: actor.accountId,
      declared_by_name: actor.name,
      declared_at_ms: atMs,
      start_ms: atMs,
      end_ms: endMs,
      ended_at_ms: null,
    });
    if (!inserted) return refused("privacy_running");
    return granted({
      value: { eventId },
      subject: { type: "lesson", id: lessonId },
      body: { eventId, lessonId, venueId, startMs: atMs, endMs },
      personal: of.remark === "" ? {} : { remark: of.remark },
    });
  });
}

/** What is recorded from now on may be looked at again; what was sealed stays sealed. */
export async function endSealing(
  house: House,
  actor: PersonActor,
  of: { readonly lessonId: string; readonly eventId: string },
): Promise<Outcome<undefined>> {
  return act(house, actor, "privacy.ended@1", async (tx) => {
    const atMs = house.clock.now();
    const found = await lockEvent(tx, house.siteId, of.eventId);
    // Whose lesson it is has been judged: of an event nobody knows of nothing goes on.
    if (found === undefined || found.row.lesson_id !== of.lessonId) return refused("privacy_over");
    const { row } = found;
    // In the very millisecond it began there is nothing sealed yet: a stretch has a length.
    const endMs = Math.max(row.start_ms + 1, Math.min(atMs, row.end_ms));
    if (!(await markEnded(tx, { eventId: of.eventId, endMs, atMs })))
      return refused("privacy_over");
    return granted({
      value: undefined,
      subject: { type: "lesson", id: row.lesson_id },
      body: { eventId: of.eventId, lessonId: row.lesson_id, endMs },
    });
  });
}

export interface SealingDecision {
  readonly lessonId: string;
  readonly eventId: string;
  readonly decision: PrivacyDecision;
  readonly keptUntilMs: number | null;
  readonly reason: string;
  readonly signatureSha256: string;
}

/** Releases what is sealed or keeps it so until a day; a release is the last word. */
export async function decideSealing(
  house: House,
  actor: PersonActor,
  of: SealingDecision,
): Promise<Outcome<undefined>> {
  const { lessonId, eventId, decision, keptUntilMs, reason, signatureSha256 } = of;
  return act(house, actor, "privacy.decided@1", async (tx) => {
    const atMs = house.clock.now();
    if (decision === "kept" ? keptUntilMs === null || keptUntilMs <= atMs : keptUntilMs !== null)
      return refused("bad_input", { field: "keptUntilMs" });
    const found = await lockEvent(tx, house.siteId, eventId);
    if (found === undefined || found.row.lesson_id !== lessonId) return refused("not_found");
    if (!isSealed(sealingOf(found), atMs)) return refused("privacy_over");
    await insertDecision(tx, {
      decision_id: house.newId(),
      site_id: house.siteId,
      event_id: eventId,
      decision,
      kept_until_ms: keptUntilMs,
      reason,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at_ms: atMs,
      signature_sha256: signatureSha256,
    });
    // Released while the lesson runs: the next emergency is an event of its own.
    if (decision === "released") await endNow(tx, found.row, atMs);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { eventId, lessonId, decision, keptUntilMs, signatureSha256 },
      personal: { reason },
    });
  });
}

async function endNow(
  tx: Parameters<typeof markEnded>[0],
  row: { readonly event_id: string; readonly start_ms: number; readonly end_ms: number },
  atMs: number,
): Promise<void> {
  const endMs = Math.max(row.start_ms + 1, Math.min(atMs, row.end_ms));
  await markEnded(tx, { eventId: row.event_id, endMs, atMs });
}

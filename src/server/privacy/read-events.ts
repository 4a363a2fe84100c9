import { limits } from "../../contract/limits.ts";
import type { PrivacyEvent } from "../../contract/readiness.ts";
import { isSealed } from "../../kernel/privacy.ts";
import type { House } from "../../platform/house.ts";
import { type EventAndDecision, selectEvents } from "./privacy.store.ts";
import { sealingOf } from "./sealed.ts";

/** An event as it is kept; what the lesson is called, whoever shows it knows. */
export type KeptEvent = Omit<PrivacyEvent, "lesson">;

/** Events of lessons, newest first; who may know of them has been judged by whoever asks. */
export async function eventsOf(house: House, lessonIds: readonly string[]): Promise<KeptEvent[]> {
  if (lessonIds.length === 0) return [];
  const most = limits.pageRows;
  const found = await selectEvents(house.db, { siteId: house.siteId, lessonIds, most });
  return found.map((one) => keptOf(one, house.clock.now()));
}

/** What nobody has decided yet. */
export async function undecidedEvents(house: House): Promise<KeptEvent[]> {
  const most = limits.pageRows;
  const found = await selectEvents(house.db, { siteId: house.siteId, undecided: true, most });
  return found.map((one) => keptOf(one, house.clock.now()));
}

function keptOf(one: EventAndDecision, nowMs: number): KeptEvent {
  const { row, decision } = one;
  return {
    eventId: row.event_id,
    lessonId: row.lesson_id,
    declaredBy: row.declared_by_name,
    declaredAtMs: row.declared_at_ms,
    startMs: row.start_ms,
    endMs: row.end_ms,
    endedAtMs: row.ended_at_ms,
    decision: decision?.decision ?? null,
    decidedBy: decision?.decided_by_name ?? null,
    decidedAtMs: decision?.decided_at_ms ?? null,
    keptUntilMs: decision?.kept_until_ms ?? null,
    reason: decision?.reason ?? "",
    sealed: isSealed(sealingOf(one), nowMs),
  };
}

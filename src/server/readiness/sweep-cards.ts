import { granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { lessonsOfSpan } from "../lessons/index.ts";
import { unsignedOf } from "./card.ts";
import { insertMissed, selectMissed, selectSignings } from "./readiness.store.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;
/** Also lessons that began while the house was not running are told. */
const backMs = 12 * 3_600_000;

/** Tells of each lesson that began without a signed card, once: an incident for the administrator. */
export async function sweepCards(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const found = await lessonsOfSpan(house, { startMs: nowMs - backMs, endMs: nowMs + 1 });
  const begun = found.filter(
    ({ lesson }) =>
      lesson.recording &&
      lesson.state !== "cancelled" &&
      lesson.startMs <= nowMs &&
      lesson.startMs > nowMs - backMs,
  );
  const ids = begun.map(({ lesson }) => lesson.lessonId);
  const signed = await selectSignings(house.db, ids);
  const told = await selectMissed(house.db, ids);
  for (const { lesson } of begun) {
    const { lessonId, startMs, project, venueName } = lesson;
    if (signed.has(lessonId) || told.has(lessonId)) continue;
    // The incident comes first: a crash in between tells twice, and never tells nobody.
    const { incidentId } = await incidents.raise(house, {
      ...unsignedOf(lessonId),
      severity: "minor",
      facts: { lesson: project, venue: venueName, startMs },
    });
    await act(house, scheduler, "card.missed@1", async (tx) => {
      const row = { lesson_id: lessonId, site_id: house.siteId, at_ms: nowMs };
      if (!(await insertMissed(tx, { ...row, incident_id: incidentId })))
        return refused("conflict");
      return granted({
        value: undefined,
        subject: { type: "lesson", id: lessonId },
        body: { lessonId, startMs },
      });
    });
  }
}

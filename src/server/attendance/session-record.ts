import type { PersonActor } from "../../contract/actor.ts";
import { type Attendance, sessionFields } from "../../contract/attendance.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { toHex, utf8 } from "../../kernel/bytes.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { missingFields } from "../../kernel/attendance/session-record.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { keptBy } from "./keep-attendance.ts";
import { readAttendance } from "./read-attendance.ts";
import { lockSheet, updateSheet } from "./sheets.store.ts";

/**
 * Marks the record of a lesson complete (F-12, S0-5.3.1): after its end, when none of the six fields is
 * missing. Once, by whoever keeps the lesson.
 */
export async function completeRecord(
  house: House,
  actor: PersonActor,
  lessonId: string,
): Promise<Outcome<Attendance>> {
  const kept = await keptBy(house, actor, { lessonId, attempted: "session-record.complete" });
  if (!kept.ok) return kept;
  const { lesson, snapshot } = kept.value.facts;
  const done = await act(house, actor, "session-record.completed@1", async (tx) => {
    const sheet = await lockSheet(tx, { siteId: house.siteId, lessonId });
    const nowMs = house.clock.now();
    if (sheet.completed_at_ms !== null) return refused("session_record_completed");
    if (nowMs < lesson.endMs) return refused("session_record_early", { endMs: lesson.endMs });
    const [field] = missingFields(lesson);
    if (field !== undefined) return refused("session_record_incomplete", { field });
    await updateSheet(tx, lessonId, { completed_at_ms: nowMs, completed_by: actor.accountId });
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: {
        lessonId,
        fields: [...sessionFields],
        lessonSha256: toHex(sha256(utf8(canonicalJson(snapshot)))),
      },
    });
  });
  return done.ok ? readAttendance(house, actor, lessonId) : done;
}

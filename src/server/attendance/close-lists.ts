import { granted, refused } from "../../contract/outcome.ts";
import { headsOf } from "../../kernel/attendance/standing.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type EntryDraft, act } from "../ledger/index.ts";
import { type LessonFacts, lessonsOfSpan } from "../lessons/index.ts";
import { insertAttendee, insertMark, lockAttendee, type MarkRow } from "./attendance.store.ts";
import { type GatheredLine, factsOf, gather, whoOf } from "./gather.ts";
import { lockSheet, selectSheets, updateSheet } from "./sheets.store.ts";

/** A house that stood still for days catches up. */
const behindMs = 3 * 86_400_000;
const scheduler = { kind: "system", name: "scheduler" } as const;

/**
 * Within a minute of a lesson's end its list is closed: whoever neither came nor has leave is absent
 * (S2-N 五1). What is found out later is a correction.
 */
export async function closeLists(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const near = await lessonsOfSpan(house, { startMs: nowMs - behindMs, endMs: nowMs });
  const over = near.filter(({ lesson }) => lesson.endMs <= nowMs && lesson.state !== "cancelled");
  const sheets = await selectSheets(
    house.db,
    over.map(({ lesson }) => lesson.lessonId),
  );
  const open = over.filter(
    ({ lesson }) => (sheets.get(lesson.lessonId)?.closed_at_ms ?? null) === null,
  );
  for (const facts of open) await closeList(house, facts);
}

async function closeList(house: House, facts: LessonFacts): Promise<void> {
  const { lessonId } = facts.lesson;
  const { lines, tally } = await gather(house, facts);
  const awaited = lines.filter((line) => line.listed && line.stands.standing === "absent");
  await act(house, scheduler, "attendance.closed@1", async (tx) => {
    const sheet = await lockSheet(tx, { siteId: house.siteId, lessonId });
    if (sheet.closed_at_ms !== null) return refused("conflict");
    const missed: EntryDraft[] = [];
    for (const line of awaited) {
      const draft = await noteAbsent(house, tx, { lessonId, line });
      if (draft !== undefined) missed.push(draft);
    }
    await updateSheet(tx, lessonId, { closed_at_ms: house.clock.now() });
    const { expected, valid, late, leave } = tally;
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: { lessonId, expected, valid, late, leave, absent: missed.length },
      also: missed,
    });
  });
}

/** Looks once more while the person is locked: somebody may have noted them a moment ago. */
async function noteAbsent(
  house: House,
  tx: Writing,
  { lessonId, line }: { readonly lessonId: string; readonly line: GatheredLine },
): Promise<EntryDraft | undefined> {
  const who = whoOf(house, lessonId, line);
  await insertAttendee(tx, { ...who, attendee_id: house.newId() });
  const locked = await lockAttendee(tx, who);
  if (locked === undefined) return undefined;
  if (headsOf(locked.marks.map(factsOf)).some((mark) => mark.kind !== "out")) return undefined;
  const mark = absentMark(house, { lessonId, attendeeId: locked.row.attendee_id });
  await insertMark(tx, mark);
  return {
    kind: "attendance.marked@1",
    subject: { type: "lesson", id: lessonId },
    body: {
      lessonId,
      markId: mark.mark_id,
      attendeeId: mark.attendee_id,
      accountId: who.account_id,
      kind: mark.kind,
      verdict: mark.verdict,
      way: mark.way,
      atMs: mark.at_ms,
      kioskId: null,
    },
    personal: { name: line.name },
  };
}

function absentMark(
  house: House,
  of: { readonly lessonId: string; readonly attendeeId: string },
): MarkRow {
  return {
    mark_id: house.newId(),
    site_id: house.siteId,
    lesson_id: of.lessonId,
    attendee_id: of.attendeeId,
    kind: "absent",
    verdict: "valid",
    way: "house",
    at_ms: house.clock.now(),
    terminal: "",
    by_account: null,
    kiosk_id: null,
    reason: "",
    corrects_id: null,
  };
}

import type { ExamInput } from "../../contract/osce.ts";
import { examTurns, roomSpans } from "../../kernel/osce/plan-troubles.ts";
import type { House } from "../../platform/house.ts";
import { attendance } from "../attendance/index.ts";
import { selectHeldAround } from "./exams.store.ts";
import { inputOf } from "./find-exam.ts";
import { type RoomVisit, roomVisits } from "./room-visits.ts";

/** A house that stood still for a day catches up; an exam lasts a day at most. */
const aroundMs = 2 * 86_400_000;

/**
 * The lists of the rooms follow the board: whoever's visit has ended was there, whoever the board called
 * absent was not. Each list is closed by the house like any other (S0-5.3.2).
 */
export async function noteAttendance(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const span = { startMs: nowMs - aroundMs, endMs: nowMs + aroundMs };
  for (const row of await selectHeldAround(house.db, house.siteId, span)) {
    const input = await inputOf(house.db, row);
    const held = await roomVisits(house.db, { examId: row.exam_id, input }, nowMs);
    for (const [lessonId, inRoom] of Map.groupBy(held, (one) => one.lessonId))
      await attendance.notePresence(house, { lessonId, people: presences(input, inRoom, nowMs) });
  }
}

/** In when the first visit to the room began, out when the last of them ended. */
function presences(input: ExamInput, inRoom: readonly RoomVisit[], nowMs: number) {
  const dayEndMs = roomSpans(input, examTurns(input)).at(-1)?.endMs ?? 0;
  const byCandidate = Map.groupBy(inRoom, (one) => one.candidateId);
  return [...byCandidate].flatMap(([candidateId, own]) => {
    const who = input.candidates.find((one) => one.candidateId === candidateId);
    const [first, last] = [own[0], own.at(-1)];
    if (who === undefined || first === undefined || last === undefined) return [];
    const { accountId, name } = who;
    const came = { accountId, name, kind: "in" as const, atMs: first.startMs, late: first.late };
    // Where several stations share the room the same person may come once more.
    if (first.stationId !== null && nowMs < dayEndMs) return [came];
    return [came, { accountId, name, kind: "out" as const, atMs: last.endMs, late: false }];
  });
}

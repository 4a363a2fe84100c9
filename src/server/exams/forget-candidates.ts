import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { cohorts } from "../scores/index.ts";
import {
  clearCandidates,
  clearReasons,
  erasePersonal,
  examOfRoom,
  selectCandidates,
  selectRooms,
  updateForgotten,
} from "./exams.store.ts";

/**
 * With the footage of the last room of an exam its candidates' names and numbers go, and what was said of
 * them on the day (C-28). A number by which to tell them apart, and what they scored, stays.
 */
export async function forgetCandidates(house: House, lessonId: string): Promise<void> {
  await quiet(house, "what may name people goes with what was destroyed", async (tx) => {
    const examId = await examOfRoom(tx, lessonId);
    if (examId === undefined) return;
    const atMs = house.clock.now();
    await updateForgotten(tx, { lessonId, atMs });
    for (const left of await leftRooms(house, tx, examId)) {
      if (!left.cancelled) return;
      await updateForgotten(tx, { lessonId: left.lessonId, atMs });
    }
    const people = await selectCandidates(tx, examId);
    const named = people.map(({ candidate_id: candidateId, position }) => ({
      candidateId,
      name: String(position + 1),
    }));
    await clearCandidates(tx, examId);
    await clearReasons(tx, examId);
    await erasePersonal(tx, examId);
    await cohorts.forget(tx, { cohortId: examId, named });
  });
}

/** Rooms that were not destroyed, those that are still to be seen first; a cancelled one never was. */
async function leftRooms(house: House, tx: Writing, examId: string) {
  const rooms = await selectRooms(tx, examId);
  const left = rooms.filter((one) => one.forgotten_at_ms === null).map((one) => one.lesson_id);
  const facts = await lessonsOfOccasions(house, left);
  return facts
    .map(({ lesson }) => ({ lessonId: lesson.lessonId, cancelled: lesson.state === "cancelled" }))
    .toSorted((a, b) => Number(a.cancelled) - Number(b.cancelled));
}

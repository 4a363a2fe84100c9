import { visitsOf } from "../../../src/kernel/osce/rotation.ts";
import { momentOf, runOf, turnStartMs } from "../../../src/kernel/osce/run-clock.ts";
import type { ExamBoard } from "../../../src/contract/routes/osce.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { newId } from "../../../src/platform/ids.ts";
import { until } from "../../fixture/running-house.ts";
import type { Day } from "./furnish-day.ts";

/** A candidate at a station, from its bell to its bell on the house's clock. */
export interface DayVisit {
  readonly candidateId: string;
  readonly station: number;
  readonly turn: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** Every examiner opens the own room once its camera records; then the exam is started. */
export async function startExam(day: Day): Promise<ExamBoard> {
  const params = { examId: day.examId };
  await Promise.all(
    day.stations.map(async ({ examiner, lessonId, label }) => {
      const opens = () =>
        examiner.call("exam.open", { params: { lessonId }, body: {} }).then(
          () => true,
          () => false,
        );
      await until(opens, 60_000, `the room of ${label} is recorded and opened`);
    }),
  );
  await systemClock.sleep(Math.max(0, day.startMs - systemClock.now()));
  const body = {
    actId: newId(systemClock),
    kind: "start",
    candidateId: null,
    circuit: null,
    station: null,
    reason: "",
  } as const;
  return day.admin.call("exams.run", { params, body });
}

/** All visits as the board's own clock tells them. */
export function visitsOn(board: ExamBoard): DayVisit[] {
  const { timing, order, stations, circuits } = board;
  const run = runOf(board.plannedMs, board.acts);
  return visitsOf({ stations: stations.length, circuits: circuits.length, order }).map((visit) => {
    const fromMs = turnStartMs(timing, visit.turn) + timing.readingSeconds * 1_000;
    const at = (ms: number) => momentOf(run, ms, board.nowMs);
    const startMs = at(fromMs);
    const endMs = at(fromMs + timing.stationSeconds * 1_000);
    return {
      candidateId: visit.candidateId,
      station: visit.station,
      turn: visit.turn,
      startMs,
      endMs,
    };
  });
}

/** Each examiner marks each candidate while the candidate is there, and hands the sheet in. */
export async function examine(day: Day, board: ExamBoard): Promise<void> {
  const visits = visitsOn(board);
  await Promise.all(
    day.stations.map(async ({ examiner, assignmentId }, station) => {
      for (const visit of visits
        .filter((one) => one.station === station)
        .toSorted((a, b) => a.turn - b.turn)) {
        const atMs = visit.startMs + (visit.endMs - visit.startMs) * 0.7 + station * 150;
        await systemClock.sleep(Math.max(0, atMs - systemClock.now()));
        const params = { assignmentId, studentId: visit.candidateId };
        const saidAtMs = systemClock.now();
        const marks = [
          ["s1", 6 + ((visit.turn + station) % 4)],
          ["rating", 3],
        ].map(([about, value]) => ({
          markId: newId(systemClock),
          about: String(about),
          value: Number(value),
          after: [],
          saidAtMs,
          reason: null,
        }));
        await examiner.call("scoring.mark", { params, body: { marks } });
        const handIn = {
          handInId: newId(systemClock),
          heads: marks.map((one) => one.markId),
          remark: "",
          saidAtMs,
        };
        await examiner.call("scoring.handIn", { params, body: handIn });
      }
    }),
  );
}

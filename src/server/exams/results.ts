import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { examRoutes } from "../../contract/routes/osce.ts";
import { examOutcome } from "../../kernel/osce/results.ts";
import { standingOf } from "../../kernel/osce/run-acts.ts";
import type { House } from "../../platform/house.ts";
import { type Writing } from "../../platform/database.ts";
import type { z } from "zod";
import { act } from "../ledger/index.ts";
import { cohorts, scoring } from "../scores/index.ts";
import { lockExam, selectActs, selectPlaces, updateExam } from "./exams.store.ts";
import { type FoundExam, examToChange, findExam, inputOf } from "./find-exam.ts";
import { headOf } from "./read-exams.ts";
import { noteOwnVisits } from "./room-visits.ts";

export type ExamResults = z.input<(typeof examRoutes)["exams.results"]["answer"]>;

/** Results over all stations, made anew from the marks at each call (S0-5.3.2). */
export async function readResults(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<ExamResults>> {
  const found = await findExam(house, actor, examId);
  if (!found.ok) return found;
  if (found.value.row.state !== "published") return refused("exam_unpublished");
  return granted(await resultsOf(house, found.value));
}

export async function resultsOf(house: House, { row, input }: FoundExam): Promise<ExamResults> {
  const summaries = await cohorts.summaries(house, row.exam_id);
  const acts = await selectActs(house.db, row.exam_id);
  const standing = standingOf(
    acts.map((one) => ({ kind: one.kind, candidateId: one.candidate_id })),
  );
  const scored = input.stations.flatMap(({ key, name, rest }) => {
    const summary = summaries.get(key);
    return rest || summary === undefined ? [] : [{ key, name, summary }];
  });
  const absent = [...standing].filter(([, how]) => how === "absent").map(([id]) => id);
  const { passPercent, lines } = examOutcome({
    candidates: input.candidates,
    stations: scored.map((one) => one.summary),
    absent: new Set(absent),
    leastStations: input.leastStations,
  });
  return {
    exam: headOf(row),
    passPercent,
    leastStations: input.leastStations,
    stations: scored.map(({ key, name, summary }) => ({ key, name, standard: summary.standard })),
    lines: [...lines],
  };
}

/** Releases all stations and the outcome: from now on each candidate sees the own one (S0-9.1d). */
export async function releaseExam(
  house: House,
  actor: PersonActor,
  examId: string,
): Promise<Outcome<{ releasedAtMs: number }>> {
  const found = await examToChange(house, actor, { examId, attempted: "exam.released@1" });
  if (!found.ok) return found;
  const { row, input } = found.value;
  if (row.state !== "published") return refused("exam_unpublished");
  if (row.released_at_ms !== null) return refused("conflict");
  const places = await selectPlaces(house.db, examId);
  for (const { assignment_id: assignmentId } of places) {
    const released = await scoring.release(house, actor, assignmentId);
    // One that was released before by itself stays so.
    if (!released.ok && released.code !== "conflict") return released;
  }
  const releasedAtMs = house.clock.now();
  return act(house, actor, "exam.released@1", async (tx: Writing) => {
    const locked = await lockExam(tx, house.siteId, examId);
    if (locked === undefined) return refused("not_found");
    if (locked.released_at_ms !== null) return refused("conflict");
    await updateExam(tx, examId, { released_at_ms: releasedAtMs });
    await noteOwnVisits(house, tx, { examId, input: await inputOf(tx, locked) });
    return granted({
      value: { releasedAtMs },
      subject: { type: "exam", id: examId },
      body: { examId, assignments: places.length, candidates: input.candidates.length },
    });
  });
}

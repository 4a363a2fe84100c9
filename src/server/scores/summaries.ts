import type { Assignment, ScoreSheet } from "../../contract/scoring.ts";
import { type Summary, summarise } from "../../kernel/scoring/summary.ts";
import type { House } from "../../platform/house.ts";
import type { LessonFacts } from "../lessons/index.ts";
import { type Candidate, assignmentsOf, candidatesOf } from "./assignments.ts";
import { selectCandidates, selectSeatings } from "./cohorts.store.ts";
import { automaticOf, readDeviceScores } from "./device-scores.ts";
import { readSheets } from "./read-sheets.ts";
import { selectAssignments } from "./scores.store.ts";

/** The summary of one assignment. In an exam its pass mark is that of the whole cohort at this station. */
export async function summaryOf(
  house: House,
  of: { readonly assignment: Assignment; readonly facts: LessonFacts },
  sheets: readonly ScoreSheet[],
): Promise<Summary> {
  const { assignment, facts } = of;
  const { seating } = assignment;
  if (seating === null)
    return summed(house, assignment, {
      candidates: await candidatesOf(house, facts, assignment),
      sheets,
    });
  const stations = await cohortSummaries(house, seating.cohortId);
  const whole = stations.get(seating.station);
  if (whole === undefined) return summed(house, assignment, { candidates: [], sheets: [] });
  const own = new Set(seating.candidateIds);
  return { ...whole, lines: whole.lines.filter((line) => own.has(line.studentId)) };
}

async function summed(
  house: House,
  assignment: Assignment,
  of: { readonly candidates: readonly Candidate[]; readonly sheets: readonly ScoreSheet[] },
): Promise<Summary> {
  const { assignmentId, checklist, passRule } = assignment;
  const named = of.candidates.map(({ studentId, name }) => ({ studentId, name }));
  const devices = await readDeviceScores(house, house.db, { assignmentIds: [assignmentId] });
  const automatic = automaticOf(assignment, devices);
  return summarise({ checklist, passRule, candidates: named, sheets: of.sheets, automatic });
}

/** Each station of a cohort with everybody who came to it, in whatever room and block (B20). */
export async function cohortSummaries(
  house: House,
  cohortId: string,
): Promise<ReadonlyMap<string, Summary>> {
  const seatings = await selectSeatings(house.db, { cohortId });
  const candidates = await selectCandidates(house.db, [cohortId]);
  const assignmentIds = seatings.map((one) => one.assignment_id);
  const rows = await selectAssignments(house.db, house.siteId, {
    assignmentIds,
    most: assignmentIds.length,
  });
  const assignments = await assignmentsOf(house, house.db, rows);
  const sheets = await readSheets(house, house.db, { assignmentIds });
  const devices = await readDeviceScores(house, house.db, { assignmentIds });
  const byStation = Map.groupBy(seatings, (one) => one.station);
  return new Map(
    [...byStation].flatMap(([station, some]) => {
      const ids = new Set(some.map((one) => one.assignment_id));
      const first = assignments.find((one) => ids.has(one.assignmentId));
      if (first === undefined) return [];
      const seated = new Set(some.flatMap((one) => one.candidate_ids));
      const named = candidates
        .filter((one) => seated.has(one.candidate_id))
        .map((one) => ({ studentId: one.candidate_id, name: one.name }));
      const summary = summarise({
        checklist: first.checklist,
        passRule: first.passRule,
        candidates: named,
        sheets: sheets.filter((sheet) => ids.has(sheet.assignmentId)),
        automatic: automaticOf(
          first,
          devices.filter((one) => ids.has(one.assignmentId)),
        ),
      });
      return [[station, summary] as const];
    }),
  );
}

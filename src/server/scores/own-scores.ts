import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { scoringRoutes } from "../../contract/routes/scoring.ts";
import type { Assignment } from "../../contract/scoring.ts";
import { fullPoints } from "../../kernel/scoring/checklist-score.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import type { z } from "zod";
import { lessonById } from "../lessons/index.ts";
import { assignmentsOf, candidatesOf } from "./assignments.ts";
import { summaryOf } from "./read-scoring.ts";
import { readSheets } from "./read-sheets.ts";
import { selectAssignments } from "./scores.store.ts";

export type OwnScore = z.input<(typeof scoringRoutes)["scoring.own"]["answer"]>["scores"][number];

/**
 * A student's own released results, newest lesson first (S0-9.1d, S0-14.2). Which there are, the student's
 * tier decides; the pass mark of a regression needs the others' marks, of which only the line itself leaves.
 */
export async function readOwnScores(
  house: House,
  actor: PersonActor,
): Promise<Outcome<{ scores: OwnScore[] }>> {
  const rows = await asTier(house, actor, (db) =>
    selectAssignments(db, house.siteId, { most: limits.pageRows }),
  );
  const assignments = await assignmentsOf(house, house.db, rows);
  const scores: OwnScore[] = [];
  for (const assignment of assignments) {
    const score = await ownScore(house, actor, assignment);
    if (score !== undefined) scores.push(score);
  }
  return granted({ scores: scores.toSorted((a, b) => b.startMs - a.startMs) });
}

async function ownScore(
  house: House,
  actor: PersonActor,
  assignment: Assignment,
): Promise<OwnScore | undefined> {
  const { assignmentId, checklist, releasedAtMs, lessonId } = assignment;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined || releasedAtMs === null) return undefined;
  const sheets = await readSheets(house, house.db, { assignmentIds: [assignmentId] });
  const candidates = await candidatesOf(house, facts, assignment.stationId);
  const { lines, standard } = summaryOf(assignment, candidates, sheets);
  const line = lines.find((one) => one.studentId === actor.accountId);
  if (line === undefined) return undefined;
  const own = sheets.filter((sheet) => sheet.studentId === actor.accountId);
  return {
    assignmentId,
    lessonId,
    lesson: facts.lesson.project,
    startMs: facts.lesson.startMs,
    title: checklist.title,
    releasedAtMs,
    steps: checklist.items.map(({ step, points, kind, critical }, at) => ({
      step,
      points: kind === "penalty" ? 0 : points,
      critical,
      got: line.items[at] ?? null,
    })),
    points: line.points,
    fullPoints: fullPoints(checklist),
    percent: line.percent,
    passPercent: standard.passPercent,
    rating: line.rating,
    result: line.result,
    remarks: own
      .flatMap((sheet) => sheet.handIns.at(-1)?.remark ?? [])
      .filter((text) => text !== ""),
  };
}

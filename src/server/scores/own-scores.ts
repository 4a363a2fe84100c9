import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { AttemptScore as AttemptShape, scoringRoutes } from "../../contract/routes/scoring.ts";
import type { DeviceScore } from "../../contract/device-scores.ts";
import type { Assignment, ChecklistInput, ScoreSheet } from "../../contract/scoring.ts";
import { fullPoints } from "../../kernel/scoring/checklist-score.ts";
import { standingMarks } from "../../kernel/scoring/standing-marks.ts";
import { doneTimes, judgeRules } from "../../kernel/scoring/step-rules.ts";
import type { House } from "../../platform/house.ts";
import { asTier } from "../../platform/tiers.ts";
import type { z } from "zod";
import { lessonById } from "../lessons/index.ts";
import { assignmentsOf } from "./assignments.ts";
import { selectCandidacies } from "./cohorts.store.ts";
import { automaticOf, readDeviceScores } from "./device-scores.ts";
import { readSheets } from "./read-sheets.ts";
import { selectAssignments } from "./scores.store.ts";
import { summaryOf } from "./summaries.ts";

export type AttemptScore = z.input<typeof AttemptShape>;
type OwnScore = z.input<(typeof scoringRoutes)["scoring.own"]["answer"]>["scores"][number];

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
  const ownIds = await ownIdsOf(house, actor);
  const scores: OwnScore[] = [];
  for (const assignment of assignments) {
    const score = await scoreOf(house, ownIds, assignment);
    if (score === undefined || score.releasedAtMs === null) continue;
    scores.push({ ...score, releasedAtMs: score.releasedAtMs });
  }
  return granted({ scores: scores.toSorted((a, b) => b.startMs - a.startMs) });
}

/** A candidate who had no account then is the same person since it was claimed. */
export async function ownIdsOf(house: House, actor: PersonActor): Promise<string[]> {
  const candidacies = await selectCandidacies(house.db, actor.accountId);
  return [actor.accountId, ...candidacies.map((one) => one.candidate_id)];
}

/** What one of these candidates got: the first of them who is one here. Who may know it is the caller's business. */
export async function scoreOf(
  house: House,
  ownIds: readonly string[],
  assignment: Assignment,
): Promise<AttemptScore | undefined> {
  const { assignmentId, checklist, releasedAtMs, lessonId } = assignment;
  const facts = await lessonById(house, lessonId);
  if (facts === undefined) return undefined;
  const sheets = await readSheets(house, house.db, { assignmentIds: [assignmentId] });
  const devices = await readDeviceScores(house, house.db, { assignmentIds: [assignmentId] });
  const { lines, standard } = await summaryOf(house, { assignment, facts }, sheets);
  const line = lines.find((one) => ownIds.includes(one.studentId));
  if (line === undefined) return undefined;
  const own = sheets.filter((sheet) => sheet.studentId === line.studentId);
  const automatic = automaticOf(assignment, devices).get(line.studentId);
  return {
    assignmentId,
    checklistId: checklist.checklistId,
    studentId: line.studentId,
    lessonId,
    lesson: facts.lesson.project,
    startMs: facts.lesson.startMs,
    title: checklist.title,
    releasedAtMs,
    steps: stepsOf(checklist, own, automatic).map((step, at) => ({
      ...step,
      got: line.items[at] ?? null,
    })),
    points: line.points,
    automatic: line.automatic,
    manual: line.manual,
    fullPoints: fullPoints(checklist),
    percent: line.percent,
    passPercent: standard.passPercent,
    rating: line.rating,
    result: line.result,
    remarks: own
      .flatMap((sheet) => sheet.handIns.at(-1)?.remark ?? [])
      .filter((text) => text !== ""),
    device: ownDevice(devices.findLast((one) => one.studentId === line.studentId)),
  };
}

/** What each step asks, when it was marked, and whether its order and time held. */
function stepsOf(
  checklist: ChecklistInput,
  own: readonly ScoreSheet[],
  automatic: ReadonlyMap<string, number> | undefined,
): Omit<AttemptScore["steps"][number], "got">[] {
  const times = own.map((sheet) => doneTimes(sheet.marks));
  const judged = own.flatMap((sheet) => judgeRules(checklist.items, sheet.marks).broken);
  const marked = new Set(own.flatMap((sheet) => [...standingMarks(sheet.marks).keys()]));
  return checklist.items.map(({ itemId, step, points, kind, critical }) => {
    const atMs = Math.min(...times.flatMap((one) => one.get(itemId) ?? []));
    const broken = judged.filter((one) => one.itemId === itemId);
    const rules = new Map(broken.map((one) => [JSON.stringify(one.rule), one]));
    return {
      itemId,
      step,
      points: kind === "penalty" ? 0 : points,
      critical,
      atMs: Number.isFinite(atMs) ? atMs : null,
      automatic: automatic?.has(itemId) === true && !marked.has(itemId),
      broken: [...rules.values()].map(({ rule, lateMs }) => ({ rule, lateMs })),
    };
  });
}

function ownDevice(one: DeviceScore | undefined): AttemptScore["device"] {
  if (one === undefined) return null;
  const { device, mode, startedAtMs, importedAtMs, figures } = one;
  return { device, mode, startedAtMs, importedAtMs, figures };
}

import type { HandIn, Mark } from "../../contract/scoring.ts";
import { automaticPoints } from "../../kernel/scoring/automatic-points.ts";
import type { KeptState, SheetOf } from "./kept-marks.ts";
import type { Scoring } from "./use-kept-marks.ts";

export interface SheetFacts {
  readonly marks: readonly Mark[];
  readonly handIns: readonly HandIn[];
  /** What a device gave this candidate's automatic steps. */
  readonly automatic: ReadonlyMap<string, number>;
}

/** What this examiner said of a candidate: what the house has, and what waits on this device. */
export function marksOf(scoring: Scoring, state: KeptState, of: SheetOf): SheetFacts {
  const sheet = scoring.sheets.find(
    (one) => one.assignmentId === of.assignmentId && one.studentId === of.studentId,
  );
  const waiting = state.waiting.filter(
    (one) => one.assignmentId === of.assignmentId && one.studentId === of.studentId,
  );
  const marks = [...(sheet?.marks ?? []), ...waiting.flatMap((one) => one.marks)];
  const handIns = [...(sheet?.handIns ?? []), ...waiting.flatMap((one) => one.handIn ?? [])];
  return {
    // What was sent and not answered yet may be on both sides: one mark is one mark.
    marks: [...new Map(marks.map((mark) => [mark.markId, mark])).values()],
    handIns: [...new Map(handIns.map((one) => [one.handInId, one])).values()],
    automatic: givenByDevice(scoring, of),
  };
}

/** By the newest import. */
function givenByDevice(scoring: Scoring, of: SheetOf): ReadonlyMap<string, number> {
  const items = scoring.assignments.find((one) => one.assignmentId === of.assignmentId)?.checklist
    .items;
  const newest = scoring.devices.findLast(
    (one) => one.assignmentId === of.assignmentId && one.studentId === of.studentId,
  );
  return items === undefined || newest === undefined
    ? new Map()
    : automaticPoints(items, newest.figures);
}

import type { ExamCandidate, ExamLine, ExamResult } from "../../contract/osce.ts";
import { mean } from "../scoring/borderline.ts";
import type { Summary } from "../scoring/summary.ts";

export interface ExamScores {
  readonly candidates: readonly Pick<ExamCandidate, "candidateId" | "name" | "number">[];
  /** One for each scored station, in their order. */
  readonly stations: readonly Summary[];
  readonly absent: ReadonlySet<string>;
  readonly leastStations: number;
}

export interface ExamOutcome {
  /** Mean of the stations' pass marks (B20); null while one of them is open. */
  readonly passPercent: number | null;
  readonly lines: readonly ExamLine[];
}

/**
 * An exam over all its stations (B20): every station counts the same, the pass mark is the mean of the
 * stations', and whoever passes fewer stations than asked does not pass.
 */
export function examOutcome(of: ExamScores): ExamOutcome {
  const cuts = of.stations.map((one) => one.standard.passPercent).filter((one) => one !== null);
  const passPercent = cuts.length === 0 || cuts.length < of.stations.length ? null : mean(cuts);
  const byStation = of.stations.map(
    (one) => new Map(one.lines.map((line) => [line.studentId, line])),
  );
  const lines = of.candidates.map(({ candidateId, name, number }) => {
    const stations = byStation.map((lineOf) => {
      const line = lineOf.get(candidateId);
      return { percent: line?.percent ?? null, result: line?.result ?? ("open" as const) };
    });
    // What is still being marked is no part of a sum; where only the pass mark is open, the sum is known.
    const known = stations.flatMap(({ percent, result }, at) => {
      const settled = result !== "open" || of.stations[at]?.standard.passPercent === null;
      return percent === null || !settled ? [] : [percent];
    });
    const whole = stations.length > 0 && known.length === stations.length;
    const line = {
      candidateId,
      name,
      number,
      stations,
      percent: whole ? mean(known) : null,
      stationsPassed: stations.filter((one) => one.result === "passed").length,
    };
    return { ...line, result: resultOf(line, { ...of, passPercent }) };
  });
  return { passPercent, lines };
}

function resultOf(
  line: Omit<ExamLine, "result">,
  of: Pick<ExamScores, "absent" | "leastStations"> & { readonly passPercent: number | null },
): ExamResult {
  if (of.absent.has(line.candidateId)) return "absent";
  const { percent, stations, stationsPassed } = line;
  if (percent === null || of.passPercent === null) return "open";
  if (stations.some((one) => one.result === "open")) return "open";
  return percent >= of.passPercent && stationsPassed >= of.leastStations ? "passed" : "failed";
}

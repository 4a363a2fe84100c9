import { cpus, loadavg, totalmem } from "node:os";
import { totalMs } from "../../../src/kernel/timeline.ts";
import type { LessonAccount, VisitAccount } from "./account.ts";
import type { KindResult } from "./judge.ts";
import type { DayShape } from "./shape.ts";

const seconds = (ms: number) => (ms / 1_000).toFixed(1);
const list = (all: readonly number[]) => all.map(seconds).join(", ");

/** The day's figures as docs/reference/day.md has them. */
export function printDay(of: {
  readonly seed: number;
  readonly shape: DayShape;
  readonly kinds: readonly KindResult[];
  readonly lessons: readonly LessonAccount[];
  readonly exams: readonly LessonAccount[];
  readonly visits: readonly VisitAccount[];
  readonly falseAlarms: number;
  readonly watchedMs: number;
}): string {
  const { seed, shape, kinds, visits } = of;
  const lines = [
    `seed ${seed}; ${seconds(shape.dayMs)} s; lessons of ${seconds(shape.lessonMs)} s; stations of ${shape.stationSeconds} s`,
    "",
    "| kind | asked | noticed | seconds from fault to incident | seconds from mending to its end |",
    "|---|---|---|---|---|",
    ...kinds.map(
      (one) =>
        `| ${one.kind} | ${one.askedMs === undefined ? "–" : one.askedMs / 1_000} | ${one.noticed} of ${one.injected} | ${list(one.delaysMs)} | ${list(one.recoveriesMs)} |`,
    ),
    "",
    "| what | camera | withheld by the camera, s | missing on the certificate, s | furthest edge apart, ms | frames sent | of them not kept | verdict |",
    "|---|---|---|---|---|---|---|---|",
    ...of.lessons.map((one) => accountLine("lesson", one)),
    ...of.exams.map((one) => accountLine("exam room", one)),
    "",
    `visits: ${visits.length}; whole: ${visits.filter((one) => one.withheldMs === 0).length}; cut by a fault: ${visits.filter((one) => one.withheldMs > 0).length} (${seconds(visits.reduce((sum, one) => sum + one.withheldMs, 0))} s withheld); shortest footage ${seconds(Math.min(...visits.map((one) => one.recordedMs)))} s of ${shape.stationSeconds} s`,
    `false alarms: ${of.falseAlarms} in ${(of.watchedMs / 3_600_000).toFixed(1)} camera hours`,
    `${machine()}; ${new Date().toISOString().slice(0, 10)}`,
  ];
  return lines.join("\n");
}

function machine(): string {
  const [first, ...others] = cpus();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `${others.length + 1} × ${first?.model ?? "?"}, ${gibibytes} GiB, Node ${process.version}, load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(" ")}`;
}

function accountLine(what: string, one: LessonAccount): string {
  const { label, withheld, certificate, strayMs, sentFrames, lostFrames, verdict } = one;
  const parts = [
    what,
    label,
    `${seconds(totalMs(withheld))} in ${withheld.length}`,
    `${seconds(totalMs(certificate))} in ${certificate.length}`,
    String(Math.round(strayMs)),
    String(sentFrames),
    String(lostFrames),
    verdict,
  ];
  return `| ${parts.join(" | ")} |`;
}

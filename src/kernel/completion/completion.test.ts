import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CompletionSaid, Interruption } from "../../contract/completion.ts";
import { type Span, mergeSpans, overlaps, seamMs, spanMs, totalMs } from "../timeline.ts";
import {
  type CameraFacts,
  type Hole,
  accountOfCamera,
  accountOfKinds,
  allKnown,
  missingKindsOf,
} from "./account.ts";
import { confirmRefusal, hindranceOf, stateOf, verdictOf } from "./card.ts";
import {
  type Change,
  type StandingInterruption,
  changesBetween,
  overdueLevel,
  standingReason,
} from "./interruptions.ts";

const second = 1_000;
const minute = 60 * second;
const lesson: Span = { startMs: 0, endMs: 90 * minute };
const whole = { lesson, settled: true };

function camera(more: Partial<CameraFacts["streams"][number]> = {}, id = "c1"): CameraFacts {
  const stream = { recorded: [lesson], gaps: [], unreadable: [], ...more };
  return {
    cameraId: id,
    label: "C01",
    name: "全景",
    coverage: ["venue"],
    sound: true,
    streams: [stream],
  };
}
const gapOf = (startMs: number, endMs: number, cause: "disconnected" | "unknown") => ({
  startMs,
  endMs,
  cause,
});

describe("what a camera has of a lesson", () => {
  test("[S0-5.2.1] of 90 minutes with 45 s unplugged one gap of 45 s is told", () => {
    const gap = gapOf(30 * minute, 30 * minute + 45 * second, "disconnected");
    const recorded = [
      { startMs: -minute, endMs: gap.startMs },
      { startMs: gap.endMs, endMs: 91 * minute },
    ];
    const { account, holes } = accountOfCamera(camera({ recorded, gaps: [gap] }), whole);
    expect(holes).toEqual([{ ...gap, cameraId: "c1", of: "recording", goesOn: false }]);
    expect(account).toMatchObject({
      expectedMs: 90 * minute,
      presentMs: 90 * minute - 45 * second,
      missingMs: 45 * second,
    });
  });

  test("[S0-5.2.1] what the second stream has is not missing", () => {
    const gap = gapOf(10 * minute, 11 * minute, "disconnected");
    const main = {
      recorded: [
        { startMs: 0, endMs: 10 * minute },
        { startMs: 11 * minute, endMs: 90 * minute },
      ],
      gaps: [gap],
      unreadable: [],
    };
    const sub = { recorded: [lesson], gaps: [], unreadable: [] };
    const both = { ...camera(), streams: [main, sub] };
    expect(accountOfCamera(both, whole)).toMatchObject({
      account: { missingMs: 0, presentMs: 90 * minute },
      holes: [],
    });
  });

  test("[S0-4.3c] a segment whose file is gone is a hole of its own, beside what was never recorded", () => {
    const gap = gapOf(10 * minute, 11 * minute, "disconnected");
    const recorded = [
      { startMs: 0, endMs: 10 * minute },
      { startMs: 11 * minute, endMs: 90 * minute },
    ];
    const unreadable = [{ startMs: 11 * minute, endMs: 12 * minute, cause: "lost" as const }];
    const { holes } = accountOfCamera(camera({ recorded, gaps: [gap], unreadable }), whole);
    expect(holes.map(({ of, cause, startMs, endMs }) => [of, cause, startMs, endMs])).toEqual([
      ["recording", "disconnected", 10 * minute, 11 * minute],
      ["file", "lost", 11 * minute, 12 * minute],
    ]);
  });

  test("[S0-4.3c] once every moment is recorded or explained nothing more is waited for", () => {
    const gap = gapOf(80 * minute, 90 * minute, "disconnected");
    const recorded = [{ startMs: 0, endMs: 80 * minute }];
    expect(allKnown([camera({ recorded, gaps: [gap] })], lesson)).toBe(true);
    expect(allKnown([camera(), camera({ recorded }, "c2")], lesson)).toBe(false);
    expect(allKnown([], lesson)).toBe(false);
  });

  test("a camera that is gone goes on being missing until something is recorded after it", () => {
    const gap = gapOf(10 * minute, 12 * minute, "disconnected");
    const before = [{ startMs: 0, endMs: 10 * minute }];
    const running = { lesson, settled: false };
    const [open] = accountOfCamera(camera({ recorded: before, gaps: [gap] }), running).holes;
    expect(open?.goesOn).toBe(true);
    const after = [...before, { startMs: 12 * minute, endMs: 13 * minute }];
    const [ended] = accountOfCamera(camera({ recorded: after, gaps: [gap] }), running).holes;
    expect(ended?.goesOn).toBe(false);
  });

  test("[S0-5.2.1] present and missing tile what is expected, whatever was recorded and lost", () => {
    const spans = fc
      .array(fc.tuple(fc.nat(5_400), fc.integer({ min: 1, max: 600 })), { maxLength: 12 })
      .map((list) =>
        list.map(([at, long]) => ({ startMs: at * second, endMs: (at + long) * second })),
      );
    fc.assert(
      fc.property(spans, spans, (held, gone) => {
        const recorded = mergeSpans(held);
        const gaps = mergeSpans(
          [{ startMs: 0, endMs: lesson.endMs }].flatMap((one) => subtract(one, recorded)),
        ).map((span) => ({ ...span, cause: "unknown" as const }));
        const unreadable = gone.map((span) => ({ ...span, cause: "damaged" as const }));
        const { account, holes } = accountOfCamera(camera({ recorded, gaps, unreadable }), whole);
        expect(totalMs(account.present) + totalMs(account.missing)).toBe(spanMs(lesson));
        expect(account.presentMs + account.missingMs).toBe(account.expectedMs);
        expect(totalMs(holes)).toBe(account.missingMs);
        for (const [at, hole] of holes.entries())
          expect(holes.slice(at + 1).some((other) => overlaps(hole, other))).toBe(false);
      }),
    );
  });

  test("[S0-5.2.1] a kind counts what any of its cameras has; one nobody shows is missing", () => {
    const one = accountOfCamera(
      { ...camera({ recorded: [{ startMs: 0, endMs: 50 * minute }] }), coverage: ["venue"] },
      whole,
    ).account;
    const two = accountOfCamera(
      {
        ...camera({ recorded: [{ startMs: 40 * minute, endMs: 90 * minute }] }, "c2"),
        coverage: ["venue", "teacher"],
      },
      whole,
    ).account;
    const kinds = accountOfKinds([one, two], whole);
    expect(kinds.find((kind) => kind.kind === "venue")).toMatchObject({
      cameraIds: ["c1", "c2"],
      missingMs: 0,
    });
    expect(kinds.find((kind) => kind.kind === "teacher")).toMatchObject({
      presentMs: 50 * minute,
      missing: [{ startMs: 0, endMs: 40 * minute }],
    });
    expect(missingKindsOf(kinds)).toEqual(["station", "trainee"]);
  });
});

/** What of one span is in none of the others. */
function subtract(span: Span, others: readonly Span[]): Span[] {
  let rest: Span[] = [span];
  for (const other of others)
    rest = rest.flatMap((one) => [
      { startMs: one.startMs, endMs: Math.min(one.endMs, Math.max(one.startMs, other.startMs)) },
      { startMs: Math.max(one.startMs, Math.min(one.endMs, other.endMs)), endMs: one.endMs },
    ]);
  return rest.filter((one) => one.endMs > one.startMs);
}

const hole = (startMs: number, endMs: number, more: Partial<Hole> = {}): Hole => ({
  startMs,
  endMs,
  cameraId: "c1",
  of: "recording",
  cause: "disconnected",
  goesOn: false,
  ...more,
});
const line = (
  startMs: number,
  endMs: number | null,
  more: Partial<StandingInterruption> = {},
): StandingInterruption => ({
  interruptionId: "i1",
  cameraId: "c1",
  of: "recording",
  startMs,
  endMs,
  ...more,
});

describe("the register of interruptions", () => {
  test.each<[string, readonly StandingInterruption[], readonly Hole[], readonly object[]]>([
    ["a new hole is a new line", [], [hole(10, 900)], [{ what: "noticed" }]],
    ["what it knows it leaves alone", [line(10, 900)], [hole(10, 900)], []],
    ["it ends", [line(10, null)], [hole(10, 900)], [{ what: "ended", id: "i1" }]],
    ["it goes on", [line(10, null)], [hole(10, 900, { goesOn: true })], []],
    [
      "late footage makes it shorter, and what was said stays good",
      [line(0, 9_000)],
      [hole(2_000, 9_000)],
      [{ what: "moved", id: "i1", grown: false }],
    ],
    [
      "more is missing: it asks again",
      [line(0, 9_000)],
      [hole(0, 12_000)],
      [{ what: "moved", id: "i1", grown: true }],
    ],
    ["all of it came late", [line(0, 9_000)], [], [{ what: "filled", id: "i1" }]],
    [
      "a lost file beside a gap is a line by itself",
      [line(0, 9_000)],
      [hole(0, 9_000), hole(9_000, 12_000, { of: "file", cause: "lost" })],
      [{ what: "noticed" }],
    ],
    [
      "another camera's hole is another line",
      [line(0, 9_000)],
      [hole(0, 9_000), hole(0, 9_000, { cameraId: "c2" })],
      [{ what: "noticed" }],
    ],
  ])("[S0-6.1c] %s", (_name, standing, holes, expected) => {
    expect(changesBetween(standing, holes)).toMatchObject(expected);
    expect(changesBetween(standing, holes)).toHaveLength(expected.length);
  });

  test("[S0-6.1c] after its changes the register is exactly the holes, and has nothing more to take in", () => {
    const holes = fc
      .array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 5 })), { maxLength: 8 })
      .map((list) =>
        mergeSpans(
          list.map(([at, long]) => ({ startMs: at * 10_000, endMs: (at + long) * 10_000 })),
        ).map((span) => hole(span.startMs, span.endMs)),
      );
    fc.assert(
      fc.property(holes, holes, (before, after) => {
        const standing = apply([], changesBetween([], before));
        const now = apply(standing, changesBetween(standing, after));
        const spans = now.map(({ startMs, endMs }) => [startMs, endMs]);
        expect(spans.toSorted(byStart)).toEqual(after.map((one) => [one.startMs, one.endMs]));
        expect(changesBetween(now, after)).toEqual([]);
      }),
    );
  });

  test("[S0-6.1c] a reason counts only if it was given since the line last asked", () => {
    const note = (atMs: number) => ({
      noteId: "n",
      kind: "reason" as const,
      reason: "power" as const,
      text: "",
      by: "",
      atMs,
    });
    expect(standingReason([note(5)], 6)).toBeNull();
    expect(standingReason([note(5), note(6)], 6)?.atMs).toBe(6);
  });

  test("[S0-6.1c] it is overdue at 24 h to the millisecond, gravely at 72 h", () => {
    const after = { dueMs: 24 * 60 * minute, graveMs: 72 * 60 * minute };
    expect(overdueLevel(7, 7 + after.dueMs - 1, after)).toBe(0);
    expect(overdueLevel(7, 7 + after.dueMs, after)).toBe(1);
    expect(overdueLevel(7, 7 + after.graveMs, after)).toBe(2);
  });
});

const byStart = (a: readonly (number | null)[], b: readonly (number | null)[]) =>
  (a[0] ?? 0) - (b[0] ?? 0);

let made = 0;
function apply(
  standing: readonly StandingInterruption[],
  changes: readonly Change[],
): StandingInterruption[] {
  let now = [...standing];
  for (const change of changes) {
    if (change.what === "noticed")
      now.push(line(change.hole.startMs, change.hole.endMs, { interruptionId: `n${made++}` }));
    else if (change.what === "filled") now = now.filter((one) => one.interruptionId !== change.id);
    else
      now = now.map((one) =>
        one.interruptionId === change.id
          ? { ...one, startMs: change.hole.startMs, endMs: change.hole.endMs }
          : one,
      );
  }
  return now;
}

const reason = {
  noteId: "n1",
  kind: "reason" as const,
  reason: "power" as const,
  text: "",
  by: "张",
  atMs: 1,
};
const interruption = (more: Partial<Interruption> = {}): Interruption => ({
  interruptionId: "i1",
  lessonId: "l1",
  cameraId: "c1",
  startMs: 10 * minute,
  endMs: 11 * minute,
  cause: "disconnected",
  suggested: "network",
  askedAtMs: 0,
  dueMs: 0,
  reason: null,
  notes: [],
  ...more,
});
const card = {
  lesson,
  nowMs: 100 * minute,
  settled: true,
  destroyedAtMs: null,
  interruptions: [interruption({ reason })],
  missingKinds: [],
  cameras: [accountOfCamera(camera(), whole).account],
  said: [],
};
const said = (more: Partial<CompletionSaid> = {}): CompletionSaid => ({
  confirmationId: "s1",
  kind: "confirmed",
  by: "张",
  atMs: 1,
  late: false,
  verdict: "explained",
  remark: "",
  factsSha256: "0",
  strokes: null,
  reopenedAtMs: null,
  ...more,
});

describe("confirming", () => {
  test("[S0-4.3c] a gap without a reason refuses it and is named", () => {
    const open = { ...card, interruptions: [interruption()] };
    expect(confirmRefusal(open, "")).toEqual({
      ok: false,
      code: "gap_unreasoned",
      facts: { camera: "C01 全景", startMs: 10 * minute, count: 1 },
    });
    expect(confirmRefusal(card, "")).toBeUndefined();
  });

  test("[S0-4.3c] neither before the end, nor before all has arrived, nor twice", () => {
    expect(hindranceOf({ ...card, nowMs: lesson.endMs - 1 })).toBe("lesson_running");
    expect(hindranceOf({ ...card, settled: false })).toBe("not_settled");
    expect(confirmRefusal({ ...card, said: [said()] }, "")).toMatchObject({
      code: "completion_confirmed",
    });
    expect(confirmRefusal({ ...card, said: [said({ reopenedAtMs: 5 })] }, "")).toBeUndefined();
    expect(confirmRefusal({ ...card, said: [said({ kind: "reported" })] }, "")).toBeUndefined();
  });

  test("[S0-5.2.1] a missing coverage kind keeps a lesson from being complete, and asks for a word", () => {
    expect(verdictOf([], [])).toBe("complete");
    expect(verdictOf([], ["teacher"])).toBe("incomplete");
    expect(verdictOf([interruption({ reason })], [])).toBe("explained");
    expect(verdictOf([interruption()], [])).toBe("incomplete");
    const lacking = { ...card, missingKinds: ["teacher" as const] };
    expect(confirmRefusal(lacking, " ")).toMatchObject({ code: "coverage_unremarked" });
    expect(confirmRefusal(lacking, "本场地没有讲台机位")).toBeUndefined();
  });

  test("[S0-4.3c] open until 24 h after the end, then overdue; reopened once more is missing", () => {
    const at = (nowMs: number) => ({ endMs: 100, dueMs: 200, nowMs });
    expect(stateOf([], at(99))).toBe("running");
    expect(stateOf([], at(199))).toBe("open");
    expect(stateOf([], at(200))).toBe("overdue");
    expect(stateOf([said()], at(300))).toBe("confirmed");
    expect(stateOf([said({ reopenedAtMs: 250 })], at(300))).toBe("reopened");
    expect(seamMs).toBeLessThan(second);
  });
});

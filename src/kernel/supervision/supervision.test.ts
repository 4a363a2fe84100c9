import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SectionAnswer } from "../../contract/supervision.ts";
import { selfCheckSections } from "../../contract/supervision.ts";
import { sha256 } from "../../platform/hash.ts";
import { digestState } from "./digest-state.ts";
import { drawSample, populationText } from "./draw-sample.ts";
import { type DayFigures, isRed, judgeDay, logSilentMs, missingMostMs } from "./judge-day.ts";
import { unsignable } from "./self-check.ts";

const dayMs = 86_400_000;
const well: DayFigures = {
  recorderRunning: true,
  planned: [{ lessonId: "l1", expectedMs: 3_600_000, missingMs: 0 }],
  nightsFinished: 1,
  nightsFailed: 0,
  copiedFiles: 12,
  damagedCopies: 0,
  entries: 40,
  unsealedEntries: 0,
  checkpointAgeMs: 2_000,
  clockDoubts: 0,
  disks: 1,
  disksAlarming: 0,
  leastFreePercent: 60,
};
const red = (of: Partial<DayFigures>) =>
  judgeDay({ ...well, ...of })
    .filter(isRed)
    .map(({ probe, faults }) => `${probe}: ${faults.join()}`);

describe("the daily check", () => {
  test("[S0-18.1, N-10] is green where nothing is wrong, with every probe in it", () => {
    const probes = judgeDay(well);
    expect(probes.map((one) => one.probe)).toEqual(["recording", "copies", "log", "clock", "disk"]);
    expect(probes.filter(isRed)).toEqual([]);
    expect(probes[0]?.figures).toMatchObject({ lessons: 1, plannedCameras: 1, missingMs: 0 });
  });

  test.each<[string, Partial<DayFigures>, string[]]>([
    ["a silent recorder", { recorderRunning: false }, ["recording: recorder-silent"]],
    [
      "a camera of a lesson that is missing",
      { planned: [{ lessonId: "l1", expectedMs: 3_600_000, missingMs: missingMostMs + 1 }] },
      ["recording: lesson-missing"],
    ],
    ["no nightly copy", { nightsFinished: 0 }, ["copies: copy-absent"]],
    ["a night that failed", { nightsFailed: 1 }, ["copies: copy-failed"]],
    ["a damaged copy", { damagedCopies: 1 }, ["copies: copy-failed"]],
    [
      "entries that wait longer than their minute",
      { unsealedEntries: 3, checkpointAgeMs: logSilentMs + 1 },
      ["log: log-stopped"],
    ],
    [
      "a log that was never sealed",
      { unsealedEntries: 1, checkpointAgeMs: null },
      ["log: log-stopped"],
    ],
    ["a log without a line", { entries: 0 }, ["log: log-empty"]],
    ["a doubted clock", { clockDoubts: 1 }, ["clock: clock-doubted"]],
    ["an alarming disk", { disksAlarming: 1 }, ["disk: disk-alarming"]],
    ["disks nobody measured", { disks: 0 }, ["disk: disk-unmeasured"]],
  ])("[S0-18.1] is red for %s, and only there", (_, of, expected) => {
    expect(red(of)).toEqual(expected);
  });

  test.each<[string, Partial<DayFigures>]>([
    [
      "a frame at the edge",
      { planned: [{ lessonId: "l1", expectedMs: 9, missingMs: missingMostMs }] },
    ],
    ["entries of this second", { unsealedEntries: 5, checkpointAgeMs: logSilentMs }],
    ["a day without lessons", { planned: [] }],
  ])("[S0-18.1] stays green for %s", (_, of) => {
    expect(red(of)).toEqual([]);
  });
});

describe("a sample", () => {
  const population = Array.from({ length: 40 }, (_, at) => ({ key: `2026-${at}`, name: `${at}` }));
  const seed = "00".repeat(32);

  test("[S0-18.3] is what sha256sum and sort make of seed and keys", () => {
    // printf '%s:%s' 00…00 2026-17 | sha256sum, and so on for 0 to 39, sorted, the first three
    const drawn = drawSample(population, { seed, size: 3, sha256 });
    expect(drawn.map(({ key }) => key)).toEqual(["2026-5", "2026-22", "2026-19"]);
  });

  test("[S0-18.3] is the same for the same seed, whatever the order of the population", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 60 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.integer({ min: 1, max: 70 }),
        (keys, bytes, size) => {
          const things = keys.map((key) => ({ key, name: key }));
          const of = { seed: Buffer.from(bytes).toString("hex"), size, sha256 };
          const drawn = drawSample(things, of);
          expect(drawn).toHaveLength(Math.min(size, keys.length));
          expect(new Set(drawn.map(({ key }) => key)).size).toBe(drawn.length);
          expect(drawSample(things.toReversed(), of)).toEqual(drawn);
          expect(drawSample(things, { ...of, size: size + 1 }).slice(0, size)).toEqual(drawn);
        },
      ),
    );
  });

  test("[S0-18.3] another seed draws another sample, and every thing can be drawn", () => {
    const seen = new Set<string>();
    for (let at = 0; at < 60; at++)
      for (const { key } of drawSample(population, {
        seed: at.toString(16).padStart(64, "0"),
        size: 5,
        sha256,
      }))
        seen.add(key);
    expect(seen.size).toBe(population.length);
  });

  test("[S0-18.3] the population is one text whatever order it was read in", () => {
    expect(populationText(population.toReversed())).toBe(populationText(population));
    expect(
      populationText([
        { key: "b", name: "" },
        { key: "a", name: "" },
      ]),
    ).toBe("a\nb\n");
  });
});

describe("a monthly self-check", () => {
  const nowMs = 1_000;
  const fit = (section: SectionAnswer["section"]): SectionAnswer => ({
    section,
    result: "fit",
    evidence: "每日检查表",
    findings: [],
  });
  const all = selfCheckSections.map(fit);
  const finding = { text: "三号机位缺十分钟", measure: "更换网线", dueMs: nowMs + 1 };
  const changed = (change: Partial<SectionAnswer>) =>
    unsignable([{ ...fit("recording"), ...change }, ...all.slice(1)], nowMs);

  test("[S0-18.2] four answered sections can be signed, with findings that have a deadline", () => {
    expect(unsignable(all, nowMs)).toBeUndefined();
    expect(changed({ result: "findings", findings: [finding] })).toBeUndefined();
  });

  test("[S0-18.2] a finding without a deadline, or with one that is over, cannot be signed", () => {
    for (const dueMs of [null, nowMs, nowMs - 1])
      expect(changed({ result: "findings", findings: [{ ...finding, dueMs }] })).toEqual({
        code: "finding_without_deadline",
        section: "recording",
      });
  });

  test("[S0-18.2] a section that is missing, twice there, without evidence, or says findings without one", () => {
    const incomplete = { code: "self_check_incomplete", section: "recording" };
    expect(unsignable(all.slice(1), nowMs)).toEqual(incomplete);
    expect(unsignable([...all, fit("recording")], nowMs)).toEqual(incomplete);
    expect(changed({ evidence: "" })).toEqual(incomplete);
    expect(changed({ result: "findings" })).toEqual(incomplete);
    expect(changed({ findings: [finding] })).toEqual(incomplete);
  });
});

test.each<[number | null, number, string]>([
  [null, 7 * dayMs - 1, "waiting"],
  [null, 7 * dayMs, "escalated"],
  [7 * dayMs - 1, 30 * dayMs, "acknowledged"],
  [7 * dayMs, 30 * dayMs, "acknowledged-late"],
])("[S0-4.1b] acknowledged at %s, seen at %s: %s", (acknowledgedAtMs, nowMs, expected) => {
  expect(digestState({ madeAtMs: 0, acknowledgedAtMs }, nowMs)).toBe(expected);
});

import { describe, expect, test } from "vitest";
import type { GapRecord, SegmentRecord } from "../../contract/spool.ts";
import { fromHex } from "../bytes.ts";
import { writeFragment, writeInit } from "../media/fmp4.ts";
import { joined } from "../media/fmp4-fragment.ts";
import {
  campaignState,
  carrierOf,
  decemberOf,
  isCandidate,
  mayHandOver,
  missingReceipts,
} from "./campaign.ts";
import { examineFragment, examineHead, layoutAgrees, numberFaults } from "./examine-segments.ts";
import { Examination, failedChecks, mayAccept, propertyOf } from "./four-properties.ts";
import { describe as describeItem, missingFields } from "./metadata.ts";

const zone = "Asia/Shanghai";
const at = (text: string) => Date.parse(`${text}+08:00`);
const homeId = "019e8fd5-0000-7000-8000-000000000001";
const cameraId = "019e8fd5-0000-7000-8000-000000000002";

const init = writeInit({
  video: {
    codec: "h264",
    codecString: "avc1.42C01E",
    widthPixels: 640,
    heightPixels: 360,
    vps: [],
    sps: [fromHex("6742c01ed900a02ff97011000003000100000300320f162e48") ?? new Uint8Array()],
    pps: [fromHex("68cb83cb20") ?? new Uint8Array()],
  },
});
const oneSecond = joined(
  writeFragment(1, [
    {
      trackId: 1,
      decodeTime: 0,
      samples: Array.from({ length: 25 }, (_, frame) => ({
        bytes: Uint8Array.of(1, 2, 3),
        duration: 3_600,
        key: frame === 0,
      })),
    },
  ]),
);

function segment(number: number, startMs: number, change: Partial<SegmentRecord> = {}) {
  const record: SegmentRecord = {
    version: 1,
    segmentId: `019e8fd5-0000-7000-8000-0000000001${String(number).padStart(2, "0")}`,
    siteId: homeId,
    cameraId,
    label: "C01",
    stream: "main",
    runId: homeId,
    occasions: [{ kind: "lesson", id: homeId, number }],
    startMs,
    endMs: startMs + 1_000,
    sizeBytes: init.length + oneSecond.length,
    sha256: "0".repeat(64),
    init: { sizeBytes: init.length, sha256: "0".repeat(64) },
    tracks: [
      {
        kind: "video",
        trackId: 1,
        codec: "h264",
        codecString: "avc1.42C01E",
        timescale: 90_000,
        widthPixels: 640,
        heightPixels: 360,
        frames: 25,
        keyFrames: 1,
      },
    ],
    fragments: [
      {
        offsetBytes: init.length,
        sizeBytes: oneSecond.length,
        atMs: 0,
        durationMs: 1_000,
        frames: 25,
        sha256: "0".repeat(64),
      },
    ],
    closedBy: "length",
    ...change,
  };
  return record;
}

const gap = (startMs: number, endMs: number, cause: GapRecord["cause"]): GapRecord => ({
  version: 1,
  gapId: "019e8fd5-0000-7000-8000-000000000099",
  siteId: homeId,
  cameraId,
  label: "C01",
  stream: "main",
  occasions: [{ kind: "lesson", id: homeId }],
  startMs,
  endMs,
  cause,
  facts: {},
});

describe("what was recorded", () => {
  const [fragment] = segment(1, 0).fragments;
  if (fragment === undefined) throw new Error("a segment has a fragment");

  test("[S0-16] a good head and a good fragment have no fault", () => {
    const head = examineHead(segment(1, 0), init);
    expect({ readable: head.readable, foreign: head.foreign }).toEqual({
      readable: true,
      foreign: [],
    });
    const read = examineFragment(fragment, oneSecond, head.timescales);
    expect(read).toEqual({ readable: true, agrees: true });
    expect(layoutAgrees(segment(1, 0))).toBe(true);
  });

  test("[S0-16] a torn head, a foreign format, a torn fragment and a wrong length are each named", () => {
    expect(examineHead(segment(1, 0), init.subarray(0, 100)).readable).toBe(false);
    const foreign = Uint8Array.from(init);
    const text = new TextDecoder("latin1").decode(foreign);
    foreign.set(new TextEncoder().encode("xyz1"), text.indexOf("avc1"));
    expect(examineHead(segment(1, 0), foreign).foreign).toEqual(["xyz1"]);
    const { timescales } = examineHead(segment(1, 0), init);
    const torn = oneSecond.subarray(0, -3);
    expect(examineFragment(fragment, torn, timescales).readable).toBe(false);
    const longer = { ...fragment, durationMs: 4_000 };
    expect(examineFragment(longer, oneSecond, timescales).agrees).toBe(false);
    expect(layoutAgrees(segment(1, 0, { endMs: 60_000 }))).toBe(false);
    expect(layoutAgrees(segment(1, 0, { sizeBytes: 5 }))).toBe(false);
  });

  test("[S0-16] a number left out is a defect where time is missing and nothing explains it", () => {
    const records = [segment(1, 0), segment(3, 10_000)];
    expect(numberFaults(homeId, records, [])).toEqual(["C01 main S1 → S3"]);
    expect(numberFaults(homeId, records, [gap(1_000, 10_000, "unknown")])).toHaveLength(1);
    expect(numberFaults(homeId, records, [gap(1_000, 10_000, "stalled")])).toEqual([]);
    expect(numberFaults(homeId, [segment(1, 0), segment(3, 1_000)], [])).toEqual([]);
    expect(numberFaults(homeId, [segment(2, 0), segment(2, 5_000)], [])).toEqual([
      "C01 main S2 ×2",
    ]);
  });
});

describe("the report", () => {
  test("[S0-16] what nobody looked at is not examined, and every check is of one property", () => {
    const examination = new Examination();
    examination.look("bytes-digest");
    examination.look("bytes-digest", "C01/one.mp4");
    const lines = examination.lines();
    expect(failedChecks({ lines })).toEqual(["bytes-digest"]);
    const digest = lines.find((line) => line.check === "bytes-digest");
    expect(digest).toMatchObject({ property: "authenticity", looked: 2, wrong: 1 });
    expect(lines.find((line) => line.check === "virus-scan")?.result).toBe("not-examined");
    expect(new Set(Object.values(propertyOf)).size).toBe(4);
  });

  test("[S0-16] only what leaves the evidence what it is can be accepted with a reason", () => {
    expect(mayAccept(["gaps-explained"])).toBe(true);
    expect(mayAccept(["gaps-explained", "bytes-digest"])).toBe(false);
    expect(mayAccept(["virus-scan"])).toBe(false);
    expect(mayAccept([])).toBe(false);
  });
});

describe("the calendar and the list", () => {
  test("[N-17] December begins and ends by the house's clocks", () => {
    const { fromMs, dueMs } = decemberOf(2026, zone);
    expect([fromMs, dueMs]).toEqual([at("2026-12-01T00:00:00"), at("2027-01-01T00:00:00")]);
    const open = { nowMs: fromMs, fromMs, confirmed: false, received: [] };
    expect(campaignState({ ...open, nowMs: fromMs - 1 })).toBe("preparing");
    expect(campaignState(open)).toBe("open");
    expect(campaignState({ ...open, confirmed: true, received: ["school"] })).toBe("confirmed");
    expect(campaignState({ ...open, confirmed: true, received: ["school", "cabinet"] })).toBe(
      "handed-over",
    );
    expect(missingReceipts(["school"])).toEqual(["cabinet"]);
    expect(mayHandOver(["archived", "defective"])).toBe(true);
    expect(mayHandOver(["archived", "packing"])).toBe(false);
  });

  test.each([
    ["P", "kept", false, true],
    ["P", "archived", false, false],
    ["P", "collecting", false, false],
    ["T5", "kept", false, false],
    ["T5", "kept", true, true],
    ["T5", "in-destruction", true, false],
    ["T3", "kept", true, false],
    ["P", "held", false, true],
  ] as const)("[C-33] class %s, %s, five years %s: %s", (name, state, fiveYears, listed) => {
    expect(isCandidate({ class: name, state, kind: "footage" }, fiveYears)).toBe(listed);
  });

  test("[S0-16] things are not archived, papers stay papers", () => {
    expect(isCandidate({ class: "P", state: "kept", kind: "equipment" }, false)).toBe(false);
    expect(carrierOf({ source: "lesson" })).toBe("electronic");
    expect(carrierOf({ source: "sheet" })).toBe("paper");
    expect(carrierOf({ source: "year-log" })).toBe("system");
  });
});

describe("the description by DA/T 63", () => {
  const described = describeItem({
    item: {
      itemId: homeId,
      number: "2026-000012",
      kind: "footage",
      source: "lesson",
      name: "【2026-06-01】心肺复苏",
      partition: "daily-teaching",
      class: "P",
      formedMs: 0,
      minUntilMs: null,
      deleteByMs: null,
      held: false,
      copies: 1,
      state: "kept",
    },
    institution: "示范中心",
    siteId: homeId,
    project: "心肺复苏",
    audiences: ["2024 级"],
    teachers: ["张某"],
    place: "1 号实训室",
    startMs: at("2026-06-01T08:30:00"),
    endMs: at("2026-06-01T09:30:00"),
    sensitivity: "ordinary",
    segments: [{ record: segment(1, 0), path: "a/C01/x_S0001.mp4" }],
    gaps: 0,
    cameras: [{ label: "C01", text: "全景" }],
    steps: [{ atMs: 0, act: "item.enrolled@1", by: "scheduler", result: "#7" }],
    rounds: [homeId],
  });

  test("[S0-16] nothing mandatory is missing, and numbers are read from the records", () => {
    expect(missingFields(described)).toEqual([]);
    const value = (name: string) => described.find((field) => field.name === name)?.values;
    expect(value("resolution")).toEqual(["640×360"]);
    expect(value("frame-rate")).toEqual(["25"]);
    expect(value("digest")).toEqual(["0".repeat(64)]);
  });

  test("[S0-16] an empty mandatory field is named by its term", () => {
    const emptied = described.map((field) =>
      field.name === "place" ? { ...field, values: [""] } : field,
    );
    expect(missingFields(emptied)).toEqual(["摄录地点"]);
  });
});

import { expect, test } from "vitest";
import type { CardItem } from "../../contract/readiness.ts";
import type { CameraState, RecorderState } from "../../contract/spool.ts";
import { cardState } from "./card-times.ts";
import { isFormalExam, notRecording } from "./exam-gate.ts";
import { type CameraSeen, judgeCamera, judgeHouse, unremarked } from "./judge-card.ts";

const startMs = 10_000_000;
const endMs = startMs + 3_600_000;
const quarterMs = 15 * 60_000;
const at = (nowMs: number, signedAtMs: number | null = null) =>
  cardState({ startMs, endMs, signedAtMs }, nowMs);

test("[S0-4.3a] a card opens 15 minutes before the start and is late from the start on", () => {
  expect(at(startMs - quarterMs - 1)).toBe("early");
  expect(at(startMs - quarterMs)).toBe("open");
  expect(at(startMs - 1)).toBe("open");
  expect(at(startMs)).toBe("late");
  expect(at(endMs)).toBe("missed");
  expect(at(endMs, startMs - 1)).toBe("signed");
  expect(at(endMs, startMs)).toBe("signed-late");
});

const well: CameraSeen = {
  cameraId: "c1",
  failure: undefined,
  connectMs: 120,
  packetsLost: 0,
  decoder: true,
  picture: { lightOf255: 110, sharpnessPercent: 96, wrong: undefined },
  hasSound: true,
  sound: { levelDb: -41.4, clippedShare: 0 },
  offsetMs: -120,
  wrong: [],
};
const judged = (change: Partial<CameraSeen>, check: CardItem["check"]) =>
  judgeCamera({ ...well, ...change }).find((item) => item.check === check);

test("[S0-4.3a] a camera that is well has seven good items with their figures", () => {
  const items = judgeCamera(well);
  expect(items.map((item) => item.state)).toEqual(items.map(() => "good"));
  expect(items).toHaveLength(7);
  expect(judged({}, "sound")?.figures).toEqual({ levelDb: -41 });
  expect(judged({}, "light")?.figures).toEqual({ lightOf255: 110 });
});

test("[S0-4.3a] a camera that is off is red once, and nothing is said of what cannot be seen", () => {
  const off = {
    failure: "unreachable",
    connectMs: undefined,
    picture: undefined,
    hasSound: false,
    sound: undefined,
    offsetMs: undefined,
  } as const;
  const [live, ...rest] = judgeCamera({ ...well, ...off });
  expect(live).toMatchObject({ check: "live", state: "bad", cause: "unreachable" });
  for (const item of rest)
    expect(item).toMatchObject({ state: "unknown", cause: "unreachable", figures: {} });
});

test("[S0-4.3a] each figure turns at its threshold", () => {
  const light = (lightOf255: number) =>
    judged({ picture: { lightOf255, sharpnessPercent: 90, wrong: undefined } }, "light")?.state;
  expect([light(24), light(23)]).toEqual(["good", "bad"]);
  const sound = (levelDb: number) => judged({ sound: { levelDb, clippedShare: 0 } }, "sound");
  expect([sound(-72)?.state, sound(-72.1)?.cause]).toEqual(["good", "silent"]);
  expect(judged({ sound: { levelDb: -3, clippedShare: 0.02 } }, "sound")?.cause).toBe("clipped");
  const clock = (offsetMs: number) => judged({ offsetMs }, "clock")?.state;
  expect([clock(1_000), clock(-1_001)]).toEqual(["good", "bad"]);
  const network = (connectMs: number) => judged({ connectMs }, "network")?.state;
  expect([network(2_000), network(2_001)]).toEqual(["good", "bad"]);
  expect(judged({ packetsLost: 1 }, "network")?.cause).toBe("lost");
});

test("[S0-4.3a] what cannot be told is unknown, and what detection says counts", () => {
  const blind = { decoder: false, picture: undefined };
  expect(judged(blind, "picture")).toMatchObject({ state: "unknown", cause: "no-decoder" });
  const young = { lightOf255: 90, sharpnessPercent: undefined, wrong: undefined };
  expect(judged({ picture: young }, "sharpness")).toMatchObject({ cause: "not-learnt" });
  expect(judged({ hasSound: false }, "sound")).toMatchObject({ state: "unknown" });
  expect(judged({ offsetMs: undefined }, "clock")).toMatchObject({ cause: "no-report" });
  expect(judged({ wrong: ["moved"] }, "picture")).toMatchObject({ state: "bad", cause: "moved" });
  expect(judged({ wrong: ["stalled"] }, "live")).toMatchObject({ state: "bad", cause: "stalled" });
});

test("[S0-4.3a] the worst disk speaks for all, and an empty roster is red", () => {
  const disks = [
    { freePercent: 60, daysLeft: 300, alarm: false },
    { freePercent: 12, daysLeft: 9, alarm: true },
  ];
  const items = judgeHouse({ recorderSpeaks: false, disks, people: 0 });
  expect(items.map((item) => [item.check, item.state])).toEqual([
    ["recorder", "bad"],
    ["disk", "bad"],
    ["roster", "bad"],
  ]);
  expect(items[1]?.figures).toEqual({ freePercent: 12, daysLeft: 9 });
  const [, none] = judgeHouse({ recorderSpeaks: true, disks: [], people: 3 });
  expect(none?.state).toBe("unknown");
});

test("[S0-4.3a] a remark counts for its own item only", () => {
  const items = [
    ...judgeCamera({ ...well, offsetMs: 5_000, cameraId: "c1" }),
    ...judgeCamera({ ...well, offsetMs: 5_000, cameraId: "c2" }),
  ];
  const left = unremarked(items, [{ check: "clock", cameraId: "c1" }]);
  expect(left.map((item) => item.cameraId)).toEqual(["c2"]);
});

const camera = (cameraId: string, change: Partial<CameraState> = {}): CameraState => ({
  cameraId,
  stream: "main",
  state: "recording",
  sinceMs: 0,
  lastFrameAtMs: 99_000,
  bytesPerSecond: 1,
  framesPerSecond: 25,
  packetsLost: 0,
  queueBytes: 0,
  ...change,
});
const recorder = (cameras: CameraState[], writtenAtMs = 99_500): RecorderState => ({
  version: 1,
  recorderId: "r",
  startedAtMs: 0,
  writtenAtMs,
  planSerial: 1,
  spoolFreeBytes: 1,
  cameras,
});
const nowMs = 100_000;
const rooms = [{ cameraId: "a" }, { cameraId: "b" }];

test("[S0-5.2.3] an exam opens only while every one of its cameras records", () => {
  const gate = (state: RecorderState | undefined) =>
    notRecording({ cameras: rooms, recorder: state, nowMs });
  expect(gate(recorder([camera("a"), camera("b")]))).toEqual([]);
  expect(gate(recorder([camera("a"), camera("b", { state: "lost" })]))).toEqual([
    { cameraId: "b", cause: "lost" },
  ]);
  expect(gate(recorder([camera("a")]))).toEqual([{ cameraId: "b", cause: "unknown" }]);
  // It says that it records, and nothing has come for five seconds.
  const still = camera("b", { lastFrameAtMs: nowMs - 5_000 });
  expect(gate(recorder([camera("a"), still]))).toEqual([{ cameraId: "b", cause: "lost" }]);
  const silent = recorder([camera("a"), camera("b")], nowMs - 10_000);
  expect(gate(silent).map((one) => one.cause)).toEqual(["silent-recorder", "silent-recorder"]);
  expect(gate(undefined)).toHaveLength(2);
});

test("[S0-5.2.3] the main stream is what is kept: a sub-stream that records opens nothing", () => {
  const states = [
    camera("a", { stream: "sub" }),
    camera("a", { state: "lost" }),
    camera("b", { stream: "main" }),
  ];
  const found = notRecording({ cameras: rooms, recorder: recorder(states), nowMs });
  expect(found).toEqual([{ cameraId: "a", cause: "lost" }]);
});

test("[S0-5.2.3] [C-15] exams, contests and final examinations are formal, teaching is not", () => {
  const teaching = {
    activity: "daily-teaching",
    family: "first-aid",
    scene: "skills-practice",
  } as const;
  expect(isFormalExam(teaching)).toBe(false);
  expect(isFormalExam({ ...teaching, activity: "skills-exam" })).toBe(true);
  expect(isFormalExam({ ...teaching, activity: "contest" })).toBe(true);
  expect(isFormalExam({ ...teaching, family: "skills-assessment" })).toBe(true);
  expect(isFormalExam({ ...teaching, scene: "final-exam" })).toBe(true);
  expect(isFormalExam({ ...teaching, scene: "skills-contest" })).toBe(true);
});

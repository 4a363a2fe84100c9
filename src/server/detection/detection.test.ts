import { systemDisk, writeSwapped } from "../../platform/disk.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type TestHouse, openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import type { CameraState } from "../../contract/spool.ts";
import { flapTimes, flapWindowMs } from "../../kernel/detection/patience.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { Watch, detection } from "./index.ts";

let t: TestHouse;
let venueId: string;
let cameraId: string;
let watch: Watch;
let number = 1;
beforeAll(async () => {
  t = await openTestHouse();
  const admin = t.actor("admin");
  venueId = (await makeVenue(t.house, admin)).venueId;
  await systemDisk.makeFolder(t.house.paths.spool);
});
afterAll(() => t[Symbol.asyncDispose]());
beforeEach(async () => {
  const input = cameraInput(venueId, { name: `全景 ${number++}` });
  cameraId = (await makeCamera(t.house, t.actor("admin"), input)).cameraId;
  watch = new Watch(t.house);
});

/** What the recorder says of itself now. */
async function say(more: Partial<CameraState>): Promise<void> {
  const nowMs = t.clock.now();
  const camera = {
    cameraId,
    stream: "main",
    state: "recording",
    sinceMs: nowMs,
    bytesPerSecond: 1,
    framesPerSecond: 25,
    packetsLost: 0,
    queueBytes: 0,
    ...more,
  };
  const state = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: 0,
    writtenAtMs: nowMs,
    planSerial: 1,
    spoolFreeBytes: 1,
    cameras: [camera],
  };
  const at = { folder: t.house.paths.spool, name: "state.json" };
  await writeSwapped(systemDisk, at, JSON.stringify(state));
}

async function seconds(count: number, more: Partial<CameraState>, eyes = watch): Promise<void> {
  for (let second = 0; second < count; second++) {
    t.clock.advance(1_000);
    await say(more);
    await eyes.followStreams();
  }
}
const lost = { state: "lost", cause: "unreachable" } as const;
const events = async () =>
  value(await detection.events(t.house, t.actor("admin"), { cameraId })).events;
const raised = async () =>
  value(await incidents.list(t.house, t.actor("admin"), { unfinished: false })).incidents.filter(
    (one) => one.subject.id === cameraId,
  );

describe("a camera that is lost", () => {
  test("[S0-5.4.2, S0-4.2b] is an event with an incident within 10 s, and recovery closes both", async () => {
    await seconds(5, {});
    expect(await events()).toEqual([]);
    const fromMs = t.clock.now();
    await seconds(6, lost);
    const [event] = await events();
    expect(event).toMatchObject({
      kind: "lost",
      endedAtMs: null,
      times: 1,
      venueName: "1 号实训室",
    });
    expect((event?.noticedAtMs ?? 0) - fromMs).toBeLessThanOrEqual(10_000);
    expect(await raised()).toMatchObject([{ kind: "camera-lost", state: "open", count: 1 }]);
    expect(event?.incidentId).toBe((await raised())[0]?.incidentId);
    await seconds(10, {});
    expect(await events()).toMatchObject([{ ending: "recovered" }]);
    expect(await raised()).toMatchObject([{ state: "settled" }]);
    const history = await historyOf(t.house, cameraId, { most: 9 });
    expect(history.map(({ leaf }) => leaf.kind).slice(0, 2)).toEqual([
      "detection.ended@1",
      "detection.began@1",
    ]);
  });

  test("that comes and goes is one event, and holds on until it is calm", async () => {
    await seconds(3, {});
    for (let turn = 0; turn < flapTimes; turn++) {
      await seconds(5, lost);
      await seconds(8, {});
    }
    expect(await events()).toMatchObject([{ times: flapTimes, endedAtMs: null }]);
    expect(await raised()).toMatchObject([{ state: "open" }]);
    await seconds(125, {});
    expect(await events()).toMatchObject([{ times: flapTimes, ending: "recovered" }]);
    t.clock.advance(flapWindowMs);
    await seconds(5, lost);
    expect(await events()).toHaveLength(2);
  });

  test("for a second leaves no trace", async () => {
    await seconds(5, {});
    await seconds(2, lost);
    await seconds(5, {});
    expect(await events()).toEqual([]);
  });

  test("when the recording ends is no longer watched; its incident waits for a look that is well", async () => {
    await seconds(3, {});
    await seconds(5, lost);
    await seconds(1, { state: "idle" });
    expect(await events()).toMatchObject([{ ending: "unwatched" }]);
    expect(await raised()).toMatchObject([{ state: "open" }]);
    // Another process takes over and knows it.
    await seconds(1, {}, new Watch(t.house));
    expect(await raised()).toMatchObject([{ state: "settled" }]);
  });

  test("is still the same event after a new start of the server", async () => {
    await seconds(5, lost);
    const again = new Watch(t.house);
    await seconds(5, lost, again);
    expect(await events()).toHaveLength(1);
    await seconds(10, {}, again);
    expect(await events()).toMatchObject([{ ending: "recovered" }]);
  });
});

test("[S0-5.4.2] sound and picture apart for ten seconds are an event with the measure", async () => {
  await seconds(5, { soundOffsetMs: 20 });
  await seconds(13, { soundOffsetMs: -640 });
  expect(await events()).toMatchObject([{ kind: "offset", facts: { offsetMs: -640 } }]);
  expect(watch.now().find((one) => one.cameraId === cameraId)?.wrong).toEqual(["offset"]);
});

test("[S0-4.2b] a silent recorder is an incident within a minute; what it last said means nothing", async () => {
  await seconds(3, {});
  for (let second = 0; second < 40; second++) {
    t.clock.advance(1_000);
    await watch.followStreams();
  }
  const about = async () =>
    value(await incidents.list(t.house, t.actor("admin"), { unfinished: false })).incidents.find(
      (one) => one.kind === "recorder-silent",
    );
  expect(await about()).toMatchObject({ severity: "critical", state: "open" });
  expect(await events()).toEqual([]);
  await seconds(3, {});
  expect(await about()).toMatchObject({ state: "settled" });
});

test("[S0-9.1b] events are read by who answers for the cameras, and of own rooms and lessons only", async () => {
  await seconds(5, lost);
  const seen = async (role: Parameters<TestHouse["actor"]>[0]) =>
    value(await detection.events(t.house, t.actor(role), { cameraId })).events.length;
  for (const role of ["director", "admin", "auditor"] as const) expect(await seen(role)).toBe(1);
  // Without an area and without a lesson of one's own there is nothing.
  for (const role of ["manager", "operator", "teacher"] as const) expect(await seen(role)).toBe(0);
  const [event] = await events();
  const eventId = event?.eventId ?? "";
  const none = await detection.snapshot(t.house, t.actor("admin"), eventId);
  expect(none).toMatchObject({ ok: false, code: "not_found" });
});

test("only a camera in use is learnt anew, and that is entered", async () => {
  const ask = { cameraId, watch };
  value(await detection.learnAnew(t.house, t.actor("admin"), ask));
  const [entry] = await historyOf(t.house, cameraId, { most: 1 });
  expect(entry?.leaf.kind).toBe("detection.learnt-anew@1");
  const gone = { cameraId: t.house.newId(), watch };
  expect(await detection.learnAnew(t.house, t.actor("admin"), gone)).toMatchObject({
    ok: false,
    code: "not_found",
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { strokes } from "../../../tests/fixture/approval.ts";
import {
  type Guest,
  type TestDesk,
  openTestDesk,
  testPassword,
} from "../../../tests/fixture/desk.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { sealSegment } from "../../../tests/fixture/segments.ts";
import type { MeasureOrder } from "../../contract/playbooks.ts";
import type { Role } from "../../contract/roles.ts";
import { type Clock, systemClock } from "../../platform/clock.ts";
import { type HouseClient, openHouseClient } from "../../platform/house-client.ts";
import { type Simulator, simulatedCameras, startSimulator } from "../../simulator/index.ts";
import { noteWrittenPlan, takeIn } from "../catalogue/index.ts";
import { homeOfOccasion, lessons, refreshPlan } from "../lessons/index.ts";
import { LiveHub } from "../playback/index.ts";
import {
  approvalHandlers,
  lookingHandlers,
  playbooksHandlers,
  recordingHandlers,
} from "./index.ts";

const withinMs = 5_000;
const minute = 60_000;
const signing = { password: testPassword, code: null, signature: strokes };

/** The system's clock, put forward while a lesson is made up; what is timed runs at its own pace. */
const put = { forwardMs: 0 };
const clock: Clock = {
  now: () => systemClock.now() + put.forwardMs,
  ticks: () => systemClock.ticks(),
  sleep: (ms, signal) => systemClock.sleep(ms, signal),
};

let desk: TestDesk;
let hub: LiveHub;
let simulator: Simulator;
let origin = "";
let place = { venueId: "", cameraId: "", lessonId: "" };
let segment = { segmentId: "", sizeBytes: 0 };
let teacher: Guest;

beforeAll(async () => {
  const cameras = simulatedCameras(1);
  simulator = await startSimulator({ cameras, host: "127.0.0.1", port: 0, clock: systemClock });
  desk = await openTestDesk({
    clock,
    config: { leadMs: 0, tailMs: 0 },
    roomsOf: (house) => {
      hub = new LiveHub(house);
      const watch = { state: () => ({ driftMs: 0, trusted: true }), acknowledge: () => {} };
      return {
        ...approvalHandlers(),
        ...lookingHandlers(),
        ...playbooksHandlers(),
        ...recordingHandlers({ hub, clock: watch }),
      };
    },
  });
  origin = await desk.app.listen({ host: "127.0.0.1", port: 0 });
  teacher = await desk.guest("teacher");
  await recordLesson();
});
afterAll(async () => {
  hub.close();
  // What shut just now is still being entered.
  await systemClock.sleep(200);
  await desk[Symbol.asyncDispose]();
  await simulator.stop();
});

/** A minute of one camera in one segment, large enough that reading it takes longer than the test. */
async function recordLesson(): Promise<void> {
  const { house } = desk;
  const admin = desk.actor("admin");
  const { venueId } = await makeVenue(house, admin);
  const { host, port, path } = simulator.sourceOf({ camera: "C01", stream: "main" });
  const source = { scheme: "rtsp" as const, host, port, path, transport: "tcp" as const };
  const streams = [{ stream: "main" as const, source, user: "", secret: null }];
  const { cameraId } = await makeCamera(house, admin, cameraInput(venueId, { streams }));
  const startMs = clock.now() + 10_000;
  const { lessonId } = value(
    await lessons.plan(house, admin, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + minute,
      hours: 1,
      audiences: ["2024 级临床本科"],
      roster: ["学员甲"],
      groups: [{ name: "第一组", members: ["学员甲"] }],
      teacherIds: [teacher.accountId],
      venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [],
    }),
  );
  await refreshPlan(house);
  put.forwardMs += 11_000;
  await noteWrittenPlan(house);
  segment = sealSegment(house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lessonId, number: 1 }],
    startMs,
    seconds: 60,
    groupSeconds: 15,
    frameBytes: 300_000,
  });
  put.forwardMs += 2 * minute;
  await takeIn(house, (one) => homeOfOccasion(house, one));
  place = { venueId, cameraId, lessonId };
}

interface Looking {
  /** Bytes that came so far, and when the last of them did. */
  readonly read: { bytes: number; lastTicks: number; over: boolean };
  /** When the live picture was shut, and how. */
  readonly live: { code: number; ticks: number } | undefined;
  again(): Promise<number>;
  stop(): void;
}

/** A page that looks: bytes of the recording drawn slowly and, where the person may, the live picture. */
async function look(guest: Guest, with_: { readonly live: boolean }): Promise<Looking> {
  const client = openHouseClient(origin, guest.cookie);
  await client.call("notice.accept", { body: { version: 1 } }).catch(() => undefined);
  const opened = await client.call("viewing.open", {
    body: { lessonId: place.lessonId, purpose: null },
  });
  const url = `${origin}/api/viewings/${opened.viewingId}/segments/${segment.segmentId}.mp4`;
  const stop = new AbortController();
  const headers = { cookie: guest.cookie };
  const read = { bytes: 0, lastTicks: 0, over: false };
  const answer = await fetch(url, { headers, signal: stop.signal });
  expect(answer.status).toBe(200);
  void draw(answer, read).catch(() => (read.over = true));
  let live: Looking["live"];
  if (with_.live) {
    const socket = new WebSocket(`${origin.replace("http", "ws")}/api/live/${place.cameraId}`, {
      headers: { ...headers, origin },
    });
    socket.once("close", (code) => (live = { code, ticks: performance.now() }));
    stop.signal.addEventListener("abort", () => socket.terminate());
    await new Promise((resolve, reject) => {
      socket.once("message", resolve);
      socket.once("error", reject);
    });
  }
  await systemClock.sleep(500);
  return {
    read,
    get live() {
      return live;
    },
    again: async () => {
      const next = await fetch(url, { headers: { ...headers, range: "bytes=0-99" } });
      await next.arrayBuffer();
      return next.status;
    },
    stop: () => stop.abort(),
  };
}

/** About 2 MB a second: what lies in the sockets' buffers is drawn within seconds, too. */
async function draw(answer: Response, read: Looking["read"]): Promise<void> {
  const reader = answer.body?.getReader();
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    read.bytes += part.value.length;
    read.lastTicks = performance.now();
    await systemClock.sleep(part.value.length / 2_000);
  }
  read.over = true;
}

/** Nothing came any more five seconds after `revoke`, though there was more to come. */
async function endsWith(looking: Looking, revoke: () => Promise<unknown>): Promise<void> {
  const before = looking.read.bytes;
  expect(before).toBeGreaterThan(0);
  expect(looking.read.over).toBe(false);
  await revoke();
  const revokedTicks = performance.now();
  expect(await looking.again()).toBeGreaterThanOrEqual(400);
  await systemClock.sleep(withinMs + 700);
  looking.stop();
  const { bytes, lastTicks } = looking.read;
  expect(bytes).toBeLessThan(segment.sizeBytes);
  expect(lastTicks - revokedTicks).toBeLessThan(withinMs);
  if (looking.live !== undefined)
    expect(looking.live).toMatchObject({ code: 1008, ticks: expect.any(Number) });
  expect((looking.live?.ticks ?? revokedTicks) - revokedTicks).toBeLessThan(withinMs);
}

const as = (guest: Guest): HouseClient => openHouseClient(origin, guest.cookie);

async function guest(role: Role, login: string, venueIds: string[] = []): Promise<Guest> {
  const one = await desk.guest(role, login);
  if (venueIds.length > 0) await assign(one, role, venueIds);
  return one;
}

async function assign(one: Guest, role: Role, venueIds: string[]): Promise<void> {
  await as(admin).call("accounts.change", {
    params: { accountId: one.accountId },
    body: { name: "某 XX", category: "staff", role, expiresAtMs: null, venueIds },
  });
}

async function fileView(by: Guest, ask: { endMs: number; emergency?: true }): Promise<string> {
  const { requestId } = await as(by).call("requests.file", {
    body: {
      operation: "view",
      purpose: "teaching-research",
      reason: "集体备课",
      lessonIds: [place.lessonId],
      cameraIds: [],
      span: null,
      window: { startMs: clock.now() - minute, endMs: ask.endMs },
      unit: "急救教研室",
      handler: "张 XX",
      contact: "内线 8001",
      returnDueMs: null,
      paperIds: [],
      ...(ask.emergency === undefined ? {} : { emergency: ask.emergency }),
    },
  });
  return requestId;
}

const decide = (requestId: string, decision: "agreed" | "disagreed") =>
  as(admin).call("requests.decide", {
    params: { requestId },
    body: { step: 1, decision, opinion: "已阅", signing },
  });

let admin: Guest;

describe("[S1-A6a] [class 5] over real HTTP and WebSocket, within five seconds", () => {
  beforeAll(async () => {
    admin = await desk.guest("admin");
  });

  test.concurrent("a sign-in that the administrator ended shows nothing more, recorded or live", async () => {
    const looking = await look(teacher, { live: true });
    const params = { signInId: teacher.signInId };
    await endsWith(looking, () => as(admin).call("sign-ins.force-out", { params }));
    expect(looking.live).toBeDefined();
    expect(await looking.again()).toBe(401);
  });

  test.concurrent("a role that was changed shows nothing more, recorded or live", async () => {
    const manager = await guest("manager", "manager.one", [place.venueId]);
    const looking = await look(manager, { live: true });
    await endsWith(looking, () => assign(manager, "superior", []));
    expect(looking.live).toBeDefined();
  });

  test.concurrent("an area that was taken away shows nothing more, recorded or live", async () => {
    const manager = await guest("manager", "manager.two", [place.venueId]);
    const looking = await look(manager, { live: true });
    await endsWith(looking, () => assign(manager, "manager", []));
    expect(looking.live).toBeDefined();
  });

  test.concurrent("a grant whose hours are over shows nothing more", async () => {
    const colleague = await guest("teacher", "teacher.two");
    const endMs = clock.now() + 4_000;
    await decide(await fileView(colleague, { endMs }), "agreed");
    const looking = await look(colleague, { live: false });
    await endsWith(looking, () => systemClock.sleep(endMs - clock.now()));
  });

  test.concurrent("an urgent look that was refused afterwards shows nothing more", async () => {
    const colleague = await guest("teacher", "teacher.three");
    const director = await guest("director", "director.one");
    const requestId = await fileView(colleague, {
      endMs: clock.now() + 60 * minute,
      emergency: true,
    });
    await as(director).call("requests.co-sign", {
      params: { requestId },
      body: { reason: "突发事件", signing },
    });
    const looking = await look(colleague, { live: false });
    await endsWith(looking, () => decide(requestId, "disagreed"));
  });
});

test("[S3-8.3] no live picture comes before the notice is accepted, and the refusal is entered", async () => {
  const manager = await guest("manager", "manager.three", [place.venueId]);
  const upgrade = (who: Guest) =>
    new Promise<"open" | number>((resolve) => {
      const socket = new WebSocket(`${origin.replace("http", "ws")}/api/live/${place.cameraId}`, {
        headers: { cookie: who.cookie, origin },
      });
      socket.on("error", () => {});
      socket.once("unexpected-response", (_request, response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
        socket.terminate();
      });
      socket.once("open", () => {
        resolve("open");
        socket.terminate();
      });
    });
  expect(await upgrade(manager)).toBe(403);
  await as(manager).call("notice.accept", { body: { version: 1 } });
  expect(await upgrade(manager)).toBe("open");
});

/** Signed-in people with their page open; when each page's socket was shut. */
async function crowd(count: number): Promise<{ guests: Guest[]; shut: number[] }> {
  const guests: Guest[] = [];
  const shut: number[] = [];
  for (let at = 0; at < count; at++) {
    const one = await desk.guest("student", `student.${at}`);
    guests.push(one);
    const socket = new WebSocket(`${origin.replace("http", "ws")}/api/me/presence`, {
      headers: { cookie: one.cookie, origin },
    });
    socket.once("close", () => shut.push(performance.now()));
    await new Promise((resolve, reject) => {
      socket.once("open", resolve);
      socket.once("error", reject);
    });
  }
  return { guests, shut };
}

test("[S0-15] an isolated camera and revoked sign-ins end over real HTTP and WebSocket within five seconds", async () => {
  const manager = await guest("manager", "manager.four", [place.venueId]);
  const { guests, shut } = await crowd(4);
  const looking = await look(manager, { live: true });
  const { eventId } = await as(admin).call("events.declare", {
    body: {
      kind: "footage-leak",
      drill: true,
      what: "演练",
      discoverer: "李 XX",
      discoveredAtMs: clock.now() - 1_000,
      incidentId: null,
    },
  });
  const contain = (order: MeasureOrder) =>
    as(admin).call("events.contain", { params: { eventId }, body: { order, reason: "演练" } });
  const { cameraId } = place;
  let revokedTicks = 0;
  await endsWith(looking, async () => {
    await contain({ kind: "revoke-sign-ins", of: { who: "role", role: "student" } });
    revokedTicks = performance.now();
    for (const one of guests)
      await expect(as(one).call("me.read")).rejects.toMatchObject({ code: "not_signed_in" });
    await contain({ kind: "isolate-camera", cameraId, keepsRecording: true });
  });
  expect(await looking.again()).toBe(423);
  expect(shut).toHaveLength(guests.length);
  const lastMs = Math.max(...shut) - revokedTicks;
  expect(lastMs).toBeLessThan(withinMs);
  desk.house.log.info({ lastMs }, "sign-ins revoked: the last socket is shut");
  const liveMs = (looking.live?.ticks ?? 0) - revokedTicks;
  desk.house.log.info({ liveMs }, "camera isolated: the live picture is shut");
  expect((await as(admin).call("me.read")).accountId).toBe(admin.accountId);
});

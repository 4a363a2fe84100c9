import { ClockTrust } from "../../platform/clock-trust.ts";
import { systemClock } from "../../platform/clock.ts";
import { describe, expect, test } from "vitest";
import { answeringRooms } from "../../../tests/fixture/desk.ts";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { digest, sealGap, sealSegment } from "../../../tests/fixture/segments.ts";
import { refused } from "../../contract/outcome.ts";
import { bookmarkKinds } from "../../contract/looking.ts";
import type { Role } from "../../contract/roles.ts";
import {
  Board,
  LessonTimeline,
  PlaySegment,
  SegmentProof,
  ViewingOpened,
} from "../../contract/routes/recording.ts";
import { fromBase64, fromHex, toHex, utf8 } from "../../kernel/bytes.ts";
import { leafHash } from "../../kernel/ledger/hash.ts";
import { includes } from "../../kernel/ledger/tree.ts";
import { sha256 } from "../../platform/hash.ts";
import { takeIn } from "../catalogue/index.ts";
import { historyOf, quiet, sequenceNow } from "../ledger/index.ts";
import { homeOfOccasion, lessons, refreshPlan, visits } from "../lessons/index.ts";
import { accounts, me, setup, signIns } from "../people/index.ts";
import { LiveHub } from "../playback/index.ts";
import { noteWrittenPlan } from "../catalogue/index.ts";
import { notice } from "../access/index.ts";
import {
  lessonsHandlers,
  lookingHandlers,
  placesHandlers,
  prepareDesk,
  recordingHandlers,
} from "./index.ts";

const minute = 60_000;
const system = { kind: "system", name: "setup" } as const;
const standing = { terminal: "Chrome · Linux", address: "10.1.0.1" };

/** A lesson of 30 minutes with one camera, planned, over, recorded but for 45 s, and taken in. */
async function openRecordedLesson() {
  const t = await openTestHouse();
  const { house, clock } = t;
  const opened = value(
    await accounts.open(house, system, {
      login: "zhang.one",
      name: "张 XX",
      personKey: "p1",
      category: "teacher",
      role: "teacher",
      expiresAtMs: null,
      venueIds: [],
    }),
  );
  const admin = t.actor("admin");
  const venue = await makeVenue(house, admin);
  const camera = await makeCamera(house, admin, cameraInput(venue.venueId));
  const startMs = clock.now() + 30 * minute;
  const lesson = value(
    await lessons.plan(house, admin, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + 30 * minute,
      hours: 1,
      audiences: ["2024 级临床本科"],
      roster: ["学员甲"],
      groups: [{ name: "第一组", members: ["学员甲"] }],
      teacherIds: [opened.account.accountId],
      venueId: venue.venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [],
    }),
  );
  await refreshPlan(house);
  clock.advance(lesson.recordFromMs - clock.now() + 1_000);
  await noteWrittenPlan(house);
  const { lessonId, recordFromMs, recordToMs } = lesson;
  const gap = { startMs: startMs + 10 * minute, endMs: startMs + 10 * minute + 45_000 };
  const occasion = { kind: "lesson" as const, id: lessonId };
  const records = [];
  let number = 0;
  for (const span of [
    { startMs: recordFromMs, endMs: gap.startMs },
    { startMs: gap.endMs, endMs: recordToMs },
  ]) {
    const runId = house.newId();
    for (let at = span.startMs; at < span.endMs; at += minute) {
      const seconds = Math.min(minute, span.endMs - at) / 1_000;
      records.push(
        sealSegment(house, {
          cameraId: camera.cameraId,
          runId,
          occasions: [{ ...occasion, number: ++number }],
          startMs: at,
          seconds,
          groupSeconds: 15,
          frameBytes: 40,
        }),
      );
    }
  }
  sealGap(house, {
    cameraId: camera.cameraId,
    occasions: [occasion],
    ...gap,
    cause: "disconnected",
    facts: { attempts: 12 },
  });
  clock.advance(recordToMs - clock.now() + 10 * minute);
  await takeIn(house, (one) => homeOfOccasion(house, one));
  await sequenceNow(house);
  const no = async () => refused("conflict");
  const wall = { jumpMs: 0 };
  const trust = new ClockTrust(
    { now: () => clock.now() + wall.jumpMs, ticks: () => clock.ticks(), sleep: systemClock.sleep },
    () => {},
  );
  const watch = { state: () => trust.observe(), acknowledge: () => trust.acknowledge() };
  const desk = await prepareDesk(house, {
    gate: await setup.openGate(house),
    institution: { name: async () => "示范中心", rename: no },
    rooms: {
      ...answeringRooms([]),
      ...placesHandlers(),
      ...lessonsHandlers(),
      ...lookingHandlers(),
      ...recordingHandlers({
        hub: new LiveHub(house),
        clock: watch,
      }),
    },
    webFolder: `${house.paths.root}/web`,
  });
  const signIn = async (login: string, secret: string) => {
    const first = value(await signIns.open(house, standing, { login, password: secret }));
    const changed = value(
      await me.changeSecret(house, first.actor, {
        current: secret,
        next: "saffron-Quill-meadow-17",
      }),
    );
    value(await notice.accept(house, first.actor, 1));
    return { cookie: `liuhen=${changed.token}`, actor: first.actor };
  };
  const guest = async (role: Role, venueIds: string[] = []) => {
    const made = value(
      await accounts.open(house, system, {
        login: `${role}.two`,
        name: role,
        personKey: `${role}2`,
        category: "staff",
        role,
        expiresAtMs: null,
        venueIds,
      }),
    );
    return signIn(`${role}.two`, made.oneTimeSecret);
  };
  const call = (
    method: "GET" | "POST",
    url: string,
    more: { cookie: string; body?: unknown; range?: string },
  ) =>
    desk.app.inject({
      method,
      url,
      headers: {
        host: "house.example",
        origin: "http://house.example",
        cookie: more.cookie,
        ...(more.range === undefined ? {} : { range: more.range }),
        ...(more.body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(more.body === undefined ? {} : { payload: JSON.stringify(more.body) }),
    });
  return {
    ...t,
    wall,
    lesson,
    camera,
    venue,
    gap,
    records,
    call,
    guest,
    teacher: await signIn("zhang.one", opened.oneTimeSecret),
    async [Symbol.asyncDispose]() {
      await desk.close();
      await t[Symbol.asyncDispose]();
    },
  };
}

type Recorded = Awaited<ReturnType<typeof openRecordedLesson>>;

async function openViewing(
  t: Recorded,
  who: { cookie: string },
  purpose: string | null = null,
): Promise<string> {
  const answer = await t.call("POST", "/api/viewings", {
    ...who,
    body: { lessonId: t.lesson.lessonId, purpose },
  });
  return ViewingOpened.parse(answer.json()).viewingId;
}

/** Over a minute in fragments of 15 s a candidate's 25 s: the one fragment that holds nobody else. */
async function seesOwnVisit(t: Recorded, record: Recorded["records"][number]): Promise<void> {
  const { lessonId } = t.lesson;
  const student = await t.guest("student");
  const { accountId } = student.actor;
  const visit = { startMs: record.startMs + 10_000, endMs: record.startMs + 35_000 };
  const people = {
    roster: ["学员甲"],
    groups: [{ name: "第一组", members: [] }],
    studentIds: [accountId],
  };
  await quiet(t.house, "what the release of an exam does", async (tx) => {
    await lessons.enrol(t.house, tx, { lessonId, people });
    await visits.note(t.house, tx, [{ lessonId, accountId, stationId: null, ...visit }]);
  });
  const seen = LessonTimeline.parse(
    (await t.call("GET", `/api/lessons/${lessonId}/timeline`, student)).json(),
  );
  expect(seen.span).toEqual(visit);
  const base = `/api/viewings/${await openViewing(t, student)}`;
  const wide = `cameraId=${t.camera.cameraId}&stream=main&fromMs=${record.startMs - 3 * minute}&toMs=${record.endMs + 3 * minute}`;
  const listed = PlaySegment.array().parse(
    (await t.call("GET", `${base}/segments?${wide}`, student)).json().segments,
  );
  expect(listed.map((one) => one.fragments)).toEqual([[record.fragments[1]]]);
  const status = async (range?: string) => {
    const url = `${base}/segments/${record.segmentId}.mp4`;
    const asked = range === undefined ? {} : { range: `bytes=${range}` };
    return (await t.call("GET", url, { ...student, ...asked })).statusCode;
  };
  const [before, own, after] = record.fragments.map(
    ({ offsetBytes, sizeBytes }) => `${offsetBytes}-${offsetBytes + sizeBytes - 1}`,
  );
  expect(await Promise.all([own, `0-${record.init.sizeBytes - 1}`].map(status))).toEqual([
    206, 206,
  ]);
  expect(await Promise.all([undefined, before, after, "0-", "-10"].map(status))).toEqual(
    Array.from({ length: 5 }, () => 404),
  );
}

describe("a recorded lesson over HTTP", () => {
  test("[S0-5.2.1] 45 s unplugged are one gap of 45 s with its cause, everything else is covered", async () => {
    await using t = await openRecordedLesson();
    const answer = await t.call("GET", `/api/lessons/${t.lesson.lessonId}/timeline`, t.teacher);
    const timeline = LessonTimeline.parse(answer.json());
    const [stream, ...others] = timeline.cameras[0]?.streams ?? [];
    expect(stream?.gaps).toMatchObject([
      { ...t.gap, cause: "disconnected", facts: { attempts: 12 } },
    ]);
    expect(stream?.recorded).toEqual([
      { startMs: t.lesson.recordFromMs, endMs: t.gap.startMs },
      { startMs: t.gap.endMs, endMs: t.lesson.recordToMs },
    ]);
    expect(stream?.tracks[0]).toMatchObject({ codec: "h264", widthPixels: 640 });
    expect(timeline.coverage).toEqual([
      { kind: "venue", cameras: 1, expectedMs: 30 * minute, recordedMs: 30 * minute - 45_000 },
    ]);
    // No codec was ever tested, so the plan asks for whatever the camera has: main only, here.
    expect(others).toEqual([]);
  });

  test("[S0-9.2] bytes come by single ranges behind an own open viewing only, and never as a page", async () => {
    await using t = await openRecordedLesson();
    const viewingId = await openViewing(t, t.teacher);
    const base = `/api/viewings/${viewingId}`;
    const span = `cameraId=${t.camera.cameraId}&stream=main&fromMs=${t.gap.startMs - 90_000}&toMs=${t.gap.endMs + 1_000}`;
    const listed = PlaySegment.array().parse(
      (await t.call("GET", `${base}/segments?${span}`, t.teacher)).json().segments,
    );
    expect(listed.map((one) => one.startMs)).toEqual([
      t.gap.startMs - 2 * minute,
      t.gap.startMs - minute,
      t.gap.endMs,
    ]);
    const [segment] = listed;
    const record = t.records.find((one) => one.segmentId === segment?.segmentId);
    const fragment = record?.fragments[3];
    if (segment === undefined || record === undefined || fragment === undefined)
      throw new Error("a segment with fragments");
    const url = `${base}/segments/${segment.segmentId}.mp4`;
    const range = `bytes=${fragment.offsetBytes}-${fragment.offsetBytes + fragment.sizeBytes - 1}`;
    const part = await t.call("GET", url, { ...t.teacher, range });
    expect(part.statusCode).toBe(206);
    expect(digest(part.rawPayload)).toBe(fragment.sha256);
    expect(part.headers).toMatchObject({
      "cache-control": expect.stringContaining("no-store"),
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox"),
    });
    expect(part.headers["content-disposition"]).toMatch(/^attachment/);
    const whole = await t.call("GET", url, t.teacher);
    expect(digest(whole.rawPayload)).toBe(record.sha256);
    expect(
      (await t.call("GET", url, { ...t.teacher, range: `bytes=${record.sizeBytes}-` })).statusCode,
    ).toBe(416);
    const other = await t.guest("manager", [t.venue.venueId]);
    expect((await t.call("GET", url, other)).statusCode).toBe(404);
    expect(
      (await t.call("GET", `${base}/segments/${t.lesson.lessonId}.mp4`, t.teacher)).statusCode,
    ).toBe(404);
    expect(
      (await t.call("POST", `${base}/close`, { ...t.teacher, body: { played: [] } })).statusCode,
    ).toBe(200);
    expect((await t.call("GET", url, t.teacher)).statusCode).toBe(403);
    const [closed] = await historyOf(t.house, viewingId, { most: 1 });
    expect(closed?.leaf.body).toMatchObject({
      exit: "closed",
      served: [{ cameraId: t.camera.cameraId, startMs: segment.startMs, endMs: segment.endMs }],
    });
    await seesOwnVisit(t, record);
  });

  test("[S0-9.1a, S0-9.1b, S0-12.1, C-02] who may open a viewing over HTTP, with which purpose", async () => {
    await using t = await openRecordedLesson();
    const open = async (who: { cookie: string }, purpose: string | null) =>
      (
        await t.call("POST", "/api/viewings", {
          ...who,
          body: { lessonId: t.lesson.lessonId, purpose },
        })
      ).json().code ?? "opened";
    expect(await open(await t.guest("admin"), null)).toBe("grant_missing");
    expect(await open(await t.guest("director"), "quality-control")).toBe("grant_missing");
    // The answer of an opened viewing carries the code of its watermark.
    expect(await open(t.teacher, "quality-control")).toMatch(/^[0-9A-Z]{8}$/);
    expect(await open(await t.guest("director").catch(() => t.teacher), "entertainment")).toBe(
      "bad_input",
    );
    expect(await open(await t.guest("manager"), null)).toBe("not_found");
    expect(await open(await t.guest("student"), "assessment")).toBe("not_found");
    expect(await open(await t.guest("operator"), "assessment")).toBe("not_found");
    expect(await open(await t.guest("auditor"), "assessment")).toBe("not_permitted");
  });

  test("[S0-5.2.2] four bookmarks are set, found by kind and withdrawn; the original stays as it was", async () => {
    await using t = await openRecordedLesson();
    const viewingId = await openViewing(t, t.teacher);
    const segment = t.records[0]?.segmentId ?? "";
    const bytes = async () =>
      toHex(
        sha256(
          (await t.call("GET", `/api/viewings/${viewingId}/segments/${segment}.mp4`, t.teacher))
            .rawPayload,
        ),
      );
    const before = await bytes();
    const url = `/api/lessons/${t.lesson.lessonId}/bookmarks`;
    for (const [at, kind] of bookmarkKinds.entries()) {
      const body = { kind, atMs: t.lesson.startMs + at * minute, cameraId: null };
      expect((await t.call("POST", url, { ...t.teacher, body })).statusCode).toBe(200);
    }
    const manager = await t.guest("manager");
    const body = { kind: "comment", atMs: t.lesson.startMs, cameraId: null };
    expect((await t.call("POST", url, { ...manager, body })).json().code).toBe("not_found");
    const span = `fromMs=${t.lesson.recordFromMs}&toMs=${t.lesson.recordToMs}`;
    const found = async (kind: string) =>
      (await t.call("GET", `/api/lessons?${span}&bookmark=${kind}`, t.teacher)).json().lessons
        .length;
    for (const kind of bookmarkKinds) expect(await found(kind)).toBe(1);
    const listed = (await t.call("GET", url, t.teacher)).json().bookmarks;
    expect(listed.map((one: { kind: string }) => one.kind)).toEqual([...bookmarkKinds]);
    const withdrawn = await t.call("POST", `${url}/${listed[0].bookmarkId}/withdraw`, t.teacher);
    expect(withdrawn.statusCode).toBe(200);
    expect(await found(bookmarkKinds[0])).toBe(0);
    expect(await bytes()).toBe(before);
  });

  test("[P-3] a browser can prove a segment from the answer alone", async () => {
    await using t = await openRecordedLesson();
    const viewingId = await openViewing(t, t.teacher);
    const [record] = t.records;
    const answer = await t.call(
      "GET",
      `/api/viewings/${viewingId}/segments/${record?.segmentId}/proof`,
      t.teacher,
    );
    const proof = SegmentProof.parse(answer.json());
    const { index, size, path, root } = proof.round;
    const hashes = path.map((hash) => fromHex(hash) ?? new Uint8Array());
    expect(
      includes(
        { index, size, leafHash: leafHash(utf8(proof.recordText), sha256), path: hashes },
        fromHex(root) ?? new Uint8Array(),
        sha256,
      ),
    ).toBe(true);
    expect(JSON.parse(proof.recordText)).toEqual(record);
    expect(JSON.parse(proof.entry?.leaf ?? "{}").body.root).toBe(root);
    const [, count, treeRoot] = proof.checkpoint?.split("\n") ?? [];
    const inclusion = (proof.inclusion ?? []).map((hash) => fromBase64(hash) ?? new Uint8Array());
    const entry = {
      index: proof.entry?.index ?? -1,
      size: Number(count),
      leafHash: leafHash(utf8(proof.entry?.leaf ?? ""), sha256),
      path: inclusion,
    };
    expect(includes(entry, fromBase64(treeRoot ?? "") ?? new Uint8Array(), sha256)).toBe(true);
    expect(proof.officialName).toMatch(
      /^【2026-06-01】心肺复苏实训 - 2024 级临床本科 - 张 XX-1 号实训室_0830_C01_S0001\.mp4$/,
    );
    expect(toHex(sha256(utf8(proof.recordText)))).not.toBe(
      toHex(leafHash(utf8(proof.recordText), sha256)),
    );
  });

  test("an HLS playlist of an hour has a discontinuity at the gap and is entered as a move", async () => {
    await using t = await openRecordedLesson();
    const viewingId = await openViewing(t, t.teacher);
    const hourMs = Math.floor(t.gap.startMs / 3_600_000) * 3_600_000;
    const answer = await t.call(
      "GET",
      `/api/viewings/${viewingId}/cameras/${t.camera.cameraId}/main/${hourMs}.m3u8`,
      t.teacher,
    );
    expect(answer.headers["content-type"]).toContain("mpegurl");
    const lines = answer.body.split("\n");
    const inHour = t.records.flatMap((record) =>
      record.fragments.filter(
        (one) => Math.floor((record.startMs + one.atMs) / 3_600_000) * 3_600_000 === hourMs,
      ),
    );
    expect(lines.filter((line) => line.startsWith("#EXTINF"))).toHaveLength(inHour.length);
    expect(lines).toContain(`#EXT-X-PROGRAM-DATE-TIME:${new Date(t.gap.endMs).toISOString()}`);
    const [moved] = await historyOf(t.house, viewingId, { most: 1 });
    expect(moved?.leaf).toMatchObject({ kind: "viewing.moved@1", body: { reason: "hls" } });
  });

  test("[C-39] a clock that jumped is trusted again only when an administrator says so, by name", async () => {
    await using t = await openRecordedLesson();
    const admin = await t.guest("admin");
    const trusted = async () =>
      Board.parse((await t.call("GET", "/api/board", admin)).json()).clock.trusted;
    t.wall.jumpMs = 10_000;
    expect(await trusted()).toBe(false);
    const asTeacher = await t.call("POST", "/api/clock/acknowledge", t.teacher);
    expect(asTeacher.statusCode).toBe(403);
    expect(await trusted()).toBe(false);
    const asAdmin = await t.call("POST", "/api/clock/acknowledge", admin);
    expect(asAdmin.json()).toEqual({ driftMs: 10_000 });
    expect(await trusted()).toBe(true);
    const [entry] = await historyOf(t.house, t.house.siteId, {
      kinds: ["clock.acknowledged@1"],
      most: 1,
    });
    expect(entry?.leaf).toMatchObject({ body: { driftMs: 10_000 } });
  });

  test("the board tells each room's state, and a lesson only to those who may see it", async () => {
    await using t = await openRecordedLesson();
    const board = Board.parse((await t.call("GET", "/api/board", t.teacher)).json());
    expect(board).toMatchObject({ recorder: "silent", clock: { trusted: true } });
    expect(board.venues).toMatchObject([
      { venueName: "1 号实训室", state: "offline", lesson: null },
    ]);
  });

  test("a venue without cameras is free, whatever the recorder does", async () => {
    await using t = await openRecordedLesson();
    const bare = await makeVenue(t.house, t.actor("admin"), "2 号实训室");
    const board = Board.parse((await t.call("GET", "/api/board", t.teacher)).json());
    const tile = board.venues.find((venue) => venue.venueId === bare.venueId);
    expect(board.recorder).toBe("silent");
    expect(tile).toMatchObject({ state: "free", cameras: [] });
  });

  test("a sign-in that ends takes its viewing with it at once", async () => {
    await using t = await openRecordedLesson();
    const viewingId = await openViewing(t, t.teacher);
    const url = `/api/viewings/${viewingId}/segments/${t.records[0]?.segmentId}.mp4`;
    expect((await t.call("GET", url, t.teacher)).statusCode).toBe(200);
    value(await signIns.signOut(t.house, t.teacher.actor, "sign-out"));
    expect((await t.call("GET", url, t.teacher)).statusCode).toBe(401);
  });
});

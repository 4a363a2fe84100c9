import fc from "fast-check";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { roleNames } from "../../contract/roles.ts";
import { limits } from "../../contract/limits.ts";
import { decideLook } from "../../kernel/access.ts";
import { type PlayedRange, compactRanges, playedMs } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { openTestHouse, testStartMs } from "../../../tests/fixture/house.ts";
import { historyOf } from "../ledger/index.ts";
import {
  closeViewing,
  flushServed,
  listLookers,
  moveViewing,
  noteServed,
  openViewing,
  sweepViewings,
  useViewing,
} from "./index.ts";

const minute = 60_000;
const span = { startMs: testStartMs, endMs: testStartMs + 90 * minute };

describe("who may look", () => {
  const own = { accountId: "me", venueIds: ["here"] };
  const cases = [
    ["teacher", { teacherIds: ["me"], venueId: "there" }, null, "own-lesson"],
    ["teacher", { teacherIds: ["other"], venueId: "here" }, "quality-control", "not_permitted"],
    ["manager", { teacherIds: ["other"], venueId: "here" }, null, "own-area"],
    ["manager", { teacherIds: ["me"], venueId: "there" }, "quality-control", "not_permitted"],
    ["admin", { teacherIds: [], venueId: "there" }, null, "purpose_missing"],
    ["admin", { teacherIds: [], venueId: "there" }, "problem-tracing", "purpose"],
    ["director", { teacherIds: [], venueId: "there" }, "assessment", "purpose"],
    ["student", { teacherIds: ["me"], venueId: "here" }, "assessment", "not_permitted"],
    ["auditor", { teacherIds: ["me"], venueId: "here" }, "assessment", "not_permitted"],
  ] as const;
  for (const [role, lesson, purpose, want] of cases)
    test(`[S0-12.1] ${role} with ${purpose ?? "no purpose"}: ${want}`, () => {
      const decision = decideLook({ ...own, role }, lesson, purpose);
      expect(decision.ok ? decision.right : decision.code).toBe(want);
    });

  test("nobody without a right gets in, whatever the ids", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roleNames),
        fc.array(fc.string(), { maxLength: 3 }),
        fc.string(),
        (role, teacherIds, venueId) => {
          const decision = decideLook(
            { accountId: "", role, venueIds: [] },
            { teacherIds: teacherIds.filter((id) => id !== ""), venueId },
            null,
          );
          expect(decision.ok).toBe(false);
        },
      ),
    );
  });
});

test("ranges fit in an entry and never tell less than was seen", () => {
  const camera = fc.constantFrom(
    "0190a000-0000-7000-8000-000000000001",
    "0190a000-0000-7000-8000-000000000002",
  );
  const range = fc
    .tuple(camera, fc.nat(90 * 60), fc.integer({ min: 1, max: 40 }))
    .map(([cameraId, at, length]): PlayedRange => ({
      cameraId,
      stream: "main",
      startMs: span.startMs + at * 1_000,
      endMs: span.startMs + (at + length) * 1_000,
    }));
  fc.assert(
    fc.property(
      fc.array(range, { maxLength: 400 }),
      fc.integer({ min: 2, max: 50 }),
      (ranges, most) => {
        const compact = compactRanges(ranges, span, most);
        expect(compact.length).toBeLessThanOrEqual(most);
        const inside = ranges.filter((one) => one.startMs < span.endMs);
        for (const one of inside)
          expect(
            compact.some(
              (wide) =>
                wide.cameraId === one.cameraId &&
                wide.startMs <= one.startMs &&
                wide.endMs >= Math.min(one.endMs, span.endMs),
            ),
          ).toBe(true);
        expect(playedMs(compact)).toBeGreaterThanOrEqual(
          playedMs(compactRanges(ranges, span, 10_000)),
        );
      },
    ),
  );
});

/** A signed-in person as the people room would make one, by rows: who may sign in is tested there. */
async function signedIn(own: Awaited<ReturnType<typeof openTestHouse>>, role: "teacher" | "admin") {
  return own.actor(role, "林老师");
}

async function bodies(house: House, viewingId: string) {
  return (await historyOf(house, viewingId, { most: 50 }))
    .map((entry) => ({ kind: entry.leaf.kind, body: entry.leaf.body }))
    .toReversed();
}

describe("a viewing", () => {
  const cameraId = "0190a000-0000-7000-8000-000000000001";
  const range = (fromS: number, toS: number): PlayedRange => ({
    cameraId,
    stream: "main",
    startMs: span.startMs + fromS * 1_000,
    endMs: span.startMs + toS * 1_000,
  });

  test("[S0-9.2] play, seek, close: the ledger tells the ranges that were played", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const actor = await signedIn(own, "teacher");
    const lesson = {
      lessonId: house.newId(),
      teacherIds: [actor.accountId],
      venueId: house.newId(),
      span,
    };
    const opened = await openViewing(house, actor, { lesson, purpose: null });
    if (!opened.ok) throw new Error(opened.code);
    const { viewingId } = opened.value;
    const viewing = await useViewing(house, actor, viewingId);
    if (!viewing.ok) throw new Error(viewing.code);
    noteServed(house, viewing.value, range(0, 30));
    await flushServed(house);
    await moveViewing(house, actor, {
      viewing: viewing.value,
      toMs: span.startMs + 600_000,
      reason: "seek",
      played: [range(0, 21)],
    });
    noteServed(house, viewing.value, range(600, 640));
    const closed = await closeViewing(house, actor, {
      viewingId,
      played: [range(600, 633), range(-100, -50)],
    });
    expect(closed).toEqual({ ok: true, value: { playedMs: 54_000 } });
    const told = await bodies(house, viewingId);
    expect(told.map((entry) => entry.kind)).toEqual([
      "viewing.opened@1",
      "viewing.moved@1",
      "viewing.closed@1",
    ]);
    expect(told[1]?.body).toMatchObject({ reason: "seek", played: [range(0, 21)] });
    expect(told[2]?.body).toMatchObject({
      exit: "closed",
      played: [range(0, 21), range(600, 633)],
      served: [range(0, 30), range(600, 640)],
    });
    expect(await useViewing(house, actor, viewingId)).toMatchObject({
      ok: false,
      code: "viewing_closed",
    });
    expect(await listLookers(house, lesson.lessonId)).toMatchObject([
      { viewingId, right: "own-lesson", playedMs: 54_000 },
    ]);
  });

  test("[S0-9.2] with the log writer down nothing is opened, and what is open cannot move", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const actor = await signedIn(own, "admin");
    const lesson = { lessonId: house.newId(), teacherIds: [], venueId: house.newId(), span };
    const before = await openViewing(house, actor, { lesson, purpose: "quality-control" });
    if (!before.ok) throw new Error(before.code);
    const viewing = await useViewing(house, actor, before.value.viewingId);
    if (!viewing.ok) throw new Error(viewing.code);
    const owner = new pg.Client({ connectionString: own.ownerUrl });
    await owner.connect();
    await owner.query("revoke insert on ledger.entry from liuhen_app");
    expect(await openViewing(house, actor, { lesson, purpose: "quality-control" })).toEqual({
      ok: false,
      code: "evidence_unwritable",
    });
    expect(
      await moveViewing(house, actor, {
        viewing: viewing.value,
        toMs: span.startMs,
        reason: "seek",
        played: [],
      }),
    ).toEqual({ ok: false, code: "evidence_unwritable" });
    await owner.query("grant insert on ledger.entry to liuhen_app");
    await owner.end();
    expect(await listLookers(house, lesson.lessonId)).toHaveLength(1);
  });

  test("a viewing is the own sign-in's only, ends after 12 hours, and a refusal is entered", async () => {
    await using own = await openTestHouse();
    const { house, clock } = own;
    const actor = await signedIn(own, "teacher");
    const lesson = {
      lessonId: house.newId(),
      teacherIds: [actor.accountId],
      venueId: house.newId(),
      span,
    };
    const opened = await openViewing(house, actor, { lesson, purpose: null });
    if (!opened.ok) throw new Error(opened.code);
    const { viewingId } = opened.value;
    expect(await useViewing(house, own.actor("teacher"), viewingId)).toMatchObject({
      code: "not_found",
    });
    expect(await useViewing(house, { ...actor, signInId: house.newId() }, viewingId)).toMatchObject(
      { code: "viewing_closed" },
    );
    clock.advance(limits.viewingLongestMs);
    expect(await useViewing(house, actor, viewingId)).toMatchObject({ code: "viewing_closed" });
    expect(await sweepViewings(house)).toBe(1);
    expect((await bodies(house, viewingId)).at(-1)).toMatchObject({
      kind: "viewing.closed@1",
      body: { exit: "expired" },
    });
    const foreign = await openViewing(house, own.actor("teacher"), {
      lesson,
      purpose: "assessment",
    });
    expect(foreign).toMatchObject({ code: "not_permitted" });
    expect(
      (await historyOf(house, lesson.lessonId, { most: 5 })).map((entry) => entry.leaf.kind),
    ).toEqual(["act.refused@1"]);
  });

  test("[S0-9.2] a viewing whose sign-in is gone is closed with its own entry", async () => {
    await using own = await openTestHouse();
    const { house } = own;
    const actor = await signedIn(own, "teacher");
    const lesson = {
      lessonId: house.newId(),
      teacherIds: [actor.accountId],
      venueId: house.newId(),
      span,
    };
    const opened = await openViewing(house, actor, { lesson, purpose: null });
    if (!opened.ok) throw new Error(opened.code);
    expect(await sweepViewings(house)).toBe(1);
    expect(await sweepViewings(house)).toBe(0);
    expect((await bodies(house, opened.value.viewingId)).at(-1)).toMatchObject({
      body: { exit: "sign-out", played: [], served: [] },
    });
  });
});

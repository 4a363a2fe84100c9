import fc from "fast-check";
import pg from "pg";
import { describe, expect, test } from "vitest";
import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { Role } from "../../contract/roles.ts";
import { markBytes, markCode } from "../../kernel/mark-code.ts";
import { type PlayedRange, compactRanges, playedMs } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { openTestHouse, testStartMs, type TestHouse } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { historyOf } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { accounts, me, signIns } from "../people/index.ts";
import { cameras, venues } from "../places/index.ts";
import {
  closeViewing,
  flushServed,
  listLookers,
  marks,
  moveViewing,
  noteServed,
  notice,
  openViewing,
  stillHolds,
  sweepViewings,
  useViewing,
} from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;
const startMs = testStartMs + 30 * minute;
const password = "saffron-Quill-meadow-17";

interface Centre extends TestHouse {
  readonly admin: PersonActor;
  readonly teacher: PersonActor;
  readonly lessonId: string;
  readonly venueId: string;
  readonly stationId: string;
  /** Somebody signed in, the notice accepted. */
  person(role: Role, login: string, venueIds?: string[]): Promise<PersonActor>;
}

/** A venue with a camera and a station, a teacher, and a lesson of ninety minutes that has begun. */
async function openCentre(): Promise<Centre> {
  const t = await openTestHouse();
  t.clock.advance(40 * minute);
  const admin = t.actor("admin");
  const person = async (role: Role, login: string, venueIds: string[] = []) => {
    const actor = await signedIn(t.house, { role, login, venueIds });
    value(await notice.accept(t.house, actor, 1));
    return actor;
  };
  const { venueId } = await makeVenue(t.house, admin);
  const station = { venueId, name: "一号床", number: 1 };
  const { stations } = value(await venues.addStation(t.house, admin, station));
  await makeCamera(t.house, admin, cameraInput(venueId));
  const teacher = await person("teacher", "teacher1");
  const planned = await lessons.plan(t.house, admin, {
    ...lessonOf(venueId, teacher.accountId),
    studentIds: [],
  });
  return {
    ...t,
    admin,
    teacher,
    person,
    venueId,
    stationId: stations[0]?.stationId ?? "",
    lessonId: value(planned).lessonId,
  };
}

function lessonOf(venueId: string, teacherId: string) {
  return {
    project: "心肺复苏实训",
    course: "急救技能",
    startMs,
    endMs: startMs + 90 * minute,
    hours: 2,
    audiences: ["2024 级"],
    roster: ["学员甲"],
    groups: [{ name: "第一组", members: ["学员甲"] }],
    teacherIds: [teacherId],
    venueId,
    activity: "daily-teaching" as const,
    family: "first-aid" as const,
    scene: "first-aid" as const,
    recording: true,
  };
}

async function signedIn(
  house: House,
  who: { role: Role; login: string; venueIds: string[] },
): Promise<PersonActor> {
  const { role, login, venueIds } = who;
  const opened = value(
    await accounts.open(
      house,
      { kind: "system", name: "setup" },
      {
        login,
        name: `姓名${login}`,
        personKey: login,
        category: "staff",
        role,
        expiresAtMs: null,
        venueIds,
      },
    ),
  );
  const first = value(
    await signIns.open(
      house,
      { terminal: "Chrome 131 · Linux", address: "10.1.0.1" },
      { login, password: opened.oneTimeSecret },
    ),
  );
  const change = { current: opened.oneTimeSecret, next: password };
  value(await me.changeSecret(house, first.actor, change));
  return first.actor;
}

async function bodies(house: House, viewingId: string) {
  return (await historyOf(house, viewingId, { most: 50 }))
    .map((entry) => ({ kind: entry.leaf.kind, body: entry.leaf.body }))
    .toReversed();
}

const look = (lessonId: string) => ({ lessonId, purpose: null });
const cameraId = "0190a000-0000-7000-8000-000000000001";
const range = (fromS: number, toS: number): PlayedRange => ({
  cameraId,
  stream: "main",
  startMs: startMs + fromS * 1_000,
  endMs: startMs + toS * 1_000,
});

test("ranges fit in an entry and never tell less than was seen", () => {
  const span = { startMs, endMs: startMs + 90 * minute };
  const one = fc.tuple(fc.boolean(), fc.nat(90 * 60), fc.integer({ min: 1, max: 40 }));
  const made = one.map(([other, at, length]): PlayedRange => ({
    ...range(at, at + length),
    cameraId: other ? cameraId : cameraId.replace(/1$/, "2"),
  }));
  fc.assert(
    fc.property(
      fc.array(made, { maxLength: 400 }),
      fc.integer({ min: 2, max: 50 }),
      (ranges, most) => {
        const compact = compactRanges(ranges, span, most);
        expect(compact.length).toBeLessThanOrEqual(most);
        for (const seen of ranges.filter((each) => each.startMs < span.endMs))
          expect(
            compact.some(
              (wide) =>
                wide.cameraId === seen.cameraId &&
                wide.startMs <= seen.startMs &&
                wide.endMs >= Math.min(seen.endMs, span.endMs),
            ),
          ).toBe(true);
        expect(playedMs(compact)).toBeGreaterThanOrEqual(
          playedMs(compactRanges(ranges, span, 10_000)),
        );
      },
    ),
  );
});

test("a watermark code is eight letters for five bytes, and back", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
      const code = markCode(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(markBytes(code)).toEqual(bytes);
    }),
  );
  for (const wrong of ["", "0123456", "ABCDEFGI", "abcdefgh"])
    expect(markBytes(wrong)).toBeUndefined();
});

describe("a viewing", () => {
  test("[S0-9.2] [S3-Q5] play, seek, close: the ledger tells the ranges that were played", async () => {
    await using t = await openCentre();
    const { house, teacher } = t;
    const opened = value(await openViewing(house, teacher, look(t.lessonId)));
    const { viewingId, code } = opened;
    expect(opened).toMatchObject({ right: "own-lesson", serial: null, cameraIds: null });
    const viewing = value(await useViewing(house, teacher, viewingId));
    noteServed(house, viewing, range(0, 30));
    await flushServed(house);
    const move = { viewing, toMs: startMs + 600_000, reason: "seek" as const };
    await moveViewing(house, teacher, { ...move, played: [range(0, 21)] });
    noteServed(house, viewing, range(600, 640));
    const played = [range(600, 633), range(-9_000, -8_950)];
    expect(value(await closeViewing(house, teacher, { viewingId, played }))).toEqual({
      playedMs: 54_000,
    });
    const told = await bodies(house, viewingId);
    expect(told.map((entry) => entry.kind)).toEqual([
      "viewing.opened@2",
      "viewing.moved@1",
      "viewing.closed@2",
    ]);
    expect(told[0]?.body).toMatchObject({ right: "own-lesson", code, grant: null });
    expect(told[1]?.body).toMatchObject({ reason: "seek", played: [range(0, 21)] });
    expect(told[2]?.body).toMatchObject({
      exit: "closed",
      played: [range(0, 21), range(600, 633)],
      served: [range(0, 30), range(600, 640)],
    });
    expect(await useViewing(house, teacher, viewingId)).toMatchObject({ code: "viewing_closed" });
    const spans = [range(0, 21), range(600, 633)].map(({ startMs: from, endMs }) => ({
      startMs: from,
      endMs,
    }));
    expect(await listLookers(house, t.lessonId)).toMatchObject(
      [{ viewingId, right: "own-lesson", playedMs: 54_000, played: spans, terminal: /Chrome/ }].map(
        (one) => ({ ...one, terminal: "Chrome 131 · Linux" }),
      ),
    );
  });

  test("[S0-9.2] with the log writer down nothing is opened, and what is open cannot move", async () => {
    await using t = await openCentre();
    const { house, teacher } = t;
    const before = value(await openViewing(house, teacher, look(t.lessonId)));
    const viewing = value(await useViewing(house, teacher, before.viewingId));
    const owner = new pg.Client({ connectionString: t.ownerUrl });
    await owner.connect();
    await owner.query("revoke insert on ledger.entry from liuhen_app");
    expect(await openViewing(house, teacher, look(t.lessonId))).toMatchObject({
      code: "evidence_unwritable",
    });
    const move = { viewing, toMs: startMs, reason: "seek" as const, played: [] };
    expect(await moveViewing(house, teacher, move)).toMatchObject({ code: "evidence_unwritable" });
    await owner.query("grant insert on ledger.entry to liuhen_app");
    await owner.end();
    expect(await listLookers(house, t.lessonId)).toHaveLength(1);
  });

  test("[S0-9.2] a viewing belongs to its sign-in, and a right ends where the page is not told", async () => {
    await using t = await openCentre();
    const { house, teacher } = t;
    const { viewingId } = value(await openViewing(house, teacher, look(t.lessonId)));
    const other = await t.person("teacher", "teacher2");
    expect(await useViewing(house, other, viewingId)).toMatchObject({ code: "not_found" });
    const elsewhere = { ...teacher, signInId: house.newId() };
    expect(await useViewing(house, elsewhere, viewingId)).toMatchObject({ code: "viewing_closed" });
    const viewing = value(await useViewing(house, teacher, viewingId));
    const input = lessonOf(t.venueId, other.accountId);
    value(
      await lessons.change(house, t.admin, {
        lessonId: t.lessonId,
        input: { ...input, studentIds: [] },
      }),
    );
    expect(await useViewing(house, teacher, viewingId)).toMatchObject({ code: "viewing_closed" });
    expect(await stillHolds(house, viewing)).toBe(false);
    expect(await sweepViewings(house)).toBe(1);
    expect((await bodies(house, viewingId)).at(-1)).toMatchObject({
      kind: "viewing.closed@2",
      body: { exit: "right-ended" },
    });
  });

  test("[S0-9.1a] [C-02] nobody looks by a purpose alone, and each no is entered", async () => {
    await using t = await openCentre();
    const { house, lessonId } = t;
    const purpose = "quality-control";
    for (const [role, code] of [
      ["admin", "grant_missing"],
      ["director", "grant_missing"],
      ["teacher", "not_found"],
      ["manager", "not_found"],
      ["operator", "not_found"],
      ["student", "not_found"],
      ["auditor", "not_found"],
    ] as const) {
      const actor = await t.person(role, `${role}.two`);
      expect(await openViewing(house, actor, { lessonId, purpose })).toMatchObject({ code });
      const about = code === "not_found" ? actor.accountId : lessonId;
      const entered = await historyOf(house, about, { kinds: ["act.refused@1"], most: 1 });
      expect(entered[0]?.leaf.body).toMatchObject({ attempted: "viewing.open", code });
      const unknown = { lessonId: house.newId(), purpose };
      expect(await openViewing(house, actor, unknown)).toMatchObject({ code: "not_found" });
    }
  });

  test("[S0-9.2] after twelve hours, after signing out and after a page that went, it says how it ended", async () => {
    await using t = await openCentre();
    const { house, teacher, clock } = t;
    const first = value(await openViewing(house, teacher, look(t.lessonId)));
    await signIns.noteSilent(house, teacher.signInId, house.clock.now());
    clock.advance(limits.signInGoneMs + 1_000);
    expect(await sweepViewings(house)).toBe(1);
    expect((await bodies(house, first.viewingId)).at(-1)).toMatchObject({ body: { exit: "gone" } });
    const other = await t.person("manager", "manager1", [t.venueId]);
    const second = value(await openViewing(house, other, look(t.lessonId)));
    value(await signIns.signOut(house, other, "sign-out"));
    expect(await sweepViewings(house)).toBe(1);
    expect(await sweepViewings(house)).toBe(0);
    expect((await bodies(house, second.viewingId)).at(-1)).toMatchObject({
      body: { exit: "sign-out", played: [], served: [] },
    });
  });

  test("[S0-9.1b] a manager's area ends with the next request", async () => {
    await using t = await openCentre();
    const { house } = t;
    const manager = await t.person("manager", "manager1", [t.venueId]);
    const { viewingId } = value(await openViewing(house, manager, look(t.lessonId)));
    expect((await useViewing(house, manager, viewingId)).ok).toBe(true);
    const root = new pg.Client({ connectionString: t.adminUrl });
    await root.connect();
    await root.query("delete from people.account_venue");
    await root.end();
    expect(await useViewing(house, manager, viewingId)).toMatchObject({ code: "viewing_closed" });
  });

  test("[C-42] an operator looks two hours back and the edge moves on", async () => {
    await using t = await openCentre();
    const { house, clock } = t;
    clock.advance(2 * hour - 10 * minute);
    const operator = await t.person("operator", "operator1", [t.venueId]);
    const opened = value(await openViewing(house, operator, look(t.lessonId)));
    expect(opened.right).toBe("own-scope");
    expect(opened.span.startMs).toBe(house.clock.now() - 2 * hour);
    const viewing = value(await useViewing(house, operator, opened.viewingId));
    clock.advance(8 * minute);
    const later = value(await useViewing(house, operator, opened.viewingId));
    expect(later.span.startMs - viewing.span.startMs).toBe(8 * minute);
    clock.advance(3 * hour);
    expect(await useViewing(house, operator, opened.viewingId)).toMatchObject({ ok: false });
    const again = await t.person("operator", "operator2", [t.venueId]);
    expect(await openViewing(house, again, look(t.lessonId))).toMatchObject({
      code: "grant_missing",
    });
  });
});

describe("the own station", () => {
  test("[S0-9.1d] [C-34] a student sees the camera of the own station and nothing else", async () => {
    await using t = await openCentre();
    const { house, admin, stationId, lessonId } = t;
    const student = await t.person("student", "student1");
    const base = { ...lessonOf(t.venueId, t.teacher.accountId), studentIds: [student.accountId] };
    const seat = { accountId: student.accountId, stationId };
    value(await lessons.change(house, admin, { lessonId, input: base }));
    const open = () => openViewing(house, student, look(lessonId));
    expect(await open()).toMatchObject({ code: "others_shown" });
    value(await lessons.change(house, admin, { lessonId, input: { ...base, seats: [seat] } }));
    expect(await open()).toMatchObject({ code: "others_shown" });
    const own = await makeCamera(
      house,
      admin,
      cameraInput(t.venueId, { name: "工位", stationId, coverage: ["station"] }),
    );
    // A camera that came while the lesson ran showed nobody else before: it did not exist.
    const opened = value(await open());
    expect(opened).toMatchObject({ right: "own-station", cameraIds: [own.cameraId] });
    const viewing = value(await useViewing(house, student, opened.viewingId));
    expect(viewing.shows(own.cameraId)).toBe(true);
    expect(viewing.shows(house.newId())).toBe(false);
    expect(value(await lessons.seats(house, admin, lessonId)).seats).toMatchObject([seat]);
  });

  test("[C-34] a camera that stood at another station during the lesson shows others: refused", async () => {
    await using t = await openCentre();
    const { house, admin, stationId, lessonId, venueId } = t;
    const student = await t.person("student", "student1");
    const listed = value(await cameras.list(house, admin)).cameras[0];
    const input = cameraInput(venueId, { stationId, coverage: ["venue"] });
    value(
      await cameras.change(house, admin, {
        cameraId: listed?.cameraId ?? "",
        input: {
          ...input,
          streams: input.streams.map((stream) => ({ ...stream, secret: null })),
        },
      }),
    );
    value(
      await lessons.change(house, admin, {
        lessonId,
        input: {
          ...lessonOf(venueId, t.teacher.accountId),
          studentIds: [student.accountId],
          seats: [{ accountId: student.accountId, stationId }],
        },
      }),
    );
    expect(await openViewing(house, student, look(lessonId))).toMatchObject({
      code: "others_shown",
    });
  });

  test("[S0-9.1d] a seat at a station of another venue is no seat", async () => {
    await using t = await openCentre();
    const input = {
      ...lessonOf(t.venueId, t.teacher.accountId),
      studentIds: [],
      seats: [{ accountId: t.teacher.accountId, stationId: t.house.newId() }],
    };
    expect(await lessons.change(t.house, t.admin, { lessonId: t.lessonId, input })).toMatchObject({
      code: "bad_input",
      facts: { field: "seats" },
    });
  });
});

describe("the confidentiality notice", () => {
  test("[S3-8.3] nothing is played before it is accepted, and a new version is accepted anew", async () => {
    await using t = await openCentre();
    const { house, admin, lessonId } = t;
    const teacher = await signedIn(house, {
      role: "manager",
      login: "late",
      venueIds: [t.venueId],
    });
    const open = () => openViewing(house, teacher, look(lessonId));
    expect(await open()).toMatchObject({ code: "notice_not_accepted" });
    expect(value(await notice.read(house, teacher))).toMatchObject({ accepted: false });
    expect(await notice.accept(house, teacher, 7)).toMatchObject({ code: "conflict" });
    value(await notice.accept(house, teacher, 1));
    expect((await open()).ok).toBe(true);
    const text = { zh: "不得外传。", en: "Tell nobody." };
    expect(value(await notice.change(house, admin, text))).toMatchObject({ version: 2, ...text });
    expect(await open()).toMatchObject({ code: "notice_not_accepted" });
    value(await notice.accept(house, teacher, 2));
    expect((await open()).ok).toBe(true);
    const kinds = (await historyOf(house, teacher.accountId, { most: 50 })).map(
      (entry) => entry.leaf.kind,
    );
    expect(kinds.filter((kind) => kind === "notice.accepted@1")).toHaveLength(2);
  });
});

describe("a watermark's code", () => {
  test("[S0-14.1] it leads to viewer, account, terminal and viewing; a lost one ends the viewing", async () => {
    await using t = await openCentre();
    const { house, teacher, lessonId } = t;
    const { viewingId, code } = value(await openViewing(house, teacher, look(lessonId)));
    expect(value(await marks.trace(house, code))).toMatchObject({
      name: "姓名teacher1",
      login: "teacher1",
      terminal: "Chrome 131 · Linux",
      signInId: teacher.signInId,
      viewing: { viewingId, lessonId, right: "own-lesson" },
    });
    expect(await marks.trace(house, "00000000")).toMatchObject({ code: "not_found" });
    const other = await t.person("teacher", "teacher2");
    const report = { code, harm: "hidden" as const };
    expect(await marks.report(house, other, report)).toMatchObject({ code: "not_found" });
    value(await marks.report(house, teacher, report));
    expect(await useViewing(house, teacher, viewingId)).toMatchObject({ code: "viewing_closed" });
    expect((await bodies(house, viewingId)).at(-1)).toMatchObject({
      body: { exit: "mark-removed" },
    });
  });

  test("[S0-14.1] live pictures have one code per sign-in, entered once", async () => {
    await using t = await openCentre();
    const { house, teacher } = t;
    const first = value(await marks.issue(house, teacher));
    expect(value(await marks.issue(house, teacher))).toEqual(first);
    expect(value(await marks.trace(house, first.code))).toMatchObject({
      login: "teacher1",
      viewing: null,
    });
    const entered = await historyOf(house, teacher.signInId, {
      kinds: ["watermark.issued@1"],
      most: 9,
    });
    expect(entered).toHaveLength(1);
  });
});

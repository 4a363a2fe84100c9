import { expect, test } from "vitest";
import {
  dayMs,
  hourMs,
  openApprovalHouse,
  strokes,
  taking,
} from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import { limits } from "../../contract/limits.ts";
import { historyOf } from "../ledger/index.ts";
import { writeDecision } from "./decide-request.ts";
import { grants, listCases, requests, sweepRequests, useGrant, viewGrants } from "./index.ts";
import { digestOf } from "../signing/index.ts";

const clip = { operation: "clip", ...taking } as const;
const signature = { strokes, sha256: digestOf(strokes) };

test("[S0-4.1a] of a hundred decisions at once exactly one is written, and exactly one signature", async () => {
  await using t = await openApprovalHouse();
  const teacher = await t.staff("teacher", "teacher.one");
  const directors = [
    await t.staff("director", "d.one"),
    await t.staff("director", "d.two"),
    await t.staff("director", "d.three"),
    await t.staff("director", "d.four"),
  ];
  const { requestId } = value(await t.file(teacher, clip));
  const all = await Promise.all(
    Array.from({ length: 25 }, () => directors)
      .flat()
      .map((by, at) =>
        writeDecision(t.house, by.actor, {
          requestId,
          step: 1,
          decision: at % 2 === 0 ? "agreed" : "disagreed",
          opinion: "已阅。",
          signature,
        }),
      ),
  );
  expect(all).toHaveLength(100);
  expect(all.filter((one) => one.ok)).toHaveLength(1);
  for (const one of all) if (!one.ok) expect(one.code).toBe("step_decided");
  const entered = await historyOf(t.house, requestId, { kinds: ["request.decided@1"], most: 200 });
  expect(entered).toHaveLength(1);
});

test("[S0-11.1] fifty filings at once leave no hole and no double in the year's numbers", async () => {
  await using t = await openApprovalHouse();
  const teacher = await t.staff("teacher", "teacher.one");
  const filed = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      // Every fifth is refused before it has a number, and so leaves no trace among them.
      t.file(teacher, at % 5 === 0 ? { ...clip, purpose: null } : clip),
    ),
  );
  const serials = filed.flatMap((one) => (one.ok ? [one.value.serial] : []));
  const wanted = Array.from({ length: 40 }, (_, at) => `2026-${String(at + 1).padStart(4, "0")}`);
  expect(serials.toSorted()).toEqual(wanted);
  t.clock.advance(Date.UTC(2026, 11, 31, 15, 59, 59, 999) - testStartMs);
  expect(value(await t.file(teacher, clip)).serial).toBe("2026-0041");
  // Midnight of the institution's clock, eight hours before Greenwich's.
  t.clock.advance(1);
  expect(value(await t.file(teacher, clip)).serial).toBe("2027-0001");
});

test("[S1-E4] [S1-A6a] what is over closes or lapses by itself, by whether it was used", async () => {
  await using t = await openApprovalHouse();
  const teacher = await t.staff("teacher", "teacher.one");
  const admin = await t.staff("admin", "admin.one");
  const director = await t.staff("director", "director.one");
  const [used, unused, undecided] = [
    value(await t.file(teacher)),
    value(await t.file(teacher)),
    value(await t.file(teacher)),
  ];
  value(await t.decide(admin, used.requestId));
  value(await t.decide(admin, unused.requestId));
  const lessonId = used.lessons[0]?.lessonId ?? "";
  const [grant] = await viewGrants(t.house, teacher.actor.accountId, lessonId);
  if (grant === undefined) throw new Error("no grant");
  await grants.noteLooked(t.house, grant);
  const copy = value(await t.file(teacher, clip));
  const made = value(await t.file(teacher, clip));
  const range = {
    lessonIds: made.lessons.map((lesson) => lesson.lessonId),
    cameraIds: [],
    span: null,
  };
  value(await t.decide(director, copy.requestId));
  value(await t.decide(director, made.requestId));
  value(await useGrant(t.house, admin.actor, { requestId: made.requestId, use: "clip", range }));
  expect(await sweepRequests(t.house)).toBe(0);
  t.clock.advance(2 * hourMs);
  expect(await sweepRequests(t.house)).toBe(3);
  t.clock.advance(limits.grantUnusedMs);
  expect(await sweepRequests(t.house)).toBe(1);
  expect(await sweepRequests(t.house)).toBe(0);
  const all = await listCases(t.house, { fromMs: testStartMs, toMs: testStartMs + dayMs });
  const stateOf = new Map(all.map((one) => [one.requestId, one.state]));
  expect([used, unused, undecided, copy, made].map((one) => stateOf.get(one.requestId))).toEqual([
    "closed",
    "lapsed",
    "lapsed",
    "lapsed",
    "granted",
  ]);
  const lapsed = { requestId: copy.requestId, use: "clip" as const, range };
  expect(await useGrant(t.house, admin.actor, lapsed)).toMatchObject({ code: "grant_missing" });
});

test("[S1-A6a] who sees a case: its people, who handles it and the auditor; nobody else", async () => {
  await using t = await openApprovalHouse();
  const staff = {
    requester: await t.staff("teacher", "teacher.one"),
    colleague: await t.staff("teacher", "teacher.two"),
    manager: await t.staff("manager", "manager.one"),
    operator: await t.staff("operator", "operator.one"),
    admin: await t.staff("admin", "admin.one"),
    director: await t.staff("director", "director.one"),
    superior: await t.staff("superior", "superior.one"),
    auditor: await t.staff("auditor", "auditor.one"),
  };
  const { requestId } = value(await t.file(staff.requester, clip));
  const seers = async () => {
    const found: string[] = [];
    for (const [name, one] of Object.entries(staff)) {
      const read = await requests.read(t.house, one.actor, requestId);
      const listed = value(await requests.list(t.house, one.actor, { box: "all" }));
      expect(listed.requests.length, name).toBe(read.ok ? 1 : 0);
      if (read.ok) found.push(name);
      else expect(read.code).toBe("not_found");
    }
    return found;
  };
  expect(await seers()).toEqual(["requester", "admin", "director", "auditor"]);
  value(await t.decide(staff.director, requestId));
  expect(await seers()).toEqual(["requester", "operator", "admin", "director", "auditor"]);
  const done = value(await requests.list(t.house, staff.director.actor, { box: "done" }));
  expect(done.requests).toMatchObject([{ requestId, mine: false, own: false }]);
});

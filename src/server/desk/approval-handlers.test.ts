import { expect, test } from "vitest";
import { type Guest, openTestDesk, testPassword } from "../../../tests/fixture/desk.ts";
import { strokes } from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { RequestCase, RoutePreview } from "../../contract/approval.ts";
import { Inbox } from "../../contract/routes/approval.ts";
import { lessons } from "../lessons/index.ts";
import { approvalHandlers } from "./index.ts";

const hourMs = 3_600_000;

test("[S0-10a] [S1-E4] over HTTP: asked, decided, listed; for a stranger a case is as missing as none", async () => {
  await using t = await openTestDesk({ rooms: approvalHandlers() });
  const admin = await t.guest("admin");
  const teacher = await t.guest("teacher", "teacher.one");
  const stranger = await t.guest("teacher", "teacher.two");
  const superior = await t.guest("superior");
  const auditor = await t.guest("auditor");
  const student = await t.guest("student");
  const actor = { ...t.actor("admin"), accountId: admin.accountId, signInId: admin.signInId };
  const venue = await makeVenue(t.house, actor);
  await makeCamera(t.house, actor, cameraInput(venue.venueId));
  const lesson = value(
    await lessons.plan(t.house, actor, {
      project: "心肺复苏",
      course: "急救技能",
      startMs: testStartMs + hourMs,
      endMs: testStartMs + 2 * hourMs,
      hours: 1,
      audiences: ["2024级临床本科"],
      roster: ["王小明"],
      groups: [{ name: "第一组", members: ["王小明"] }],
      teacherIds: [stranger.accountId],
      studentIds: [],
      venueId: venue.venueId,
      activity: "daily-teaching",
      family: "clinical-skills",
      scene: "skills-practice",
      recording: true,
    }),
  );
  const post = (as: Guest, url: string, payload: unknown) =>
    t.call({
      method: "POST",
      url,
      as,
      payload: JSON.stringify(payload),
      headers: { "content-type": "application/json" },
    });

  const window = `fromMs=${testStartMs}&toMs=${testStartMs + 24 * hourMs}`;
  const find = (as: Guest, more = "") =>
    t.call({ method: "GET", url: `/api/requests/lessons?${window}${more}`, as });
  const found = await find(teacher, `&text=${encodeURIComponent("心肺 1 号")}`);
  expect(found.json().lessons).toEqual([
    {
      lessonId: lesson.lessonId,
      title: lesson.officialName,
      startMs: lesson.startMs,
      endMs: lesson.endMs,
      venue: "1 号实训室",
      sensitivity: "ordinary",
    },
  ]);
  expect(found.body).not.toContain("王小明");
  expect((await find(teacher, "&text=zzz")).json().lessons).toEqual([]);
  expect((await find(student)).statusCode).toBe(403);

  const form = {
    operation: "view",
    purpose: "teaching-research",
    reason: "教学研讨",
    lessonIds: [lesson.lessonId],
    cameraIds: [],
    span: null,
    window: { startMs: testStartMs, endMs: testStartMs + 8 * hourMs },
    unit: "",
    handler: "",
    contact: "",
    returnDueMs: null,
    paperIds: [],
  };
  const seen = RoutePreview.parse((await post(teacher, "/api/requests/preview", form)).json());
  expect(seen).toMatchObject({
    form: "F-20",
    steps: [{ post: "administrator" }],
    papersMissing: [],
  });
  expect((await post(superior, "/api/requests", form)).statusCode).toBe(403);
  expect((await post(teacher, "/api/requests", { ...form, purpose: "娱乐" })).statusCode).toBe(400);
  const filed = RequestCase.parse((await post(teacher, "/api/requests", form)).json());
  expect(filed.titles).toEqual([lesson.officialName]);

  const at = `/api/requests/${filed.requestId}`;
  const none = `/api/requests/${t.house.newId()}`;
  const signing = { password: testPassword, code: null, signature: strokes };
  const decision = { step: 1, decision: "agreed", opinion: "", signing };
  for (const [part, body] of [
    ["", undefined],
    ["/decide", decision],
    ["/withdraw", { reason: "" }],
    ["/papers", { paperId: t.house.newId() }],
  ] as const) {
    const [real, missing] = await Promise.all(
      [at, none].map((url) =>
        body === undefined
          ? t.call({ method: "GET", url, as: stranger })
          : post(stranger, `${url}${part}`, body),
      ),
    );
    expect(real?.statusCode, part).toBe(404);
    expect(real?.body).toBe(missing?.body);
  }
  expect((await post(auditor, `${at}/decide`, decision)).json().code).toBe("not_your_step");
  const bell = Inbox.parse((await t.call({ method: "GET", url: "/api/inbox", as: admin })).json());
  expect(bell).toMatchObject({ todo: 1, notices: [{ kind: "decide", serial: filed.serial }] });
  const decided = await post(admin, `${at}/decide`, decision);
  expect(RequestCase.parse(decided.json()).state).toBe("granted");
  const mine = await t.call({ method: "GET", url: "/api/requests?box=mine", as: teacher });
  expect(mine.json().requests).toMatchObject([{ state: "granted", own: true }]);
});

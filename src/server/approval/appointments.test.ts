import { expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
  taking,
} from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { Office } from "../../contract/appointments.ts";
import { historyOf } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { appointments, requests } from "./index.ts";

async function openCentre() {
  const t = await openApprovalHouse();
  return {
    ...t,
    admin: await t.staff("admin", "admin.one"),
    director: await t.staff("director", "director.one"),
    superior: await t.staff("superior", "superior.one"),
    manager: await t.staff("manager", "manager.one"),
    teacher: await t.staff("teacher", "teacher.one"),
  };
}

function appoint(t: ApprovalHouse, by: Staff, office: Office, whom: Staff) {
  const { accountId } = whom.actor;
  return appointments.open(t.house, by.actor, { office, accountId });
}

async function takeUp(t: ApprovalHouse, by: Staff, office: Office, whom: Staff) {
  const opened = value(await appoint(t, by, office, whom));
  const one = opened.appointments.find((it) => it.accountId === whom.actor.accountId);
  const appointmentId = one?.appointmentId ?? "";
  const version = opened.texts.find((it) => it.office === office)?.version ?? 0;
  const { signing } = whom;
  const ask = { appointmentId, version, signing };
  return { ask, taken: await appointments.acknowledge(t.house, whom.actor, ask) };
}

test("[S3-Q1] an office begins when its person has signed the duty, and the house says so until then", async () => {
  await using t = await openCentre();
  const { house, admin, manager } = t;
  expect(await appointments.vacant(house)).toEqual(["custodian", "privacy"]);
  const opened = value(await appoint(t, admin, "custodian", manager));
  expect(opened.vacant).toContain("custodian");
  const [one] = opened.appointments;
  expect(one).toMatchObject({ name: "manager.one XX", state: "waiting", openedBy: "admin.one XX" });
  const text = opened.texts.find((it) => it.office === "custodian");
  const appointmentId = one?.appointmentId ?? "";
  const version = text?.version ?? 0;
  const sign = (by: Staff, change: { version?: number; password?: string } = {}) =>
    appointments.acknowledge(house, by.actor, {
      appointmentId,
      version: change.version ?? version,
      signing: { ...by.signing, ...(change.password === undefined ? {} : change) },
    });
  // Nobody signs for another, nor a text that is not the one now, nor without showing who they are.
  expect(await sign(admin)).toMatchObject({ code: "not_found" });
  expect(await sign(manager, { version: version + 1 })).toMatchObject({ code: "conflict" });
  expect(await sign(manager, { password: "not-it-at-all" })).toMatchObject({
    code: "secret_wrong",
  });
  const held = value(await sign(manager));
  expect(held.appointments[0]).toMatchObject({
    state: "held",
    own: true,
    acknowledgedAtMs: testStartMs,
    textVersion: version,
  });
  expect(held.vacant).toEqual(["privacy"]);
  expect(await sign(manager)).toMatchObject({ code: "conflict" });
  const told = await historyOf(house, appointmentId, { most: 9 });
  expect(told.map((entry) => entry.leaf.kind)).toEqual([
    "appointment.acknowledged@1",
    "appointment.opened@1",
  ]);
  expect(told[0]?.leaf.body).toMatchObject({
    textSha256: text?.sha256,
    accountId: manager.actor.accountId,
  });
  expect(JSON.stringify(told[0]?.leaf)).not.toMatch(/200,120|视频信息管理员/);
});

test("[4.3] [S3-Q1] nobody appoints themselves, nor whom the role or the other office excludes", async () => {
  await using t = await openCentre();
  const { house, admin, director, manager } = t;
  const auditor = await t.staff("auditor", "auditor.one");
  const operator = await t.staff("operator", "operator.one");
  const student = await t.staff("student", "student.one");
  const excluded: readonly (readonly [Office, Staff])[] = [
    ["custodian", auditor],
    ["custodian", student],
    ["custodian", director],
    ["privacy", auditor],
    ["privacy", student],
    ["privacy", director],
    ["privacy", operator],
  ];
  for (const [office, whom] of excluded)
    expect(await appoint(t, admin, office, whom), office).toMatchObject({
      code: "office_excluded",
    });
  expect(await appoint(t, admin, "custodian", admin)).toMatchObject({ code: "own_rights" });
  value(await appoint(t, director, "custodian", admin));
  value(await appoint(t, admin, "custodian", manager));
  // Not both offices in one hand, not one office twice.
  expect(await appoint(t, admin, "privacy", manager)).toMatchObject({ code: "office_excluded" });
  expect(await appoint(t, admin, "custodian", manager)).toMatchObject({ code: "office_taken" });
  value(await appoint(t, admin, "privacy", t.teacher));
  const other = await t.staff("teacher", "teacher.two");
  expect(await appoint(t, admin, "privacy", other)).toMatchObject({ code: "office_taken" });
  const { candidates } = value(await appointments.candidates(house, admin.actor, "privacy"));
  expect(candidates.map((one) => one.name)).toEqual(["teacher.two XX"]);
  expect(
    await appointments.open(house, admin.actor, { office: "privacy", accountId: house.newId() }),
  ).toMatchObject({ code: "not_found" });
});

test("[S3-Q1] an office ends by whoever appoints or by its holder, and with its holder's account", async () => {
  await using t = await openCentre();
  const { house, admin, manager, teacher } = t;
  const { ask } = await takeUp(t, admin, "custodian", manager);
  const end = (by: Staff, appointmentId: string) =>
    appointments.end(house, by.actor, { appointmentId, reason: "岗位调整" });
  expect(await end(teacher, ask.appointmentId)).toMatchObject({ code: "not_found" });
  expect(value(await end(manager, ask.appointmentId)).vacant).toContain("custodian");
  expect(await end(admin, ask.appointmentId)).toMatchObject({ code: "conflict" });
  const [told] = await historyOf(house, ask.appointmentId, { most: 1 });
  expect(told?.leaf.body).toMatchObject({ by: "holder" });
  expect(told?.personal.get("reason")).toBe("岗位调整");
  value((await takeUp(t, admin, "custodian", teacher)).taken);
  expect(await appointments.vacant(house)).toEqual(["privacy"]);
  value(await accounts.close(house, admin.actor, teacher.actor.accountId));
  expect(await appointments.vacant(house)).toEqual(["custodian", "privacy"]);
  const { appointments: all } = value(await appointments.list(house, admin.actor));
  expect(all.map((one) => one.state).toSorted()).toEqual(["ended", "unfit"]);
});

test("[C-40] what a person filmed asks for goes to the privacy officer, then up; it is masked", async () => {
  await using t = await openCentre();
  const { house, admin, director, manager, superior } = t;
  const paperIds = [await t.paper(admin, "identity")];
  const ask = { operation: "data-subject" as const, ...taking, paperIds };
  const without = await t.file(admin, { ...ask, paperIds: [] });
  expect(without).toMatchObject({ code: "paper_missing", facts: { papers: "identity" } });
  // Nobody holds the office: the director examines it, and somebody above decides.
  const vacant = value(await t.file(admin, ask));
  expect(vacant).toMatchObject({ masking: true, rule: "C-40", form: "F-08" });
  expect(vacant.steps).toMatchObject([
    { post: "privacy", vacancy: true, holders: ["director.one XX"] },
    { post: "first" },
  ]);
  value(await t.decide(director, vacant.requestId));
  expect(await t.decide(director, vacant.requestId, 2)).toMatchObject({ code: "same_person" });
  expect(value(await t.decide(superior, vacant.requestId, 2)).state).toBe("granted");

  value(await appoint(t, admin, "privacy", manager));
  const { requestId } = value(await t.file(admin, ask));
  expect(await t.decide(manager, requestId)).toMatchObject({ code: "not_found" });
  const [waiting] = value(await appointments.list(house, manager.actor)).appointments;
  value(
    await appointments.acknowledge(house, manager.actor, {
      appointmentId: waiting?.appointmentId ?? "",
      version: 1,
      signing: manager.signing,
    }),
  );
  const todo = value(await requests.list(house, manager.actor, { box: "todo" }));
  expect(todo.requests).toMatchObject([{ requestId, waitingFor: "privacy", mine: true }]);
  expect(await t.decide(director, requestId, 2)).toMatchObject({ code: "wrong_order" });
  expect(await t.decide(director, requestId)).toMatchObject({ code: "not_your_step" });
  value(await t.decide(manager, requestId));
  expect(value(await t.decide(director, requestId, 2)).state).toBe("granted");
  // The officer's own request is never the officer's.
  const own = [await t.paper(manager, "identity")];
  const theirs = value(await t.file(manager, { ...ask, paperIds: own }));
  expect(theirs.steps[0]).toMatchObject({ vacancy: true, holders: ["director.one XX"] });
  expect(await t.decide(manager, theirs.requestId)).toMatchObject({ code: "own_request" });
});

test("[C-52] a clinical centre publishes nothing: refused with its rule, and not offered", async () => {
  await using t = await openCentre();
  const ask = { operation: "publish" as const, ...taking };
  expect(await t.file(t.admin, ask)).toEqual({
    ok: false,
    code: "operation_withheld",
    facts: { rule: "C-52" },
  });
  const offered = value(await requests.operations(t.house));
  expect(offered.profile).toBe("clinical");
  expect(offered.operations).not.toContain("publish");
  expect(offered.operations).toContain("data-subject");
});

test("[S3-Q2] a sensitive lesson goes one post higher, and a lower approver alone opens nothing", async () => {
  await using t = await openCentre();
  const { house, admin, director, teacher } = t;
  const asked = { ...t.lesson(), sensitivity: "sensitive" as const };
  const input = t.form({ lessonIds: [asked.lessonId] });
  const preview = value(await requests.preview(house, teacher.actor, { input, lessons: [asked] }));
  expect(preview.steps).toMatchObject([
    { post: "administrator", rule: "S0-10a" },
    { post: "first", rule: "S3-Q2", holders: ["director.one XX"] },
  ]);
  const filed = value(await requests.file(house, teacher.actor, { input, lessons: [asked] }));
  expect(filed.lessons[0]?.sensitivity).toBe("sensitive");
  const { requestId } = filed;
  expect(value(await t.decide(admin, requestId)).state).toBe("waiting");
  expect(await t.decide(admin, requestId, 2)).toMatchObject({ code: "same_person" });
  expect(value(await t.decide(director, requestId, 2)).state).toBe("granted");
  // Nor in an emergency: the second person is at least as high as the route asks for.
  const urgent = value(
    await requests.file(house, teacher.actor, {
      input: { ...input, emergency: true },
      lessons: [asked],
    }),
  );
  const coSign = (by: Staff) =>
    requests.coSign(house, by.actor, {
      requestId: urgent.requestId,
      reason: "突发事件",
      signing: by.signing,
    });
  expect(await coSign(admin)).toMatchObject({ code: "not_your_step", facts: { rule: "S3-Q2" } });
  expect(value(await coSign(director)).state).toBe("emergency");
});

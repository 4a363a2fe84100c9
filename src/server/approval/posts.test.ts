import { describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  dayMs,
  hourMs,
  openApprovalHouse,
  strokes,
  taking,
} from "../../../tests/fixture/approval.ts";
import { testStartMs } from "../../../tests/fixture/house.ts";
import { value } from "../../../tests/fixture/places.ts";
import { setProfile } from "../../../tests/fixture/profile.ts";
import { limits } from "../../contract/limits.ts";
import { historyOf } from "../ledger/index.ts";
import { accounts } from "../people/index.ts";
import { signatures } from "../signing/index.ts";
import { bodies, delegations, readInbox, requests, viewGrants } from "./index.ts";

const clip = { operation: "clip", ...taking } as const;

async function lend(t: ApprovalHouse, from: Staff, to: Staff, days = 7) {
  return delegations.open(t.house, from.actor, {
    toAccountId: to.actor.accountId,
    startMs: testStartMs,
    endMs: testStartMs + days * dayMs,
    reason: "出差",
    signing: from.signing,
  });
}

describe("a post that is lent", () => {
  test("[C-38] the delegate decides in the holder's name, for at most thirty days, and it is entered", async () => {
    await using t = await openApprovalHouse();
    const director = await t.staff("director", "director.one");
    const deputy = await t.staff("teacher", "teacher.one");
    const requester = await t.staff("teacher", "teacher.two");
    expect(await lend(t, director, deputy, 31)).toMatchObject({ code: "delegation_long" });
    const opened = value(await lend(t, director, deputy, 30));
    expect(opened).toMatchObject({ post: "first", fromName: "director.one XX" });
    expect(await lend(t, director, requester, 1)).toMatchObject({ code: "conflict" });
    const { requestId } = value(await t.file(requester, clip));
    const todo = value(await requests.list(t.house, deputy.actor, { box: "todo" }));
    expect(todo.requests).toMatchObject([{ requestId, mine: true }]);
    expect(value(await t.decide(deputy, requestId)).steps[0]).toMatchObject({
      name: "teacher.one XX",
      standingFor: "director.one XX",
      vacancy: false,
    });
    const [told] = await historyOf(t.house, requestId, { kinds: ["request.decided@1"], most: 1 });
    expect(told?.leaf.body).toMatchObject({ standingFor: director.actor.accountId });
    // Their own request is never theirs to decide, and the holder still may.
    const own = value(await t.file(deputy, clip));
    expect(await t.decide(deputy, own.requestId)).toMatchObject({ code: "own_request" });
    expect(value(await t.decide(director, own.requestId)).state).toBe("granted");
    const late = value(await t.file(requester, clip));
    t.clock.advance(30 * dayMs);
    expect(await t.decide(deputy, late.requestId)).toMatchObject({ code: "not_found" });
  });

  test("[C-38] two papers for one absence are one: together they last no longer than thirty days", async () => {
    await using t = await openApprovalHouse();
    const director = await t.staff("director", "director.one");
    const [deputy, other] = [await t.staff("teacher", "t.one"), await t.staff("teacher", "t.two")];
    const open = (to: Staff, fromDay: number, toDay: number) =>
      delegations.open(t.house, director.actor, {
        toAccountId: to.actor.accountId,
        startMs: testStartMs + fromDay * dayMs,
        endMs: testStartMs + toDay * dayMs,
        reason: "出差",
        signing: director.signing,
      });
    const { delegationId } = value(await open(deputy, 0, 20));
    expect(await open(other, 20, 31)).toMatchObject({ code: "delegation_long" });
    expect(await open(deputy, 20.9, 31)).toMatchObject({ code: "delegation_long" });
    value(await open(other, 20, 30));
    // Whoever comes back in between may go again.
    value(await open(deputy, 31, 61));
    expect(await open(deputy, 30.5, 31)).toMatchObject({ code: "delegation_long" });
    t.clock.advance(5 * dayMs);
    value(await delegations.end(t.house, director.actor, delegationId));
    expect(await open(other, 5.5, 20)).toMatchObject({ ok: true });
  });

  test("[C-38] neither auditors nor students nor who executes or approves second can stand in", async () => {
    await using t = await openApprovalHouse();
    const director = await t.staff("director", "director.one");
    const roles = ["auditor", "student", "admin", "operator", "superior"] as const;
    for (const role of roles) {
      const one = await t.staff(role, `${role}.one`);
      expect(await lend(t, director, one), role).toMatchObject({ code: "delegation_pair" });
    }
    const teacher = await t.staff("teacher", "teacher.one");
    expect(await lend(t, teacher, director)).toMatchObject({ code: "not_your_step" });
    expect(await lend(t, director, director)).toMatchObject({ code: "delegation_pair" });
    const { candidates } = value(await delegations.candidates(t.house, director.actor));
    expect(candidates.map((one) => one.role)).toEqual(["teacher"]);
    const { delegationId } = value(await lend(t, director, teacher));
    expect(await delegations.end(t.house, teacher.actor, delegationId)).toMatchObject({
      code: "not_found",
    });
    expect(value(await delegations.end(t.house, director.actor, delegationId)).endedAtMs).toBe(
      testStartMs,
    );
    const { requestId } = value(await t.file(await t.staff("manager", "manager.one"), clip));
    expect(await t.decide(teacher, requestId)).toMatchObject({ code: "not_found" });
  });
});

test("[C-38] a vacant post goes to the next superior, and the case says so", async () => {
  await using t = await openApprovalHouse();
  const director = await t.staff("director", "director.one");
  const superior = await t.staff("superior", "superior.one");
  const teacher = await t.staff("teacher", "teacher.one");
  const { requestId } = value(await t.file(teacher, clip));
  expect(await t.decide(superior, requestId)).toMatchObject({ code: "not_found" });
  const admin = await t.staff("admin", "admin.one");
  value(await accounts.close(t.house, admin.actor, director.actor.accountId));
  const seen = value(await requests.read(t.house, superior.actor, requestId));
  expect(seen.steps[0]).toMatchObject({ holders: ["superior.one XX"], vacancy: true });
  const decided = value(await t.decide(superior, requestId));
  expect(decided.steps[0]).toMatchObject({ vacancy: true, standingFor: null });
  const [told] = await historyOf(t.house, requestId, { kinds: ["request.decided@1"], most: 1 });
  expect(told?.leaf.body).toMatchObject({ vacancy: true, state: "granted" });
});

test("[C-51] where the centre is the school, a second director signs second", async () => {
  await using t = await openApprovalHouse();
  const admin = await t.staff("admin", "admin.one");
  const [first, second] = [await t.staff("director", "d.one"), await t.staff("director", "d.two")];
  const superior = await t.staff("superior", "superior.one");
  const paperIds = [await t.paper(admin, "letter")];
  const ask = { operation: "outside" as const, ...taking, paperIds };
  const named = { post: "second" as const, role: "director" as const, name: "分管校长" };
  expect(value(await bodies.name(t.house, admin.actor, named)).bodies[2]).toEqual(named);
  const { requestId } = value(await t.file(admin, ask));
  value(await t.decide(first, requestId));
  expect(await t.decide(superior, requestId, 2)).toMatchObject({ code: "not_found" });
  expect(await t.decide(first, requestId, 2)).toMatchObject({ code: "same_person" });
  expect(value(await t.decide(second, requestId, 2)).state).toBe("granted");
});

test("[S1-E2] [S3-8.2] [C-09] the institution's own profile decides the way, not the code", async () => {
  await using hospital = await openApprovalHouse();
  await setProfile(hospital, "hospital");
  const asks = await hospital.staff("operator", "operator.one");
  const chief = await hospital.staff("director", "chief");
  const vice = await hospital.staff("superior", "vice");
  const view = value(await hospital.file(asks));
  expect(view).toMatchObject({ form: "F-23", rule: "S1-E1" });
  expect(await hospital.decide(vice, view.requestId, 2)).toMatchObject({
    code: "wrong_order",
    facts: { rule: "S1-E2" },
  });
  value(await hospital.decide(chief, view.requestId));
  expect(value(await hospital.decide(vice, view.requestId, 2)).state).toBe("granted");

  await using campus = await openApprovalHouse();
  await setProfile(campus, "campus");
  const admin = await campus.staff("admin", "admin.one");
  const principal = await campus.staff("superior", "principal");
  const police = { operation: "police" as const, ...taking };
  const card = await campus.paper(admin, "police-id");
  expect(await campus.file(admin, { ...police, paperIds: [card] })).toMatchObject({
    code: "paper_missing",
    facts: { papers: "introduction", rule: "S3-8.2" },
  });
  const paperIds = [card, await campus.paper(admin, "introduction")];
  const { requestId } = value(await campus.file(admin, { ...police, paperIds }));
  expect(value(await campus.decide(principal, requestId)).state).toBe("granted");
});

describe("when it cannot wait", () => {
  test("[C-38] two persons open it, the auditor is told, papers and route follow within a day", async () => {
    await using t = await openApprovalHouse();
    const teacher = await t.staff("teacher", "teacher.one");
    const admin = await t.staff("admin", "admin.one");
    const director = await t.staff("director", "director.one");
    const auditor = await t.staff("auditor", "auditor.one");
    const coSign = (by: Staff, requestId: string) =>
      requests.coSign(t.house, by.actor, { requestId, reason: "突发事件", signing: by.signing });
    const calm = value(await t.file(teacher));
    expect(await coSign(admin, calm.requestId)).toMatchObject({ code: "emergency_not_asked" });
    const urgent = value(await t.file(teacher, { emergency: true }));
    const { requestId } = urgent;
    const lessonId = urgent.lessons[0]?.lessonId ?? "";
    const looks = async () =>
      (await viewGrants(t.house, teacher.actor.accountId, lessonId)).map((one) => one.emergency);
    expect(await looks()).toEqual([]);
    expect(await coSign(teacher, requestId)).toMatchObject({ code: "own_request" });
    const begun = value(await coSign(director, requestId));
    expect(begun).toMatchObject({
      state: "emergency",
      emergency: {
        name: "director.one XX",
        papersDueMs: testStartMs + limits.emergencyPapersMs,
      },
    });
    expect(await looks()).toEqual([true]);
    expect(await coSign(admin, requestId)).toMatchObject({ code: "request_not_open" });
    expect(
      await requests.withdraw(t.house, teacher.actor, { requestId, reason: "" }),
    ).toMatchObject({ code: "request_not_open" });
    const bell = value(await readInbox(t.house, auditor.actor));
    expect(bell.notices).toMatchObject([{ kind: "emergency", requestId }]);
    const told = await historyOf(t.house, requestId, { most: 9 });
    expect(told.find((entry) => entry.leaf.kind === "emergency.reported@1")?.leaf.body).toEqual({
      requestId,
      serial: urgent.serial,
      auditors: 1,
      papersDueMs: testStartMs + limits.emergencyPapersMs,
    });
    t.clock.advance(limits.emergencyPapersMs + 1);
    expect(await looks()).toEqual([]);
    const late = value(await requests.list(t.house, auditor.actor, { box: "overdue" }));
    expect(late.requests.map((one) => one.requestId)).toEqual([requestId]);
    expect(value(await t.decide(admin, requestId)).state).toBe("granted");
  });

  test("[C-38] [S0-11.2] who let it begin decides none of its steps: it goes to the next superior", async () => {
    await using t = await openApprovalHouse();
    const teacher = await t.staff("teacher", "teacher.one");
    const director = await t.staff("director", "director.one");
    const superior = await t.staff("superior", "superior.one");
    const { requestId } = value(await t.file(teacher, { ...clip, emergency: true }));
    const coSign = (by: Staff) =>
      requests.coSign(t.house, by.actor, { requestId, reason: "突发事件", signing: by.signing });
    const begun = value(await coSign(director));
    expect(begun.can).not.toContain("decide");
    expect(begun.steps[0]).toMatchObject({ holders: ["superior.one XX"], vacancy: true });
    expect(await t.decide(director, requestId)).toMatchObject({ code: "same_person" });
    const decided = value(await t.decide(superior, requestId));
    expect(decided).toMatchObject({ state: "granted", steps: [{ name: "superior.one XX" }] });

    // And who has decided a step is no second person for the rest of it.
    const paperIds = [await t.paper(teacher, "letter")];
    const outside = { operation: "outside" as const, ...taking, paperIds, emergency: true };
    const half = value(await t.file(teacher, outside));
    value(await t.decide(director, half.requestId));
    expect(
      await requests.coSign(t.house, director.actor, {
        requestId: half.requestId,
        reason: "突发事件",
        signing: director.signing,
      }),
    ).toMatchObject({ code: "same_person" });
  });

  test("[C-38] an urgent case is filed without its papers, but no step is agreed without them", async () => {
    await using t = await openApprovalHouse();
    const admin = await t.staff("admin", "admin.one");
    const director = await t.staff("director", "director.one");
    const ask = { operation: "judicial" as const, ...taking, emergency: true };
    const { requestId } = value(await t.file(admin, ask));
    expect(await t.decide(director, requestId)).toMatchObject({ code: "paper_missing" });
    const paperId = await t.paper(admin, "legal");
    const foreign = await t.paper(director, "legal");
    expect(
      await requests.addPaper(t.house, admin.actor, { requestId, paperId: foreign }),
    ).toMatchObject({ code: "not_found" });
    value(await requests.addPaper(t.house, admin.actor, { requestId, paperId }));
    expect(await requests.readsPaper(t.house, director.actor, paperId)).toBe(true);
    expect(await requests.readsPaper(t.house, director.actor, foreign)).toBe(false);
    expect(value(await t.decide(director, requestId)).steps[0]?.state).toBe("agreed");
  });
});

describe("a signature", () => {
  test("[S0-11.2] is asked for with the password again, drawn or kept, and only its digest is entered", async () => {
    await using t = await openApprovalHouse();
    const director = await t.staff("director", "director.one");
    const teacher = await t.staff("teacher", "teacher.one");
    const { requestId } = value(await t.file(teacher, clip));
    const with_ = (signing: Partial<Staff["signing"]>) =>
      t.decide({ ...director, signing: { ...director.signing, ...signing } }, requestId);
    expect(await with_({ password: "not-it-at-all" })).toMatchObject({ code: "secret_wrong" });
    expect(await with_({ signature: "stored" })).toMatchObject({ code: "signature_missing" });
    const { password } = director.signing;
    value(await signatures.keep(t.house, director.actor, { strokes, password, code: null }));
    expect(value(await signatures.read(t.house, director.actor)).strokes).toEqual(strokes);
    expect(value(await with_({ signature: "stored" })).steps[0]?.signature).toEqual(strokes);
    const [entry] = await historyOf(t.house, requestId, { kinds: ["request.decided@1"], most: 1 });
    expect(JSON.stringify(entry?.leaf)).not.toMatch(/同意|director\.one|200,120/);
    expect(entry?.personal.get("opinion")).toBe("同意。");
    const kept = await historyOf(t.house, director.actor.accountId, {
      kinds: ["signature.kept@1"],
      most: 1,
    });
    expect(entry?.leaf.body["signatureSha256"]).toBe(kept[0]?.leaf.body["signatureSha256"]);
  });
});

test("[S0-10a] who asked takes it back while it waits, and nobody else does", async () => {
  await using t = await openApprovalHouse();
  const teacher = await t.staff("teacher", "teacher.one");
  const admin = await t.staff("admin", "admin.one");
  const { requestId } = value(await t.file(teacher));
  const back = (by: Staff) =>
    requests.withdraw(t.house, by.actor, { requestId, reason: "不需要了" });
  expect(await back(admin)).toMatchObject({ code: "not_permitted" });
  expect(value(await back(teacher)).state).toBe("withdrawn");
  expect(await back(teacher)).toMatchObject({ code: "request_not_open" });
  expect(await t.decide(admin, requestId)).toMatchObject({ code: "request_not_open" });
  t.clock.advance(2 * hourMs);
  expect(value(await readInbox(t.house, admin.actor))).toEqual({
    todo: 0,
    overdue: 0,
    notices: [],
  });
});

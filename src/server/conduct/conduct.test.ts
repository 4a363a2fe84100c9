import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hourMs } from "../../../tests/fixture/approval.ts";
import { openOneLesson } from "../../../tests/fixture/one-lesson.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { Suspicion, ViolationInput } from "../../contract/conduct.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { incidents } from "../incidents/index.ts";
import { act, enterRefusal, historyOf, sequenceNow } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { signIns } from "../people/index.ts";
import { cameras } from "../places/index.ts";
import { matters, suspicions } from "./index.ts";

type Stage = Awaited<ReturnType<typeof openOneLesson>>;
let t: Stage;
let cameraId = "";
let other: PersonActor;
beforeAll(async () => {
  t = await openOneLesson();
  const listed = value(await cameras.list(t.house, t.admin.actor)).cameras;
  cameraId = listed[0]?.cameraId ?? "";
  other = (await t.staff("teacher", "teacher.other")).actor;
});
afterAll(() => t[Symbol.asyncDispose]());

const house = { type: "house" as const, id: "" };
async function found(): Promise<Suspicion[]> {
  await sequenceNow(t.house);
  await suspicions.look(t.house);
  const all = value(await suspicions.list(t.house, t.admin.actor, "all")).suspicions;
  return all.toReversed();
}
const disk = () => ({ type: "object" as const, id: t.house.newId() });
const rot = (what: "changed" | "missing") =>
  incidents.raise(t.house, {
    kind: "bit-rot",
    severity: "major",
    subject: disk(),
    facts: { what, path: "日常教学/2026/C01" },
  });

describe("the house suspects", () => {
  test("[S0-19] each of the six violations by what the ledger tells, each fact once", async () => {
    const { admin, owner, lessonId } = t;
    const detected = t.house.newId();
    await act(t.house, { kind: "system", name: "scheduler" }, "detection.began@1", async () =>
      granted({
        value: true,
        subject: { type: "camera", id: cameraId },
        body: {
          eventId: detected,
          kind: "covered",
          cameraId,
          lessonId,
          beganAtMs: t.clock.now(),
          facts: {},
          snapshotSha256: null,
        },
      }),
    );
    await rot("changed");
    await rot("missing");
    const gate = { ...house, id: t.house.siteId };
    for (const _ of [1, 2, 3])
      await enterRefusal(t.house, owner.actor, "exports.start", refused("not_permitted"), gate);
    const notDue = refused("item_not_due");
    await enterRefusal(t.house, admin.actor, "destruction.drawn@1", notDue, gate);
    const typed = { login: "teacher.own", password: owner.signing.password };
    const desk = { terminal: "Firefox · Windows", address: "10.0.0.9" };
    const phone = { terminal: "Chrome · Android", address: "10.9.0.1" };
    value(await signIns.open(t.house, desk, typed));
    t.clock.advance(20_000);
    value(await signIns.open(t.house, phone, typed));
    const { incidentId } = await incidents.raise(t.house, {
      kind: "disk-low",
      severity: "minor",
      subject: { type: "disk", id: "late" },
      facts: { freePercent: 4 },
    });
    t.clock.advance(8 * hourMs);
    value(await incidents.acknowledge(t.house, admin.actor, incidentId));
    const all = await found();
    expect(all.map(({ code, reason }) => `${code} ${reason}`).toSorted()).toEqual([
      "V0-1 camera-covered",
      "V0-2 bytes-changed",
      "V0-3 copy-refused",
      "V0-4 second-sign-in",
      "V0-5 acknowledged-late",
      "V0-6 destruction-refused",
      "V0-6 file-missing",
    ]);
    expect(all.find((one) => one.code === "V0-3")?.person?.name).toBe("teacher.own XX");
    expect(all.find((one) => one.code === "V0-1")).toMatchObject({ lessonId, cameraId });
    expect(await found()).toHaveLength(7);
  });

  test("[S0-6.1b] V0-1 where somebody tries to cancel what is being recorded", async () => {
    const { lessonId, admin } = t;
    const stopped = await lessons.cancel(t.house, admin.actor, { lessonId, reason: "不上了" });
    expect(stopped).toMatchObject({ code: "lesson_started" });
    const last = (await found()).find((one) => one.reason === "stop-refused");
    expect(last).toMatchObject({ code: "V0-1", person: { name: "admin.one XX" } });
  });

  test("a suspicion is taken up with its entry, or dismissed with a reason, once", async () => {
    const { admin } = t;
    const all = await found();
    const up = all.find((one) => one.reason === "camera-covered");
    const down = all.find((one) => one.reason === "copy-refused");
    const own = all.find((one) => one.reason === "stop-refused");
    const take = (id = "") =>
      suspicions.takeUp(t.house, admin.actor, { suspicionId: id, text: "核实：被衣物遮挡" });
    const drop = (id = "") =>
      suspicions.dismiss(t.house, admin.actor, { suspicionId: id, why: "误点" });
    const matter = value(await take(up?.suspicionId));
    expect(matter).toMatchObject({ kind: "violation", code: "V0-1", cameraId });
    expect(matter.evidence.map(({ what }) => what)).toEqual([
      { type: "entry", entryId: up?.entryId },
    ]);
    expect(await take(up?.suspicionId)).toMatchObject({ code: "suspicion_decided" });
    expect(value(await drop(down?.suspicionId))).toMatchObject({ state: "dismissed", why: "误点" });
    expect(await drop(down?.suspicionId)).toMatchObject({ code: "suspicion_decided" });
    // What the administrator tried is for another one to judge.
    expect(await drop(own?.suspicionId)).toMatchObject({ code: "matter_own" });
    expect(await take(t.house.newId())).toMatchObject({ code: "not_found" });
    await enterRefusal(t.house, t.owner.actor, "exports.start", refused("not_permitted"), {
      type: "house",
      id: t.house.siteId,
    });
    // Dismissed for that hour; a later hour is another fact.
    expect((await found()).filter((one) => one.reason === "copy-refused")).toHaveLength(2);
    const entered = await historyOf(t.house, down?.suspicionId ?? "", { most: 5 });
    expect(entered.map(({ leaf }) => leaf.kind)).toEqual([
      "violation.dismissed@1",
      "violation.suspected@1",
    ]);
    expect(entered[0]?.personal.get("why")).toBe("误点");
  });
});

describe("a matter", () => {
  const at = () => ({
    lessonId: t.lessonId,
    cameraId: null,
    place: "2 号台",
    noticedAtMs: t.clock.now(),
    text: "模型胸壁开裂",
  });
  const violation = (more: Partial<ViolationInput> = {}): ViolationInput => ({
    ...at(),
    code: "V0-3",
    person: { accountId: t.owner.actor.accountId },
    ...more,
  });

  test("[S3-13.6] of damage told at 7:59:59 is in time, at 8:00:00 and 8:00:01 late and suspected", async () => {
    const noticed = at();
    const report = () =>
      matters.report(t.house, t.owner.actor, { ...noticed, kind: "damage" }).then(value);
    t.clock.advance(8 * hourMs - 1_000);
    expect((await report()).late).toBe(false);
    t.clock.advance(1_000);
    expect((await report()).late).toBe(true);
    t.clock.advance(1_000);
    const third = await report();
    expect(third.late).toBe(true);
    const late = (await found()).filter((one) => one.reason === "reported-late");
    expect(late.map(({ code }) => code)).toEqual(["V0-5", "V0-5"]);
    const ahead = { ...noticed, noticedAtMs: t.clock.now() + 1, kind: "damage" as const };
    expect(await matters.report(t.house, t.owner.actor, ahead)).toMatchObject({
      code: "bad_input",
    });
  });

  test("[S0-5.4.3] closes only with who answers for it, what was done, and its handling", async () => {
    const { admin, owner } = t;
    const { matterId } = value(await matters.record(t.house, admin.actor, violation()));
    const close = (disposition: string, sanctions: ("talk" | "no-award")[]) =>
      matters.close(t.house, admin.actor, { matterId, disposition, sanctions });
    expect(await close("已谈话", ["talk"])).toMatchObject({
      code: "matter_incomplete",
      facts: { fields: "responsible" },
    });
    const responsible = { name: "王主任" };
    const person = { accountId: owner.actor.accountId };
    value(await matters.assign(t.house, admin.actor, { matterId, responsible, person }));
    expect(await close("", [])).toMatchObject({ facts: { fields: "disposition sanctions" } });
    expect(await close("已谈话", ["no-award"])).toMatchObject({ code: "sanction_unfit" });
    const closed = value(await close("已谈话", ["talk"]));
    expect(closed).toMatchObject({ disposition: "已谈话", responsible: { name: "王主任" } });
    expect(await close("再次", ["talk"])).toMatchObject({ code: "matter_closed" });
    const [entry] = await historyOf(t.house, matterId, { kinds: ["matter.closed@1"], most: 1 });
    expect(entry?.leaf.body).toMatchObject({ matterId, sanctions: ["talk"] });
    expect(JSON.stringify(entry?.leaf.body)).not.toContain("谈话");
  });

  test("[S0-19] is answered by whom it concerns, who learns what but not from whom", async () => {
    const { admin, owner } = t;
    const { matterId } = value(await matters.record(t.house, admin.actor, violation()));
    const read = (who: PersonActor) => matters.read(t.house, who, matterId);
    expect(value(await read(owner.actor)).matter).toMatchObject({
      reportedBy: null,
      mayAnswer: true,
      mayHandle: false,
    });
    const answer = (who: PersonActor, saidBy: string | null = null) =>
      matters.answer(t.house, who, { matterId, text: "我没有拷贝", saidBy });
    value(await answer(owner.actor));
    expect(await answer(owner.actor, "别人")).toMatchObject({ code: "matter_not_yours" });
    expect(await answer(other)).toMatchObject({ code: "not_found" });
    expect(await answer(admin.actor)).toMatchObject({ code: "matter_not_yours" });
    const noted = value(await answer(admin.actor, "owner"));
    expect(noted.statements.map(({ saidBy, notedBy }) => [saidBy, notedBy])).toEqual([
      ["teacher.own XX", null],
      ["owner", "admin.one XX"],
    ]);
    expect(noted.reportedBy).toBe("admin.one XX");
  });

  test("[S0-19] is not handled by whom it concerns, nor seen by others of the staff or any student", async () => {
    const { admin } = t;
    const person = { accountId: admin.actor.accountId };
    const { matterId } = value(await matters.record(t.house, admin.actor, violation({ person })));
    const responsible = { name: "王主任" };
    expect(
      await matters.assign(t.house, admin.actor, { matterId, responsible, person: null }),
    ).toMatchObject({ code: "matter_own" });
    expect(
      await matters.close(t.house, admin.actor, { matterId, disposition: "x", sanctions: [] }),
    ).toMatchObject({ code: "matter_own" });
    for (const who of [other, t.actor("student"), t.actor("operator")])
      expect(
        (await matters.read(t.house, who, matterId).catch(() => refused("not_found"))).ok,
      ).toBe(false);
    for (const role of ["director", "auditor"] as const)
      expect((await matters.read(t.house, t.actor(role), matterId)).ok).toBe(true);
    const own = value(await matters.own(t.house, other)).matters;
    expect(own).toEqual([]);
  });

  test("is backed by entries, recordings and own papers, each linked once", async () => {
    const { admin, owner, lessonId, input } = t;
    const { matterId } = value(await matters.record(t.house, admin.actor, violation()));
    const link = (who: PersonActor, what: Parameters<typeof matters.link>[2]["what"]) =>
      matters.link(t.house, who, { matterId, what });
    const span = { startMs: input.startMs, endMs: input.startMs + 60_000 };
    const recording = { type: "recording" as const, lessonId, ...span };
    value(await link(admin.actor, recording));
    expect(await link(admin.actor, recording)).toMatchObject({ code: "conflict" });
    const far = { ...recording, endMs: input.endMs + 24 * hourMs };
    expect(await link(admin.actor, far)).toMatchObject({ code: "span_invalid" });
    const paperId = await t.paper(owner, "signed-scan");
    const paper = { type: "paper" as const, paperId };
    expect(await link(admin.actor, paper)).toMatchObject({ code: "not_found" });
    expect(value(await link(owner.actor, paper)).evidence).toHaveLength(2);
    expect(await matters.readsPaper(t.house, admin.actor, paperId)).toBe(true);
    expect(await matters.readsPaper(t.house, other, paperId)).toBe(false);
    const [entry] = await historyOf(t.house, matterId, { most: 1 });
    await sequenceNow(t.house);
    const what = { type: "entry" as const, entryId: entry?.entryId ?? "" };
    expect(value(await link(admin.actor, what)).evidence.at(-1)?.label).toContain("matter.");
    expect(await link(owner.actor, what)).toMatchObject({ code: "not_permitted" });
  });
});

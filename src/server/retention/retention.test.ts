import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { dayMs, hourMs } from "../../../tests/fixture/approval.ts";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { granted } from "../../contract/outcome.ts";
import type { ItemLine } from "../../contract/retention.ts";
import { dayStart } from "../../kernel/local-time.ts";
import { act, historyOf, sequenceNow } from "../ledger/index.ts";
import { incidents } from "../incidents/index.ts";
import {
  agreements,
  due,
  enrol,
  evidence,
  holds,
  items,
  markState,
  type MarkedAct,
  reclassify,
} from "./index.ts";

vi.setConfig({ testTimeout: 60_000 });
const zone = "Asia/Shanghai";

async function enrolAll(t: ExportHouse): Promise<void> {
  await sequenceNow(t.house);
  while (await enrol(t.house));
}

async function listed(t: ExportHouse, ask: Partial<Parameters<typeof items.list>[2]> = {}) {
  return value(await items.list(t.house, t.admin.actor, { offset: 0, ...ask })).items;
}

async function lessonItem(t: ExportHouse): Promise<ItemLine> {
  const [line] = await listed(t, { kind: "footage" });
  if (line === undefined) throw new Error("the lesson is not enrolled");
  return line;
}

const view = async (t: ExportHouse, itemId: string) =>
  value(await items.read(t.house, t.admin.actor, { itemId }));

async function judged(t: ExportHouse, itemId: string) {
  const [said] = await due(t.house, { nowMs: t.clock.now(), itemIds: [itemId] });
  if (said === undefined) throw new Error("nobody judged it");
  return said;
}

/** What destruction and archive do to an item, as they do it. */
function mark(t: ExportHouse, itemId: string, how: MarkedAct) {
  return act(t.house, t.admin.actor, "item.disposed@1", async (tx) => {
    const marked = await markState(t.house, tx, { itemId, act: how, causeId: t.house.newId() });
    if (!marked.ok) return marked;
    return granted({
      value: marked.value,
      subject: { type: "item", id: itemId },
      body: { itemId, reference: "test", signatureSha256: "0".repeat(64) },
      also: marked.value.also,
    });
  });
}

async function goTo(t: ExportHouse, atMs: number): Promise<void> {
  t.clock.advance(atMs - t.clock.now());
  await enrolAll(t);
}

describe("what is taken into account", () => {
  test("[S0-8.3.1] a recorded lesson, its cameras, papers and the year's records; twice is once, each an entry", async () => {
    await using t = await openExportHouse();
    await t.paper(t.admin, "letter");
    await enrolAll(t);
    const all = await listed(t);
    const sources = all.map((line) => line.source).toSorted();
    expect(sources).toEqual([
      "camera",
      "camera",
      "lesson",
      "paper",
      "year-checks",
      "year-data",
      "year-log",
      "year-sign-ins",
    ]);
    expect(new Set(all.map((line) => line.kind)).size).toBe(5);
    const lesson = await lessonItem(t);
    expect(lesson).toMatchObject({
      name: t.title,
      partition: "daily-teaching",
      class: "T3",
      state: "kept",
      held: false,
      copies: 1,
      minUntilMs: dayStart("2029-06-02", zone),
    });
    const paper = all.find((line) => line.source === "paper");
    expect(paper).toMatchObject({ class: "P", minUntilMs: null, state: "kept" });
    const before = await t.house.db.transaction().execute(async () => listed(t));
    await enrolAll(t);
    await enrolAll(t);
    expect(await listed(t)).toEqual(before);
    const told = await historyOf(t.house, lesson.itemId, { most: 10 });
    expect(told.map((entry) => entry.leaf.kind)).toEqual(["item.stepped@1", "item.enrolled@1"]);
    const { history, claims, cameras, sizeBytes } = await view(t, lesson.itemId);
    expect(history.map((step) => [step.stage, step.to])).toEqual([
      ["collection", "collecting"],
      ["storage", "kept"],
    ]);
    expect(claims).toMatchObject([
      { basis: "class", class: "T3", rule: "S0-8.3.1", endedAtMs: null },
    ]);
    expect(cameras).toEqual(["C01", "C02"]);
    expect(sizeBytes).toBe(t.records.reduce((sum, record) => sum + record.sizeBytes, 0));
  });

  test("[S0-8.3.1] at 2 y 364 d nothing of a lesson may be destroyed, at 3 y 0 d it is due for review and still all there", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const { itemId, minUntilMs } = await lessonItem(t);
    const until = minUntilMs ?? 0;
    await goTo(t, until - dayMs);
    expect(await judged(t, itemId)).toMatchObject({ eligible: false, why: ["not-due"] });
    expect(await mark(t, itemId, "propose")).toMatchObject({ code: "item_not_due" });
    expect(await due(t.house, { nowMs: t.clock.now() })).toEqual([]);
    await goTo(t, until);
    expect(await judged(t, itemId)).toMatchObject({ eligible: true, why: [] });
    expect((await lessonItem(t)).state).toBe("due");
    expect((await due(t.house, { nowMs: t.clock.now() })).map((one) => one.itemId)).toContain(
      itemId,
    );
    // Years go by: by itself it is never more than due.
    await goTo(t, until + 3_000 * dayMs);
    expect((await lessonItem(t)).state).toBe("due");
    expect(value(await mark(t, itemId, "propose"))).toMatchObject({
      from: "due",
      to: "in-destruction",
    });
    expect(value(await mark(t, itemId, "begin")).to).toBe("being-destroyed");
    expect(value(await mark(t, itemId, "destroy")).to).toBe("destroyed");
    expect(await mark(t, itemId, "propose")).toMatchObject({ ok: false });
    expect((await judged(t, itemId)).why).toEqual(["destroyed"]);
    // Its skeleton stays: the item and its whole history.
    const { history } = await view(t, itemId);
    expect(history.flatMap((step) => step.to ?? [])).toEqual([
      "collecting",
      "kept",
      "due",
      "in-destruction",
      "being-destroyed",
      "destroyed",
    ]);
  });

  test("[S0-2a] looks and uses are counted on what was looked at, from their own entries", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    value(await t.order(request));
    await enrolAll(t);
    const { itemId } = await lessonItem(t);
    expect(await view(t, itemId)).toMatchObject({ uses: 1, looks: 0 });
    await enrolAll(t);
    expect(await view(t, itemId)).toMatchObject({ uses: 1 });
    // The case is not at its end: three years on it still asks for the lesson.
    await goTo(t, dayStart("2029-06-03", zone));
    expect(await judged(t, itemId)).toMatchObject({ eligible: false, why: ["under-request"] });
  });
});

describe("holds", () => {
  let t: ExportHouse;
  let itemId: string;
  beforeAll(async () => {
    t = await openExportHouse();
    await enrolAll(t);
    itemId = (await lessonItem(t)).itemId;
  });
  afterAll(async () => await t[Symbol.asyncDispose]());

  test("[S3-B4] a hold keeps without end; only the director lifts it, with signature and reason, never who placed it", async () => {
    const on = { scope: "lesson" as const, lessonIds: [t.lessonId] };
    const input = { cause: "accident" as const, reason: "学员受伤，事故追溯", on };
    const hold = value(await holds.place(t.house, t.admin.actor, input));
    expect(hold).toMatchObject({ names: [t.title], items: 1, placedBy: "admin1 XX" });
    const held = (await view(t, itemId)).claims.find((claim) => claim.basis === "hold");
    expect(held).toMatchObject({
      rule: "S0-8.3.3",
      about: "学员受伤，事故追溯",
      openedBy: "admin1 XX",
      untilMs: null,
    });
    expect(await lessonItem(t)).toMatchObject({ held: true, minUntilMs: null, state: "held" });
    await goTo(t, dayStart("2029-06-05", zone));
    expect(await judged(t, itemId)).toMatchObject({ eligible: false, why: ["held"] });
    expect(await mark(t, itemId, "propose")).toMatchObject({ code: "item_held" });
    const lifting = { holdId: hold.holdId, reason: "事故已结案" };
    expect(
      await holds.lift(t.house, t.admin.actor, { ...lifting, signing: t.admin.signing }),
    ).toMatchObject({ ok: false });
    expect(
      await holds.lift(t.house, t.superior.actor, { ...lifting, signing: t.superior.signing }),
    ).toMatchObject({ code: "not_the_director" });
    const wrong = { ...t.director.signing, password: "not the password" };
    expect(
      await holds.lift(t.house, t.director.actor, { ...lifting, signing: wrong }),
    ).toMatchObject({ code: "secret_wrong" });
    expect((await lessonItem(t)).held).toBe(true);
    const lifted = value(
      await holds.lift(t.house, t.director.actor, { ...lifting, signing: t.director.signing }),
    );
    expect(lifted).toMatchObject({ liftedBy: "director1 XX", liftReason: "事故已结案" });
    expect(
      await holds.lift(t.house, t.director.actor, { ...lifting, signing: t.director.signing }),
    ).toMatchObject({ code: "hold_lifted" });
    // Its class had ended meanwhile: due for review at once, by two documented steps.
    expect(await lessonItem(t)).toMatchObject({ state: "due", held: false });
    const refusals = await historyOf(t.house, hold.holdId, { kinds: ["act.refused@1"], most: 9 });
    expect(refusals.map((entry) => entry.leaf.body["code"]).toSorted()).toEqual(
      ["not_the_director", "own_request"].toSorted(),
    );
  });

  test("[S3-B4] a hold on what is listed for destruction takes it back", async () => {
    value(await mark(t, itemId, "propose"));
    const on = { scope: "camera" as const, cameraId: t.cameraIds[1], ...span(t) };
    const input = { cause: "complaint" as const, reason: "投诉核查", on };
    const hold = value(await holds.place(t.house, t.admin.actor, input));
    expect(hold).toMatchObject({ cameraLabel: "C02", items: 1 });
    expect(await mark(t, itemId, "begin")).toMatchObject({ code: "item_held" });
    expect((await lessonItem(t)).state).toBe("held");
    const lifting = { holdId: hold.holdId, reason: "已答复", signing: t.director.signing };
    value(await holds.lift(t.house, t.director.actor, lifting));
  });

  test("[S3-B4] a camera's hold keeps what it recorded in its span and nothing else", async () => {
    const far = { startMs: t.lessonStartMs + 5 * hourMs, endMs: t.lessonStartMs + 6 * hourMs };
    const on = { scope: "camera" as const, cameraId: t.cameraIds[0], ...far };
    const other = await holds.place(t.house, t.admin.actor, {
      cause: "inspection",
      reason: "检查",
      on,
    });
    expect(value(other)).toMatchObject({ items: 0 });
    expect((await lessonItem(t)).held).toBe(false);
    const nobody = { ...on, cameraId: t.house.newId() };
    expect(
      await holds.place(t.house, t.admin.actor, {
        cause: "inspection",
        reason: "检查",
        on: nobody,
      }),
    ).toMatchObject({ code: "not_found" });
    const back = { ...on, startMs: far.endMs, endMs: far.startMs };
    expect(
      await holds.place(t.house, t.admin.actor, { cause: "inspection", reason: "检查", on: back }),
    ).toMatchObject({ code: "span_invalid" });
  });

  test("[S3-B4] of many holds and beginnings at the same moment the item is held or being destroyed, never both", async () => {
    value(await mark(t, itemId, "propose"));
    const on = { scope: "lesson" as const, lessonIds: [t.lessonId] };
    const input = { cause: "litigation" as const, reason: "诉讼", on };
    const races = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        at % 2 === 0 ? mark(t, itemId, "begin") : holds.place(t.house, t.admin.actor, input),
      ),
    );
    const begun = races.filter((one, at) => at % 2 === 0 && one.ok).length;
    const { state } = await lessonItem(t);
    expect(begun).toBe(state === "being-destroyed" ? 1 : 0);
    if (begun === 0) expect(state).toBe("held");
  });
});

const span = (t: ExportHouse) => ({
  startMs: t.lessonStartMs,
  endMs: t.lessonStartMs + 5 * 60_000,
});

describe("fixed evidence", () => {
  test("[S3-B2b] needs all six fields; it locks, is digested, entered, and reminds when nobody reported it", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const { itemId } = await lessonItem(t);
    const input = {
      reason: "",
      cameraId: t.cameraIds[0],
      ...span(t),
      place: "1 号实训室",
      what: "学员受伤",
      storedAt: "保卫科保险柜 U 盘 03",
      signing: t.admin.signing,
    };
    for (const missing of ["place", "what", "storedAt"] as const) {
      const outcome = await evidence.fix(t.house, t.admin.actor, { ...input, [missing]: "" });
      expect(outcome).toMatchObject({ code: "evidence_incomplete", facts: { fields: missing } });
    }
    const noTime = { ...input, endMs: input.startMs };
    expect(await evidence.fix(t.house, t.admin.actor, noTime)).toMatchObject({
      code: "evidence_incomplete",
      facts: { fields: "time" },
    });
    const unsigned = { ...input, signing: { ...t.admin.signing, password: "wrong" } };
    expect(await evidence.fix(t.house, t.admin.actor, unsigned)).toMatchObject({ ok: false });
    const before = {
      ...input,
      startMs: input.startMs - 9 * hourMs,
      endMs: input.startMs - 8 * hourMs,
    };
    expect(await evidence.fix(t.house, t.admin.actor, before)).toMatchObject({
      code: "not_recorded",
    });
    expect(value(await evidence.list(t.house, t.admin.actor)).evidence).toEqual([]);
    const fixed = value(await evidence.fix(t.house, t.admin.actor, input));
    const own = t.records.filter((record) => record.cameraId === t.cameraIds[0]);
    expect(fixed).toMatchObject({
      number: "2026-0001",
      place: "1 号实训室",
      what: "学员受伤",
      cameras: ["C01"],
      storedAt: "保卫科保险柜 U 盘 03",
      keeper: "admin1 XX",
      segments: own.length,
      sizeBytes: own.reduce((sum, record) => sum + record.sizeBytes, 0),
      overdue: false,
    });
    const [told] = await historyOf(t.house, fixed.evidenceId, { most: 1 });
    expect(told?.leaf).toMatchObject({
      kind: "evidence.fixed@1",
      body: { segmentsSha256: fixed.segmentsSha256, cameras: ["C01"], number: "2026-0001" },
    });
    expect(JSON.stringify(told?.leaf.body)).not.toContain("admin1 XX");
    expect(await lessonItem(t)).toMatchObject({ held: true, state: "held" });
    await evidence.remind(t.house);
    t.clock.advance(24 * hourMs);
    await evidence.remind(t.house);
    await evidence.remind(t.house);
    const open = async () =>
      value(
        await incidents.list(t.house, t.admin.actor, {
          unfinished: true,
          kind: "evidence-unreported",
        }),
      );
    expect((await open()).incidents).toMatchObject([{ count: 2, state: "open" }]);
    expect(value(await evidence.list(t.house, t.admin.actor)).evidence).toMatchObject([
      { overdue: true },
    ]);
    const report = { evidenceId: fixed.evidenceId, to: "保卫科", remark: "" };
    value(await evidence.report(t.house, t.admin.actor, report));
    expect(await evidence.report(t.house, t.admin.actor, report)).toMatchObject({
      code: "evidence_reported",
    });
    expect((await open()).incidents.map((one) => one.state)).not.toContain("open");
    await goTo(t, dayStart("2040-01-01", zone));
    expect(await judged(t, itemId)).toMatchObject({ eligible: false, why: ["held"] });
  });
});

describe("agreements and moves", () => {
  test("[S0-8.3.4] an agreement of 8 years on a three-year lesson gives 8, one of 1 year leaves 3", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const record = (years: number) =>
      agreements.record(t.house, t.admin.actor, {
        partner: "市急救中心",
        reference: "合字 2026-7",
        years,
        lessonIds: [t.lessonId],
      });
    expect(value(await record(1)).names).toEqual([t.title]);
    expect((await lessonItem(t)).minUntilMs).toBe(dayStart("2029-06-02", zone));
    value(await record(8));
    expect((await lessonItem(t)).minUntilMs).toBe(dayStart("2034-06-02", zone));
    await goTo(t, dayStart("2029-07-01", zone));
    expect((await lessonItem(t)).state).toBe("kept");
    await goTo(t, dayStart("2034-06-02", zone));
    expect((await lessonItem(t)).state).toBe("due");
    // A due lesson an agreement claims anew is kept again.
    value(await record(20));
    expect((await lessonItem(t)).state).toBe("kept");
  });

  test("[S0-8.2] upwards the administrator moves with a reason, downwards only the director's signature does, never silently", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const { itemId } = await lessonItem(t);
    const ask = { itemId, partition: "daily-teaching" as const, reason: "全国大赛备赛" };
    const propose = (to: "T3" | "T5" | "P" | "SI") =>
      reclassify.propose(t.house, t.admin.actor, { ...ask, class: to });
    expect(await propose("T3")).toMatchObject({ code: "class_unfit" });
    expect(await propose("SI")).toMatchObject({ code: "class_unfit" });
    expect(value(await propose("P"))).toMatchObject({ state: "done", downward: false });
    expect(await lessonItem(t)).toMatchObject({ class: "P", minUntilMs: null });
    expect((await judged(t, itemId)).why).toEqual(["permanent"]);
    const down = value(await propose("T5"));
    expect(down).toMatchObject({ state: "waiting", downward: true });
    expect(await lessonItem(t)).toMatchObject({ class: "P" });
    expect(await propose("T3")).toMatchObject({ code: "move_waiting" });
    const decide = (who: typeof t.admin, decision: "agreed" | "disagreed") =>
      reclassify.decide(t.house, who.actor, {
        reclassificationId: down.reclassificationId,
        decision,
        opinion: "同意。",
        signing: who.signing,
      });
    expect(await decide(t.admin, "agreed")).toMatchObject({ code: "own_request" });
    expect(await decide(t.superior, "agreed")).toMatchObject({ code: "not_the_director" });
    expect(await lessonItem(t)).toMatchObject({ class: "P" });
    expect(value(await decide(t.director, "agreed"))).toMatchObject({
      state: "done",
      decidedBy: "director1 XX",
    });
    expect(await decide(t.director, "disagreed")).toMatchObject({ code: "move_decided" });
    expect(await lessonItem(t)).toMatchObject({
      class: "T5",
      minUntilMs: dayStart("2031-06-02", zone),
    });
    const kinds = (await historyOf(t.house, itemId, { most: 50 })).map((one) => one.leaf.kind);
    expect(kinds.filter((kind) => kind.startsWith("reclassification"))).toHaveLength(3);
  });

  test("[S0-8.2] what is sealed keeps the partition of its activity; only what has no bytes there moves, signed for", async () => {
    await using t = await openExportHouse();
    await t.paper(t.admin, "letter");
    await enrolAll(t);
    const lesson = await lessonItem(t);
    const reason = "活动类型填错";
    const propose = (itemId: string, partition: "contest" | "operations") =>
      reclassify.propose(t.house, t.admin.actor, { itemId, partition, reason, class: "P" });
    for (const partition of ["contest", "operations"] as const)
      expect(await propose(lesson.itemId, partition)).toMatchObject({ code: "partition_fixed" });
    expect(await items.misfiled(t.house)).toEqual([]);
    // A register that says otherwise, however it came to that, is found by the nightly audit.
    const client = new pg.Client({ connectionString: t.adminUrl });
    await client.connect();
    await client.query("update retention.item set partition = 'contest' where item_id = $1", [
      lesson.itemId,
    ]);
    await client.end();
    expect(await items.misfiled(t.house)).toEqual([
      { path: expect.stringMatching(/^日常教学\/2026\//), what: "item-in-foreign-partition" },
    ]);
    // Lying in another partition is never the administrator's alone, even upwards.
    const paper = (await listed(t)).find((line) => line.source === "paper");
    const moved = await propose(paper?.itemId ?? "", "contest");
    expect(value(moved)).toMatchObject({ state: "waiting", downward: true });
  });

  test("[S0-8.3.3] a permanent item refuses every way to an end, a hundred years on", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const { itemId } = await lessonItem(t);
    const ask = {
      itemId,
      partition: "daily-teaching" as const,
      reason: "上级检查",
      class: "P" as const,
    };
    value(await reclassify.propose(t.house, t.admin.actor, ask));
    t.clock.advance(100 * 366 * dayMs);
    expect(await judged(t, itemId)).toMatchObject({ eligible: false, minUntilMs: null });
    for (const how of ["propose", "begin", "roll-over"] as const)
      expect(await mark(t, itemId, how), how).toMatchObject({ code: "item_permanent" });
    expect(await mark(t, itemId, "destroy")).toMatchObject({ code: "step_unknown" });
  });

  test("[S0-17.3] a paper sheet closes only with the archives' number and after its term", async () => {
    await using t = await openExportHouse();
    await act(t.house, t.admin.actor, "register.printed@1", async () => {
      const sheetId = t.house.newId();
      return granted({
        value: undefined,
        subject: { type: "register", id: sheetId },
        body: {
          sheetId,
          form: "F-20",
          serial: "F-20-2026-0001",
          fromMs: t.clock.now() - dayMs,
          toMs: t.clock.now(),
          rows: 1,
          firstRow: "2026-000001",
          lastRow: "2026-000001",
          requestId: null,
          rowsSha256: "0".repeat(64),
          fileSha256: "0".repeat(64),
          ledgerSize: 0,
        },
      });
    });
    await enrolAll(t);
    const [sheet] = await listed(t, { kind: "training-ledger" });
    if (sheet === undefined) throw new Error("the sheet is not enrolled");
    expect(sheet).toMatchObject({ class: "RG", name: "F-20-2026-0001", state: "kept" });
    const dispose = (itemId: string, reference: string) =>
      items.dispose(t.house, t.admin.actor, { itemId, reference, signing: t.admin.signing });
    expect(await dispose(sheet.itemId, "档处〔2026〕1 号")).toMatchObject({ code: "item_not_due" });
    await goTo(t, sheet.minUntilMs ?? 0);
    expect(await dispose(sheet.itemId, "")).toMatchObject({ code: "reference_missing" });
    const disposed = value(await dispose(sheet.itemId, "档处〔2029〕12 号"));
    expect(disposed).toMatchObject({ state: "destroyed" });
    expect(await view(t, sheet.itemId)).toMatchObject({ disposalReference: "档处〔2029〕12 号" });
    // A recording does not go that way.
    const lesson = await lessonItem(t);
    expect(await dispose(lesson.itemId, "档处〔2029〕12 号")).toMatchObject({
      code: "step_unknown",
    });
  });
});

describe("the room's rows", () => {
  test("[S1-A7] the application neither removes an item nor rewrites a claim, by SQL", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const application = new pg.Client({ connectionString: t.appUrl });
    await application.connect();
    for (const attempt of [
      "delete from retention.item",
      "truncate retention.claim",
      "delete from retention.claim",
      "delete from retention.hold",
      "update retention.claim set until_ms = 0",
      "update retention.claim set rule = 'x'",
      "update retention.item set formed_ms = 0",
      "update retention.hold set reason = 'x'",
      "update retention.agreement set years = 1",
      "update retention.evidence set segments_sha256 = repeat('0', 64)",
      "alter table retention.item disable row level security",
    ]) {
      const code = await application.query(attempt).then(
        () => "done",
        (cause: unknown) => (cause instanceof pg.DatabaseError ? cause.code : "odd"),
      );
      expect(code, attempt).toBe("42501");
    }
    // Ended is ended: nobody brings a claim back.
    await application.query("update retention.claim set ended_at_ms = 1");
    await expect(
      application.query("update retention.claim set ended_at_ms = null"),
    ).rejects.toThrow(/only ever ended/);
    await application.end();
  });

  test("[S0-9.1a] a teacher reads the keeping of own lessons, a stranger's lesson is not there", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const own = value(await items.ofLesson(t.house, t.teacher.actor, t.lessonId));
    expect(own.keeping).toMatchObject({ class: "T3", rule: "S0-8.3.1", held: false });
    const stranger = await t.staff("teacher", "teacher2");
    expect(await items.ofLesson(t.house, stranger.actor, t.lessonId)).toMatchObject({
      code: "not_found",
    });
    expect(value(await items.list(t.house, stranger.actor, { offset: 0 })).total).toBe(0);
    const auditor = await t.staff("auditor", "auditor1");
    expect(value(await items.list(t.house, auditor.actor, { offset: 0 })).total).toBeGreaterThan(5);
  });

  test("[S0-8.3.1] what falls due is told month by month, by class and partition", async () => {
    await using t = await openExportHouse();
    await enrolAll(t);
    const { months, endless } = value(await items.forecast(t.house, { months: 60 }));
    expect(months).toContainEqual(
      expect.objectContaining({
        month: "2029-06",
        class: "T3",
        partition: "daily-teaching",
        items: 1,
      }),
    );
    // Two cameras in use have no end yet.
    expect(endless).toBe(2);
    expect(months.find((one) => one.month === "2030-01" && one.class === "CK")?.items).toBe(1);
  });
});

import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { value } from "../../../tests/fixture/places.ts";
import type { TaskKind, TaskLine } from "../../contract/tasks.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf } from "../ledger/index.ts";
import { type TaskFactsOf, tasks } from "./index.ts";

const hourMs = 3_600_000;
const at = (text: string) => Date.parse(`${text}+08:00`);
const year = { fromMs: at("2026-01-01T00:00:00"), toMs: at("2027-01-31T00:00:00") };

let t: ApprovalHouse;
let admin: Staff;
beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin.one");
});
afterAll(() => t[Symbol.asyncDispose]());

async function to(text: string): Promise<void> {
  t.clock.advance(at(text) - t.clock.now());
  await tasks.sweep(t.house);
}
async function find(kind: TaskKind, period: string): Promise<TaskLine> {
  const list = value(await tasks.list(t.house, admin.actor, year)).tasks;
  const line = list.find((one) => one.kind === kind && one.period === period);
  if (line === undefined) throw new Error(`no task ${kind} ${period}`);
  return line;
}
const sign = (
  line: TaskLine,
  more: Partial<Parameters<typeof tasks.sign>[2]> = {},
  who: Staff = admin,
) =>
  tasks.sign(t.house, who.actor, {
    taskId: line.taskId,
    result: "ok",
    remark: "",
    filled: {},
    signing: who.signing,
    factsOf: {},
    ...more,
  });
const waiting = async (kind: "task-overdue" | "task-problem") =>
  value(await incidents.list(t.house, admin.actor, { unfinished: true, kind })).incidents.filter(
    (one) => one.state !== "settled",
  );

describe("duties of an administrator", () => {
  beforeEach(() => tasks.sweep(t.house));

  test("[S0-4.2a, N-10] seven stand there each day, besides the weekly, quarterly and yearly ones", async () => {
    const list = value(await tasks.list(t.house, admin.actor, year)).tasks;
    expect(list.map(({ kind, period }) => `${kind} ${period}`).toSorted()).toEqual([
      "auto-trace 2026-06-01",
      "capacity-review 2026",
      "copy-check 2026-W23",
      "daily-check 2026-06-01",
      "daily-inspection 2026-06-01",
      "hardware-check 2026-Q2",
      "ledger-registration 2026-06-01",
      "media 2026-06-01",
      "monthly-check 2026-06",
      "operation 2026-06-01",
      "parameters 2026-06-01",
      "periodic-copy 2026-06-01",
      "spot-check 2026-Q2",
      "virus-scan 2026-Q2",
    ]);
    expect(list.every((one) => one.mine === (one.role === "admin"))).toBe(true);
    expect(list.every((one) => one.state === "open")).toBe(true);
    await tasks.sweep(t.house);
    expect(value(await tasks.list(t.house, admin.actor, year)).tasks).toHaveLength(14);
  });

  test("[S0-4.2a] each is signed with what the house knows about the period, once", async () => {
    const line = await find("operation", "2026-06-01");
    const factsOf: TaskFactsOf = {
      operation: async (_house, { fromMs, toMs }) => ({
        hours: (toMs - fromMs) / hourMs,
        text: "好",
      }),
    };
    const sheet = value(await tasks.read(t.house, admin.actor, { taskId: line.taskId, factsOf }));
    expect(sheet.facts).toEqual({ hours: 24, text: "好" });
    const signed = value(await sign(line, { factsOf, remark: "一切正常" }));
    expect(signed).toMatchObject({ state: "done", mine: false });
    expect(signed.signed).toMatchObject({
      name: admin.actor.name,
      atMs: t.clock.now(),
      late: false,
      facts: { hours: 24, text: "好" },
      remark: "一切正常",
    });
    expect(await sign(line)).toMatchObject({ ok: false, code: "task_signed" });
    const [entry] = await historyOf(t.house, line.taskId, { kinds: ["task.signed@1"], most: 1 });
    expect(entry?.leaf.body).toMatchObject({ task: "operation", late: false, result: "ok" });
    expect(entry?.personal.get("remark")).toBe("一切正常");
  });

  test("[S0-4.2a] a wrong password signs nothing", async () => {
    const line = await find("parameters", "2026-06-01");
    const signing = { ...admin.signing, password: "not mine" };
    expect(await sign(line, { signing })).toMatchObject({ ok: false, code: "secret_wrong" });
    expect((await find("parameters", "2026-06-01")).signed).toBeNull();
  });

  test("[S0-4.2a] only whose duty it is signs it, and a no is entered", async () => {
    const line = await find("parameters", "2026-06-01");
    const director = await t.staff("director", "director.one");
    expect(await sign(line, {}, director)).toMatchObject({ ok: false, code: "task_not_yours" });
    const [entry] = await historyOf(t.house, line.taskId, { kinds: ["act.refused@1"], most: 1 });
    expect(entry?.leaf.body).toMatchObject({ code: "task_not_yours", rule: "S0-4.2a" });
  });

  test("[S0-8.4a] a quarterly scan says by what, over what, what it found and where the evidence lies", async () => {
    const line = await find("virus-scan", "2026-Q2");
    const filled = { tool: "ClamAV 1.4", scope: "服务器与存储", found: "0" };
    expect(await sign(line, { filled })).toMatchObject({
      code: "task_field_missing",
      facts: { missing: "evidence" },
    });
    const done = value(await sign(line, { filled: { ...filled, evidence: "扫描报告 2026-Q2" } }));
    expect(done.signed?.filled).toEqual({ ...filled, evidence: "扫描报告 2026-Q2" });
  });

  test("a problem needs a remark, and is an incident until the duty is well again", async () => {
    const line = await find("media", "2026-06-01");
    expect(await sign(line, { result: "problem" })).toMatchObject({ code: "task_field_missing" });
    value(await sign(line, { result: "problem", remark: "三号盘有坏道" }));
    expect((await waiting("task-problem")).map((one) => one.subject.id)).toEqual(["media"]);
    await to("2026-06-02T09:00:00");
    value(await sign(await find("media", "2026-06-02")));
    expect(await waiting("task-problem")).toEqual([]);
  });

  test("[S0-4.2a, N-10] a skipped day stays visible, is reminded of, and raises an incident", async () => {
    await to("2026-06-03T15:59:59.999");
    expect((await find("daily-inspection", "2026-06-03")).remindedAtMs).toBeNull();
    await to("2026-06-03T16:00:00");
    const reminded = await find("daily-inspection", "2026-06-03");
    expect(reminded).toMatchObject({ state: "due", remindedAtMs: at("2026-06-03T16:00:00") });
    await to("2026-06-04T00:00:00");
    const missed = await find("daily-inspection", "2026-06-03");
    expect(missed.state).toBe("overdue");
    const told = await historyOf(t.house, missed.taskId, { most: 9 });
    expect(told.map(({ leaf }) => leaf.kind)).toEqual(["task.missed@1", "task.reminded@1"]);
    const incident = (await waiting("task-overdue")).find(
      (one) => one.subject.id === "daily-inspection",
    );
    expect(incident).toMatchObject({
      severity: "major",
      facts: { period: "2026-06-03", missed: 3 },
    });
  });

  test("[S0-4.2a] signing it afterwards is late for ever; with the last one the incident settles", async () => {
    for (const period of ["2026-06-01", "2026-06-02", "2026-06-03"]) {
      const late = value(await sign(await find("daily-inspection", period), { remark: "补签" }));
      expect(late).toMatchObject({
        state: "done-late",
        signed: { late: true, atMs: t.clock.now() },
      });
    }
    const left = (await waiting("task-overdue")).map((one) => one.subject.id);
    expect(left).not.toContain("daily-inspection");
    expect(left).toContain("parameters");
  });

  test("[N-09, S0-8.1c] an unsigned weekly check is overdue on Monday 00:00", async () => {
    await to("2026-06-07T23:59:59.999");
    expect((await find("copy-check", "2026-W23")).state).toBe("due");
    await to("2026-06-08T00:00:00");
    expect((await find("copy-check", "2026-W23")).state).toBe("overdue");
    expect((await waiting("task-overdue")).map((one) => one.subject.id)).toContain("copy-check");
  });

  test("[S0-8.4a, N-13] a quarter without a record is overdue on the next one's first day", async () => {
    await to("2026-07-01T00:00:00");
    expect((await find("hardware-check", "2026-Q2")).state).toBe("overdue");
    expect((await find("virus-scan", "2026-Q2")).state).toBe("done");
    expect((await find("hardware-check", "2026-Q3")).state).toBe("open");
  });

  test("a house that slept opens what it slept through, as missed", async () => {
    await to("2026-07-20T08:00:00");
    const list = value(await tasks.list(t.house, admin.actor, year)).tasks;
    const days = list.filter((one) => one.kind === "auto-trace");
    expect(days).toHaveLength(50);
    expect(days.filter((one) => one.state === "overdue")).toHaveLength(49);
  });

  test("[N-16, N-17] December's campaign and the year's review come and become overdue", async () => {
    await to("2026-12-01T00:00:00");
    expect((await find("archive-campaign", "2026-12")).state).toBe("open");
    await to("2027-01-01T00:00:00");
    expect((await find("archive-campaign", "2026-12")).state).toBe("overdue");
    expect((await find("capacity-review", "2026")).state).toBe("overdue");
  });

  test("[S0-9.1a] director and auditor read them, nobody signs for another; others see none", async () => {
    for (const role of ["director", "auditor"] as const) {
      const list = value(await tasks.list(t.house, t.actor(role), year)).tasks;
      expect(list.length).toBeGreaterThan(11);
      expect(list.some((one) => one.mine && one.role === "admin")).toBe(false);
    }
    await expect(tasks.list(t.house, t.actor("teacher"), year)).rejects.toThrow(
      "permission denied",
    );
  });

  test("[S0-4.2a] no signing can be changed, taken away or put on another day in the database", async () => {
    const application = new pg.Client({ connectionString: t.appUrl });
    await application.connect();
    try {
      for (const attempt of [
        "update tasks.signing set late = false",
        "update tasks.signing set signed_at_ms = 1",
        "delete from tasks.signing",
        "delete from tasks.task",
        "update tasks.task set due_ms = due_ms + 1",
      ])
        await expect(application.query(attempt), attempt).rejects.toMatchObject({ code: "42501" });
    } finally {
      await application.end();
    }
  });
});

import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  dayMs,
  hourMs,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { overwrite } from "../../../tests/fixture/segments.ts";
import { run, unpack } from "../../../tests/fixture/unpack.ts";
import { type SectionAnswer, selfCheckSections } from "../../contract/supervision.ts";
import { granted, refused } from "../../contract/outcome.ts";
import { fromBagFolder } from "../../kernel/package/package-files.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { openPackage } from "../../platform/package-source.ts";
import { verifySignature } from "../../platform/signing.ts";
import { incidents } from "../incidents/index.ts";
import { act, enterRefusal, historyOf, sequenceNow } from "../ledger/index.ts";
import { lessons } from "../lessons/index.ts";
import { signIns } from "../people/index.ts";
import { sheets } from "../registers/index.ts";
import { storage } from "../storage/index.ts";
import { tasks } from "../tasks/index.ts";
import { dailyChecks, digests, selfChecks, spotChecks } from "./index.ts";

const scheduler = { kind: "system", name: "scheduler" } as const;
const at = (text: string) => Date.parse(`${text}+08:00`);
const casesOf = async () => [];

let t: ApprovalHouse;
let admin: Staff;
let director: Staff;
let inspector: Staff;
let superior: Staff;
let venueId: string;

beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin.one");
  director = await t.staff("director", "director.one");
  inspector = await t.staff("auditor", "inspector.one");
  superior = await t.staff("superior", "superior.one");
  ({ venueId } = await makeVenue(t.house, admin.actor));
  await makeCamera(t.house, admin.actor, cameraInput(venueId));
  await tasks.sweep(t.house);
});
afterAll(() => t[Symbol.asyncDispose]());

const to = (text: string) => t.clock.advance(at(text) - t.clock.now());
const seal = () => sequenceNow(t.house);

/** What works in the house just now: everything, but for what a test breaks. */
async function works(broken: "recorder" | "copies" | "log" | "nothing"): Promise<void> {
  const nowMs = t.clock.now();
  mkdirSync(t.house.paths.spool, { recursive: true });
  const state = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: nowMs,
    writtenAtMs: broken === "recorder" ? nowMs - 60_000 : nowMs,
    planSerial: 0,
    spoolFreeBytes: 1e12,
    cameras: [],
  };
  overwrite(join(t.house.paths.spool, "state.json"), JSON.stringify(state));
  if (broken !== "copies")
    await act(t.house, scheduler, "copy.night-finished@1", async () =>
      granted({
        value: undefined,
        subject: { type: "house", id: t.house.siteId },
        body: {
          targetId: t.house.newId(),
          date: "2026-06-02",
          objects: 7,
          sizeBytes: 100,
          late: false,
          checkpointSize: 1,
        },
      }),
    );
  await storage.measure(t.house, {
    copyFolders: [],
    ports: {
      readDisks: async () => [
        {
          device: "sda1",
          mountPoint: "/",
          fileSystem: "ext4",
          sizeBytes: 1e12,
          usedBytes: 5e11,
          freeBytes: 5e11,
          folders: ["vault"],
        },
      ],
      readHealth: async () => undefined,
    },
  });
  if (broken !== "log") await seal();
}

async function judged(day: string, broken: Parameters<typeof works>[0]) {
  to(`${day}T06:00:00`);
  await tasks.sweep(t.house);
  if (broken === "log") {
    await seal();
    await works("log");
    t.clock.advance(5 * 60_000);
  }
  await works(broken);
  t.clock.advance(1_000);
  await dailyChecks.judge(t.house);
  const { days } = value(await dailyChecks.list(t.house, admin.actor, { month: day.slice(0, 7) }));
  const found = days.find((one) => one.day === day);
  if (found === undefined) throw new Error(`no check of ${day}`);
  const red = (found.judged?.probes ?? [])
    .filter(({ faults }) => faults.length > 0)
    .map(({ probe, faults }) => `${probe}: ${faults.join()}`);
  return { ...found, red };
}
const signDay = (day: string, remark: string, who = admin) =>
  dailyChecks.sign(t.house, who.actor, { day, remark, signing: who.signing });

describe("the daily check", () => {
  test("[S0-18.1] is judged by the house from six in the morning on, and signed after that", async () => {
    to("2026-06-02T05:59:59");
    await tasks.sweep(t.house);
    await dailyChecks.judge(t.house);
    const [early] = value(await dailyChecks.list(t.house, admin.actor, { month: "2026-06" })).days;
    expect(early).toMatchObject({ day: "2026-06-02", judged: null, state: "open", mine: false });
    expect(await signDay("2026-06-02", "")).toMatchObject({ code: "daily_check_absent" });
    const green = await judged("2026-06-02", "nothing");
    expect(green.red).toEqual([]);
    expect(green.judged?.probes.map(({ figures }) => figures)).toMatchObject([
      { lessons: 0 },
      { nightsFinished: 1, copiedFiles: 7 },
      { unsealedEntries: 0 },
      { clockDoubts: 0 },
      { disks: 1, leastFreePercent: 50 },
    ]);
    value(await signDay("2026-06-02", ""));
    const again = await judged("2026-06-02", "copies");
    expect(again).toMatchObject({ red: [], state: "done", signed: { late: false } });
    const [entry] = await historyOf(t.house, again.taskId, {
      kinds: ["daily-check.signed@1"],
      most: 1,
    });
    expect(entry?.leaf.body).toEqual({
      day: "2026-06-02",
      red: [],
      checkSha256: again.judged?.sha256,
    });
  });

  test("[S0-18.1] a broken recording makes the next one red, and names what is missing", async () => {
    value(
      await lessons.plan(t.house, admin.actor, {
        project: "心肺复苏",
        course: "急救技能",
        startMs: t.clock.now() + 2 * hourMs,
        endMs: t.clock.now() + 3 * hourMs,
        hours: 1,
        audiences: ["2024级临床本科"],
        roster: ["甲"],
        groups: [{ name: "一组", members: ["甲"] }],
        teacherIds: [(await t.staff("teacher", "teacher.one")).actor.accountId],
        venueId,
        activity: "skills-exam",
        family: "first-aid",
        scene: "final-exam",
        recording: true,
        studentIds: [],
      }),
    );
    const check = await judged("2026-06-03", "recorder");
    expect(check.red).toEqual(["recording: recorder-silent,lesson-missing"]);
    expect(check.judged?.missing).toMatchObject([{ camera: "C01", missingMs: hourMs }]);
    expect(await signDay("2026-06-03", "")).toMatchObject({ code: "daily_check_red" });
    value(await signDay("2026-06-03", "录制机断电，已恢复供电"));
  });

  test("[S0-18.1] a broken backup makes the next one red", async () => {
    expect((await judged("2026-06-04", "copies")).red).toEqual(["copies: copy-absent"]);
  });

  test("[S0-18.1] a broken log collection makes the next one red", async () => {
    expect((await judged("2026-06-05", "log")).red).toEqual(["log: log-stopped"]);
  });

  test("[S0-18.1, N-10] a missing day stays visible, and its signature is late for ever", async () => {
    to("2026-06-08T09:00:00");
    await tasks.sweep(t.house);
    const { days } = value(await dailyChecks.list(t.house, admin.actor, { month: "2026-06" }));
    expect(days.slice(0, 3).map(({ day, judged: one, state }) => [day, one, state])).toEqual([
      ["2026-06-08", null, "open"],
      ["2026-06-07", null, "overdue"],
      ["2026-06-06", null, "overdue"],
    ]);
    expect(await signDay("2026-06-06", "")).toMatchObject({ code: "daily_check_red" });
    value(await signDay("2026-06-06", "系统停机检修"));
    const after = value(await dailyChecks.list(t.house, admin.actor, { month: "2026-06" }));
    expect(after.days.find(({ day }) => day === "2026-06-06")).toMatchObject({
      judged: null,
      state: "done-late",
      signed: { late: true, remark: "系统停机检修" },
    });
  });

  test("[S0-18.1] nobody else signs it, and not on the page of the other duties", async () => {
    expect(await signDay("2026-06-07", "补签", director)).toMatchObject({ code: "task_not_yours" });
    const { taskId } = value(
      await dailyChecks.list(t.house, admin.actor, { month: "2026-06" }),
    ).days.find(({ day }) => day === "2026-06-07") ?? { taskId: "" };
    const beside = { taskId, result: "ok", remark: "", filled: {}, factsOf: {} } as const;
    expect(
      await tasks.sign(t.house, admin.actor, { ...beside, signing: admin.signing }),
    ).toMatchObject({ code: "task_own_page" });
  });
});

const answers = (change: Partial<SectionAnswer> = {}): SectionAnswer[] =>
  selfCheckSections.map((section, place) => ({
    section,
    result: "fit",
    evidence: "每日检查与台账",
    findings: [],
    ...(place === 0 ? change : {}),
  }));
const signMonth = (month: string, sections: SectionAnswer[]) =>
  selfChecks.sign(t.house, admin.actor, { month, sections, signing: admin.signing });

describe("the monthly self-check", () => {
  const finding = { text: "6 月 3 日缺录一批次", measure: "加装不间断电源", dueMs: null };

  test("[S0-18.2] stands there with the month's figures in its four sections", async () => {
    const operator = await t.staff("operator", "operator.one");
    const typed = { login: "operator.one", password: operator.signing.password };
    value(await signIns.open(t.house, { terminal: "test", address: "127.0.0.1" }, typed));
    const check = value(await selfChecks.read(t.house, admin.actor, { month: "2026-06" }));
    expect(Object.keys(check.figures)).toEqual([...selfCheckSections]);
    expect(check.figures).toMatchObject({
      recording: { daysJudged: 4, daysRed: 3, lessons: 1, missingMs: hourMs },
      copies: { nightsFinished: 4 },
    });
    expect(check.figures.rights).toMatchObject({ signIns: 1 });
    expect(check.figures.rights?.["accountChanges"]).toBeGreaterThan(3);
  });

  test("[S0-18.2] a finding without a deadline cannot be signed", async () => {
    const sections = answers({ result: "findings", findings: [finding] });
    expect(await signMonth("2026-06", sections)).toMatchObject({
      code: "finding_without_deadline",
      facts: { section: "recording" },
    });
    expect(
      value(await selfChecks.read(t.house, admin.actor, { month: "2026-06" })).signed,
    ).toBeNull();
  });

  test("[S0-18.2] signed, each finding is a rectification task with its deadline", async () => {
    const dueMs = at("2026-06-20T00:00:00");
    const sections = answers({ result: "findings", findings: [{ ...finding, dueMs }] });
    value(await signMonth("2026-06", sections));
    const check = value(await selfChecks.read(t.house, admin.actor, { month: "2026-06" }));
    expect(check).toMatchObject({ state: "done", signed: { late: false } });
    const span = { fromMs: at("2026-06-01T00:00:00"), toMs: at("2026-07-01T00:00:00") };
    const given = value(await tasks.list(t.house, admin.actor, span)).tasks.filter(
      (line) => line.kind === "rectification",
    );
    expect(given).toMatchObject([
      { period: "2026-06#1", about: "6 月 3 日缺录一批次 → 加装不间断电源", dueMs, state: "open" },
    ]);
    expect(check.signed?.sections[0]?.findings[0]?.taskId).toBe(given[0]?.taskId);
    expect(await signMonth("2026-06", answers())).toMatchObject({ code: "task_signed" });
    to("2026-06-20T00:00:00");
    expect((await tasks.overdue(t.house, t.clock.now())).map(({ kind }) => kind)).toContain(
      "rectification",
    );
  });

  test("[S0-18.2] F-14 is a sheet and a workbook of four columns, each export entered", async () => {
    const month = "2026-06";
    const typeset = sheets.typesetParticulars;
    const pdf = value(await selfChecks.print(t.house, director.actor, { month, typeset }));
    expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe("%PDF-");
    const table = value(await selfChecks.table(t.house, director.actor, { month }));
    expect(table.fileName).toBe("可视化系统每月专项自查表-2026-06.xlsx");
    const entries = await historyOf(t.house, t.house.siteId, {
      kinds: ["supervision.exported@1"],
      most: 5,
    });
    expect(entries.map(({ leaf }) => leaf.body["form"])).toEqual(["xlsx", "pdf"]);
  });
});

describe("the digest", () => {
  let digestId: string;

  test("[S0-4.1b, N-12] lists exactly what is overdue, open and was tried without approval", async () => {
    // Whatever is overdue from before is done late first, so that exactly three are left.
    to("2026-06-30T09:00:00");
    await tasks.sweep(t.house);
    await sql`insert into tasks.signing
      select task_id, site_id, ${admin.actor.accountId}, 'admin.one', ${t.clock.now()}, due_ms <= ${t.clock.now()},
        'ok', '', '{}', '{}', '[]', repeat('a', 64) from tasks.task
      where due_ms <= ${at("2026-07-01T00:00:00")} and kind not in ('hardware-check', 'spot-check')
        and task_id not in (select task_id from tasks.signing)`.execute(t.house.db);
    await act(t.house, scheduler, "task.opened@1", async (tx) => {
      const nowMs = t.clock.now();
      const taskId = t.house.newId();
      await tasks.give(t.house, tx, [
        { taskId, period: "2026-06#9", about: "更换交换机", fromMs: nowMs, dueMs: nowMs + 1 },
      ]);
      return granted({
        value: undefined,
        subject: { type: "house", id: t.house.siteId },
        body: { from: "2026-06-30", tasks: 1 },
      });
    });
    const subject = { type: "house", id: t.house.siteId } as const;
    await enterRefusal(t.house, superior.actor, "viewing", refused("grant_missing"), subject);
    await enterRefusal(t.house, superior.actor, "form", refused("bad_input"), subject);
    to("2026-07-01T00:00:01");
    await tasks.sweep(t.house);
    await digests.tend(t.house);
    const [line] = value(await digests.list(t.house, director.actor)).digests;
    digestId = line?.digestId ?? "";
    const digest = value(await digests.read(t.house, director.actor, digestId));
    expect(digest.content.tasks.map(({ kind, period }) => `${kind} ${period}`)).toEqual([
      "hardware-check 2026-Q2",
      "spot-check 2026-Q2",
      "rectification 2026-06#9",
    ]);
    expect(digest).toMatchObject({ month: "2026-06", overdueTasks: 3, state: "waiting" });
    const open = await incidents.count(t.house);
    expect(digest.content.incidentsTotal).toBe(open.goingOn + open.settled);
    expect(digest.content.refusals.filter(({ code }) => code === "grant_missing")).toMatchObject([
      { attempted: "viewing", accountId: superior.actor.accountId },
    ]);
    expect(digest.content.refusals.some(({ code }) => code === "bad_input")).toBe(false);
    expect(digest.names[superior.actor.accountId]).toBe("superior.one XX");
    await digests.tend(t.house);
    expect(value(await digests.list(t.house, director.actor)).digests).toHaveLength(1);
  });

  test("[S0-4.1b] the superior sees nothing of it until seven days have gone", async () => {
    value(await digests.nameSuperior(t.house, director.actor, superior.actor.accountId));
    const second = await t.staff("superior", "superior.two");
    t.clock.advance(7 * dayMs - 2);
    await digests.tend(t.house);
    expect(value(await digests.list(t.house, superior.actor)).digests).toEqual([]);
    t.clock.advance(1_000);
    await digests.tend(t.house);
    const [seen] = value(await digests.list(t.house, superior.actor)).digests;
    expect(seen).toMatchObject({ digestId, state: "escalated", mine: false });
    expect(value(await digests.list(t.house, second.actor)).digests).toEqual([]);
    expect(await digests.read(t.house, second.actor, digestId)).toMatchObject({
      code: "not_found",
    });
    const told = value(
      await incidents.list(t.house, superior.actor, {
        unfinished: true,
        kind: "digest-unacknowledged",
      }),
    ).incidents;
    expect(told).toMatchObject([{ severity: "major", facts: { period: "2026-06" } }]);
    const kinds = await historyOf(t.house, digestId, { most: 5 });
    expect(kinds.map(({ leaf }) => leaf.kind)).toEqual(["digest.escalated@1", "digest.made@1"]);
  });

  test("[S0-4.1b] the director signs that it was read, once, late for ever after seven days", async () => {
    const ask = { digestId, remark: "请管理员限期整改", signing: director.signing };
    const wrong = { ...ask, signing: { ...director.signing, password: "not mine" } };
    expect(await digests.acknowledge(t.house, director.actor, wrong)).toMatchObject({
      code: "secret_wrong",
    });
    const done = value(await digests.acknowledge(t.house, director.actor, ask));
    expect(done).toMatchObject({ state: "acknowledged-late", acknowledged: { late: true } });
    expect(await digests.acknowledge(t.house, director.actor, ask)).toMatchObject({
      code: "digest_acknowledged",
    });
    const [incident] = value(
      await incidents.list(t.house, director.actor, {
        unfinished: false,
        kind: "digest-unacknowledged",
      }),
    ).incidents;
    expect(incident?.state).toBe("settled");
  });

  test("[S0-18.2, N-11] a month nobody signed is overdue on the next one's first day", async () => {
    to("2026-08-01T00:00:00");
    await tasks.sweep(t.house);
    const { months } = value(await selfChecks.list(t.house, admin.actor));
    expect(months.map(({ month, state }) => `${month} ${state}`)).toEqual([
      "2026-08 open",
      "2026-07 overdue",
      "2026-06 done",
    ]);
  });
});

describe("the quarterly spot check", () => {
  let checkId: string;
  const typeset = sheets.typesetParticulars;
  const drawOf = (size: number) =>
    spotChecks.draw(t.house, inspector.actor, {
      quarter: "2026-Q3",
      unit: "academic-affairs",
      population: "F-07",
      size,
      casesOf,
    });
  const note = (key: string, who = inspector) =>
    spotChecks.note(t.house, who.actor, {
      checkId,
      key,
      result: "fit",
      note: "与纸质一致",
    });

  test("[S0-18.3] nothing is drawn where there is nothing", async () => {
    expect(await drawOf(5)).toMatchObject({ code: "sample_empty" });
  });

  test("[S0-18.3] population and seed are entered before the sample is shown; the same seed draws it again", async () => {
    await signInTimes(9);
    t.clock.advance(1_000);
    const line = value(await drawOf(4));
    ({ checkId } = line);
    expect(line).toMatchObject({ size: 4, populationSize: 9, earlier: 0, mine: true });
    const [entry] = await historyOf(t.house, checkId, { most: 1 });
    expect(entry?.leaf.body).toMatchObject({
      seed: line.seed,
      populationSha256: line.populationSha256,
      populationSize: 9,
    });
    const read = value(await spotChecks.read(t.house, inspector.actor, checkId));
    const again = value(await spotChecks.read(t.house, director.actor, checkId));
    expect(read.sample).toHaveLength(4);
    expect(again.sample).toEqual(read.sample);
    expect(value(await drawOf(4))).toMatchObject({ earlier: 1 });
  });

  test("[S0-18.3] only who drew it notes it, and it is signed once everything is noted", async () => {
    const { sample } = value(await spotChecks.read(t.house, inspector.actor, checkId));
    const other = await t.staff("auditor", "inspector.two");
    expect(await note(sample[0]?.key ?? "", other)).toMatchObject({ code: "spot_check_not_yours" });
    expect(await note("F-07 1999-000001")).toMatchObject({ code: "not_found" });
    const ask = { checkId, conclusion: "账号使用合规", signing: inspector.signing };
    expect(await spotChecks.finish(t.house, inspector.actor, ask)).toMatchObject({
      code: "sample_not_noted",
      facts: { open: 4 },
    });
    for (const { key } of sample) value(await note(key));
    value(await spotChecks.finish(t.house, inspector.actor, ask));
    expect(await note(sample[0]?.key ?? "")).toMatchObject({ code: "spot_check_finished" });
    const task = await tasks.ofPeriod(t.house, { kind: "spot-check", period: "2026-Q3" });
    expect(task).toMatchObject({ state: "done", signed: { name: "inspector.one XX" } });
  });

  test("[S0-18.3] the pack verifies offline, and its sample can be drawn with ordinary tools", async () => {
    await seal();
    const pack = value(await spotChecks.pack(t.house, director.actor, { checkId, typeset }));
    await using folder = ownFolder();
    const file = join(folder.path, "pack.zip");
    overwrite(file, pack.bytes);
    const opened = await openPackage(file);
    const files = fromBagFolder(opened.files);
    if (files === undefined) throw new Error("no bag");
    const crypto = { sha256, verifySignature, startSha256 };
    const parts = [];
    for await (const part of verifyPackage({ files, crypto })) parts.push(part);
    await opened.close();
    expect(parts.filter((part) => part.found !== null)).toEqual([]);
    expect(parts).toHaveLength(13);
    const bag = unpack(file, folder.path);
    const readme = run("cat", [join(bag, "README.txt")]);
    const script = /( +while IFS[\s\S]*?head -n \d+)/.exec(readme)?.[1] ?? "";
    const drawn = run("bash", ["-c", script], bag).trim().split("\n");
    const { sample } = value(await spotChecks.read(t.house, director.actor, checkId));
    expect(drawn).toEqual(sample.map(({ rank, key }) => `${rank}  ${key}`));
    run("sha256sum", ["-c", "--quiet", "manifest-sha256.txt"], bag);
  });
});

function ownFolder() {
  const path = mkdtempSync(join(tmpdir(), "liuhen-pack-"));
  return {
    path,
    [Symbol.asyncDispose]: async () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Lines of F-07: somebody signs in and leaves again. */
async function signInTimes(times: number): Promise<void> {
  const guest = await t.staff("manager", "manager.one");
  for (let count = 0; count < times; count++) {
    t.clock.advance(60_000);
    const typed = { login: "manager.one", password: guest.signing.password };
    value(await signIns.open(t.house, { terminal: "test", address: "127.0.0.1" }, typed));
  }
}

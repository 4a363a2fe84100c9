import { mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { pdfPages } from "../../../tests/fixture/pdf.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { rotFound } from "../../../tests/fixture/rot.ts";
import { overwrite, sealGap, sealSegment } from "../../../tests/fixture/segments.ts";
import type { SegmentRecord } from "../../contract/spool.ts";
import { fromBagFolder } from "../../kernel/package/package-files.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { openPackage } from "../../platform/package-source.ts";
import { verifySignature } from "../../platform/signing.ts";
import { noteWrittenPlan, takeIn } from "../catalogue/index.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { homeOfOccasion, lessons, refreshPlan } from "../lessons/index.ts";
import { sheets } from "../registers/index.ts";
import { kept, rounds } from "../vault/index.ts";
import { comments, completion, interruptions, lessonTasks } from "./index.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let t: ApprovalHouse;
let admin: Staff;
let teacher: Staff;
let stranger: Staff;
let student: Staff;
let auditor: Staff;
let venueId: string;
let cameraIds: readonly [string, string];
let lessonId: string;
let startMs: number;
let number = 0;

beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin1");
  teacher = await t.staff("teacher", "teacher1");
  stranger = await t.staff("teacher", "teacher2");
  student = await t.staff("student", "student1");
  auditor = await t.staff("auditor", "auditor1");
  ({ venueId } = await makeVenue(t.house, admin.actor));
  const make = (name: string, more: Parameters<typeof cameraInput>[1]) =>
    makeCamera(t.house, admin.actor, cameraInput(venueId, { name, ...more }));
  cameraIds = [
    (await make("全景", { coverage: ["venue", "teacher"] })).cameraId,
    (await make("工位", { coverage: ["station", "trainee"] })).cameraId,
  ];
});
afterAll(() => t[Symbol.asyncDispose]());

/** A lesson of half an hour for each test, in the one house. */
beforeEach(async () => {
  t.clock.advance(4 * day);
  startMs = Math.ceil(t.house.clock.now() / hour) * hour + hour;
  const lesson = value(
    await lessons.plan(t.house, admin.actor, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + 30 * minute,
      hours: 1,
      audiences: ["2024 级"],
      roster: ["student1 XX"],
      groups: [{ name: "一组", members: ["student1 XX"] }],
      teacherIds: [teacher.actor.accountId],
      venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [student.actor.accountId],
    }),
  );
  lessonId = lesson.lessonId;
});

/** One camera's recording, from and to in minutes of the lesson. */
function record(cameraId: string, fromMinute: number, toMinute: number): SegmentRecord {
  return sealSegment(t.house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lessonId, number: ++number }],
    startMs: startMs + fromMinute * minute,
    seconds: (toMinute - fromMinute) * 60,
    groupSeconds: 60,
  });
}

function gap(cameraId: string, fromMinute: number, toMinute: number): void {
  sealGap(t.house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lessonId }],
    startMs: startMs + fromMinute * minute,
    endMs: startMs + toMinute * minute,
    cause: "disconnected",
  });
}

/** Lead and tail of ten minutes are recorded, too. */
const [lead, tail] = [-10, 40];

async function arrive(atMinute: number): Promise<void> {
  t.clock.advance(Math.max(0, startMs + atMinute * minute - t.house.clock.now()));
  await takeIn(t.house, (occasion) => homeOfOccasion(t.house, occasion));
  await sequenceNow(t.house);
  await rounds.writeManifests(t.house);
  await completion.sweep(t.house);
}

const card = async (of = teacher) => value(await completion.card(t.house, of.actor, lessonId));
async function confirm(remark = "", factsSha256?: string) {
  return completion.confirm(t.house, teacher.actor, {
    lessonId,
    factsSha256: factsSha256 ?? (await card()).factsSha256,
    remark,
    signing: teacher.signing,
  });
}
async function explain(reason: "network" | "file" | "other", text = "") {
  const ids = (await card()).interruptions.flatMap((one) => one.interruptionId ?? []);
  return completion.reason(t.house, teacher.actor, {
    lessonId,
    interruptionIds: ids,
    reason,
    text,
  });
}
const open = async (kind: string) =>
  value(await incidents.list(t.house, admin.actor, { unfinished: true })).incidents.filter(
    (one) => one.kind === kind && one.subject.id === lessonId,
  );

describe("a lesson with a gap", () => {
  beforeEach(async () => {
    record(cameraIds[0], lead, tail);
    record(cameraIds[1], lead, 10);
    gap(cameraIds[1], 10, 12);
    record(cameraIds[1], 12, tail);
    await arrive(60);
  });

  test("[S0-4.3c, S0-6.1c] shows the exact gap; without its reason nobody confirms it, with it the teacher does", async () => {
    expect(await card()).toMatchObject({
      state: "open",
      verdict: "incomplete",
      hindrance: "gap_unreasoned",
      mayConfirm: true,
      missingKinds: [],
      interruptions: [
        {
          cameraId: cameraIds[1],
          startMs: startMs + 10 * minute,
          endMs: startMs + 12 * minute,
          cause: "disconnected",
          suggested: "network",
          reason: null,
        },
      ],
    });
    expect((await card()).cameras).toMatchObject([
      { missingMs: 0, presentMs: 30 * minute },
      { missingMs: 2 * minute, presentMs: 28 * minute },
    ]);
    expect((await card()).kinds.map((kind) => [kind.kind, kind.missingMs / minute])).toEqual([
      ["venue", 0],
      ["station", 2],
      ["trainee", 2],
      ["teacher", 0],
    ]);
    expect(await confirm()).toMatchObject({
      code: "gap_unreasoned",
      facts: { count: 1, startMs: startMs + 10 * minute },
    });
    expect(await explain("other")).toMatchObject({ code: "gap_reason_missing" });
    expect(value(await explain("other", "交换机被误拔"))).toMatchObject({
      verdict: "explained",
      hindrance: null,
    });
    expect(await confirm("", "0".repeat(64))).toMatchObject({ code: "completion_changed" });
    expect(value(await confirm())).toMatchObject({
      state: "confirmed",
      mayConfirm: false,
      said: [{ kind: "confirmed", verdict: "explained", late: false, by: "teacher1 XX" }],
    });
    expect(await confirm()).toMatchObject({ code: "completion_confirmed" });
    const kinds = (await historyOf(t.house, lessonId, { most: 20 })).map((one) => one.leaf.kind);
    expect(kinds).toContain("completion.confirmed@1");
    expect(value(await completion.open(t.house, teacher.actor)).lessons).not.toContainEqual(
      expect.objectContaining({ lessonId }),
    );
  });

  test("[S0-6.1c] a corrected reason is another line, the old one stays; both print under F-25's seven columns", async () => {
    value(await explain("network"));
    value(await explain("other", "交换机被误拔"));
    const [line] = (await card()).interruptions;
    expect(line?.notes.map((note) => note.reason)).toEqual(["network", "other"]);
    expect(line?.reason?.reason).toBe("other");
    const interruptionId = line?.interruptionId ?? "";
    value(
      await completion.remark(t.house, admin.actor, { lessonId, interruptionId, text: "已换网线" }),
    );
    const period = { fromMs: startMs, toMs: startMs + hour };
    const ports = { typesetTable: sheets.typesetTable };
    const printed = value(await interruptions.print(t.house, auditor.actor, { ...period, ports }));
    const text = pdfPages(printed.bytes).join("").replaceAll(/\s/gu, "");
    for (const title of ["场次", "摄像机", "中断时间", "原因", "登记人", "恢复时间", "备注"])
      expect(text).toContain(title);
    for (const word of ["停录原因登记", "网络中断", "交换机被误拔", "更正前一登记", "已换网线"])
      expect(text).toContain(word);
    const table = value(await interruptions.table(t.house, auditor.actor, period));
    expect(table.fileName).toMatch(/^停录原因登记-F-25-.*\.xlsx$/u);
    expect(value(await interruptions.list(t.house, stranger.actor, period)).lines).toEqual([]);
  });

  test("[S0-6.1c, S0-4.3c] after 24 h without a reason or a word somebody is told, and it is settled by them", async () => {
    await arrive(30 + 24 * 60 - 1);
    expect(await open("lesson-unconfirmed")).toEqual([]);
    await arrive(30 + 24 * 60 + 60);
    expect(await card()).toMatchObject({ state: "overdue" });
    expect(await open("lesson-unconfirmed")).toMatchObject([{ severity: "minor", count: 1 }]);
    expect(await open("gap-unreasoned")).toMatchObject([{ severity: "minor" }]);
    await arrive(30 + 73 * 60);
    expect(await open("gap-unreasoned")).toMatchObject([{ severity: "major" }]);
    value(await explain("network"));
    expect(await open("gap-unreasoned")).toMatchObject([{ state: "settled" }]);
    value(await confirm());
    expect(await open("lesson-unconfirmed")).toMatchObject([{ state: "settled" }]);
    expect((await card()).said).toMatchObject([{ late: true }]);
  });

  test("[S0-4.3c] a problem is reported instead, and the administrator sees it at once", async () => {
    const asked = { lessonId, text: "工位画面一直对着墙" };
    expect(await completion.report(t.house, stranger.actor, asked)).toMatchObject({
      code: "not_found",
    });
    const told = value(await completion.report(t.house, teacher.actor, asked));
    expect(told).toMatchObject({ state: "reported", mayConfirm: true });
    expect(await open("completion-problem")).toMatchObject([{ state: "open" }]);
  });
});

test("[S0-4.3c, S0-6.1c] a hole nobody explains is a line of cause unknown; footage that comes late fills it, and the line says so", async () => {
  record(cameraIds[0], lead, tail);
  record(cameraIds[1], lead, 10);
  record(cameraIds[1], 12, tail);
  await arrive(60);
  const [line] = (await card()).interruptions;
  expect(line).toMatchObject({ cause: "unknown", suggested: null, reason: null });
  record(cameraIds[1], 10, 12);
  await arrive(75);
  expect(await card()).toMatchObject({ verdict: "complete", interruptions: [] });
  const [filled] = await historyOf(t.house, lessonId, {
    kinds: ["interruption.filled@1"],
    most: 1,
  });
  expect(filled?.leaf.body).toMatchObject({ interruptionId: line?.interruptionId });
});

test("[S0-4.3c] a camera came back since the register was written: the card says so, and what is shown is what is confirmed", async () => {
  record(cameraIds[0], lead, tail);
  record(cameraIds[1], lead, 10);
  gap(cameraIds[1], 10, 12);
  await arrive(13);
  expect((await card()).interruptions).toMatchObject([{ endMs: null, reason: null }]);
  value(await explain("network"));
  gap(cameraIds[1], 12, 14);
  record(cameraIds[1], 14, tail);
  t.clock.advance(60 * minute);
  await takeIn(t.house, (occasion) => homeOfOccasion(t.house, occasion));
  await sequenceNow(t.house);
  await rounds.writeManifests(t.house);
  // Nobody has looked since: the register still says that it goes on.
  const [line] = (await card()).interruptions;
  expect(line).toMatchObject({ endMs: startMs + 14 * minute, reason: { reason: "network" } });
  expect(value(await confirm())).toMatchObject({ state: "confirmed" });
});

describe("a lesson from which something is taken away", () => {
  let records: SegmentRecord[];
  beforeEach(async () => {
    records = [
      record(cameraIds[0], lead, 5),
      record(cameraIds[0], 5, 6),
      record(cameraIds[0], 6, tail),
      record(cameraIds[1], lead, tail),
    ];
    await arrive(60);
  });
  const hide = async (at: number) => {
    const found = await kept.segment(t.house, records[at]?.segmentId ?? "");
    const path = join(t.house.paths.vault, found?.vaultPath ?? "");
    renameSync(path, `${path}.away`);
    return () => renameSync(`${path}.away`, path);
  };

  test("[S0-4.3c, S0-5.2.1] all is there: it is complete, and confirmed as it is (kept)", async () => {
    expect(await card()).toMatchObject({ verdict: "complete", interruptions: [] });
    expect(value(await confirm())).toMatchObject({ state: "confirmed" });
    await arrive(61);
    expect(await card()).toMatchObject({ state: "confirmed" });
  });

  test("[S0-4.3c] a segment is gone (lost): the card shows exactly it, the confirmation stands no more, none without a reason", async () => {
    value(await confirm());
    const putBack = await hide(1);
    expect((await card()).interruptions).toMatchObject([
      {
        interruptionId: null,
        cause: "lost",
        startMs: startMs + 5 * minute,
        endMs: startMs + 6 * minute,
      },
    ]);
    await arrive(75);
    expect(await card()).toMatchObject({
      state: "reopened",
      verdict: "incomplete",
      hindrance: "gap_unreasoned",
    });
    expect(await confirm()).toMatchObject({ code: "gap_unreasoned" });
    // What the boards are told from.
    const week = { fromMs: startMs, toMs: t.clock.now() };
    expect(value(await interruptions.list(t.house, teacher.actor, week)).lines).toContainEqual(
      expect.objectContaining({
        lessonId,
        reason: null,
        startMs: startMs + 5 * minute,
        endMs: startMs + 6 * minute,
      }),
    );
    expect(value(await completion.open(t.house, teacher.actor)).lessons).toContainEqual(
      expect.objectContaining({ lessonId, state: "reopened", unreasoned: 1 }),
    );
    value(await explain("file"));
    expect(value(await confirm())).toMatchObject({ state: "confirmed", verdict: "explained" });
    putBack();
    await arrive(90);
    expect(await card()).toMatchObject({ verdict: "complete", interruptions: [] });
  });

  test("[S0-4.3c, S0-5.2.1] the certificate says on its first page what is missing and why, and its package verifies offline", async () => {
    const putBack = await hide(1);
    await arrive(75);
    value(await explain("file"));
    value(await confirm("", (await card()).factsSha256));
    const typeset = sheets.typesetParticulars;
    const ask = { lessonId, typeset };
    const sheet = value(await completion.sheet(t.house, teacher.actor, ask));
    const first = (pdfPages(sheet.bytes)[0] ?? "").replaceAll(/\s/gu, "");
    for (const word of ["完整性证明", "有缺失", "缺失时段及原因", "01:00", "文件丢失或损坏"])
      expect(first).toContain(word);
    // The key that signs packages is made with the first of them.
    expect(await completion.package(t.house, teacher.actor, ask)).toMatchObject({
      code: "certificate_not_ready",
    });
    await sequenceNow(t.house);
    const made = value(await completion.package(t.house, teacher.actor, ask));
    const folder = mkdtempSync(join(tmpdir(), "liuhen-certificate-"));
    const file = join(folder, "certificate.zip");
    overwrite(file, made.bytes);
    const opened = await openPackage(file);
    const files = fromBagFolder(opened.files);
    if (files === undefined) throw new Error("a bag has a folder");
    const crypto = { sha256, startSha256, verifySignature };
    for await (const part of verifyPackage({ files, crypto }))
      expect([part.check, part.found]).toEqual([part.check, null]);
    const inside = [...files.sizes.keys()];
    expect(inside.filter((path) => path.startsWith("data/record/"))).toHaveLength(4);
    await opened.close();
    rmSync(folder, { recursive: true });
    expect(readdirSync(join(t.house.paths.run, "certificates"))).toEqual([]);
    const [entry] = await historyOf(t.house, lessonId, {
      kinds: ["completion.certified@1"],
      most: 1,
    });
    expect(entry?.leaf.body).toMatchObject({ form: "package", verdict: "explained" });
    putBack();
  });

  test("[S0-4.3c] bytes that rotted are missing, too", async () => {
    const found = await kept.segment(t.house, records[1]?.segmentId ?? "");
    const path = join(t.house.paths.vault, found?.vaultPath ?? "");
    const bytes = readFileSync(path);
    expect(bytes.length).toBeGreaterThan(0);

    await rotFound(t.house, records[1]?.segmentId ?? "");
    await arrive(75);
    expect((await card()).interruptions).toMatchObject([
      { cause: "damaged", startMs: startMs + 5 * minute, endMs: startMs + 6 * minute },
    ]);
  });
});

describe("a lesson with a coverage kind that nobody showed", () => {
  test("[S0-5.2.1] is not complete, and its confirmation says why", async () => {
    value(await refreshPlan(t.house));
    t.clock.advance(startMs - t.house.clock.now());
    await noteWrittenPlan(t.house);
    record(cameraIds[0], lead, tail);
    await arrive(60);
    // The second camera was asked for and recorded nothing at all.
    expect((await card()).missingKinds).toEqual(["station", "trainee"]);
    expect(await card()).toMatchObject({ verdict: "incomplete" });
    expect((await card()).interruptions).toMatchObject([
      { cameraId: cameraIds[1], startMs, endMs: startMs + 30 * minute },
    ]);
    value(await explain("network"));
    expect(await confirm()).toMatchObject({ code: "coverage_unremarked" });
    expect(value(await confirm("工位机位停用检修"))).toMatchObject({
      state: "confirmed",
      said: [{ verdict: "incomplete", remark: "工位机位停用检修" }],
    });
  });
});

describe("tasks and comments", () => {
  test("[S0-5.3.3] a task is checked off for a group; the newest mark counts, nobody else's group is taken", async () => {
    const { house } = t;
    const { tasks } = value(
      await lessonTasks.set(house, teacher.actor, { lessonId, title: "完成一轮单人复苏" }),
    );
    const taskId = tasks[0]?.taskId ?? "";
    const check = (group: string, done: boolean) =>
      lessonTasks.check(house, teacher.actor, {
        lessonId,
        taskId,
        of: { kind: "group", group },
        done,
      });
    value(await check("一组", false));
    expect(value(await check("一组", true)).tasks[0]?.checks).toMatchObject([
      { of: { kind: "group", group: "一组" }, done: true },
    ]);
    expect(await check("九组", true)).toMatchObject({ code: "bad_input" });
    expect((await card()).tasks).toMatchObject([{ title: "完成一轮单人复苏" }]);
  });

  test("[S0-5.3.3] a comment stands at its moment and is never changed; a correction names it, once; the words go with the names of the lesson", async () => {
    const { house } = t;
    t.clock.advance(startMs + 20 * minute - t.house.clock.now());
    const add = (text: string, corrects: string | null, of = teacher) =>
      comments.add(house, of.actor, { lessonId, atMs: startMs + 5 * minute, text, corrects });
    const first = value(await add("按压过浅", null)).comments[0];
    const id = first?.commentId ?? "";
    expect(await add("按压过浅", null, stranger)).toMatchObject({ code: "not_found" });
    const both = value(await add("按压深度 4 厘米，过浅", id)).comments;
    expect(both).toHaveLength(2);
    expect(both.find((one) => one.commentId === id)).toMatchObject({
      text: "按压过浅",
      correctedBy: both.find((one) => one.corrects === id)?.commentId,
    });
    expect(await add("再改", id)).toMatchObject({ code: "comment_corrected" });
    expect(
      await comments.add(house, teacher.actor, {
        lessonId,
        atMs: startMs + 25 * minute,
        text: "未来",
        corrects: null,
      }),
    ).toMatchObject({ code: "span_invalid" });
    expect(await comments.list(house, student.actor, lessonId)).toMatchObject({
      code: "not_found",
    });
    await completion.forget(house, lessonId);
    const left = value(await comments.list(house, teacher.actor, lessonId)).comments;
    expect(left.map((one) => [one.text, one.by])).toEqual([
      ["", "teacher1 XX"],
      ["", "teacher1 XX"],
    ]);
  });
});

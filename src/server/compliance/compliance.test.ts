import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { overwrite, sealGap, sealSegment } from "../../../tests/fixture/segments.ts";
import type { Board, BoardArticle, QuestionNumber } from "../../contract/compliance.ts";
import type { Principle } from "../../contract/principles.ts";
import { notice } from "../access/index.ts";
import { takeIn } from "../catalogue/index.ts";
import { completion } from "../completion/index.ts";
import { escrow, targets } from "../copies/index.ts";
import { incidents } from "../incidents/index.ts";
import { readLedgerState, sequenceNow } from "../ledger/index.ts";
import { homeOfOccasion, lessons } from "../lessons/index.ts";
import { playbooks } from "../playbooks/index.ts";
import { policies } from "../policies/index.ts";
import { enrol } from "../retention/index.ts";
import { tasks } from "../tasks/index.ts";
import { rounds } from "../vault/index.ts";
import { compliance } from "./index.ts";
import { sampleFindings } from "./prove-sample.ts";

const minute = 60_000;
const hour = 60 * minute;

let t: ApprovalHouse;
let director: Staff;
let admin: Staff;
let auditor: Staff;
let teacher: Staff;
let outside: string;
let superuser: pg.Client;
let lessonId: string;

/** The recorder's word about itself, as old as this. */
function recorderSpoke(agoMs: number): void {
  mkdirSync(t.house.paths.spool, { recursive: true });
  const nowMs = t.clock.now();
  const state = {
    version: 1,
    recorderId: t.house.newId(),
    startedAtMs: nowMs,
    writtenAtMs: nowMs - agoMs,
    planSerial: 0,
    spoolFreeBytes: 1e12,
    cameras: [],
  };
  overwrite(join(t.house.paths.spool, "state.json"), JSON.stringify(state));
}

beforeAll(async () => {
  outside = mkdtempSync(join(tmpdir(), "liuhen-board-"));
  t = await openApprovalHouse({ config: { copyFolders: [outside] } });
  superuser = new pg.Client({ connectionString: t.adminUrl });
  await superuser.connect();
  director = await t.staff("director", "director1");
  admin = await t.staff("admin", "admin1");
  auditor = await t.staff("auditor", "auditor1");
  teacher = await t.staff("teacher", "teacher1");
  const { venueId } = await makeVenue(t.house, admin.actor);
  const { cameraId } = await makeCamera(t.house, admin.actor, cameraInput(venueId));
  const startMs = t.clock.now() + hour;
  lessonId = value(
    await lessons.plan(t.house, admin.actor, {
      project: "心肺复苏实训",
      course: "急救技能",
      startMs,
      endMs: startMs + 30 * minute,
      hours: 1,
      audiences: ["2024 级"],
      roster: ["学员一"],
      groups: [{ name: "一组", members: ["学员一"] }],
      teacherIds: [teacher.actor.accountId],
      venueId,
      activity: "daily-teaching",
      family: "first-aid",
      scene: "first-aid",
      recording: true,
      studentIds: [],
    }),
  ).lessonId;
  t.clock.advance(2 * hour);
  const part = (number: number, fromMinute: number, toMinute: number) =>
    sealSegment(t.house, {
      cameraId,
      occasions: [{ kind: "lesson", id: lessonId, number }],
      startMs: startMs + fromMinute * minute,
      seconds: (toMinute - fromMinute) * 60,
      groupSeconds: 60,
    });
  part(1, -10, 10);
  sealGap(t.house, {
    cameraId,
    occasions: [{ kind: "lesson", id: lessonId }],
    startMs: startMs + 10 * minute,
    endMs: startMs + 12 * minute,
    cause: "disconnected",
  });
  part(2, 12, 40);
  await takeIn(t.house, (occasion) => homeOfOccasion(t.house, occasion));
  await sequenceNow(t.house);
  await rounds.writeManifests(t.house);
  await completion.sweep(t.house);
  recorderSpoke(0);
  await sequenceNow(t.house);
});
afterAll(async () => {
  await superuser.end();
  await t[Symbol.asyncDispose]();
  rmSync(outside, { recursive: true, force: true });
});

/** A minute later, so that nothing is told from before; the recorder goes on. */
async function board(of: Staff = director) {
  t.clock.advance(61_000);
  recorderSpoke(0);
  return look(of);
}
const look = async (of: Staff = director) => value(await compliance.board(t.house, of.actor));

const tile = ({ principles }: Board, key: Principle) =>
  (principles.find((one) => one.key === key)?.checks ?? [])
    .filter((check) => check.faults.length > 0)
    .map((check) => `${check.key}: ${check.faults.join()}`);
const article = ({ articles }: Board, key: BoardArticle["key"]) =>
  articles.find((one) => one.key === key);

describe("each tile turns red with its fault, and green again when it is mended (six faults, six reds)", () => {
  test("[S0-3a, S0-5.2.1, S0-6.1c] 全程采集: a gap nobody explained, and a silent recorder", async () => {
    const found = await board();
    expect(tile(found, "captured")).toEqual(["coverage: gapsUnreasoned"]);
    expect(article(found, "S0-5.2.1")).toMatchObject({
      state: "red",
      class: "detected",
      figures: { lessonsHeld: 1, gapsStanding: 1, missingMs: 2 * minute, gapsUnreasoned: 1 },
      lastEvidenceAtMs: null,
    });
    expect(article(found, "S0-6.1c")).toMatchObject({ state: "green" });
    const card = value(await completion.card(t.house, teacher.actor, lessonId));
    value(
      await completion.reason(t.house, teacher.actor, {
        lessonId,
        interruptionIds: card.interruptions.flatMap((one) => one.interruptionId ?? []),
        reason: "network",
        text: "",
      }),
    );
    const mended = await board();
    expect(tile(mended, "captured")).toEqual([]);
    expect(article(mended, "S0-5.2.1")).toMatchObject({
      state: "green",
      figures: { gapsStanding: 1, gapsUnreasoned: 0 },
      lastEvidenceAtMs: expect.any(Number),
    });
    recorderSpoke(10_000);
    expect(tile(await look(), "captured")).toEqual(["recorder: recorderSilent"]);
    recorderSpoke(9_999);
    expect(tile(await look(), "captured")).toEqual([]);
  });

  test("[S0-3a, S0-3b] 真实完整: a byte of the ledger that changed, and a right to change it", async () => {
    await sequenceNow(t.house);
    expect(tile(await board(), "genuine")).toEqual([]);
    const tiles = join(t.house.paths.ledger, "tile", "0");
    const numberOf = (name: string) => Number(/\/(\d+)$/.exec(name)?.[1] ?? -1);
    const names = readdirSync(tiles, { recursive: true, encoding: "utf8" });
    const newest = Math.max(...names.map(numberOf));
    const name = names.find((one) => numberOf(one) === newest) ?? "";
    const path = join(tiles, name);
    const sound = readFileSync(path);
    const altered = Buffer.from(sound);
    altered[3] = (altered[3] ?? 0) ^ 1;
    rmSync(path);
    overwrite(path, altered);
    const red = await board();
    expect(tile(red, "genuine")).toEqual(["ledger: ledgerFindings"]);
    expect(article(red, "S0-3b")).toMatchObject({ state: "red", faults: ["ledgerFindings"] });
    const { size } = await readLedgerState(t.house);
    expect(await sampleFindings(t.house, size)).toBeGreaterThan(0);
    rmSync(path);
    overwrite(path, sound);
    expect(tile(await board(), "genuine")).toEqual([]);
    const rewrite = async (from: string, to: string) => {
      await superuser.query("set session_replication_role = replica");
      await superuser.query(
        "update ledger.entry set leaf = replace(leaf, $1, $2) where position = (select max(position) from ledger.entry)",
        [from, to],
      );
      await superuser.query("reset session_replication_role");
    };
    expect(await sampleFindings(t.house, size)).toBe(0);
    await rewrite('"version":1}', '"version":1 }');
    expect(await sampleFindings(t.house, size)).toBeGreaterThan(0);
    expect(tile(await board(), "genuine")).toEqual(["ledger: ledgerFindings"]);
    await rewrite('"version":1 }', '"version":1}');
    expect(await sampleFindings(t.house, size)).toBe(0);
    await superuser.query("grant update on ledger.entry to liuhen_app");
    expect(tile(await board(), "genuine")).toEqual(["ledger: ledgerWritable"]);
    await superuser.query("revoke update on ledger.entry from liuhen_app");
    expect(tile(await board(), "genuine")).toEqual([]);
  });

  test("[S0-3a, S0-13b] 安全保密: a password that was not changed for a quarter and its grace", async () => {
    expect(tile(await board(), "confidential")).toEqual([]);
    const set = (atMs: number) =>
      superuser.query(
        "update people.account set own_secret = true, must_change_secret = false, secret_set_at_ms = $1 where account_id = $2",
        [atMs, teacher.actor.accountId],
      );
    await set(t.clock.now() - 400 * 24 * hour);
    expect(tile(await board(), "confidential")).toEqual(["secrets: secretsExpired"]);
    await set(t.clock.now());
    expect(tile(await board(), "confidential")).toEqual([]);
  });

  test("[S0-3a, S0-2b, S0-9.1a] 分级管控: a role its person may not hold, and rows nobody guards", async () => {
    expect(tile(await board(), "tiered")).toEqual([]);
    const category = (name: string) =>
      superuser.query(
        "update people.person set category = $1 where person_id = (select person_id from people.account where account_id = $2)",
        [name, admin.actor.accountId],
      );
    await category("student");
    expect(tile(await board(), "tiered")).toEqual(["duties: dutyViolations"]);
    await category("external");
    expect(tile(await board(), "tiered")).toEqual([
      "duties: dutyViolations",
      "external: externalEndless",
    ]);
    await category("staff");
    expect(tile(await board(), "tiered")).toEqual([]);
    await superuser.query("alter table lessons.lesson no force row level security");
    const red = await board();
    expect(tile(red, "tiered")).toEqual(["rows: tablesUnguarded"]);
    expect(article(red, "S0-9.1d")).toMatchObject({ state: "red" });
    await superuser.query("alter table lessons.lesson force row level security");
    await superuser.query(
      "create policy everybody on lessons.lesson for select to t_student using (true)",
    );
    expect(tile(await board(), "tiered")).toEqual(["rows: strangerSees"]);
    await superuser.query("drop policy everybody on lessons.lesson");
    expect(tile(await board(), "tiered")).toEqual([]);
  });

  test("[S0-3a, S0-8.1a] 依规留存: no second place for copies", async () => {
    expect(tile(await board(), "retained")).toEqual(["copies: targetsMissing"]);
    value(await escrow.makeAtTerminal(t.house));
    const path = join(outside, "second");
    mkdirSync(path);
    const place = { kind: "folder", name: "异地备份", place: { path } } as const;
    value(await targets.add(t.house, admin.actor, place));
    const green = await board();
    expect(tile(green, "retained")).toEqual([]);
    expect(article(green, "S0-8.1a")).toMatchObject({ state: "green", figures: { targets: 1 } });
  });

  test("[S0-3a, S0-6.2a] 有据可查: entries that no checkpoint covers after a minute", async () => {
    await sequenceNow(t.house);
    expect(tile(await board(), "traceable")).toEqual([]);
    value(await notice.change(t.house, admin.actor, { zh: "保密须知", en: "Notice" }));
    const red = await board();
    expect(tile(red, "traceable")).toEqual(["checkpoint: checkpointLate"]);
    expect(article(red, "S0-3a")).toMatchObject({ state: "red", figures: { principlesRed: 1 } });
    await sequenceNow(t.house);
    const green = await board();
    expect(tile(green, "traceable")).toEqual([]);
    expect(article(green, "S0-3a")).toMatchObject({ state: "green" });
  });
});

test("[S0-18.3, S0-20] the board is the same for director, administrator and inspector", async () => {
  const seen = await board();
  expect(await look(admin)).toEqual(seen);
  expect(await look(auditor)).toEqual(seen);
  expect(article(seen, "S0-20")).toMatchObject({ state: "red", figures: { policiesInForce: 0 } });
});

describe("an inspector's questions", () => {
  const sinceMs = Date.parse("2026-06-01T00:00:00+08:00");
  async function answers(span = { fromMs: sinceMs, toMs: t.clock.now() }) {
    const all = value(await compliance.answers(t.house, auditor.actor, span));
    return (no: QuestionNumber) => all.find((one) => one.no === no);
  }

  test("[S0-5.2.1] are answered within their period: what happened outside is not counted", async () => {
    const within = await answers({ fromMs: sinceMs, toMs: t.clock.now() + hour });
    expect(within("I-02")).toMatchObject({
      state: "shown",
      figures: { lessonsIn: 1, interruptions: 1, missingInMs: 2 * minute },
      tables: ["F-25"],
    });
    expect(within("I-01")).toMatchObject({ state: "shown" });
    const before = await answers({ fromMs: sinceMs - 24 * hour, toMs: sinceMs });
    expect(before("I-02")).toMatchObject({
      figures: { lessonsIn: 0, interruptions: 0, missingInMs: 0 },
    });
    expect(before("I-01")).toMatchObject({ state: "lacking", faults: ["roundsTaken"] });
    const long = { fromMs: 0, toMs: t.clock.now() };
    expect(await compliance.answers(t.house, auditor.actor, long)).toMatchObject({
      code: "span_invalid",
    });
  });

  test("[S0-18.3, S0-20] say what is lacking, what this house does not keep, and what came meanwhile", async () => {
    const said = await answers();
    expect(said("I-07")).toMatchObject({
      state: "lacking",
      faults: ["nightsFinished", "copyChecks", "houseTrials"],
    });
    expect(said("I-13")).toMatchObject({ state: "not-kept" });
    expect(said("I-16")).toMatchObject({ state: "not-kept" });
    expect(said("I-05")).toMatchObject({
      state: "shown",
      figures: { strangerLooks: 4, strangerSees: 0, tablesUnguarded: 0 },
    });
    const noDocument = { state: "lacking", faults: ["rulesUnbased", "policiesInForce"] };
    expect(said("I-25")).toMatchObject(noDocument);
    const document = {
      title: "留痕管理制度",
      number: "",
      text: "第一条",
      paperId: null,
      effectiveFromMs: t.clock.now(),
      approvedBy: "中心主任",
      approvedAtMs: t.clock.now(),
      readers: ["teacher" as const],
      of: null,
    };
    value(await policies.publish(t.house, admin.actor, document));
    t.clock.advance(1);
    expect((await answers())("I-25")).toMatchObject({
      faults: ["rulesUnbased"],
      figures: { policiesInForce: 1, policiesPublished: 1 },
    });
  });
});

describe("what the rooms know arrives as figures", () => {
  const figuresOf = (of: Board) =>
    Object.fromEntries(
      [...of.principles.flatMap((one) => one.checks), ...of.articles].flatMap((one) =>
        Object.entries(one.figures),
      ),
    );
  const troubles = [
    ["camera-covered", { cameraTroubles: 1, camerasCovered: 1 }],
    ["exam-not-recorded", { examsUnrecorded: 1 }],
    ["card-unsigned", { cardsUnsigned: 1 }],
    ["usb-unknown", { usbUnknown: 1 }],
    ["camera-altered", { camerasAltered: 1 }],
    ["copy-night-failed", { nightsLate: 1 }],
    ["copy-damaged", { damagedCopies: 1 }],
    ["restore-trial-failed", { trialsFailed: 1 }],
    ["misplaced-object", { misplaced: 1 }],
    ["retention-shortfall", { shortfalls: 1 }],
    ["disk-full", { disksAlarming: 1 }],
    ["rolling-stopped", { destructionStopped: 1 }],
    ["archive-unreceived", { archiveOverdue: 1 }],
    ["evidence-not-copied", { evidenceUnreported: 1 }],
  ] as const;

  test("[S0-4.2b, S0-8.2, S0-14.3] an incident counts while it goes on, and no longer", async () => {
    const subject = { type: "house", id: t.house.siteId } as const;
    for (const [kind] of troubles)
      await incidents.raise(t.house, { kind, severity: "minor", subject, facts: {} });
    const all = Object.assign({}, ...troubles.map(([, counted]) => counted));
    expect(figuresOf(await board())).toMatchObject({ ...all, incidentsLate: 0 });
    t.clock.advance(3 * hour);
    expect(figuresOf(await board()).incidentsLate).toBeGreaterThanOrEqual(troubles.length);
    for (const [kind] of troubles) await incidents.settle(t.house, { kind, subject });
    const none = Object.fromEntries(Object.keys(all).map((name) => [name, 0]));
    expect(figuresOf(await board())).toMatchObject(none);
  });

  test("[S0-8.3.1, S0-8.3.3, S0-17.1, S0-17.2a] an item destroyed too early, kept too long, or never reviewed", async () => {
    await sequenceNow(t.house);
    while (await enrol(t.house));
    const before = figuresOf(await board());
    expect(before).toMatchObject({ destroyedEarly: 0, permanentDestroyed: 0, reviewsOverdue: 0 });
    expect(before["itemsT3"]).toBeGreaterThan(0);
    const { rows } = await superuser.query<{ item_id: string }>(
      "select item_id from retention.item where class = 'T3' order by number limit 1",
    );
    const item = rows[0]?.item_id;
    const set = (change: string, ...values: (number | string)[]) =>
      superuser.query(`update retention.item set ${change} where item_id = $1`, [item, ...values]);
    /** Claims are never rewritten: the triggers that say so are left out here. */
    const deleteBy = async (atMs: number | null) => {
      await superuser.query("set session_replication_role = replica");
      await superuser.query(
        "update retention.claim set delete_by_ms = $2 where item_id = $1 and ended_at_ms is null",
        [item, atMs],
      );
      await superuser.query("reset session_replication_role");
    };
    await set("state = 'destroyed', state_at_ms = formed_ms + 3 * 31536000000 - 1");
    expect(figuresOf(await board())).toMatchObject({ destroyedEarly: 1, permanentDestroyed: 0 });
    await set("state_at_ms = formed_ms + 3 * 31536000000");
    expect(figuresOf(await board())).toMatchObject({ destroyedEarly: 0 });
    await set("class = 'P'");
    expect(article(await board(), "S0-8.3.3")).toMatchObject({ faults: ["permanentDestroyed"] });
    await set("class = 'T3', state = 'due', state_at_ms = $2", t.clock.now() - 93 * 24 * hour);
    await deleteBy(t.clock.now());
    expect(figuresOf(await board())).toMatchObject({
      itemsDue: 1,
      reviewsOverdue: 1,
      deletionsOverdue: 1,
    });
    await set("state = 'kept', state_at_ms = $2", t.clock.now());
    await deleteBy(null);
    expect(figuresOf(await board())).toMatchObject({ reviewsOverdue: 0, deletionsOverdue: 0 });
  });

  test("[S0-15, S0-14.1] a leak that is open, and a notice nobody acknowledged for a day; a drill is neither", async () => {
    const declare = (drill: boolean) =>
      playbooks.declare(t.house, admin.actor, {
        kind: "footage-leak",
        drill,
        what: "群里出现一段实训录像",
        discoverer: "王XX",
        discoveredAtMs: t.clock.now(),
        incidentId: null,
      });
    value(await declare(true));
    expect(figuresOf(await board())).toMatchObject({ eventsOpen: 0, leaksOpen: 0 });
    const { eventId } = value(await declare(false));
    const notice = {
      party: "security",
      means: "phone",
      to: "保卫处",
      accountId: null,
      sentAtMs: t.clock.now(),
    } as const;
    value(await playbooks.notify(t.house, admin.actor, { eventId, notice }));
    expect(figuresOf(await board())).toMatchObject({ leaksOpen: 1, noticesUnreceipted: 0 });
    t.clock.advance(24 * hour);
    expect(figuresOf(await board())).toMatchObject({ leaksOpen: 1, noticesUnreceipted: 1 });
  });

  test("[S0-4.3c, S0-4.2a, S0-18.1] what nobody confirmed or signed in its time", async () => {
    await tasks.sweep(t.house);
    t.clock.advance(40 * 24 * hour);
    const late = figuresOf(await board());
    expect(late).toMatchObject({ lessonsUnconfirmed: 1 });
    for (const name of ["dutiesOverdue", "daysUnsigned", "monthsUnsigned", "copyChecksOverdue"])
      expect(late[name], name).toBeGreaterThan(0);
    expect(late["tasksOverdue"]).toBeGreaterThanOrEqual(late["dutiesOverdue"] ?? 0);
  });
});

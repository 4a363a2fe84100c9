import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApprovalHouse,
  type Staff,
  dayMs,
  hourMs,
  openApprovalHouse,
} from "../../../tests/fixture/approval.ts";
import { type BagEdits, editBag } from "../../../tests/fixture/edited-bag.ts";
import { cameraInput, makeCamera, makeVenue, value } from "../../../tests/fixture/places.ts";
import { sealGap, sealSegment } from "../../../tests/fixture/segments.ts";
import { checkers } from "../../../tests/fixture/taken-export.ts";
import { unpack } from "../../../tests/fixture/unpack.ts";
import { pdfPages } from "../../../tests/fixture/pdf.ts";
import { answerCounts, boardCounts, boardFaults } from "../../contract/board-figures.ts";
import { LessonAccount } from "../../contract/evidence-pack.ts";
import { limits } from "../../contract/limits.ts";
import { ExportedEntry } from "../../contract/entries.ts";
import { PackageStretch, packagePaths } from "../../contract/package.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { utf8 } from "../../kernel/bytes.ts";
import { type PackageFiles, fromBagFolder, readWhole } from "../../kernel/package/package-files.ts";
import { readText } from "../../kernel/package/package-reading.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { type OpenedPackage, openPackage } from "../../platform/package-source.ts";
import { verifySignature } from "../../platform/signing.ts";
import { joinPath } from "../../platform/vault-files.ts";
import { listCases } from "../approval/index.ts";
import { takeIn } from "../catalogue/index.ts";
import { completion } from "../completion/index.ts";
import { measures } from "../containment/index.ts";
import { historyOf, readCheckpoint, sequenceNow } from "../ledger/index.ts";
import { homeOfOccasion, lessons } from "../lessons/index.ts";
import { openPackageKey } from "../packing/index.ts";
import { accounts } from "../people/index.ts";
import { sheets } from "../registers/index.ts";
import { rounds } from "../vault/index.ts";
import { storedName } from "./pack-view.ts";
import { sheetWords } from "./sheet-words.ts";
import { packs } from "./index.ts";

const minute = 60_000;
const ports = { casesOf: listCases, typeset: sheets.typesetParticulars };
let t: ApprovalHouse;
let admin: Staff;
let auditor: Staff;
let director: Staff;
let period: { fromMs: number; toMs: number };
let lessonId: string;
let early: string;
let opened: OpenedPackage;
let bag: PackageFiles;
let packId: string;

/** A house with a day before, a day with a lesson that lacks ten minutes, and a day after it. */
beforeAll(async () => {
  t = await openApprovalHouse();
  admin = await t.staff("admin", "admin1");
  auditor = await t.staff("auditor", "auditor1");
  director = await t.staff("director", "director1");
  const teacher = await t.staff("teacher", "teacher1");
  const { venueId } = await makeVenue(t.house, admin.actor);
  const { cameraId } = await makeCamera(t.house, admin.actor, cameraInput(venueId));
  await sequenceNow(t.house);
  early = value(await readCheckpoint(t.house));
  t.clock.advance(hourMs);
  for (let entries = 0; entries < 2; entries++) {
    await t.file(teacher, {});
    await sequenceNow(t.house);
  }
  t.clock.advance(dayMs);
  const startMs = t.house.clock.now() + hourMs;
  period = { fromMs: startMs - 2 * hourMs, toMs: startMs + 20 * hourMs };
  lessonId = await planLesson({ startMs, venueId, teacherId: teacher.actor.accountId });
  record({ cameraId, startMs, fromMinute: -10, toMinute: 10 });
  record({ cameraId, startMs, fromMinute: 20, toMinute: 40 });
  const lost = { startMs: startMs + 10 * minute, endMs: startMs + 20 * minute };
  const occasions = [{ kind: "lesson" as const, id: lessonId }];
  sealGap(t.house, { cameraId, occasions, ...lost, cause: "disconnected" });
  t.clock.advance(2 * hourMs);
  await takeIn(t.house, (occasion) => homeOfOccasion(t.house, occasion));
  await sequenceNow(t.house);
  await rounds.writeManifests(t.house);
  await completion.sweep(t.house);
  await sequenceNow(t.house);
  t.clock.advance(2 * dayMs);
  await t.file(teacher, {});
  packId = await ask(auditor);
  await dieAfterOneStep();
  await work();
  opened = await openPackage(pathOf(packId));
  const found = fromBagFolder(opened.files);
  if (found === undefined) throw new Error("a bag");
  bag = found;
});
afterAll(async () => {
  await opened.close();
  await t[Symbol.asyncDispose]();
});

let number = 0;
function record(of: {
  cameraId: string;
  startMs: number;
  fromMinute: number;
  toMinute: number;
}): void {
  sealSegment(t.house, {
    cameraId: of.cameraId,
    occasions: [{ kind: "lesson", id: lessonId, number: ++number }],
    startMs: of.startMs + of.fromMinute * minute,
    seconds: (of.toMinute - of.fromMinute) * 60,
    groupSeconds: 60,
  });
}

async function planLesson(of: { startMs: number; venueId: string; teacherId: string }) {
  const lesson = await lessons.plan(t.house, admin.actor, {
    project: "心肺复苏实训",
    course: "急救技能",
    startMs: of.startMs,
    endMs: of.startMs + 30 * minute,
    hours: 1,
    audiences: ["2024 级"],
    roster: ["student1 XX"],
    groups: [{ name: "一组", members: ["student1 XX"] }],
    teacherIds: [of.teacherId],
    venueId: of.venueId,
    activity: "daily-teaching",
    family: "first-aid",
    scene: "first-aid",
    recording: true,
    studentIds: [],
  });
  return value(lesson).lessonId;
}

async function ask(of: Staff, change: Partial<typeof period> = {}): Promise<string> {
  const asked = { ...period, ...change, reason: "第二季度检查" };
  return value(await packs.ask(t.house, of.actor, asked)).packId;
}

/** Until nothing is left to do; the ledger signs whenever it is waited for. */
async function work(): Promise<void> {
  for (let waits = 0; waits < 4;) {
    if (await packs.work(t.house, ports)) continue;
    waits++;
    await sequenceNow(t.house);
  }
}

/** Another process has begun and is gone: it knew how far it was, the row does not. */
async function dieAfterOneStep(): Promise<void> {
  await packs.work({ ...t.house }, ports);
}

const pathOf = (id: string) => joinPath(t.house.paths.packs, id, storedName);
const lineOf = async (id: string, of = auditor) =>
  value(await packs.list(t.house, of.actor)).packs.find((one) => one.packId === id);

/** Every check with what it found, as `check fault about`. */
async function faults(files: PackageFiles): Promise<string[]> {
  const told: string[] = [];
  const crypto = { sha256, verifySignature, startSha256 };
  for await (const { check, found } of verifyPackage({ files, crypto }))
    if (found !== null) told.push(`${check} ${found.fault} ${found.about}`);
  return told;
}

/** The same after a change by somebody who even holds the key that signs the house's packages. */
async function after(edits: BagEdits): Promise<string[]> {
  return faults(await editBag(bag, edits, (await openPackageKey(t.house)).key));
}

async function textOf(path: string): Promise<string> {
  const text = await readText(bag, path);
  if (text === undefined) throw new Error(path);
  return text;
}
const linesOf = async (path: string) => (await textOf(path)).trimEnd().split("\n");
const textOfLines = (lines: readonly string[]) => utf8(lines.map((line) => `${line}\n`).join(""));

describe("an evidence pack of a period", () => {
  test("[S0-3a, S0-18.3] verifies in every part, with our command, sha256sum, openssl and a bag validator", async () => {
    expect(await faults(bag)).toEqual([]);
    const folder = mkdtempSync(joinPath(tmpdir(), "liuhen-pack-"));
    const unpacked = unpack(pathOf(packId), folder);
    for (const by of [checkers.sums, checkers.openssl, checkers.bagit])
      expect(by(unpacked)).toMatchObject({ code: 0 });
    expect(checkers.ours(unpacked)).toMatchObject({ code: 0 });
    rmSync(folder, { recursive: true });
    expect(await lineOf(packId)).toMatchObject({
      state: "ready",
      mine: true,
      lessons: 1,
      taken: 0,
      fileName: expect.stringMatching(/^evidence-2026-06-0\d-2026-06-0\d-[0-9a-f]{8}\.zip$/),
    });
    const done = await lineOf(packId);
    expect(done?.doneSteps).toBeLessThanOrEqual(done?.steps ?? 0);
  });

  test("[I-22] holds every entry of the period between two signed checkpoints, and one beyond each end", async () => {
    const entries = (await linesOf(packagePaths.stretchEntries)).map((line) =>
      ExportedEntry.parse(JSON.parse(line)),
    );
    const times = entries.map(({ leaf }) => Number(/"atMs":(\d+)/.exec(leaf)?.[1]));
    const within = times.filter((atMs) => atMs >= period.fromMs && atMs < period.toMs);
    expect(times[0]).toBeLessThan(period.fromMs);
    expect(times.at(-1)).toBeGreaterThanOrEqual(period.toMs);
    expect(within.length).toBeGreaterThan(3);
    const [first] = entries;
    expect(entries.map((entry) => entry.index)).toEqual(
      entries.map((_, at) => (first?.index ?? 0) + at),
    );
    expect(entries.some((entry) => "actor.login" in entry.personal)).toBe(false);
    expect(entries.some((entry) => "actor.name" in entry.personal)).toBe(true);
  });

  test("[S0-5.2.1, S0-18.3] tells each lesson's missing seconds, the registers, the board on paper", async () => {
    const [line = ""] = await linesOf("data/evidence/lessons.jsonl");
    const account = LessonAccount.parse(JSON.parse(line));
    const [gap] = account.interruptions;
    expect(account).toMatchObject({ lessonId, recorded: true, verdict: "incomplete" });
    expect((gap?.endMs ?? 0) - (gap?.startMs ?? 0)).toBe(10 * minute);
    expect(account.manifests[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    const uses: unknown = JSON.parse(await textOf("data/evidence/registers/F-07.json"));
    expect(uses).toMatchObject({ form: "F-07", columns: expect.arrayContaining(["账号"]) });
    expect(bag.sizes.has("data/evidence/registers/F-08.xlsx")).toBe(true);
    const pdf = await readWhole(bag, "data/evidence/board.pdf", 10_000_000);
    expect(pdfPages(pdf ?? new Uint8Array()).length).toBeGreaterThan(0);
    expect([...bag.sizes.keys()].some((path) => path.endsWith(".mp4"))).toBe(false);
  });

  test("[S0-9.2] asking, drawing, making and each taking are entered; only who asked takes it", async () => {
    expect(await packs.bytes(t.house, admin.actor, packId)).toMatchObject({
      code: "pack_not_yours",
    });
    const frozen = value(
      await measures.order(t.house, admin.actor, {
        eventId: t.house.newId(),
        drill: false,
        order: { kind: "freeze-exports" },
        targetId: null,
        targetName: null,
        reason: "影像泄露",
      }),
    );
    expect(await packs.bytes(t.house, auditor.actor, packId)).toMatchObject({
      code: "exports_frozen",
    });
    const over = { measureId: frozen.measure_id, reason: "已查明" };
    value(await measures.lift(t.house, director.actor, over));
    const taken = value(await packs.bytes(t.house, auditor.actor, packId));
    let bytes = 0;
    for await (const part of taken.read({ startByte: 0, endByte: taken.sizeBytes }))
      bytes += part.length;
    expect(bytes).toBe(taken.sizeBytes);
    const kinds = (await historyOf(t.house, packId, { most: 20 })).map(({ leaf }) => leaf.kind);
    expect(kinds.toReversed()).toEqual([
      "evidence-pack.asked@1",
      "evidence-pack.drawn@1",
      "evidence-pack.made@1",
      "act.refused@1",
      "act.refused@1",
      "evidence-pack.taken@1",
    ]);
  });
});

describe("a pack that was changed and signed again with the house's own package key", () => {
  const path = packagePaths.stretchEntries;
  const changed = async (change: (lines: string[]) => readonly string[]) =>
    after({ [path]: textOfLines(change(await linesOf(path))) });
  const named = (line: string | undefined) => {
    const { index, leaf } = ExportedEntry.parse(JSON.parse(line ?? ""));
    const [, id = "", kind = ""] = /"id":"([^"]+)","kind":"([^"]+)"/.exec(leaf) ?? [];
    return { index, name: `${id} ${kind}` };
  };

  test("[I-22] untouched, it still verifies", async () => {
    expect(await after({})).toEqual([]);
  });

  test("[I-22] one flipped byte of an entry: that entry is named", async () => {
    const { index, name } = named((await linesOf(path))[3]);
    const flipped = (line: string) =>
      line.replace(
        /(\\"atMs\\":\d*)(\d)/,
        (_, head: string, last: string) => `${head}${last === "7" ? "8" : "7"}`,
      );
    expect(await changed((lines) => lines.with(3, flipped(lines[3] ?? "")))).toEqual([
      `stretch entry-edited #${index} ${name}`,
    ]);
  });

  test("[I-22] an entry dropped, one added, two exchanged: each is named", async () => {
    const lines = await linesOf(path);
    const third = named(lines[2]);
    const fourth = named(lines[3]);
    expect(await changed((all) => all.toSpliced(2, 1))).toEqual([
      `stretch entry-missing #${third.index}`,
    ]);
    const alien = (lines[2] ?? "").replace(/(\\"atMs\\":\d)/, "$10");
    expect(await changed((all) => all.toSpliced(2, 0, alien))).toEqual([
      `stretch entry-inserted #${third.index} ${third.name}`,
    ]);
    const exchange = (all: string[]) => all.with(2, all[3] ?? "").with(3, all[2] ?? "");
    expect(await changed(exchange)).toEqual([
      `stretch entry-swapped #${third.index} ${fourth.name}`,
    ]);
  });

  test("[I-22] with the hashes changed as well, they do not lead to the signed checkpoint", async () => {
    const hashes = await readWhole(bag, packagePaths.stretchHashes, 1_000_000);
    const turned = Uint8Array.from(hashes ?? [], (byte, at) => (at === 70 ? byte ^ 1 : byte));
    const { index } = named((await linesOf(path))[0]);
    const last = index + turned.length / 32 - 1;
    expect(await after({ [packagePaths.stretchHashes]: turned })).toEqual([
      `stretch stretch-false #${index} – #${last}`,
    ]);
  });

  test("[S0-3a] another board, with or without its list: the ledger names the right one", async () => {
    const board = "data/evidence/board.json";
    const swapped = utf8((await textOf(board)).replace('"atMs":1', '"atMs":2'));
    expect(await after({ [board]: swapped })).toEqual([`evidence evidence-false ${board}`]);
    const sums = packagePaths.evidenceSums;
    const digest = startSha256();
    digest.update(swapped);
    const list = (await textOf(sums)).replace(
      /[0-9a-f]{64} {2}board\.json/,
      `${digest.hex()}  board.json`,
    );
    expect(await after({ [board]: swapped, [sums]: utf8(list) })).toEqual([
      `evidence evidence-false ${sums}`,
    ]);
    expect(await after({ "data/evidence/extra.json": utf8("{}") })).toEqual([
      "evidence evidence-false data/evidence/extra.json",
    ]);
  });

  test("[I-22] an older checkpoint in place of the newest, of the earlier one, of the later one", async () => {
    expect(await after({ [packagePaths.checkpoint]: utf8(early) })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^entries inclusion-false /),
        expect.stringMatching(/^stretch checkpoint-older data\/proof\/stretch\.json: before #\d+$/),
      ]),
    );
    const stated = PackageStretch.parse(JSON.parse(await textOf(packagePaths.stretch)));
    const with_ = (change: Partial<PackageStretch>) =>
      after({ [packagePaths.stretch]: utf8(canonicalJson({ ...stated, ...change })) });
    expect(await with_({ before: early })).toEqual([
      `stretch stretch-form ${packagePaths.stretch}: edge`,
    ]);
    expect(await with_({ after: early })).toEqual([
      expect.stringMatching(/^stretch checkpoint-older data\/proof\/stretch\.json: after #\d+$/),
    ]);
    expect(await with_({ before: `${early.slice(0, -8)}AAAAAAA\n` })).toEqual([
      `stretch checkpoint-false ${packagePaths.stretch}: before`,
    ]);
  });

  test("[I-22] a stretch taken out, or one said to be of a longer period than it holds", async () => {
    expect(await after({ [packagePaths.stretch]: null })).toEqual([
      `stretch file-missing ${packagePaths.stretch}`,
      `evidence evidence-false ${packagePaths.stretch}`,
    ]);
    const stated = PackageStretch.parse(JSON.parse(await textOf(packagePaths.stretch)));
    const longer = canonicalJson({ ...stated, fromMs: stated.fromMs - 3 * dayMs });
    expect(await after({ [packagePaths.stretch]: utf8(longer) })).toEqual([
      `stretch stretch-narrow ${packagePaths.stretch}`,
      `evidence evidence-false ${packagePaths.stretch}`,
    ]);
  });
});

test("[S0-3a] every figure of board and answers has a name on the sheet", () => {
  const names = [...boardCounts, ...boardFaults, ...answerCounts];
  expect(names.filter((name) => !Object.hasOwn(sheetWords().figures, name))).toEqual([]);
});

describe("asking for a pack", () => {
  const refusedAs = async (change: Partial<typeof period>) => {
    const asked = { ...period, ...change, reason: "检查" };
    const outcome = await packs.ask(t.house, director.actor, asked);
    return outcome.ok ? "granted" : outcome.code;
  };

  test("[S0-3a] periods without entries, of more than a year, of the future, are refused before anything is made", async () => {
    const nowMs = t.house.clock.now();
    expect(await refusedAs({ fromMs: 0, toMs: dayMs })).toBe("pack_nothing_entered");
    expect(await refusedAs({ fromMs: nowMs - 400 * dayMs })).toBe("span_invalid");
    expect(await refusedAs({ fromMs: nowMs + dayMs, toMs: nowMs + 2 * dayMs })).toBe(
      "span_invalid",
    );
  });

  test("[S0-3a] two at a time, one after the other: what breaks is told with its reason, the next is made", async () => {
    const nowMs = t.house.clock.now();
    const broken = await ask(director);
    t.clock.advance(minute);
    const open = await ask(director, { toMs: nowMs + 5 * dayMs });
    expect(await lineOf(open)).toMatchObject({
      toMs: nowMs + minute,
      state: "queued",
      mine: false,
    });
    expect(await refusedAs({})).toBe("packs_waiting");
    await packs.work(t.house, ports);
    rmSync(joinPath(t.house.paths.packs, broken), { recursive: true });
    await work();
    expect(await lineOf(broken)).toMatchObject({ state: "failed", failure: "trouble" });
    expect(await packs.bytes(t.house, director.actor, broken)).toMatchObject({
      code: "pack_unfinished",
    });
    expect(await lineOf(open)).toMatchObject({ state: "ready", failure: null });
    const own = await openPackage(pathOf(open));
    const files = fromBagFolder(own.files);
    expect(files && (await faults(files))).toEqual([]);
    await own.close();
  });

  test("[S0-3a] one that was cut off is begun anew, as the one above was; after three times it is given up", async () => {
    const cut = await ask(director);
    for (let times = 0; times < limits.evidencePackAttemptsMost; times++) await dieAfterOneStep();
    expect(await lineOf(cut)).toMatchObject({ state: "gathering", failure: null });
    await work();
    expect(await lineOf(cut)).toMatchObject({ state: "failed", failure: "interrupted" });
    const [entered] = await historyOf(t.house, cut, { kinds: ["evidence-pack.failed@1"], most: 1 });
    expect(entered?.leaf.body).toEqual({ packId: cut, why: "interrupted" });
  });

  test("[S0-9.2] whose account is closed or has another role meanwhile gets none; after a month the bytes are gone", async () => {
    const other = await t.staff("auditor", "auditor2");
    const left = await ask(other);
    value(await accounts.close(t.house, admin.actor, other.actor.accountId));
    const moved = await t.staff("auditor", "auditor3");
    const lost = await ask(moved);
    const { accountId } = moved.actor;
    const input = {
      name: "auditor3 XX",
      category: "staff",
      role: "teacher",
      expiresAtMs: null,
      venueIds: [],
    } as const;
    value(await accounts.change(t.house, admin.actor, { accountId, input }));
    await work();
    expect(await lineOf(lost)).toMatchObject({ state: "failed", failure: "no-right" });
    expect(await lineOf(left)).toMatchObject({ state: "failed", failure: "no-right" });
    t.clock.advance(limits.evidencePackKeptMs - dayMs);
    await packs.sweep(t.house);
    expect(await lineOf(packId)).toMatchObject({ state: "ready" });
    t.clock.advance(2 * dayMs);
    await packs.sweep(t.house);
    expect(await lineOf(packId)).toMatchObject({ state: "removed" });
    expect(await packs.bytes(t.house, auditor.actor, packId)).toMatchObject({ code: "pack_gone" });
  });
});

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { dayMs } from "../../../tests/fixture/approval.ts";
import { openExportHouse, wholePackage } from "../../../tests/fixture/exports.ts";
import { issuedStick } from "../../../tests/fixture/media.ts";
import { value } from "../../../tests/fixture/places.ts";
import { digest, overwrite } from "../../../tests/fixture/segments.ts";
import { checkers, takeFile } from "../../../tests/fixture/taken-export.ts";
import { run, unpack } from "../../../tests/fixture/unpack.ts";
import { VirtualClock } from "../../platform/clock.ts";
import type { House } from "../../platform/house.ts";
import { requests, useGrant } from "../approval/index.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { lessonById } from "../lessons/index.ts";
import { sealing } from "../privacy/index.ts";
import { judgeOrder, orderCopy } from "./start-export.ts";
import { exports, sweepExports, workExports } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 });

const noForm = async () => undefined;

function vaultDigests(house: House): Map<string, string> {
  const names = readdirSync(house.paths.vault, { recursive: true, encoding: "utf8" });
  return new Map(
    names
      .filter((name) => name.endsWith(".mp4"))
      .map((name) => [name, digest(readFileSync(join(house.paths.vault, name)))]),
  );
}

describe("a package", () => {
  test("[S0-11.1] originals byte for byte under official names, checked by sha256sum, openssl, a BagIt validator and ours, opened by stock age", async () => {
    await using t = await openExportHouse();
    const before = vaultDigests(t.house);
    const request = await t.grant({ operation: "police", returnDueMs: null });
    const protection = { kind: "passphrase" } as const;
    const started = value(await t.order(request, { joined: true, protection }));
    expect(started.passphrase).toMatch(/^[A-Za-z2-9]{5}(-[A-Za-z2-9]{5}){4}$/);
    await t.work();
    const { exportId } = started.export;
    const read = value(await exports.read(t.house, t.operator.actor, exportId));
    expect(read).toMatchObject({ state: "ready", failure: null });
    using got = await takeFile(t, exportId);
    expect(got.file).toMatch(/\.zip\.age$/);
    expect(digest(got.bytes)).toBe(read.sha256);
    const zip = join(got.folder, "package.zip");
    const opened = checkers.ageByHand(got.file, zip, started.passphrase ?? "");
    expect(opened.code, opened.text).toBe(0);
    expect(checkers.ours(zip)).toMatchObject({ code: 0 });
    const bag = unpack(zip, got.folder);
    expect(checkers.sums(bag)).toEqual({ code: 0, text: "" });
    expect(checkers.bagit(bag)).toEqual({ code: 0, text: "valid\n" });
    expect(checkers.openssl(bag)).toMatchObject({ code: 0 });
    expect(checkers.ours(bag).text).toMatch(/OK {5}media {6}5 /);
    const media = readdirSync(join(bag, "data/media/C01")).toSorted();
    const names = [...before.keys()].map((name) => name.slice(name.lastIndexOf("/") + 1));
    expect(media).toEqual(names.filter((name) => name.includes("_C01_")).toSorted());
    expect(
      new Set(media.map((name) => digest(readFileSync(join(bag, "data/media/C01", name))))),
    ).toEqual(new Set(t.records.slice(0, 3).map((record) => record.sha256)));
    expect(vaultDigests(t.house)).toEqual(before);
    const text = readFileSync(join(bag, "data/request/request.txt"), "utf8");
    expect(text).toContain(request.serial);
    expect(text).toContain(request.unit);
  });

  test("[S0-11.1] a receiver's public key opens it, nobody else's does", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    using folder = keyFolder();
    const recipient = run("age-keygen", ["-y", folder.key]).trim();
    const started = value(await t.order(request, { protection: { kind: "recipient", recipient } }));
    expect(started.passphrase).toBeNull();
    await t.work();
    using got = await takeFile(t, started.export.exportId);
    const zip = join(got.folder, "package.zip");
    expect(checkers.age(got.file, folder.otherKey, zip).code).not.toBe(0);
    expect(checkers.age(got.file, folder.key, zip)).toMatchObject({ code: 0 });
    expect(checkers.ours(zip)).toMatchObject({ code: 0 });
  });

  test("[S1-E3] a granted span gives whole fragments of it and nothing beyond, each checkable", async () => {
    await using t = await openExportHouse({ pictures: true });
    const [first] = t.records;
    const startMs = (first?.startMs ?? 0) + 2_500;
    const span = { startMs, endMs: startMs + 3_000 };
    const [camera] = t.cameraIds;
    using folder = keyFolder();
    const recipient = run("age-keygen", ["-y", folder.key]).trim();
    const request = await t.grant({ operation: "department", span, cameraIds: [camera] });
    const started = value(await t.order(request, { protection: { kind: "recipient", recipient } }));
    await t.work();
    using got = await takeFile(t, started.export.exportId);
    const zip = join(got.folder, "package.zip");
    expect(checkers.age(got.file, folder.key, zip)).toMatchObject({ code: 0 });
    expect(checkers.ours(zip)).toMatchObject({ code: 0 });
    const bag = unpack(zip, got.folder);
    expect(readdirSync(join(bag, "data/media")).toSorted()).toEqual(["C01", "C01.m3u8"]);
    const media = readdirSync(join(bag, "data/media/C01")).toSorted();
    expect(media).toHaveLength(2);
    expect(media.every((name) => name.endsWith("_part.mp4"))).toBe(true);
    const played = run("ffprobe", [
      "-v",
      "error",
      "-allowed_extensions",
      "ALL",
      "-count_packets",
      "-show_entries",
      "stream=nb_read_packets",
      "-of",
      "csv=p=0",
      join(bag, "data/media/C01.m3u8"),
    ]);
    const pieces = first?.fragments ?? [];
    const touched = t.records
      .slice(0, 3)
      .flatMap((record) => record.fragments.map((one) => ({ one, at: record.startMs + one.atMs })))
      .filter(({ one, at }) => at < span.endMs && at + one.durationMs > span.startMs);
    const frames = touched.reduce((sum, { one }) => sum + one.frames, 0);
    expect(Number.parseInt(played, 10)).toBe(frames);
    expect(touched.length).toBeLessThan(pieces.length * 3);
  });
});

describe("who may, and how far", () => {
  test("[S1-E3] nothing wider than the grant: lesson, camera, span, form; and the refusal is entered", async () => {
    await using t = await openExportHouse();
    const [first, second] = t.cameraIds;
    const span = { startMs: t.lessonStartMs, endMs: t.lessonStartMs + 5_000 };
    const request = await t.grant({ operation: "department", cameraIds: [first], span });
    const wider = [
      { lessonIds: [t.house.newId()] },
      { cameraIds: [second] },
      { span: { ...span, endMs: span.endMs + 1 } },
      { span: { ...span, startMs: span.startMs - 1 } },
    ];
    for (const input of wider)
      expect(await t.order(request, input)).toMatchObject({ code: "outside_grant" });
    expect(await t.order(request, { protection: { kind: "none" } })).toMatchObject({
      code: "export_must_be_sealed",
    });
    const clip = await t.grant({ operation: "clip" });
    expect(await t.order(clip)).toMatchObject({ code: "outside_grant" });
    const refusals = await historyOf(t.house, request.requestId, {
      kinds: ["act.refused@1"],
      most: 9,
    });
    expect(refusals).toHaveLength(5);
    expect(await t.order(request, { cameraIds: [first] })).toMatchObject({ ok: true });
  });

  test("[S1-E3] without a complete approval nothing is made, and an approval holds once", async () => {
    await using t = await openExportHouse();
    const paperIds = [await t.paper(t.admin, "letter")];
    const asked = {
      lessonId: t.lessonId,
      title: t.title,
      startMs: t.lessonStartMs,
      endMs: t.lessonStartMs + 3_600_000,
      venue: "1 号实训室",
      sensitivity: "ordinary" as const,
    };
    const returnDueMs = t.house.clock.now() + dayMs;
    const input = t.form({
      operation: "department",
      lessonIds: [t.lessonId],
      window: null,
      returnDueMs,
      paperIds,
    });
    const waiting = value(await requests.file(t.house, t.admin.actor, { input, lessons: [asked] }));
    expect(await t.order(waiting)).toMatchObject({ ok: false });
    value(await t.decide(t.director, waiting.requestId));
    expect(await t.order(waiting)).toMatchObject({ ok: true });
    expect(await t.order(waiting)).toMatchObject({ code: "grant_used" });
  });

  test("[S1-E3] who decided a case does not carry it out", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    const asDirector = { requestId: request.requestId, input: wholePackage };
    expect(await exports.start(t.house, t.director.actor, asDirector)).toMatchObject({
      code: "export_by_approver",
    });
  });

  test("[S0-12.2b] a teaching clip without ffmpeg is refused with the line that installs it", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "clip" });
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    const refusal = await t.order(request, { form: "clip", protection: { kind: "none" } });
    process.env["PATH"] = path;
    expect(refusal).toMatchObject({
      code: "ffmpeg_missing",
      facts: { install: "apt-get install -y ffmpeg" },
    });
  });
});

describe("a clip", () => {
  test("[S0-12.2b] a teaching clip carries source, range, purpose, number and requester on its pictures and in its metadata", async () => {
    await using t = await openExportHouse({ pictures: true });
    const startMs = t.lessonStartMs + 1_500;
    const span = { startMs, endMs: startMs + 4_000 };
    const [camera] = t.cameraIds;
    const request = await t.grant({ operation: "clip", span, cameraIds: [camera] });
    const order = { form: "clip", protection: { kind: "none" } } as const;
    const started = value(await t.order(request, order));
    await t.work();
    using got = await takeFile(t, started.export.exportId);
    expect(checkers.ours(got.file)).toMatchObject({ code: 0 });
    const bag = unpack(got.file, got.folder);
    const name = readdirSync(join(bag, "data/clip")).find((one) => one.endsWith(".mp4")) ?? "";
    const clip = join(bag, "data/clip", name);
    const facts = run("ffprobe", [
      "-v",
      "error",
      "-show_entries",
      "format_tags=title,comment:format=duration",
      "-of",
      "default=nw=1",
      clip,
    ]);
    const length = Number(/duration=([\d.]+)/.exec(facts)?.[1]);
    expect(Math.abs(length - 4)).toBeLessThan(0.08);
    for (const word of [t.title, "用途：教学研究", request.serial, request.filedBy])
      expect(facts).toContain(word);
    const bytes = readFileSync(clip).toString("utf8");
    expect(bytes).toContain("W5M0MpCehiHzreSzNTczkc9d");
    expect(bytes).toContain(`<dc:identifier>${request.serial}/`);
    // The marks darken the upper left corner of every picture; the original there is a light wall.
    const corner = (path: string, skip: string) =>
      averageLight(path, ["-ss", skip, "-vf", "crop=120:40:10:10,scale=1:1,format=gray"]);
    const original = join(got.folder, "original.mp4");
    overwrite(original, readFileSync(vaultFile(t.house, "_C01_S0001.mp4")));
    for (const skip of ["0.2", "2", "3.8"])
      expect(corner(clip, skip)).toBeLessThan(corner(original, "1.6") - 30);
    expect(await derivedOf(t.house, started.export.exportId)).toEqual(
      new Set(t.records.slice(0, 2).map((record) => record.segmentId)),
    );
  });

  test(
    "[S0-12.2b] after 100 clip jobs every original has the digest it had",
    { timeout: 90_000 },
    async () => {
      await using t = await openExportHouse();
      const before = vaultDigests(t.house);
      const request = await t.grant({ operation: "clip" });
      const [camera] = t.cameraIds;
      const open = { kind: "none" } as const;
      const input = {
        ...wholePackage,
        form: "clip" as const,
        cameraIds: [camera],
        protection: open,
      };
      for (let job = 0; job < 100; job++) {
        const order = value(await judgeOrder(t.house, t.operator.actor, { request, input }));
        // Cut at key frames: what is measured here is what happens to the originals.
        const plain = { ...order, input: { ...order.input, cut: "key-frames" as const } };
        // A case is carried out once: each job stands for a case of its own.
        const grant = { ...request, requestId: t.house.newId() };
        value(await orderCopy(t.house, t.operator.actor, { ...plain, grant }));
      }
      expect(await t.order(request, { form: "clip", protection: open })).toMatchObject({
        code: "export_too_many",
      });
      await t.work();
      const made = value(await exports.list(t.house, t.operator.actor, {})).exports;
      expect(made.map((one) => one.state)).toEqual(Array.from({ length: 100 }, () => "ready"));
      t.clock.advance(30 * dayMs);
      expect(await sweepExports(t.house)).toBe(100);
      expect(vaultDigests(t.house)).toEqual(before);
      expect(new Set(before.values())).toEqual(new Set(t.records.map((record) => record.sha256)));
    },
  );

  test("a joined MP4 holds every picture of its originals; a gap is a cut that the side file states", async () => {
    await using t = await openExportHouse({ pictures: true });
    using folder = keyFolder();
    const recipient = run("age-keygen", ["-y", folder.key]).trim();
    const [, second] = t.cameraIds;
    const request = await t.grant({ operation: "department", cameraIds: [second] });
    const protection = { kind: "recipient", recipient } as const;
    const started = value(await t.order(request, { form: "clip", protection }));
    await t.work();
    using got = await takeFile(t, started.export.exportId);
    const zip = join(got.folder, "package.zip");
    expect(checkers.age(got.file, folder.key, zip)).toMatchObject({ code: 0 });
    expect(checkers.ours(zip)).toMatchObject({ code: 0 });
    const bag = unpack(zip, got.folder);
    const files = readdirSync(join(bag, "data/clip")).toSorted();
    const clip = join(bag, "data/clip", files.find((name) => name.endsWith(".mp4")) ?? "");
    const side: unknown = JSON.parse(
      readFileSync(
        join(bag, "data/clip", files.find((name) => name.endsWith(".json")) ?? ""),
        "utf8",
      ),
    );
    const fromMs = t.lessonStartMs + 4_000;
    expect(side).toMatchObject({
      kind: "copied",
      cuts: [{ atMs: 4_000, fromMs, toMs: fromMs + 3_000 }],
    });
    const decoded = run("ffmpeg", ["-v", "error", "-i", clip, "-f", "null", "-"]);
    expect(decoded).toBe("");
    const facts = run("ffprobe", [
      "-v",
      "error",
      "-count_frames",
      "-show_entries",
      "stream=nb_read_frames:format=duration",
      "-of",
      "default=nw=1",
      clip,
    ]);
    const frames = t.records.slice(3).flatMap((one) => one.fragments.map((each) => each.frames));
    expect(facts).toContain(`nb_read_frames=${frames.reduce((sum, one) => sum + one, 0)}`);
    expect(Number(/duration=([\d.]+)/.exec(facts)?.[1])).toBeCloseTo(8, 1);
  });
});

describe("the work", () => {
  test("a restart begins a copy anew; after three it is given up with its reason", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    const { exportId } = value(await t.order(request)).export;
    await sequenceNow(t.house);
    for (let start = 0; start < 3; start++) {
      // Another House object knows nothing of what was under way, as after a restart.
      const restarted = { ...t.house };
      await workExports(restarted, noForm);
      await workExports(restarted, noForm);
      expect(await stateOf(t.house, exportId)).toBe("building");
    }
    await t.work();
    const read = value(await exports.read(t.house, t.operator.actor, exportId));
    expect(read).toMatchObject({ state: "failed", failure: "interrupted" });
    expect(existsSync(join(t.house.paths.exports, exportId))).toBe(false);
    const again = value(await t.order(request));
    await workExports({ ...t.house }, noForm);
    await t.work();
    expect(await stateOf(t.house, again.export.exportId)).toBe("ready");
  });

  test("[C-07] a grant taken by a process that died is carried on with, once, however many ask", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    const lessonIds = request.lessons.map(({ lessonId }) => lessonId);
    const range = { lessonIds, cameraIds: [], span: request.span };
    value(
      await useGrant(t.house, t.operator.actor, {
        requestId: request.requestId,
        use: "package",
        range,
      }),
    );
    const orders = await Promise.all([1, 2, 3, 4].map(() => t.order(request)));
    expect(orders.filter((order) => order.ok).length).toBe(1);
    const codes = orders.flatMap((order) => (order.ok ? [] : [order.code]));
    expect(new Set(codes)).toEqual(new Set(["grant_used"]));
  });

  test("[S0-12.2a] an original that is not what was sealed stops the copy, and nothing of it remains", async () => {
    await using t = await openExportHouse();
    const path = vaultFile(t.house, "_C01_S0002.mp4");
    run("chmod", ["u+w", path]);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    overwrite(path, bytes);
    const request = await t.grant({ operation: "department" });
    const { exportId } = value(await t.order(request)).export;
    await t.work();
    const read = value(await exports.read(t.house, t.operator.actor, exportId));
    expect(read).toMatchObject({ state: "failed", failure: "original-changed" });
    expect(existsSync(join(t.house.paths.exports, exportId))).toBe(false);
    expect(await exports.bytes(t.house, t.operator.actor, { exportId })).toMatchObject({
      code: "export_not_ready",
    });
  });

  test("[C-41] a stretch sealed meanwhile ends the copy in the making, and holds back the one that is made", async () => {
    await using t = await openExportHouse();
    const { lessonId } = t;
    const request = await t.grant({ operation: "department" });
    const { venueId, recordToMs } = (await lessonById(t.house, lessonId))?.lesson ?? {
      venueId: "",
      recordToMs: 0,
    };
    /** As it was declared while the lesson ran. */
    const seal = async () => {
      const clock = new VirtualClock(t.lessonStartMs + 1_000);
      const of = { lessonId, venueId, endMs: recordToMs, remark: "" };
      const then = { ...t.house, clock };
      return value(await sealing.declare(then, t.teacher.actor, of)).eventId;
    };
    const release = async (eventId: string) =>
      value(
        await sealing.decide(t.house, t.director.actor, {
          lessonId,
          eventId,
          decision: "released",
          keptUntilMs: null,
          reason: "已核查",
          signatureSha256: "0".repeat(64),
        }),
      );
    const first = value(await t.order(request)).export.exportId;
    await sequenceNow(t.house);
    await workExports(t.house, noForm);
    await workExports(t.house, noForm);
    expect(await stateOf(t.house, first)).toBe("building");
    const during = await seal();
    t.clock.advance(2_000);
    await t.work();
    expect(value(await exports.read(t.house, t.operator.actor, first))).toMatchObject({
      state: "failed",
      failure: "privacy-sealed",
    });
    expect(existsSync(join(t.house.paths.exports, first))).toBe(false);
    expect(await t.order(request)).toMatchObject({ code: "privacy_sealed" });
    await release(during);
    const { exportId } = value(await t.order(request)).export;
    await t.work();
    const take = () => exports.bytes(t.house, t.operator.actor, { exportId });
    const taking = value(await take());
    const after = await seal();
    expect(await take()).toMatchObject({ code: "privacy_sealed" });
    t.clock.advance(2_000);
    let left = 0;
    for await (const chunk of taking.read({ startByte: 0, endByte: taking.sizeBytes }))
      left += chunk.length;
    expect(left).toBe(0);
    await release(after);
    expect((await take()).ok).toBe(true);
  });

  test("[S0-10b] every taking is entered with digest and person; after the hand-over the bytes go", async () => {
    await using t = await openExportHouse();
    const request = await t.grant({ operation: "department" });
    const { exportId } = value(await t.order(request)).export;
    await t.work();
    value(await exports.bytes(t.house, t.operator.actor, { exportId }));
    const line = value(await exports.read(t.house, t.operator.actor, exportId));
    const [entry] = await historyOf(t.house, exportId, { kinds: ["export.taken@2"], most: 2 });
    expect(entry?.leaf.body).toMatchObject({ sha256: line.sha256, sizeBytes: line.sizeBytes });
    expect(entry?.leaf.actor).toMatchObject({ accountId: t.operator.actor.accountId });
    const handed = { receiver: "王警官", medium: "光盘 1 张", exportIds: [exportId] };
    value(
      await requests.handOver(t.house, t.operator.actor, {
        ...handed,
        requestId: request.requestId,
        signing: t.operator.signing,
      }),
    );
    t.clock.advance(7 * dayMs - 1);
    expect(await sweepExports(t.house)).toBe(0);
    t.clock.advance(1);
    expect(await sweepExports(t.house)).toBe(1);
    expect(existsSync(join(t.house.paths.exports, exportId))).toBe(false);
    expect(await exports.bytes(t.house, t.operator.actor, { exportId })).toMatchObject({
      code: "export_gone",
    });
  });

  test("[C-32] a lent copy says when it is due, is overdue after that, and no more when it is back", async () => {
    await using t = await openExportHouse();
    const returnDueMs = t.house.clock.now() + 3 * dayMs;
    const request = await t.grant({ operation: "lend", returnDueMs });
    using folder = keyFolder();
    const recipient = run("age-keygen", ["-y", folder.key]).trim();
    const protection = { kind: "recipient", recipient } as const;
    const { exportId } = value(await t.order(request, { protection })).export;
    await t.work();
    const mediumId = await issuedStick(t, t.admin, { request });
    using got = await takeFile(t, exportId, mediumId);
    const zip = join(got.folder, "package.zip");
    checkers.age(got.file, folder.key, zip);
    const bag = unpack(zip, got.folder);
    const due = readFileSync(join(bag, "bag-info.txt"), "utf8");
    expect(due).toContain("Return-Due: 2026-06-04 12:30:00");
    expect(readFileSync(join(bag, "README.txt"), "utf8")).toContain("2026-06-04 12:30");
    const { signing } = t.operator;
    const handed = { receiver: "李XX", medium: "", mediumId, exportIds: [exportId], signing };
    const { requestId } = request;
    value(await requests.handOver(t.house, t.operator.actor, { ...handed, requestId }));
    const line = async () =>
      value(await exports.list(t.house, t.operator.actor, { requestId })).exports[0];
    expect(await line()).toMatchObject({ returnDueMs, overdue: false });
    t.clock.advance(3 * dayMs + 1);
    expect(await line()).toMatchObject({ overdue: true, returnedAtMs: null });
    const back = { requestId, how: "returned", mediumId, paperId: null, signing } as const;
    value(await requests.return(t.house, t.operator.actor, back));
    expect(await line()).toMatchObject({ overdue: false, returnedAtMs: t.house.clock.now() });
  });
});

function keyFolder() {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-age-"));
  const [key, otherKey] = [join(folder, "key.txt"), join(folder, "other.txt")];
  for (const path of [key, otherKey]) run("age-keygen", ["-o", path]);
  return {
    key,
    otherKey,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function vaultFile(house: House, ending: string): string {
  const names = readdirSync(house.paths.vault, { recursive: true, encoding: "utf8" });
  const name = names.find((one) => one.endsWith(ending));
  if (name === undefined) throw new Error(`no ${ending}`);
  return join(house.paths.vault, name);
}

async function stateOf(house: House, exportId: string): Promise<string | undefined> {
  const actor = { kind: "person" } as never;
  const read = await exports.read(house, actor, exportId);
  return read.ok ? read.value.state : undefined;
}

async function derivedOf(house: House, exportId: string): Promise<Set<string>> {
  const read = value(await exports.read(house, { kind: "person" } as never, exportId));
  return new Set(read.derived.map((one) => one.segmentId));
}

function averageLight(path: string, filter: readonly string[]): number {
  const [skip = "", at = "", ...rest] = filter;
  const hex = run("sh", [
    "-c",
    'ffmpeg -v error "$0" "$1" -i "$2" -frames:v 1 "$3" "$4" -f rawvideo - | od -An -tu1',
    skip,
    at,
    path,
    ...rest,
  ]);
  return Number.parseInt(hex.trim(), 10);
}

import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";
import { dayMs } from "../../../tests/fixture/approval.ts";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { issuedStick, registeredStick } from "../../../tests/fixture/media.ts";
import { value } from "../../../tests/fixture/places.ts";
import { digest } from "../../../tests/fixture/segments.ts";
import { checkers, takeFile } from "../../../tests/fixture/taken-export.ts";
import { run, unpack } from "../../../tests/fixture/unpack.ts";
import type { RequestCase } from "../../contract/approval.ts";
import type { ExportInput, Mask } from "../../contract/exports.ts";
import { requests } from "../approval/index.ts";
import { historyOf } from "../ledger/index.ts";
import { media } from "../media/index.ts";
import { exports } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 });

const area = { x: 250, y: 250, width: 500, height: 500 };
const openClip = {
  form: "clip",
  cut: "exact",
  protection: { kind: "none" },
} as const satisfies Partial<ExportInput>;

const maskOf = (cameraId: string, change: Partial<Mask> = {}): Mask => ({
  cameraId,
  span: null,
  area,
  cover: "fill",
  ...change,
});

/** A school that publishes two seconds of one camera, masked. */
async function openSchool() {
  const t = await openExportHouse({ pictures: true, profile: "campus", segments: 1 });
  const [cameraId] = t.cameraIds;
  const startMs = t.lessonStartMs + 1_000;
  const span = { startMs, endMs: startMs + 2_000 };
  const granted = () => t.grant({ operation: "publish", cameraIds: [cameraId], span });
  return { ...t, cameraId, span, granted };
}

async function refusals(t: ExportHouse, id: string): Promise<unknown[]> {
  const entries = await historyOf(t.house, id, { kinds: ["act.refused@1"], most: 50 });
  return entries.map(({ leaf }) => leaf.body["code"]);
}

/** The database transactions these rows were written in. */
async function transactionsOf(t: ExportHouse, of: { mediumId: string; requestId: string }) {
  const owner = new pg.Client({ connectionString: t.adminUrl });
  await owner.connect();
  const { rows } = await owner.query<{ what: string; xmin: string }>(
    `select 'link' what, xmin::text from media.link where medium_id = $1 and number = 3
     union all select 'medium', xmin::text from media.medium where medium_id = $1
     union all select 'case', xmin::text from approval.request where request_id = $2`,
    [of.mediumId, of.requestId],
  );
  await owner.end();
  return rows;
}

const handOver = (t: ExportHouse, request: RequestCase, mediumId: string | null) =>
  requests.handOver(t.house, t.operator.actor, {
    requestId: request.requestId,
    receiver: "区教育局",
    medium: "随身 U 盘",
    mediumId,
    exportIds: [],
    signing: t.operator.signing,
  });

describe("a copy leaves on a registered medium", () => {
  test("[S3-Q4] a campus copy is not handed out without one, nor to an unregistered, blank or foreign one; each try is entered", async () => {
    await using t = await openSchool();
    const request = await t.granted();
    expect(request.registeredMedium).toBe("S3-Q4");
    const order = { ...openClip, masks: [maskOf(t.cameraId)] };
    const { exportId } = value(await t.order(request, order)).export;
    await t.work();
    const take = (mediumId?: string) =>
      exports.bytes(t.house, t.operator.actor, { exportId, mediumId });
    const facts = { rule: "S3-Q4" };
    expect(await take()).toMatchObject({ code: "medium_missing", facts });
    const other = { requestId: t.house.newId(), serial: "2026-0099" };
    const wrong = [
      t.house.newId(),
      await registeredStick(t, t.admin, "资料U盘-01"),
      await issuedStick(t, t.admin, { request: other, label: "资料U盘-02" }),
    ];
    for (const mediumId of wrong) {
      expect(await take(mediumId)).toMatchObject({ code: "medium_not_issued", facts });
      expect(await handOver(t, request, mediumId)).toMatchObject({ code: "medium_not_issued" });
    }
    expect(await handOver(t, request, null)).toMatchObject({ code: "medium_missing", facts });
    const missing = ["medium_not_issued", "medium_not_issued", "medium_not_issued"];
    expect(await refusals(t, exportId)).toEqual([...missing, "medium_missing"]);
    expect(await refusals(t, request.requestId)).toEqual(["medium_missing", ...missing]);
    const line = value(await exports.read(t.house, t.operator.actor, exportId));
    expect(line.taken).toBe(0);

    const mediumId = await issuedStick(t, t.admin, { request });
    value(await take(mediumId));
    const [taken] = await historyOf(t.house, exportId, { kinds: ["export.taken@2"], most: 5 });
    expect(taken?.leaf.body).toMatchObject({ mediumId, sha256: line.sha256 });
    expect(value(await handOver(t, request, mediumId))).toMatchObject({ state: "handed-over" });
    expect(await take(mediumId)).toMatchObject({ code: "medium_not_issued" });
  });

  test("[S3-Q4] the hand-over and the medium's link are one transaction; of two at once one is made", async () => {
    await using t = await openExportHouse({ profile: "campus", segments: 1 });
    const request = await t.grant({ operation: "lend" });
    value(await t.order(request));
    const mediumId = await issuedStick(t, t.admin, { request });
    const both = await Promise.all([1, 2].map(() => handOver(t, request, mediumId)));
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    const { chain, state, owed } = value(await media.read(t.house, t.admin.actor, mediumId));
    expect(chain.map((link) => link.move)).toEqual(["register", "issue", "hand-over"]);
    expect(chain[2]).toMatchObject({ holder: "区教育局", requestId: request.requestId });
    expect({ state, owed }).toEqual({ state: "handed-over", owed: true });
    const rows = await transactionsOf(t, { mediumId, requestId: request.requestId });
    expect(rows.map((row) => row.what).toSorted()).toEqual(["case", "link", "medium"]);
    expect(new Set(rows.map((row) => row.xmin)).size).toBe(1);
    const moved = await historyOf(t.house, mediumId, { kinds: ["medium.moved@1"], most: 9 });
    expect(moved).toHaveLength(2);
  });

  test("[C-32] a lent medium comes back with its case and not beside it: itself, or its destruction on paper", async () => {
    await using t = await openExportHouse({ segments: 1 });
    const { actor, signing } = t.operator;
    const request = await t.grant({
      operation: "lend",
      returnDueMs: t.house.clock.now() + 3 * dayMs,
    });
    const { requestId } = request;
    value(await t.order(request));
    expect(await handOver(t, request, null)).toMatchObject({
      code: "medium_missing",
      facts: { rule: "C-32" },
    });
    const mediumId = await issuedStick(t, t.admin, { request });
    value(await handOver(t, request, mediumId));
    for (const move of ["take-back", "destroy"] as const)
      expect(
        await media.move(t.house, actor, { mediumId, move, note: "收回", signing }),
      ).toMatchObject({ ok: false });
    const back = (how: "returned" | "destroyed", of: { mediumId?: string; paperId?: string }) =>
      requests.return(t.house, actor, { requestId, how, paperId: null, signing, ...of });
    expect(await back("returned", {})).toMatchObject({ code: "medium_missing" });
    const stranger = await registeredStick(t, t.admin, "资料U盘-09");
    expect(await back("returned", { mediumId: stranger })).toMatchObject({
      code: "medium_not_issued",
    });
    expect(await back("destroyed", { mediumId })).toMatchObject({ code: "paper_missing" });
    const paperId = await t.paper(t.operator, "return-statement");
    expect(value(await back("destroyed", { mediumId, paperId })).state).toBe("returned");
    const { chain, state, owed } = value(await media.read(t.house, t.admin.actor, mediumId));
    expect(chain.map((link) => link.move)).toEqual(["register", "issue", "hand-over", "destroy"]);
    expect({ state, owed }).toEqual({ state: "destroyed", owed: false });
  });
});

test("[C-32] a lent medium that is lost stays lost: its case ends only by a statement on paper", async () => {
  await using t = await openExportHouse({ segments: 1 });
  const { actor, signing } = t.operator;
  const request = await t.grant({ operation: "lend" });
  value(await t.order(request));
  const mediumId = await issuedStick(t, t.admin, { request });
  value(await handOver(t, request, mediumId));
  value(await media.move(t.house, actor, { mediumId, move: "lose", note: "途中遗失", signing }));
  const { requestId } = request;
  const back = (how: "returned" | "destroyed", paperId: string | null) =>
    requests.return(t.house, actor, { requestId, how, mediumId, paperId, signing });
  expect(await back("returned", null)).toMatchObject({ code: "medium_wrong_move" });
  const paperId = await t.paper(t.operator, "return-statement");
  expect(value(await back("destroyed", paperId)).state).toBe("returned");
  const lost = value(await media.read(t.house, t.admin.actor, mediumId));
  expect(lost).toMatchObject({ state: "lost", owed: false });
});

describe("what others of the picture are spared", () => {
  test("[C-52] [S3-8.3] without masks and without the signed statement nothing is published; masks lie within what was granted", async () => {
    await using t = await openSchool();
    const request = await t.granted();
    const order = (change: Partial<ExportInput>) => t.order(request, { ...openClip, ...change });
    const [, other] = t.cameraIds;
    const { signing } = t.operator;
    const outside = { ...area, x: 501 };
    const backwards = { startMs: t.span.endMs, endMs: t.span.startMs };
    expect(await order({})).toMatchObject({ code: "masking_missing" });
    expect(await order({ mute: true })).toMatchObject({ code: "masking_missing" });
    for (const mask of [
      maskOf(other),
      maskOf(t.cameraId, { area: outside }),
      maskOf(t.cameraId, { span: backwards }),
    ])
      expect(await order({ masks: [mask] })).toMatchObject({ code: "mask_invalid" });
    const nobodyElse = { reason: "只有教具", signing };
    const unsigned = { reason: "只有教具", signing: { ...signing, password: "wrong" } };
    expect(await order({ nobodyElse: unsigned })).toMatchObject({ ok: false });
    const told = [3, 2].flatMap((times, at) =>
      Array.from({ length: times }, () => ["mask_invalid", "masking_missing"][at]),
    );
    expect(await refusals(t, request.requestId)).toEqual(told);
    const { exportId } = value(await order({ nobodyElse })).export;
    const [entry] = await historyOf(t.house, exportId, { kinds: ["export.started@2"], most: 2 });
    expect(entry?.leaf.body).toMatchObject({
      masks: 0,
      nobodyElse: { signatureSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(JSON.stringify(entry?.leaf.body)).not.toContain("只有教具");
  });

  test("[C-52] [S0-12.2b] a whole masked export covers its pictures, says so, and leaves every original as it was", async () => {
    await using t = await openSchool();
    const before = vaultDigests(t);
    const request = await t.granted();
    const from = { startMs: t.span.startMs + 1_000, endMs: t.span.endMs };
    const corner = { x: 0, y: 0, width: 200, height: 200 };
    const masks = [
      maskOf(t.cameraId, { cover: "mosaic" }),
      maskOf(t.cameraId, { span: from, area: corner }),
    ];
    const { exportId } = value(await t.order(request, { ...openClip, masks, mute: true })).export;
    await t.work();
    const mediumId = await issuedStick(t, t.admin, { request });
    using got = await takeFile(t, exportId, mediumId);
    expect(checkers.ours(got.file)).toMatchObject({ code: 0 });
    const bag = unpack(got.file, got.folder);
    const names = readdirSync(join(bag, "data/clip"));
    const inBag = (end: string) =>
      join(bag, "data/clip", names.find((name) => name.endsWith(end)) ?? "");
    expect(JSON.parse(readFileSync(inBag(".json"), "utf8"))).toMatchObject({
      kind: "encoded",
      ...t.span,
      masks: [
        { ...t.span, area, cover: "mosaic" },
        { ...from, area: corner, cover: "fill" },
      ],
      muted: true,
    });
    expect(lightest(inBag(".mp4"), "0.3")).toBeGreaterThan(60);
    expect(lightest(inBag(".mp4"), "1.5")).toBeLessThan(24);
    const read = value(await exports.read(t.house, t.operator.actor, exportId));
    expect(read.derived).toMatchObject([{ masks: 2, muted: true }]);
    const made = await exports.madeOf(t.house, t.director.actor, t.lessonId);
    expect(made).toMatchObject([{ exportId, serial: request.serial, taken: 1 }]);
    expect(await exports.madeOf(t.house, t.teacher.actor, t.lessonId)).toBeNull();
    expect(vaultDigests(t)).toEqual(before);
    expect(new Set(before.values())).toEqual(new Set(t.records.map((one) => one.sha256)));
  });

  test("[C-52] [S1-E3] a still shows the granted range and nothing else, never to who decided, and each look is entered", async () => {
    await using t = await openSchool();
    const request = await t.granted();
    const { requestId } = request;
    const [cameraId, other] = t.cameraIds;
    const ask = { requestId, lessonId: t.lessonId, cameraId, atMs: t.span.startMs };
    const still = (change: Partial<typeof ask>) =>
      exports.still(t.house, t.operator.actor, { ...ask, ...change });
    const beyond = [
      { atMs: t.span.startMs - 1 },
      { atMs: t.span.endMs },
      { cameraId: other },
      { lessonId: t.house.newId() },
    ];
    for (const change of beyond)
      expect(await still(change)).toMatchObject({ code: "outside_grant" });
    expect(await exports.still(t.house, t.director.actor, ask)).toMatchObject({
      code: "export_by_approver",
    });
    expect(await refusals(t, requestId)).toHaveLength(5);
    for (const atMs of [t.span.startMs, t.span.endMs - 1]) {
      const { sizeBytes, read } = value(await still({ atMs }));
      expect([...read({ startByte: 0, endByte: sizeBytes }).subarray(0, 3)]).toEqual([
        0xff, 0xd8, 0xff,
      ]);
    }
    const seen = await historyOf(t.house, requestId, { kinds: ["export.still-seen@1"], most: 9 });
    expect(seen.map(({ leaf }) => leaf.body["atMs"]).toReversed()).toEqual([
      t.span.startMs,
      t.span.endMs - 1,
    ]);
    const range = value(await exports.range(t.house, t.operator.actor, requestId));
    expect(range.lessons).toMatchObject([{ cameras: [{ cameraId, spans: [t.span] }] }]);
    expect(range.lessons[0]?.cameras).toHaveLength(1);
  });
});

function vaultDigests({ house }: ExportHouse): Map<string, string> {
  const names = readdirSync(house.paths.vault, { recursive: true, encoding: "utf8" });
  return new Map(
    names
      .filter((name) => name.endsWith(".mp4"))
      .map((name) => [name, digest(readFileSync(join(house.paths.vault, name)))]),
  );
}

/** The lightest pixel well within the upper left corner of one picture. */
function lightest(clip: string, atSeconds: string): number {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-corner-"));
  const path = join(folder, "corner");
  const crop = ["-vf", "crop=iw*0.18:ih*0.18:0:0", "-f", "rawvideo", "-pix_fmt", "gray"];
  run("ffmpeg", ["-v", "error", "-ss", atSeconds, "-i", clip, "-frames:v", "1", ...crop, path]);
  const most = Math.max(...readFileSync(path));
  rmSync(folder, { recursive: true, force: true });
  return most;
}

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { overwrite } from "../../../tests/fixture/segments.ts";
import { canonicalJson } from "../../kernel/canonical.ts";
import { incidents } from "../incidents/index.ts";
import { historyOf, sequenceNow } from "../ledger/index.ts";
import { kept } from "../vault/index.ts";
import { enrol, evidence } from "./index.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let t: ExportHouse;
beforeAll(async () => {
  t = await openExportHouse();
  await sequenceNow(t.house);
  while (await enrol(t.house));
});
afterAll(async () => {
  await t[Symbol.asyncDispose]();
});

const fix = async () =>
  value(
    await evidence.fix(t.house, t.admin.actor, {
      reason: "",
      cameraId: t.cameraIds[0],
      startMs: t.lessonStartMs,
      endMs: t.lessonStartMs + 5 * 60_000,
      place: "1 号实训室",
      what: "学员受伤",
      storedAt: "保卫科保险柜 U 盘 03",
      signing: t.admin.signing,
    }),
  );

const shown = async (evidenceId: string) =>
  value(await evidence.list(t.house, t.admin.actor)).evidence.find(
    (one) => one.evidenceId === evidenceId,
  );
const open = async () =>
  value(
    await incidents.list(t.house, t.admin.actor, { unfinished: true, kind: "evidence-not-copied" }),
  )
    .incidents.filter((one) => one.state === "open")
    .map((one) => one.facts["reason"]);

const apart = (number: string) => {
  const root = t.house.paths.evidence;
  const folder = readdirSync(root).find((name) => name.startsWith(`${number}-`)) ?? "";
  return { folder, files: readdirSync(join(root, folder)).toSorted() };
};
const digest = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");

async function carriedNames(): Promise<{ name: string; home_id: string | null }[]> {
  return t.house.db
    .withTables<{ "copies.object": { name: string; home_id: string | null; class: string } }>()
    .selectFrom("copies.object")
    .select(["name", "home_id"])
    .where("class", "=", "evidence")
    .orderBy("name")
    .execute();
}

test("[S3-B2a] a rotten original is no evidence: it waits, is an incident, and is copied apart once it is right again", async () => {
  const fixed = await fix();
  expect(fixed.apart).toBe("waiting");
  const own = t.records.filter((record) => record.cameraId === t.cameraIds[0]);
  const segment = await kept.segment(t.house, own[0]?.segmentId ?? "");
  const path = join(t.house.paths.vault, segment?.vaultPath ?? "");
  const good = readFileSync(path);
  const rotten = Buffer.from(good);
  rotten.writeUInt8(good.readUInt8(900) ^ 1, 900);
  overwrite(path, rotten);
  await evidence.copyApart(t.house);
  expect([await open(), (await shown(fixed.evidenceId))?.apart]).toEqual([
    ["original-damaged"],
    "waiting",
  ]);
  expect(await carriedNames()).toEqual([]);
  overwrite(path, good);
  await evidence.copyApart(t.house);
  expect([await open(), (await shown(fixed.evidenceId))?.apart]).toEqual([[], "copied"]);
  const { folder, files } = apart(fixed.number);
  expect(files).toEqual(
    [
      "evidence.json",
      ...own.flatMap(({ segmentId }) => [`${segmentId}.mp4`, `${segmentId}.segment.json`]),
    ].toSorted(),
  );
  // Anybody finds the fixed digest again with the files alone.
  const digests = own
    .toSorted((a, b) => a.startMs - b.startMs || (a.sha256 < b.sha256 ? -1 : 1))
    .map(({ segmentId }) => digest(join(t.house.paths.evidence, folder, `${segmentId}.mp4`)));
  const whole = createHash("sha256").update(canonicalJson(digests)).digest("hex");
  expect(whole).toBe(fixed.segmentsSha256);
  const [told] = await historyOf(t.house, fixed.evidenceId, { most: 1 });
  expect(told?.leaf).toMatchObject({
    kind: "evidence.copied@1",
    body: { segments: own.length, segmentsSha256: fixed.segmentsSha256 },
  });
});

test("[S3-B2a, S0-8.1a, P-6] the nights carry it, sealed to what it shows; the copies end with that, and nothing else of them", async () => {
  const fixed = await fix();
  await evidence.copyApart(t.house);
  const { folder, files } = apart(fixed.number);
  const names = (await carriedNames()).filter((row) => row.name.includes(`/${folder}/`));
  expect(names).toEqual(
    files.map((file) => ({
      name: `evidence/${folder}/${file}.age`,
      home_id: file === "evidence.json" ? null : t.lessonId,
    })),
  );
  expect(await evidence.eraseCopies(t.house, t.house.newId())).toEqual([]);
  const erased = await evidence.eraseCopies(t.house, t.lessonId);
  expect(erased.map((one) => one.name)).toContain(fixed.number);
  expect(apart(fixed.number).files).toEqual(["evidence.json"]);
  expect((await shown(fixed.evidenceId))?.apart).toBe("erased");
  expect(await evidence.eraseCopies(t.house, t.lessonId)).toEqual([]);
});

import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { strokes } from "../../../tests/fixture/approval.ts";
import { type ArchiveHouse, openArchiveHouse, plainPorts } from "../../../tests/fixture/archive.ts";
import { overwrite } from "../../../tests/fixture/segments.ts";
import { value } from "../../../tests/fixture/places.ts";
import { checkers } from "../../../tests/fixture/taken-export.ts";
import { unpack } from "../../../tests/fixture/unpack.ts";
import type { PropertyCheck } from "../../contract/archive.ts";
import type { Role } from "../../contract/roles.ts";
import { failedChecks, propertyOf } from "../../kernel/archive/four-properties.ts";
import { fromBagFolder } from "../../kernel/package/package-files.ts";
import { verifyPackage } from "../../kernel/package/verify-package.ts";
import { sha256, startSha256 } from "../../platform/hash.ts";
import { openPackage } from "../../platform/package-source.ts";
import { verifySignature } from "../../platform/signing.ts";
import { incidents } from "../incidents/index.ts";
import { sequenceNow } from "../ledger/index.ts";
import { items } from "../retention/index.ts";
import { homes } from "../vault/index.ts";
import { handoverSheet } from "./hand-over.ts";
import { selectCampaign } from "./archive.store.ts";
import { archive } from "./index.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let a: ArchiveHouse;
beforeAll(async () => {
  a = await openArchiveHouse();
});
afterAll(async () => {
  await a.t[Symbol.asyncDispose]();
});

const ask = () => ({ year: a.year, bookletOf: plainPorts.booklet });
const report = async () => {
  const { house } = a.t;
  return value(await archive.examine(house, { year: a.year, itemId: a.itemId }));
};
const read = async () => value(await archive.read(a.t.house, a.t.admin.actor, ask()));

async function superuser(text: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: a.t.adminUrl });
  await client.connect();
  try {
    await client.query(text, values);
  } finally {
    await client.end();
  }
}

describe("the four properties of a real folder", () => {
  test("[S0-16] a good item has no finding, and what nobody looked at is said to be so", async () => {
    const { lines, segments, gaps } = await report();
    expect(failedChecks({ lines })).toEqual([]);
    expect({ segments, gaps }).toEqual({ segments: 5, gaps: 3 });
    const scan = lines.find((line) => line.check === "virus-scan");
    expect(["passed", "not-examined"]).toContain(scan?.result);
    for (const line of lines)
      if (line.check !== "virus-scan")
        expect([line.check, line.result]).toEqual([line.check, "passed"]);
  });

  test("[S0-16] every seeded defect is named with its property, and mended it is gone", async () => {
    const { house, lessonId } = a.t;
    const [home] = await homes.tell(house, { homeIds: [lessonId] });
    const root = join(house.paths.vault, home?.path ?? "");
    const files = readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted();
    const pick = (ending: string) => join(root, files.find((name) => name.endsWith(ending)) ?? "");
    const [media, record, gap] = [pick("S0001.mp4"), pick(".segment.json"), pick(".gap.json")];
    const manifest = pick("manifest/0001.json");
    const foreign = join(root, "C01", "photo.jpg");
    const swap = (path: string, from: string, to: string) =>
      overwrite(path, readFileSync(path, "utf8").replace(from, to));
    const flip = (path: string) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
      overwrite(path, bytes);
    };
    const sql = (set: string, back: string) => ({ set, back });
    const onDisk: readonly [string, PropertyCheck, () => void][] = [
      ["a flipped bit", "bytes-digest", () => flip(media)],
      ["a shorter file", "bytes-whole", () => truncateSync(media, 900)],
      ["a longer file", "bytes-whole", () => appendFileSync(media, "x")],
      ["a missing file", "files-present", () => rmSync(media)],
      ["a missing record", "records-present", () => rmSync(record)],
      ["an altered record", "record-sealed", () => swap(record, '"C01"', '"C09"')],
      ["an altered gap", "record-sealed", () => swap(gap, '"cause"', '"Cause"')],
      ["a missing manifest", "manifest-whole", () => rmSync(manifest)],
      ["an altered manifest", "manifest-whole", () => swap(manifest, '"version":1', '"version":2')],
      ["a foreign file", "nothing-foreign", () => overwrite(foreign, "EICAR")],
      ["a link", "plain-files", () => symlinkSync("/etc/passwd", foreign)],
    ];
    const aside = mkdtempSync(join(tmpdir(), "liuhen-archive-"));
    cpSync(root, join(aside, "home"), { recursive: true });
    for (const [what, check, spoil] of onDisk) {
      spoil();
      const failed = failedChecks(await report());
      expect([what, failed.includes(check)]).toEqual([what, true]);
      expect(new Set(failed.map((one) => propertyOf[one]))).toContain(propertyOf[check]);
      rmSync(root, { recursive: true });
      cpSync(join(aside, "home"), root, { recursive: true });
    }
    rmSync(aside, { recursive: true });
    const inRows: readonly [string, PropertyCheck, ReturnType<typeof sql>][] = [
      [
        "another time",
        "lesson-agrees",
        sql(
          "update lessons.lesson set start_ms = start_ms - 60000 where lesson_id = $1",
          "update lessons.lesson set start_ms = start_ms + 60000 where lesson_id = $1",
        ),
      ],
      [
        "another title",
        "name-agrees",
        sql(
          "update retention.item set name = name || '2' where home_id = $1",
          "update retention.item set name = left(name, -1) where home_id = $1",
        ),
      ],
      [
        "another camera's label",
        "source-agrees",
        sql(
          "update places.camera set label_number = label_number + 50 where $1::uuid is not null",
          "update places.camera set label_number = label_number - 50 where $1::uuid is not null",
        ),
      ],
    ];
    for (const [what, check, { set, back }] of inRows) {
      await superuser(set, [lessonId]);
      expect([what, failedChecks(await report()).includes(check)]).toEqual([what, true]);
      await superuser(back, [lessonId]);
    }
    expect(failedChecks(await report())).toEqual([]);
  });

  test("[S0-16] time nobody explains is a defect of integrity", async () => {
    const bare = await openArchiveHouse({ explained: false });
    await using _ = bare.t;
    const { year, itemId } = bare;
    const said = value(await archive.examine(bare.t.house, { year, itemId }));
    expect(failedChecks(said)).toEqual(["gaps-explained"]);
    const { admin, house } = bare.t;
    await bare.goTo(bare.fromMs);
    const own = { year, bookletOf: plainPorts.booklet };
    value(await archive.confirm(house, admin.actor, { ...own, signing: admin.signing }));
    await bare.work();
    const stuck = value(await archive.read(house, admin.actor, own)).items[0];
    expect(stuck).toMatchObject({ step: "defective", failed: ["gaps-explained"], mayAccept: true });
    const reason = "录像未启动，已在当日检查记录中说明";
    const accept = { ...own, itemId, reason, signing: admin.signing };
    value(await archive.accept(house, admin.actor, accept));
    await bare.work();
    const done = value(await archive.read(house, admin.actor, own)).items[0];
    expect(done).toMatchObject({ step: "archived", accepted: reason });
  });
});

describe("a December", () => {
  test("[C-33] before December it is prepared: permanent is mandatory, five years by choice", async () => {
    const before = await read();
    expect(before).toMatchObject({ state: "preparing", can: ["choose"], items: [] });
    expect(before.candidates).toMatchObject([{ itemId: a.itemId, mandatory: true }]);
    const { house, admin } = a.t;
    const { signing } = admin;
    expect(await archive.confirm(house, admin.actor, { ...ask(), signing })).toMatchObject({
      code: "archive_not_yet",
    });
    const chosen = value(await archive.choose(house, admin.actor, { ...ask(), fiveYears: true }));
    expect(chosen.fiveYears).toBe(true);
    value(await archive.choose(house, admin.actor, { ...ask(), fiveYears: false }));
  });

  test("[S0-16] the signed list is checked, packed, entered and marked; the package stands by itself", async () => {
    const { house, admin } = a.t;
    await a.goTo(a.fromMs);
    expect((await read()).state).toBe("open");
    const { signing } = admin;
    const confirmed = value(await archive.confirm(house, admin.actor, { ...ask(), signing }));
    expect(confirmed).toMatchObject({ state: "confirmed", can: [] });
    expect(await archive.confirm(house, admin.actor, { ...ask(), signing })).toMatchObject({
      code: "archive_confirmed",
    });
    await a.work();
    const [item] = (await read()).items;
    expect(item).toMatchObject({ step: "archived", failed: [], trouble: null });
    const [line] = await items.find(house, [a.itemId]);
    expect(line?.state).toBe("archived");
    const folder = mkdtempSync(join(tmpdir(), "liuhen-aip-"));
    const file = join(folder, "package.zip");
    const offered = value(
      await archive.package(house, admin.actor, { year: a.year, itemId: a.itemId }),
    );
    const parts: Uint8Array[] = [];
    for await (const part of offered.read({ startByte: 0, endByte: offered.sizeBytes }))
      parts.push(part);
    overwrite(file, Buffer.concat(parts));
    const crypto = { sha256, startSha256, verifySignature };
    const opened = await openPackage(file);
    const files = fromBagFolder(opened.files);
    if (files === undefined) throw new Error("a bag has a folder");
    for await (const part of verifyPackage({ files, crypto }))
      expect([part.check, part.found]).toEqual([part.check, null]);
    await opened.close();
    const ours = checkers.ours(file);
    expect([ours.code, ours.text]).toEqual([0, ours.text]);
    const bag = unpack(file, folder);
    for (const check of [checkers.sums, checkers.openssl, checkers.bagit])
      expect(check(bag).code).toBe(0);
    const inside = readdirSync(join(bag, "data/archive")).toSorted();
    expect(inside).toEqual([
      "four-properties.json",
      "four-properties.pdf",
      "four-properties.txt",
      "manifest",
      "metadata.json",
      "metadata.xml",
    ]);
    expect(readFileSync(join(bag, "data/archive/metadata.xml"), "utf8")).toContain("档号");
    rmSync(folder, { recursive: true });
  });

  test("[N-17] a missing receipt after 31 December is overdue, and both receipts settle it", async () => {
    const { house, admin } = a.t;
    const going = async () => {
      const list = value(await incidents.list(house, admin.actor, { unfinished: true }));
      return list.incidents.filter(
        (one) => one.kind === "archive-unreceived" && one.settledAtMs === null,
      ).length;
    };
    await a.goTo(a.dueMs - 1);
    expect([(await read()).overdue, await going()]).toEqual([false, 0]);
    await a.goTo(a.dueMs);
    expect([(await read()).overdue, await going()]).toEqual([true, 1]);
    const receive = (receipt: Parameters<typeof archive.receive>[2]["receipt"]) =>
      archive.receive(house, admin.actor, { ...ask(), receipt, signing: admin.signing });
    const cabinet = {
      receiver: "cabinet",
      receiverName: "李管理",
      by: { way: "signed", strokes },
    } as const;
    expect(value(await receive(cabinet))).toMatchObject({ overdue: true, can: ["receive"] });
    expect(await receive(cabinet)).toMatchObject({ code: "archive_received" });
    const paperId = await a.t.paper(admin, "signed-scan");
    const school = {
      receiver: "school",
      receiverName: "王档案",
      by: { way: "scan", paperId },
    } as const;
    const progress = () => archive.progress(house, { fromMs: a.fromMs });
    expect(await progress()).toMatchObject({
      campaign: a.year,
      listConfirmed: 1,
      archiveItems: 1,
      archivedItems: 1,
      receiptsGiven: 1,
      receiptsMissing: 1,
    });
    const reads = (role: Role) => archive.readsReceipt(house, { ...admin.actor, role }, paperId);
    expect(await reads("auditor")).toBe(false);
    const done = value(await receive(school));
    expect(await progress()).toMatchObject({ receiptsGiven: 2, receiptsMissing: 0 });
    // The scan of a receipt is opened by whoever reads archiving, by nobody else.
    expect([await reads("auditor"), await reads("director")]).toEqual([true, true]);
    expect([await reads("teacher"), await reads("student")]).toEqual([false, false]);
    expect(done).toMatchObject({ state: "handed-over", overdue: false, can: [] });
    expect(done.receipts.map((one) => [one.receiver, one.late])).toEqual(
      expect.arrayContaining([
        ["cabinet", true],
        ["school", true],
      ]),
    );
    expect(await going()).toBe(0);
    const one = await selectCampaign(house.db, house.siteId, a.year);
    if (one === undefined) throw new Error("the campaign is there");
    const sheet = handoverSheet(house, { one, booklet: [], receiver: "cabinet" });
    const table = sheet.rows.find((row) => row.table !== null)?.table;
    expect(table?.columns).toEqual([
      "档号/编号",
      "题名",
      "数量",
      "载体",
      "校验值",
      "移交人",
      "接收人",
      "日期",
    ]);
    expect(table?.rows[0]?.slice(6)).toEqual(["李管理", `${a.year + 1}-01-01`]);
  });

  test("[S0-16] a package a kill cut short is made anew, and a half written one is never handed out", async () => {
    const other = await openArchiveHouse();
    await using _ = other.t;
    const { house, admin } = other.t;
    await other.goTo(other.fromMs);
    const own = { year: other.year, bookletOf: plainPorts.booklet };
    value(await archive.confirm(house, admin.actor, { ...own, signing: admin.signing }));
    const dying = { typeset: () => Promise.reject(new Error("killed")) };
    for (let tries = 0; tries < 3; tries++) {
      await sequenceNow(house);
      await archive.work(house, dying).catch(() => {});
      if (existsSync(join(house.paths.archive, other.itemId, "package.zip"))) break;
    }
    const half = value(await archive.read(house, admin.actor, own)).items[0];
    expect(half?.step).toBe("packing");
    const at = { year: other.year, itemId: other.itemId };
    expect(await archive.package(house, admin.actor, at)).toMatchObject({ code: "not_found" });
    await other.work();
    const whole = value(await archive.read(house, admin.actor, own)).items[0];
    expect(whole).toMatchObject({ step: "archived", trouble: null });
  });
});

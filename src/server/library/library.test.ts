import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import type { Staff } from "../../../tests/fixture/approval.ts";
import { openTestDesk } from "../../../tests/fixture/desk.ts";
import { type ExportHouse, openExportHouse } from "../../../tests/fixture/exports.ts";
import { value } from "../../../tests/fixture/places.ts";
import { digest } from "../../../tests/fixture/segments.ts";
import type { PersonActor } from "../../contract/actor.ts";
import type { LibraryInput } from "../../contract/library.ts";
import { granted } from "../../contract/outcome.ts";
import { writeDurablySync } from "../../platform/durable-file.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { notice } from "../access/index.ts";
import { listCases, requests } from "../approval/index.ts";
import { libraryHandlers } from "../desk/index.ts";
import { clips } from "../export/index.ts";
import { act, historyOf } from "../ledger/index.ts";
import { joinAccess, registers } from "../registers/index.ts";
import { type ItemRow, insertItem, takeOut } from "./library.store.ts";
import { eraseLibraryCopies, library, sweepLibrary } from "./index.ts";

vi.setConfig({ testTimeout: 120_000 });

const order = { form: "clip", protection: { kind: "none" }, mute: true } as const;

/** A finished, silenced teaching clip of two seconds, and the paper of consent. */
async function finishedClip(t: ExportHouse) {
  const startMs = t.lessonStartMs + 1_500;
  const [camera] = t.cameraIds;
  const span = { startMs, endMs: startMs + 2_000 };
  const request = await t.grant({ operation: "clip", span, cameraIds: [camera] });
  const started = value(await t.order(request, order));
  await t.work();
  const paperId = await t.paper(t.admin, "consent");
  const input: LibraryInput = {
    exportId: started.export.exportId,
    title: "心肺复苏示范",
    about: "按压与通气的配合",
    consent: { given: true, statement: "张XX 与两名学员于 6 月 1 日书面同意", paperId },
  };
  return { request, input };
}

async function refusalsOf(house: House, subjectId: string): Promise<unknown[]> {
  const told = await historyOf(house, subjectId, { kinds: ["act.refused@1"], most: 20 });
  return told.map(({ leaf }) => leaf.body["code"]);
}

async function bytesOf(read: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of read) parts.push(part);
  return Buffer.concat(parts);
}

const vaultDigests = (house: House) =>
  readdirSync(house.paths.vault, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".mp4"))
    .map((name) => digest(readFileSync(join(house.paths.vault, name))));

/** An item as adding leaves it, without the way there. */
async function placeItem(house: House, actor: PersonActor, bytes: Buffer): Promise<ItemRow> {
  const itemId = house.newId();
  const folder = await openExportFiles(house.paths.library).fresh(itemId);
  writeDurablySync(join(folder, clips.nameOf(1)), bytes);
  const row: ItemRow = {
    item_id: itemId,
    site_id: house.siteId,
    export_id: house.newId(),
    request_id: house.newId(),
    serial: "2024-0003",
    title: "缝合基础",
    about: "",
    masked: false,
    lesson_ids: [house.newId()],
    lesson_titles: ["【2024-03-02】缝合实训"],
    projects: ["缝合实训"],
    recorded_at_ms: Date.UTC(2024, 2, 2),
    files: [{ number: 1, name: "C01.mp4", sizeBytes: bytes.length, sha256: digest(bytes) }],
    consent_statement: "书面同意",
    consent_paper_id: house.newId(),
    added_at_ms: house.clock.now(),
    account_id: actor.accountId,
    added_by: actor.name,
    looks: 0,
    state: "shown",
    withdrawn_at_ms: null,
    erased_at_ms: null,
  };
  await act(house, actor, "library.added@1", async (tx) => {
    await insertItem(tx, row);
    return granted({
      value: undefined,
      subject: { type: "library-item", id: itemId },
      body: {
        itemId,
        exportId: row.export_id,
        requestId: row.request_id,
        consent: true,
        consentPaperId: row.consent_paper_id,
        masked: false,
        files: row.files.map(({ sha256, sizeBytes }) => ({ sha256, sizeBytes })),
      },
    });
  });
  return row;
}

const withdrawal = (of: Staff, itemId: string) => ({
  itemId,
  reason: "有学员撤回同意",
  signing: of.signing,
});

describe("what comes into the library", () => {
  test("[S3-Q6] an approved clip with consent: the library's own bytes, originals as they were, played and registered", async () => {
    await using t = await openExportHouse({ pictures: true, segments: 1 });
    const before = vaultDigests(t.house);
    const { request, input } = await finishedClip(t);
    const offered = value(await library.offers(t.house, t.admin.actor)).offers;
    expect(offered).toMatchObject([
      { exportId: input.exportId, serial: request.serial, titles: [t.title], masked: true },
    ]);
    const item = value(await library.add(t.house, t.admin.actor, input));
    expect(item).toMatchObject({
      title: "心肺复苏示范",
      masked: true,
      projects: ["心肺复苏实训"],
      lessonTitles: [t.title],
      serial: request.serial,
      can: ["look"],
    });
    const [file] = item.files;
    const stored = readFileSync(join(t.house.paths.library, item.itemId, "1.mp4"));
    expect([digest(stored), stored.length]).toEqual([file?.sha256, file?.sizeBytes]);
    // The next night carries it, under a key of its own.
    const carried = await t.house.db
      .withTables<{ "copies.object": Record<"name" | "home_id" | "sha256" | "class", string> }>()
      .selectFrom("copies.object")
      .select(["name", "home_id", "sha256"])
      .where("class", "=", "library")
      .execute();
    const name = `library/${item.itemId}/1.mp4.age`;
    expect(carried).toEqual([{ name, home_id: item.itemId, sha256: file?.sha256 }]);
    expect(vaultDigests(t.house)).toEqual(before);
    expect(value(await library.offers(t.house, t.admin.actor)).offers).toEqual([]);
    const [entry] = await historyOf(t.house, item.itemId, { kinds: ["library.added@1"], most: 2 });
    expect(entry?.leaf.body).toMatchObject({
      consentPaperId: input.consent.paperId,
      masked: true,
      files: [{ sha256: file?.sha256 }],
    });

    // Once, and only once.
    expect(await library.add(t.house, t.admin.actor, input)).toMatchObject({
      code: "library_taken",
    });

    // A teacher looks: the notice first, then a look that is an entry and a line of F-09.
    const { actor } = t.teacher;
    const unread = await library.look(t.house, actor, item.itemId);
    expect(unread).toMatchObject({ code: "notice_not_accepted" });
    expect(await refusalsOf(t.house, item.itemId)).toEqual(["notice_not_accepted"]);
    value(await notice.accept(t.house, actor, 1));
    const look = value(await library.look(t.house, actor, item.itemId));
    expect(look.watermark).toContain(actor.login);
    const asked = { lookId: look.lookId, number: 1 };
    const opened = value(await library.bytes(t.house, actor, asked));
    expect(digest(await bytesOf(opened.read({ startByte: 0, endByte: opened.sizeBytes })))).toBe(
      file?.sha256,
    );
    expect(await bytesOf(opened.read({ startByte: 4, endByte: 8 }))).toEqual(stored.subarray(4, 8));
    const year = { fromMs: t.house.clock.now() - 20 * 86_400_000, toMs: t.house.clock.now() + 1 };
    const ask = { casesOf: listCases, form: "F-09", ...year, offset: 0 } as const;
    const { rows } = value(await registers.read(t.house, t.director.actor, ask));
    expect(rows.at(-1)?.cells[2]).toMatch(/播放校本资源（申请编号 2026-0001）/);
    const joined = value(await joinAccess(t.house, listCases, year));
    expect(joined).toMatchObject({ viewings: 0, unmatched: [], grantUses: rows.length });
    expect(joined.registerRows).toBe(rows.length);
    expect(value(await library.read(t.house, actor, item.itemId)).looks).toBe(1);

    // The lesson is destroyed: so is this copy, and whoever looks is told.
    expect(await eraseLibraryCopies(t.house, t.lessonId)).toEqual([
      { name: "心肺复苏示范", state: "erased" },
    ]);
    expect(existsSync(join(t.house.paths.library, item.itemId))).toBe(false);
    expect(await library.bytes(t.house, actor, asked)).toMatchObject({ code: "library_withdrawn" });
    const after = value(await library.read(t.house, t.admin.actor, item.itemId));
    expect(after).toMatchObject({ state: "withdrawn", withdrawn: { name: null }, can: [] });
    const [gone] = await historyOf(t.house, item.itemId, { kinds: ["library.erased@1"], most: 2 });
    expect(gone?.leaf.body).toMatchObject({ why: "destroyed", files: 1 });
  });

  test("[S3-Q6] [C-40] without approval, without consent or its paper, or sealed: refused and entered, and nothing is kept", async () => {
    await using t = await openExportHouse({ pictures: true, segments: 1 });
    const { request, input } = await finishedClip(t);
    const { exportId, consent } = input;
    const other = await t.paper(t.admin, "letter");
    const lacking = [
      { ...consent, given: false },
      { ...consent, statement: "" },
      { ...consent, paperId: null },
      { ...consent, paperId: other },
    ];
    for (const one of lacking)
      expect(await library.add(t.house, t.admin.actor, { ...input, consent: one })).toMatchObject({
        code: "library_consent_missing",
      });
    // A package for others is no clip, and was never approved for teaching.
    const sealed = await t.grant({ operation: "department" });
    const started = value(await t.order(sealed));
    await t.work();
    const packed = { ...input, exportId: started.export.exportId };
    expect(await library.add(t.house, t.admin.actor, packed)).toMatchObject({
      code: "library_not_approved",
    });
    // Approved for teaching, but closed to everybody without the key.
    const third = await t.grant({ operation: "clip", span: request.span });
    const closed = value(await t.order(third, { ...order, protection: { kind: "passphrase" } }))
      .export.exportId;
    await t.work();
    const locked = { ...input, exportId: closed };
    expect(await library.add(t.house, t.admin.actor, locked)).toMatchObject({
      code: "library_not_readable",
    });
    // Changed on the disk since it was made.
    const path = join(t.house.paths.exports, exportId, "package.bin");
    const bytes = readFileSync(path);
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 1;
    writeDurablySync(path, bytes);
    expect(await library.add(t.house, t.admin.actor, input)).toMatchObject({
      code: "library_not_readable",
    });
    expect(await refusalsOf(t.house, exportId)).toEqual([
      "library_not_readable",
      ...lacking.map(() => "library_consent_missing"),
    ]);
    expect(await refusalsOf(t.house, packed.exportId)).toEqual(["library_not_approved"]);
    expect(value(await library.list(t.house, t.admin.actor, {})).items).toEqual([]);
    expect(existsSync(t.house.paths.library) ? readdirSync(t.house.paths.library) : []).toEqual([]);
    expect(value(await requests.read(t.house, t.admin.actor, sealed.requestId)).state).toBe(
      "granted",
    );
  });
});

describe("what is in the library", () => {
  test("[S3-Q6] is found by title, project and year, and leaves by the director's signed reason only", async () => {
    await using t = await openExportHouse();
    const row = await placeItem(t.house, t.admin.actor, Buffer.from("a clip that will be erased"));
    const itemId = row.item_id;
    const found = async (ask: { text?: string; year?: number }) =>
      value(await library.list(t.house, t.teacher.actor, ask)).items.map((one) => one.title);
    for (const ask of [{ text: "缝合基" }, { text: "缝合实训" }, { year: 2024 }, {}])
      expect(await found(ask)).toEqual(["缝合基础"]);
    for (const ask of [{ text: "复苏" }, { year: 2026 }]) expect(await found(ask)).toEqual([]);

    // The administrator who put it in does not take it out.
    expect(
      await library.withdraw(t.house, t.admin.actor, withdrawal(t.admin, itemId)),
    ).toMatchObject({ code: "not_the_director" });
    expect(await refusalsOf(t.house, itemId)).toEqual(["not_the_director"]);
    const wrong = { ...t.director.signing, password: "not mine" };
    expect(
      await library.withdraw(t.house, t.director.actor, {
        ...withdrawal(t.director, itemId),
        signing: wrong,
      }),
    ).toMatchObject({ ok: false });
    const path = join(t.house.paths.library, itemId, "1.mp4");
    expect(existsSync(path)).toBe(true);

    const done = value(
      await library.withdraw(t.house, t.director.actor, withdrawal(t.director, itemId)),
    );
    expect(done).toMatchObject({
      state: "withdrawn",
      withdrawn: { name: t.director.actor.name, reason: "有学员撤回同意" },
    });
    expect(existsSync(join(t.house.paths.library, itemId))).toBe(false);
    // Its key is gone for good: no copy elsewhere opens any more (S0-8.1a, C-26).
    expect(existsSync(join(t.house.paths.keystore, "graves", itemId))).toBe(true);
    const told = await historyOf(t.house, itemId, {
      kinds: ["library.withdrawn@1", "library.erased@1"],
      most: 5,
    });
    expect(told.map(({ leaf }) => leaf.kind).toSorted()).toEqual([
      "library.erased@1",
      "library.withdrawn@1",
    ]);
    // A reason is a person's words: it stands beside the leaf, never in it.
    expect(JSON.stringify(told.map(({ leaf }) => leaf.body))).not.toContain("撤回同意");

    const auditor = await t.staff("auditor", "auditor1");
    for (const who of [t.admin, auditor])
      expect(value(await library.list(t.house, who.actor, {})).items).toMatchObject([
        { itemId, state: "withdrawn" },
      ]);
    for (const who of [t.teacher, t.director])
      expect(value(await library.list(t.house, who.actor, {})).items).toEqual([]);
    expect(
      await library.withdraw(t.house, t.director.actor, withdrawal(t.director, itemId)),
    ).toMatchObject({ code: "not_found" });
    value(await notice.accept(t.house, t.admin.actor, 1));
    expect(await library.look(t.house, t.admin.actor, itemId)).toMatchObject({
      code: "library_withdrawn",
    });
  });

  test("[S3-Q6] what a crash left is finished: withdrawn bytes go, and folders without an item", async () => {
    await using t = await openExportHouse();
    const row = await placeItem(t.house, t.admin.actor, Buffer.from("left behind"));
    const folder = join(t.house.paths.library, row.item_id);
    // As if it had died between the entry and the first byte.
    await act(t.house, t.director.actor, "library.withdrawn@1", async (tx) => {
      await takeOut(tx, { itemId: row.item_id, atMs: t.house.clock.now() });
      return granted({
        value: undefined,
        subject: { type: "library-item", id: row.item_id },
        body: {
          itemId: row.item_id,
          exportId: row.export_id,
          files: 1,
          signatureSha256: digest(Buffer.from("strokes")),
        },
      });
    });
    expect(existsSync(folder)).toBe(true);
    const orphan = await openExportFiles(t.house.paths.library).fresh(t.house.newId());
    expect(await sweepLibrary(t.house)).toBe(1);
    expect([existsSync(folder), existsSync(orphan)]).toEqual([false, true]);
    t.clock.advance(86_400_001);
    expect(await sweepLibrary(t.house)).toBe(0);
    expect(existsSync(orphan)).toBe(false);
  });
});

describe("bytes of a look", () => {
  test("[S3-Q6] come in ranges to the sign-in that looks, as no file, until the item is withdrawn", async () => {
    await using t = await openTestDesk({ roomsOf: () => libraryHandlers() });
    const bytes = Buffer.from("0123456789abcdef");
    const [admin, teacher, other] = [
      await t.guest("admin"),
      await t.guest("teacher"),
      await t.guest("teacher", "teacher.two"),
    ];
    const actorOf = (guest: typeof teacher, role: "admin" | "teacher") => ({
      ...t.actor(role),
      accountId: guest.accountId,
      signInId: guest.signInId,
    });
    const row = await placeItem(t.house, actorOf(admin, "admin"), bytes);
    value(await notice.accept(t.house, actorOf(teacher, "teacher"), 1));
    const url = `/api/library/${row.item_id}/looks`;
    for (const role of ["student", "operator", "superior", "auditor"] as const) {
      const guest = await t.guest(role);
      expect((await t.call({ as: guest, method: "POST", url })).statusCode, role).toBe(403);
    }
    const looked = await t.call({ as: teacher, method: "POST", url });
    expect(looked.statusCode).toBe(200);
    const file = `/api/library/looks/${looked.json<{ lookId: string }>().lookId}/files/1`;
    const part = await t.call({ as: teacher, url: file, headers: { range: "bytes=4-7" } });
    expect([part.statusCode, part.body, part.headers["content-range"]]).toEqual([
      206,
      "4567",
      "bytes 4-7/16",
    ]);
    expect(part.headers["content-disposition"]).toBeUndefined();
    expect(part.headers["cache-control"]).toContain("no-store");
    const beyond = await t.call({ as: teacher, url: file, headers: { range: "bytes=99-" } });
    expect(beyond.statusCode).toBe(416);
    for (const guest of [other, admin])
      expect((await t.call({ as: guest, url: file })).statusCode).toBe(404);
    expect((await t.call({ as: teacher, url: file.replace(/1$/, "2") })).statusCode).toBe(404);
    await eraseLibraryCopies(t.house, row.lesson_ids[0] ?? "");
    expect((await t.call({ as: teacher, url: file })).statusCode).toBe(410);
  });
});

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PaperKind } from "../../contract/approval.ts";
import { openTestHouse } from "../../../tests/fixture/house.ts";
import { jpeg, pdf, png } from "../../../tests/vectors/paper-makers.ts";
import { writePrivateText } from "../../platform/text-file.ts";
import { historyOf } from "../ledger/index.ts";
import { fileLabel } from "./file-label.ts";
import { findPapers, keepPaper, openPaper } from "./index.ts";

const letter = (bytes: Uint8Array, fileName = "公函.pdf", kind: PaperKind = "letter") => ({
  kind,
  fileName,
  bytes,
});

/** Every file below the folder of papers, as paths from there. */
function filesIn(root: string): string[] {
  const folder = join(root, "papers");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

describe("a paper that passes the check", () => {
  test("[S0-11.2] lies under its digest for ever, and its keeping is an entry", async () => {
    await using t = await openTestHouse();
    const kept = await keepPaper(t.house, t.actor("admin", "王XX"), letter(pdf()));
    if (!kept.ok) throw new Error(kept.code);
    const { paperId, sha256 } = kept.value;
    expect(filesIn(t.house.paths.root)).toEqual([`kept/${sha256.slice(0, 2)}/${sha256}`]);
    const [entry] = await historyOf(t.house, paperId, { most: 5 });
    expect(entry?.leaf.body).toMatchObject({ paperId, sha256, kind: "letter" });
    expect(JSON.stringify(entry?.leaf)).not.toContain("公函");
    expect(await findPapers(t.house, [paperId])).toEqual([kept.value]);
    const opened = await openPaper(t.house, paperId);
    if (!opened.ok) throw new Error(opened.code);
    const { sizeBytes } = opened.value;
    expect(Buffer.from(opened.value.read({ startByte: 0, endByte: sizeBytes }))).toEqual(pdf());
  });

  test("twice the same bytes lie there once and are two papers", async () => {
    await using t = await openTestHouse();
    const both = await Promise.all([
      keepPaper(t.house, t.actor("admin"), letter(png(), "一.png")),
      keepPaper(t.house, t.actor("teacher"), letter(png(), "二.png")),
    ]);
    expect(both.map((one) => one.ok)).toEqual([true, true]);
    expect(filesIn(t.house.paths.root)).toHaveLength(1);
  });

  test("[S0-11.2] the house's database role can neither change nor remove it", async () => {
    await using t = await openTestHouse();
    await keepPaper(t.house, t.actor("admin"), letter(jpeg()));
    for (const statement of [
      "update papers.paper set kind = 'legal'",
      "delete from papers.paper",
    ]) {
      const pg = (await import("pg")).default;
      const client = new pg.Client({ connectionString: t.appUrl });
      await client.connect();
      await expect(client.query(statement)).rejects.toThrow("permission denied");
      await client.end();
    }
  });

  test("bytes that changed on the disk are not handed out", async () => {
    await using t = await openTestHouse();
    const kept = await keepPaper(t.house, t.actor("admin"), letter(pdf()));
    if (!kept.ok) throw new Error(kept.code);
    const [path = ""] = filesIn(t.house.paths.root);
    writePrivateText(join(t.house.paths.papers, path), "something else");
    await expect(openPaper(t.house, kept.value.paperId)).rejects.toThrow("paper_changed");
  });
});

describe("a paper that fails the check", () => {
  test("leaves nothing behind but the entry of its refusal", async () => {
    await using t = await openTestHouse();
    const actor = t.actor("teacher");
    const bad = pdf({ catalog: "/OpenAction << /S /JavaScript /JS (1) >>" });
    expect(await keepPaper(t.house, actor, letter(bad))).toEqual({
      ok: false,
      code: "paper_refused",
      facts: { reason: "active_content" },
    });
    expect(filesIn(t.house.paths.root)).toEqual([]);
  });

  test("larger than 20 MB is refused before anything is written", async () => {
    await using t = await openTestHouse();
    const large = Buffer.alloc(20 * 1024 * 1024 + 1);
    const refusal = await keepPaper(t.house, t.actor("teacher"), letter(large));
    expect(refusal).toMatchObject({ facts: { reason: "too_large" } });
  });
});

test("what a crash left in quarantine goes after an hour", async () => {
  await using t = await openTestHouse();
  const folder = join(t.house.paths.papers, "quarantine");
  writePrivateText(join(folder, `${t.house.newId()}.part`), "half");
  t.clock.advance(3_600_001);
  const fresh = `${t.house.newId()}.part`;
  writePrivateText(join(folder, fresh), "half");
  await keepPaper(t.house, t.actor("admin"), letter(pdf()));
  expect(readdirSync(folder)).toEqual([fresh]);
});

describe("a file's name is a label", () => {
  test.each([
    ["公函.pdf", "公函.pdf"],
    ["公函.PDF", "公函.pdf"],
    ["letter.html", "letter.html.pdf"],
    ["../../etc/passwd", "．.／..／etc／passwd.pdf"],
    ["C:\\Windows\\a.exe", "C：＼Windows＼a.exe.pdf"],
    ["", "paper.pdf"],
    ["\u202efdp.exe", "fdp.exe.pdf"],
    ["a\r\nb\0c", "a bc.pdf"],
    [`${"长".repeat(300)}.pdf`, `${"长".repeat(116)}.pdf`],
    ["名\ud800", "名�.pdf"],
  ])("%j is shown as %j", (given, shown) => {
    expect(fileLabel(given, "application/pdf").replaceAll("〓", "�")).toBe(shown);
  });
});

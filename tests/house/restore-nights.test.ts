import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type NightLists, readNightLists } from "../../src/cli/restore/night-lists.ts";
import { type Refused, openSealedCopies } from "../../src/cli/restore/sealed-copies.ts";
import { once, openSealing, recipientOfSecret, unsealText } from "../../src/platform/age-stream.ts";
import { keyName } from "../../src/kernel/copies/copy-names.ts";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../fixture/copies.ts";
import { foreignHandWrites } from "../fixture/foreign-hand.ts";

/** Three finished nights; then lists and proofs are lost, kept, changed and forged. */
const desk = mkdtempSync(join(tmpdir(), "liuhen-nights-"));
const sheet = join(desk, "key.txt");
let t: CopyHouse;
let untouched: NightLists;
const nights: { list: string; proof: string; date: string }[] = [];

beforeAll(async () => {
  t = await openCopyHouse();
  await t.addFolder("disk");
  for (const night of [0, 1, 2]) {
    moveTo(t.house, nightMs(night));
    await keepLesson(t.house, { segments: 1 });
    await runNights(t.house, 3);
  }
  foreignHandWrites(sheet, `${t.secret}\n`);
  for (const name of readdirSync(join(t.folder("disk"), "nights")).toSorted())
    if (name.includes(".list."))
      nights.push({
        list: name,
        proof: name.replace(".list.", ".proof."),
        date: name.slice(0, 10),
      });
  untouched = (await read(t.folder("disk"))).lists;
});

afterAll(async () => {
  await t?.[Symbol.asyncDispose]();
  rmSync(desk, { recursive: true, force: true });
});

async function read(folder: string): Promise<{ lists: NightLists; refused: Refused[] }> {
  const copies = await openSealedCopies(folder, sheet);
  const refused: Refused[] = [];
  try {
    return { lists: await readNightLists(copies, refused), refused };
  } finally {
    copies.close();
  }
}

/** The copies as they would lie there after `change` of their folder `nights/`. */
async function after(change: (folder: string) => void | Promise<void>) {
  const folder = mkdtempSync(join(desk, "copies-"));
  cpSync(t.folder("disk"), folder, { recursive: true });
  await change(join(folder, "nights"));
  return read(folder);
}

const night = (at: number) => {
  const found = nights[at];
  if (found === undefined) throw new Error("three nights were run");
  return found;
};

describe("[S0-8.1a] which nights a restore believes", () => {
  test("three whole nights are read, the newest is named, nothing is refused", async () => {
    const { lists, refused } = await read(t.folder("disk"));
    expect(nights.length).toBe(3);
    expect(refused).toEqual([]);
    expect(lists.newestDate).toBe(night(2).date);
    expect(lists.objects.size).toBeGreaterThan(3);
  });

  test("a list whose proof never arrived is a night that broke off: it is ignored, not refused", async () => {
    const { lists, refused } = await after((folder) => rmSync(join(folder, night(2).proof)));
    expect(refused).toEqual([]);
    expect(lists.newestDate).toBe(night(1).date);
    expect(lists.objects.size).toBeLessThan(untouched.objects.size);
  });

  test("a broken night in between does not make the next one look unchained", async () => {
    const { lists, refused } = await after((folder) => {
      const between = night(1).list.replace(/\d{12}/, "000000000001");
      expect(existsSync(join(folder, between))).toBe(false);
      cpSync(join(folder, night(2).list), join(folder, between));
    });
    expect(refused).toEqual([]);
    expect(lists.objects).toEqual(untouched.objects);
  });

  test("a finished night whose list is lost is named, and so is the hole it leaves (kept: nothing is)", async () => {
    const newest = await after((folder) => rmSync(join(folder, night(2).list)));
    expect(newest.refused).toEqual([{ name: `nights/${night(2).list}`, why: "copy_missing" }]);
    expect(newest.lists.newestDate).toBe(night(1).date);
    // Its checkpoint is as good as before: the ledger is held against it all the same.
    expect(newest.lists.checkpoint).toEqual(untouched.checkpoint);
    const between = await after((folder) => rmSync(join(folder, night(1).list)));
    expect(between.refused).toEqual([
      { name: `nights/${night(1).list}`, why: "copy_missing" },
      { name: `nights/${night(2).list}`, why: "list_unchained" },
    ]);
  });

  test("lost with its proof, too, the hole is still told by the list after it", async () => {
    const { refused } = await after((folder) => {
      rmSync(join(folder, night(1).list));
      rmSync(join(folder, night(1).proof));
    });
    expect(refused).toEqual([{ name: `nights/${night(2).list}`, why: "list_unchained" }]);
  });

  test("a list the ledger does not state is refused and tells nothing (kept: the one it states)", async () => {
    const { lists, refused } = await after(async (folder) => {
      const text = await open(folder, night(2).list);
      const forged = text.replace(/"sha256":"[0-9a-f]{64}"/, `"sha256":"${"0".repeat(64)}"`);
      expect(forged).not.toBe(text);
      await seal(folder, night(2).list, forged);
    });
    expect(refused).toEqual([{ name: `nights/${night(2).list}`, why: "list_unchained" }]);
    expect([...lists.objects.values()].some((one) => one.sha256 === "0".repeat(64))).toBe(false);
    expect(lists.newestDate).toBe(night(1).date);
    const kept = await after(async (folder) =>
      seal(folder, night(2).list, await open(folder, night(2).list)),
    );
    expect(kept.refused).toEqual([]);
  });

  test("a proof that does not hold is refused, and its list with it", async () => {
    const { lists, refused } = await after(async (folder) => {
      const proof = JSON.parse(await open(folder, night(2).proof));
      const { list, ...rest } = proof;
      await seal(
        folder,
        night(2).proof,
        JSON.stringify({ list: { ...list, sha256: "0".repeat(64) }, ...rest }),
      );
    });
    expect(refused).toEqual([{ name: `nights/${night(2).proof}`, why: "proof_false" }]);
    expect(lists.newestDate).toBe(night(1).date);
  });
});

async function houseSecret(): Promise<string> {
  const sealed = readFileSync(join(t.folder("disk"), keyName("house")));
  return (await unsealText([t.secret], once(sealed), 1_000)).trim();
}

async function open(folder: string, name: string): Promise<string> {
  const sealed = readFileSync(join(folder, name));
  return unsealText([await houseSecret()], once(sealed), 10_000_000);
}

/** As somebody would who learned the recipient. */
async function seal(folder: string, name: string, text: string): Promise<void> {
  const sealing = await openSealing([await recipientOfSecret(await houseSecret())]);
  const parts: Uint8Array[] = [];
  for await (const part of sealing.seal(once(Buffer.from(text)))) parts.push(part);
  rmSync(join(folder, name));
  foreignHandWrites(join(folder, name), Buffer.concat(parts));
}

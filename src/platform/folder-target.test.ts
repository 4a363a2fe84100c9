import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { once } from "./age-stream.ts";
import { claimFolder, mayHoldCopies, openFolderTarget } from "./folder-target.ts";

const facts = (path: string, targetId = "t") => ({ path, siteId: "s", targetId });

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-target-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const files = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    /age|[0-9a-f]{16}/.test(name),
  );

describe("a folder as a place for copies", () => {
  test("[C5-F8] a name holds the whole file or none: broken, short and long streams leave nothing behind", () =>
    withFolder(async (folder) => {
      await claimFolder(facts(folder));
      const target = openFolderTarget(facts(folder));
      const broken = async function* () {
        yield Buffer.alloc(1_000);
        throw new Error("the wire broke");
      };
      await expect(target.put("a/b.age", broken(), { sizeBytes: 2_000 })).rejects.toThrow(/wire/);
      for (const size of [9, 11])
        await expect(
          target.put("a/b.age", once(Buffer.alloc(size)), { sizeBytes: 10 }),
        ).rejects.toMatchObject({ code: "copy_short" });
      expect(files(folder)).toEqual([]);
      const put = await target.put("a/b.age", once(Buffer.from("0123456789")), { sizeBytes: 10 });
      expect(put).toMatchObject({ sizeBytes: 10, confirmed: true });
      await expect(target.put("a/b.age", broken(), { sizeBytes: 9 })).rejects.toThrow(/wire/);
      expect(readFileSync(join(folder, "a", "b.age"), "utf8")).toBe("0123456789");
    }));

  test("[S0-8.1a] a vanished folder, an empty one in its place and another's are away; nothing is written there", () =>
    withFolder(async (folder) => {
      const path = join(folder, "disk");
      mkdirSync(path);
      await claimFolder(facts(path));
      const target = openFolderTarget(facts(path));
      await target.probe();
      const put = () => target.put("a/b.age", once(Buffer.from("x")), { sizeBytes: 1 });
      rmSync(path, { recursive: true });
      await expect(put()).rejects.toMatchObject({ kind: "network", code: "copy_away" });
      mkdirSync(path);
      await expect(put()).rejects.toMatchObject({ code: "copy_away" });
      expect(readdirSync(path)).toEqual([]);
      await claimFolder(facts(path, "other"));
      await expect(target.probe()).rejects.toMatchObject({ code: "copy_away" });
      expect(await claimFolder(facts(path))).toBe("foreign");
    }));

  test("[C5-F3] a place without space says so before anything is written", () =>
    withFolder(async (folder) => {
      await claimFolder(facts(folder));
      const target = openFolderTarget(facts(folder));
      const bytes = once(Buffer.from("x"));
      await expect(target.put("a/b.age", bytes, { sizeBytes: 2 ** 52 })).rejects.toMatchObject({
        kind: "disk_full",
        code: "copy_full",
      });
      expect(files(folder)).toEqual([]);
    }));

  test("[C4-1] names that are not ours and links on the way lead nowhere", () =>
    withFolder(async (folder) => {
      await claimFolder(facts(folder));
      const target = openFolderTarget(facts(folder));
      for (const name of ["../x", "/etc/passwd", "a/../../x", "a//b", "A/b", "a/.b", "", "a\0b"])
        await expect(target.put(name, once(Buffer.from("x")), { sizeBytes: 1 })).rejects.toThrow(
          /not a name of ours/,
        );
      writeFileSync(join(folder, "..", "secret-of-the-test"), "x");
      symlinkSync(join(folder, "..", "secret-of-the-test"), join(folder, "link.age"));
      await expect(async () => {
        for await (const _ of target.read("link.age"));
      }).rejects.toMatchObject({ kind: "network" });
      rmSync(join(folder, "..", "secret-of-the-test"));
    }));

  test("[security] only what the configuration allows may hold copies, by its real path, never our own folder", () =>
    withFolder(async (folder) => {
      const [allowed, house, else_] = ["mnt", "house", "else"].map((name) => join(folder, name));
      for (const one of [allowed, house, else_]) mkdirSync(one ?? "");
      mkdirSync(join(allowed ?? "", "disk"));
      symlinkSync(else_ ?? "", join(allowed ?? "", "link"));
      const at = { allowed: [allowed ?? ""], houseRoot: house ?? "" };
      expect(await mayHoldCopies(join(allowed ?? "", "disk"), at)).toBeDefined();
      for (const path of [
        join(allowed ?? "", "link"),
        allowed ?? "",
        house ?? "",
        else_ ?? "",
        join(allowed ?? "", "none"),
      ])
        expect(await mayHoldCopies(path, at)).toBeUndefined();
      const inside = { allowed: [folder], houseRoot: house ?? "" };
      mkdirSync(join(house ?? "", "vault"));
      expect(await mayHoldCopies(join(house ?? "", "vault"), inside)).toBeUndefined();
    }));
});

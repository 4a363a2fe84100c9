import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { type Disk, systemDisk, writeSwapped, writeWhole } from "./disk.ts";
import { MemoryDisk } from "./memory-disk.ts";

const folder = mkdtempSync(join(tmpdir(), "liuhen-disk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);
const bytes = (word: string) => new TextEncoder().encode(word);

/** Both disks keep the same promises. */
describe.each<[string, () => Disk, string]>([
  ["the system's disk", () => systemDisk, folder],
  ["the disk in memory", () => new MemoryDisk(), "/spool"],
])("%s", (_name, open, root) => {
  test("[S0-3b] writes in order, cuts, goes on behind the cut", async () => {
    const disk = open();
    const file = await disk.create(`${root}/a`);
    await file.append([bytes("one "), bytes(""), bytes("two ")]);
    await file.append([bytes("three")]);
    await file.datasync();
    await file.close();
    expect(text(await disk.read(`${root}/a`))).toBe("one two three");
    const again = await disk.reopen(`${root}/a`);
    await again.truncate(4);
    await again.append([bytes("four")]);
    await again.close();
    expect(text(await disk.read(`${root}/a`))).toBe("one four");
    await disk.remove(`${root}/a`);
    await disk.remove(`${root}/a`);
    expect(await disk.read(`${root}/a`)).toBeUndefined();
    expect(await disk.modifiedMs(`${root}/a`)).toBeUndefined();
  });

  test("[S0-3b] never creates over a name that exists", async () => {
    const disk = open();
    await (await disk.create(`${root}/b`)).close();
    await expect(disk.create(`${root}/b`)).rejects.toThrow("write_failed");
  });

  test("[S0-3b] lists names, renames, and swaps small files whole", async () => {
    const disk = open();
    await writeWhole(disk, { folder: root, name: "c" }, "old");
    await writeWhole(disk, { folder: root, name: "c" }, "new");
    await writeSwapped(disk, { folder: root, name: "d" }, "swapped");
    await disk.rename(`${root}/d`, `${root}/e`);
    const names = (await disk.list(root)).filter((name) => "cde".includes(name));
    expect(names.toSorted()).toEqual(["c", "e"]);
    expect(text(await disk.read(`${root}/c`))).toBe("new");
    expect(await disk.freeBytes(root)).toBeGreaterThan(0);
    expect(await disk.list(`${root}/nowhere`)).toEqual([]);
    await expect(disk.rename(`${root}/nothing`, `${root}/f`)).rejects.toThrow("write_failed");
  });
});

test("[S0-3b] a power cut leaves only synced bytes under synced names", async () => {
  const disk = new MemoryDisk();
  const file = await disk.create("/s/a");
  await file.append([bytes("synced")]);
  await file.datasync();
  await file.append([bytes(" not")]);
  expect(disk.restart("power").paths()).toEqual([]);
  await disk.syncFolder("/s");
  expect(text(await disk.restart("power").read("/s/a"))).toBe("synced");
  expect(text(await disk.restart("kill").read("/s/a"))).toBe("synced not");
});

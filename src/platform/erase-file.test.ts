import {
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededDraw } from "../../tests/fixture/seeded.ts";
import { mediumOf, overwriteFile, readMedium, unlinkErased } from "./erase-file.ts";

let folder = "";
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), "liuhen-erase-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bytesOf = (at: number): string => `object ${String(at).padStart(6, "0")} `.repeat(6);

describe("[S0-17.2a, B13] erasing files", () => {
  test("of 10,000 objects 100 are erased where they lay, and 9,900 are untouched", async () => {
    const files = Array.from({ length: 10_000 }, (_, at) => join(folder, `${at}.mp4`));
    for (const [at, path] of files.entries()) writeFileSync(path, bytesOf(at), { mode: 0o440 });
    const draw = seededDraw(20_291_108);
    const chosen = new Set<number>();
    while (chosen.size < 100) chosen.add(Math.floor(draw() * files.length));
    // A second name of the same bytes shows what lies where they lay.
    for (const at of chosen) linkSync(files[at] ?? "", join(folder, `${at}.second`));
    for (const at of chosen) expect(await overwriteFile(files[at] ?? "")).toBe(true);
    await unlinkErased([...chosen].map((at) => files[at] ?? ""));
    let intact = 0;
    for (const [at, path] of files.entries()) {
      if (!chosen.has(at)) {
        expect(readFileSync(path, "utf8")).toBe(bytesOf(at));
        intact++;
        continue;
      }
      expect(existsSync(path)).toBe(false);
      const second = readFileSync(join(folder, `${at}.second`));
      expect(second).toHaveLength(bytesOf(at).length);
      expect(second.includes("object")).toBe(false);
    }
    expect(intact).toBe(9_900);
  });

  test("doing it twice is doing it once, and a link is not followed", async () => {
    expect(await overwriteFile(join(folder, "nothing.mp4"))).toBe(false);
    await unlinkErased([join(folder, "nothing.mp4")]);
    const target = join(folder, "elsewhere");
    writeFileSync(target, "somebody else's");
    symlinkSync(target, join(folder, "link.mp4"));
    await expect(overwriteFile(join(folder, "link.mp4"))).rejects.toThrow(/not_a_file/);
    expect(readFileSync(target, "utf8")).toBe("somebody else's");
  });

  test("what a medium is called depends on what it tells of itself", async () => {
    const medium = await readMedium(folder);
    expect(["rotating", "flash", "network", "unknown"]).toContain(medium.kind);
    if (medium.inPlace) expect(medium.kind).toBe("rotating");
    expect(await readMedium(join(folder, "missing"))).toMatchObject({ kind: "unknown" });
  });

  const turns = { rotating: true, model: "ST4000NM", discardBytes: 0 };
  const flash = { rotating: false, model: "MZ7L3960", discardBytes: 4_096 };
  test.each([
    ["a turning disk, written in place", "ext4", "rw", turns, ["rotating", true, false]],
    [
      "a turning disk that journals bytes",
      "ext4",
      "data=journal",
      turns,
      ["rotating", false, false],
    ],
    ["a turning disk, written elsewhere", "btrfs", "rw", turns, ["rotating", false, false]],
    ["flash", "xfs", "rw,discard", flash, ["flash", false, true]],
    ["somebody else's over the network", "nfs4", "rw", undefined, ["network", false, false]],
    ["a program's own file system", "fuse.sshfs", "rw", undefined, ["unknown", false, false]],
    [
      "a disk that does not say what it is",
      "ext4",
      "rw",
      { rotating: undefined, model: "", discardBytes: 4_096 },
      ["unknown", false, true],
    ],
  ] as const)("%s", (_, fileSystem, options, block, want) => {
    const mount = { device: "8:1", mountPoint: "/data", source: "/dev/sda1", fileSystem };
    const medium = mediumOf({ ...mount, options: options.split(",") }, block);
    expect([medium.kind, medium.inPlace, medium.canDiscard]).toEqual(want);
    expect(medium.discards).toBe(options.includes("discard"));
  });
});

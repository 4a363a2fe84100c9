import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type CopyHouse,
  keepLesson,
  moveTo,
  nightMs,
  openCopyHouse,
  runNights,
} from "../fixture/copies.ts";

/** What docs/guide/restore.md says can be done by hand is done by hand, with the stock `age` tool. */
const guide = readFileSync(
  fileURLToPath(new URL("../../docs/guide/restore.md", import.meta.url)),
  "utf8",
);
const hasAge = spawnSync("age", ["--version"]).status === 0;
const desk = mkdtempSync(join(tmpdir(), "liuhen-by-hand-"));
let house: CopyHouse;
let homeId = "";
let segmentId = "";

beforeAll(async () => {
  house = await openCopyHouse();
  await house.addFolder("disk");
  const kept = await keepLesson(house.house);
  homeId = kept.homeId;
  segmentId = kept.segmentIds[0] ?? "";
  moveTo(house.house, nightMs(0));
  await runNights(house.house);
  writeFileSync(join(desk, "key.txt"), `# 托管密钥单\n${house.secret}\n`, { mode: 0o600 });
});

afterAll(async () => {
  await house?.[Symbol.asyncDispose]();
  rmSync(desk, { recursive: true, force: true });
});

describe.skipIf(!hasAge)("[S0-8.1a] one object by hand, as the guide shows", () => {
  test("the guide's own commands open the footage, and its digest is the record's", () => {
    const filled = (text: string) =>
      text.replaceAll("<occasion>", homeId).replaceAll("<segment>", segmentId);
    const commands = [...guide.matchAll(/^(cp|age) (.+?)(?:\s+#.*)?$/gm)]
      .map(([, program = "", rest = ""]) => [program, ...filled(rest).split(/\s+/)])
      .filter((argv) => !argv.join(" ").includes("<"));
    expect(commands.map(([program]) => program)).toEqual(["cp", "age", "age"]);
    for (const [program = "", ...args] of commands) {
      const places = args.map((arg) => arg.replace("/mnt/copies", house.folder("disk")));
      execFileSync(program, places, { cwd: desk });
    }
    const bytes = readFileSync(join(desk, "segment.mp4"));
    const sealed = join(house.folder("disk"), "daily-teaching", homeId, `${segmentId}.record.age`);
    const record = JSON.parse(
      execFileSync("age", ["-d", "-i", "home.txt", sealed], { cwd: desk, encoding: "utf8" }),
    );
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(record.sha256);
    expect(bytes.subarray(4, 8).toString()).toBe("ftyp");
  });

  test("what belongs to no occasion opens with the key sheet itself", () => {
    const keys = join(house.folder("disk"), "house", "keys");
    const name = readdirSync(keys).find((one) => one.startsWith("site.key-")) ?? "";
    mkdirSync(join(desk, "house"), { recursive: true });
    cpSync(join(keys, name), join(desk, "house", name));
    const opened = execFileSync("age", ["-d", "-i", "key.txt", join("house", name)], { cwd: desk });
    expect(opened.toString()).toBe(readFileSync(join(house.house.paths.keys, "site.key"), "utf8"));
  });
});

import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Stage, lesson, sortRecords, untiled } from "../../tests/fixture/recorder-stage.ts";
import { overwrite } from "../../tests/fixture/segments.ts";
import { toHex } from "../kernel/bytes.ts";
import { systemDisk } from "../platform/disk.ts";
import { sha256 } from "../platform/hash.ts";
import { newId } from "../platform/ids.ts";
import { openLog } from "../platform/log.ts";
import { Places, spoolFolders } from "./places.ts";
import { Recorder } from "./recorder.ts";
import { Turns } from "./turns.ts";

const root = mkdtempSync(join(tmpdir(), "liuhen-overflow-"));
const small = join(root, "small");
const large = join(root, "large");
const reserveBytes = 256 * 1024;
let mounted = false;

beforeAll(() => {
  for (const folder of [small, large]) mkdirSync(folder);
  const options = ["-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", small];
  mounted = spawnSync("mount", options).status === 0;
});
afterAll(() => {
  if (mounted) spawnSync("umount", [small]);
  rmSync(root, { recursive: true, force: true });
});

/** One lesson recorded on a file system of 2 MB that somebody else fills up in the middle of it. */
async function recordOnSmallDisk(name: string, overflow: boolean, filled: "floor" | "brim") {
  const stage = new Stage();
  const spool = spoolFolders(join(small, name));
  const beside = spoolFolders(join(large, name));
  const planFolder = join(large, `${name}-plan`);
  mkdirSync(planFolder);
  const occasion = lesson(1, 16);
  const log = openLog("recorder", "silent");
  const { clock } = stage;
  const recorder = new Recorder({
    planFolder,
    ports: {
      disk: systemDisk,
      clock,
      log,
      newId: () => newId(clock),
      openStream: stage.camera.open,
      openSecret: () => "",
      places: new Places({
        disk: systemDisk,
        clock,
        log,
        spool,
        reserveBytes,
        ...(overflow ? { overflow: beside, overflowMount: large } : {}),
      }),
      turns: new Turns(2),
      fatal: (fault) => void stage.faults.push(fault.code),
    },
  });
  overwrite(join(planFolder, "plan.json"), stage.planText([occasion]));
  await recorder.start();
  const pass = async (tenths: number) => {
    for (let tenth = 0; tenth < tenths; tenth++) {
      await stage.pass(1);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  await pass(45);
  const filler = join(small, `${name}-filler`);
  fill(filler, filled === "floor" ? reserveBytes / 2 : 0);
  await pass(95);
  rmSync(filler);
  await pass(50);
  await recorder.stop();
  return { occasion, faults: stage.faults, spool: read(spool.sealed), beside: read(beside.sealed) };
}

/** Takes all the room there is but for so much. */
function fill(path: string, leaveBytes: number): void {
  const block = new Uint8Array(4_096);
  const parts: Uint8Array[] = [];
  try {
    for (;;) {
      appendFileSync(path, block);
      parts.push(block);
    }
  } catch {
    const size = Math.max(0, parts.length * 4_096 - leaveBytes);
    overwrite(path, new Uint8Array(size));
  }
}

/** Names and texts of a folder's records; each segment is checked against its bytes. */
function read(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  if (!existsSync(folder)) return texts;
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".json")))
    texts.set(name, readFileSync(join(folder, name), "utf8"));
  for (const { segmentId, sha256: digest } of sortRecords(texts).segments)
    expect(toHex(sha256(readFileSync(join(folder, `${segmentId}.mp4`))))).toBe(digest);
  return texts;
}

describe("a real disk of two megabytes", () => {
  test("[S0-8.4b] lost and kept: full to the floor it costs seconds alone, and nothing beside another disk", async ({
    skip,
  }) => {
    skip(!mounted, "no small file system can be mounted here");
    const lost = await recordOnSmallDisk("floor-alone", false, "floor");
    const alone = sortRecords(lost.spool);
    expect(untiled(lost.occasion, alone)).toBeUndefined();
    expect(alone.gaps.map(({ cause }) => cause)).toContain("disk");
    const kept = await recordOnSmallDisk("floor-beside", true, "floor");
    const both = sortRecords(new Map([...kept.spool, ...kept.beside]));
    expect(untiled(kept.occasion, both)).toBeUndefined();
    expect(both.gaps).toEqual([]);
    expect(sortRecords(kept.beside).segments.length).toBeGreaterThanOrEqual(2);
    expect([...lost.faults, ...kept.faults]).toEqual([]);
  }, 60_000);

  test("[S0-8.4b] lost and kept: full to the brim at most the segment at hand is lost beside another disk", async ({
    skip,
  }) => {
    skip(!mounted, "no small file system can be mounted here");
    const lostMs = (records: ReturnType<typeof sortRecords>) =>
      records.gaps.reduce((sum, gap) => sum + gap.endMs - gap.startMs, 0);
    const lost = await recordOnSmallDisk("brim-alone", false, "brim");
    const alone = sortRecords(lost.spool);
    expect(untiled(lost.occasion, alone)).toBeUndefined();
    const kept = await recordOnSmallDisk("brim-beside", true, "brim");
    const both = sortRecords(new Map([...kept.spool, ...kept.beside]));
    expect(untiled(kept.occasion, both)).toBeUndefined();
    expect(lostMs(both)).toBeLessThanOrEqual(5_000);
    expect(lostMs(alone)).toBeGreaterThan(6_000);
    expect([...lost.faults, ...kept.faults]).toEqual([]);
  }, 60_000);
});

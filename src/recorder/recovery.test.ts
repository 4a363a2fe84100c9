import { describe, expect, test } from "vitest";
import { SegmentRecord } from "../contract/spool.ts";
import { smallVideo } from "../../tests/fixture/scripted-camera.ts";
import { toHex } from "../kernel/bytes.ts";
import { VirtualClock } from "../platform/clock.ts";
import { sha256 } from "../platform/hash.ts";
import { newId } from "../platform/ids.ts";
import { openLog } from "../platform/log.ts";
import { MemoryDisk } from "../platform/memory-disk.ts";
import { Book, streamKey } from "./book.ts";
import { OpenSegment } from "./open-segment.ts";
import { Places, spoolFolders } from "./places.ts";
import type { RecorderPorts } from "./ports.ts";
import { finishSegment, markUnsafe, recoverSpool } from "./recovery.ts";
import type { Gop } from "./run-timeline.ts";
import { TrackClock } from "./sound.ts";
import { Turns } from "./turns.ts";

const startMs = 1_795_000_000_000;
const clock = new VirtualClock(startMs);
const ids = {
  siteId: newId(clock),
  cameraId: newId(clock),
  segmentId: newId(clock),
  runId: newId(clock),
};
const key = streamKey(ids.cameraId, "main");

const log = openLog("recorder", "silent");
const spool = spoolFolders("/spool");

function portsOn(disk: MemoryDisk): RecorderPorts {
  return {
    disk,
    clock,
    log,
    newId: () => newId(clock),
    openStream: () => Promise.reject(new Error("no camera here")),
    openSecret: () => "",
    places: new Places({ disk, clock, log, spool }),
    turns: new Turns(2),
    fatal: () => undefined,
  };
}

function group(at: number): Gop {
  const picture = { bytes: Uint8Array.of(0, 0, 0, 3, 0x65, 1, at), time: at * 90_000, key: true };
  return {
    parameters: smallVideo,
    pictures: [picture],
    startTime: picture.time,
    endTime: picture.time + 90_000,
    startMs: startMs + at * 1_000,
    endMs: startMs + at * 1_000 + 1_000,
    sizeBytes: picture.bytes.length,
    holes: [],
  };
}

function begin(ports: RecorderPorts): OpenSegment {
  return new OpenSegment(ports, {
    folders: spool,
    head: {
      ...ids,
      label: "C01",
      stream: "main",
      occasions: [{ kind: "lesson", id: newId(clock), number: 3 }],
      startMs,
    },
    parameters: smallVideo,
    audio: undefined,
    sound: undefined,
    videoClock: new TrackClock(90_000),
    startTime: 0,
  });
}

/** Writes three groups, syncs after the second, seals. A fault may end it anywhere. */
async function record(disk: MemoryDisk): Promise<"sealed" | "failed"> {
  const segment = begin(portsOn(disk));
  try {
    segment.add(group(0));
    segment.add(group(1));
    await segment.file.sync();
    segment.add(group(2));
    const text = JSON.stringify(segment.record("length"));
    await segment.file.written();
    if (segment.file.failure !== undefined) throw segment.file.failure;
    await segment.file.seal(text);
    return "sealed";
  } catch {
    return "failed";
  }
}

/** What the next start makes of the disk: the sealed record, checked against its bytes. */
async function recovered(disk: MemoryDisk): Promise<SegmentRecord | undefined> {
  const ports = portsOn(disk);
  await recoverSpool(ports, new Book(ports));
  const left = disk
    .paths()
    .filter((path) => path.startsWith("/spool/open") || path.endsWith(".tmp"));
  expect(left).toEqual([]);
  const file = await disk.read(`/spool/sealed/${ids.segmentId}.mp4`);
  const text = await disk.read(`/spool/sealed/${ids.segmentId}.segment.json`);
  expect(text === undefined).toBe(file === undefined);
  if (file === undefined || text === undefined) return undefined;
  const record = SegmentRecord.parse(JSON.parse(new TextDecoder().decode(text)));
  expect(record.sha256).toBe(toHex(sha256(file)));
  expect(record.sizeBytes).toBe(file.length);
  for (const each of record.fragments) {
    const part = file.subarray(each.offsetBytes, each.offsetBytes + each.sizeBytes);
    expect(each.sha256).toBe(toHex(sha256(part)));
  }
  return record;
}

async function stepsOfRecording(): Promise<number> {
  const disk = new MemoryDisk();
  expect(await record(disk)).toBe("sealed");
  return disk.steps;
}

describe("sealing", () => {
  test("[S0-3b] any step may fail, lost or kept, by kill or power", async () => {
    const steps = await stepsOfRecording();
    expect(steps).toBeGreaterThan(12);
    const seen = new Set<string>();
    for (let step = 1; step <= steps; step++)
      for (const how of ["lost", "kept"] as const)
        for (const after of ["kill", "power"] as const) {
          const disk = new MemoryDisk();
          disk.failAt(step, how);
          await record(disk);
          const found = await recovered(disk.restart(after));
          // Two groups were synced before the third came: from then on they are there for ever.
          const groups = found?.fragments.length ?? 0;
          seen.add(`${after} ${groups}`);
          const synced = step > 9;
          if (synced) expect(groups, `${step} ${how} ${after}`).toBeGreaterThanOrEqual(2);
          if (found !== undefined) expect(found.endMs).toBe(startMs + groups * 1_000);
        }
    expect([...seen].toSorted()).toEqual([
      "kill 0",
      "kill 1",
      "kill 2",
      "kill 3",
      "power 0",
      "power 2",
      "power 3",
    ]);
  });

  test("[S0-3b] a start after a start changes nothing, nor does a fault in it", async () => {
    const left = new MemoryDisk();
    const segment = begin(portsOn(left));
    for (const at of [0, 1, 2]) segment.add(group(at));
    await segment.file.sync();
    const count = left.restart("kill");
    await recovered(count);
    const again = await recovered(count.restart("power"));
    expect(again?.closedBy).toBe("recovered");
    for (let step = 1; step <= count.steps; step++)
      for (const how of ["lost", "kept"] as const) {
        const disk = left.restart("kill");
        disk.failAt(step, how);
        const ports = portsOn(disk);
        await recoverSpool(ports, new Book(ports)).catch(() => undefined);
        const found = await recovered(disk.restart("power"));
        expect(found?.fragments, `${step} ${how}`).toHaveLength(3);
      }
  });

  test("[S0-3b] after a failed sync only what was known to be safe is kept", async () => {
    const disk = new MemoryDisk();
    const ports = portsOn(disk);
    const segment = begin(ports);
    segment.add(group(0));
    segment.add(group(1));
    await segment.file.sync();
    const safeBytes = segment.file.syncedBytes;
    segment.add(group(2));
    await segment.file.written();
    await markUnsafe(ports, { folders: spool, segmentId: ids.segmentId }, safeBytes);
    expect((await recovered(disk.restart("kill")))?.fragments).toHaveLength(2);
  });

  test("[S0-3b] length without content, as a power cut may leave it, is cut off", async () => {
    const disk = new MemoryDisk();
    const ports = portsOn(disk);
    const segment = begin(ports);
    for (const at of [0, 1]) segment.add(group(at));
    await segment.file.written();
    const path = `/spool/open/${ids.segmentId}.mp4`;
    const bytes = (await disk.read(path)) ?? new Uint8Array(0);
    const file = await disk.reopen(path);
    await file.truncate(bytes.length - 7);
    await file.append([new Uint8Array(7)]);
    const at = { folders: spool, segmentId: ids.segmentId };
    expect((await finishSegment(ports, at, "recovered"))?.fragments).toHaveLength(1);
  });

  test("[S0-5.2.1] a hole in what the spool holds is handed out as missing", async () => {
    const ports = portsOn(new MemoryDisk());
    const book = new Book(ports);
    book.account(key, startMs);
    book.found(key, { startMs: startMs + 5_000, endMs: startMs + 9_000 });
    book.found(key, { startMs, endMs: startMs + 2_000 });
    expect(book.resume(key, 0)).toEqual({
      toMs: startMs + 9_000,
      holes: [{ startMs: startMs + 2_000, endMs: startMs + 5_000 }],
    });
  });
});

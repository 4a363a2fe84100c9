import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/platform/clock.ts";
import { lesson, RecorderRoom } from "../fixture/recorder-room.ts";

/**
 * B1: one process, N cameras, against one ffmpeg per camera with `-c copy -f segment`, same run.
 */
export interface RecorderFigures {
  readonly cameras: number;
  readonly seconds: number;
  readonly kbps: number;
  readonly recorder: ProcessFigures & { readonly framesMissing: number; readonly gaps: number };
  readonly ffmpeg: ProcessFigures | undefined;
  /** Ours over ffmpeg's; the house promises at most 1.0 and 0.3. */
  readonly cpuRatio: number | undefined;
  readonly memoryRatio: number | undefined;
}

export interface ProcessFigures {
  /** Percent of one core. */
  readonly cpuPercentPerCamera: number;
  readonly memoryMegabytesPerCamera: number;
}

export interface RecorderBench {
  readonly cameras: number;
  readonly seconds: number;
  readonly kbps: number;
  readonly withFfmpeg: boolean;
}

const warmUpMs = 8_000;

export async function benchRecorder(options: RecorderBench): Promise<RecorderFigures> {
  const cameras = await startCameras(options.cameras, options.kbps);
  try {
    const ours = await measureRecorder(options, cameras.port);
    const theirs = options.withFfmpeg ? await measureFfmpeg(options, cameras.port) : undefined;
    return {
      cameras: options.cameras,
      seconds: options.seconds,
      kbps: options.kbps,
      recorder: ours,
      ffmpeg: theirs,
      cpuRatio: theirs && ours.cpuPercentPerCamera / theirs.cpuPercentPerCamera,
      memoryRatio: theirs && ours.memoryMegabytesPerCamera / theirs.memoryMegabytesPerCamera,
    };
  } finally {
    cameras.process.kill("SIGTERM");
  }
}

/** Simulated cameras in a process of their own, so that their work is not counted. */
export async function startCameras(
  count: number,
  kbps: number,
): Promise<{ process: ChildProcess; port: number }> {
  const module = fileURLToPath(new URL("../../src/simulator/main.ts", import.meta.url));
  const args = [module, "--cameras", `${count}`, "--port", "0", "--kbps", `${kbps}`];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  const line = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (part: Buffer) => {
      text += part.toString();
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
    child.once("exit", () => reject(new Error("the simulator ended")));
  });
  const { rtspPort }: { rtspPort: number } = JSON.parse(line);
  return { process: child, port: rtspPort };
}

export function cameraLabels(count: number): string[] {
  return Array.from({ length: count }, (_each, at) => `C${String(at + 1).padStart(2, "0")}`);
}

async function measureRecorder(
  options: RecorderBench,
  port: number,
): Promise<RecorderFigures["recorder"]> {
  const room = new RecorderRoom();
  try {
    const startMs = systemClock.now() + 6_000;
    const occasion = lesson(startMs, startMs + warmUpMs + options.seconds * 1_000);
    const labels = cameraLabels(options.cameras);
    room.plan({
      cameras: labels.map((label) => ({
        label,
        port,
        path: `/${label}/main`,
        occasions: [occasion],
      })),
      segmentTargetMs: 60_000,
    });
    const child = room.start();
    await systemClock.sleep(startMs + warmUpMs - systemClock.now());
    const used = await measure([child.pid], options);
    await systemClock.sleep(occasion.endMs + 3_000 - systemClock.now());
    await room.stop();
    const all = labels.map((label) => ({ segments: room.segments(label), gaps: room.gaps(label) }));
    let framesMissing = 0;
    for (const { segments } of all) framesMissing += missingFrames(room, segments);
    return { ...used, framesMissing, gaps: all.reduce((sum, each) => sum + each.gaps.length, 0) };
  } finally {
    await room[Symbol.asyncDispose]();
  }
}

/** Frame numbers must go on by one from the first to the last frame of a camera. */
export function missingFrames(
  room: RecorderRoom,
  segments: ReturnType<RecorderRoom["segments"]>,
): number {
  let missing = segments.length === 0 ? Number.POSITIVE_INFINITY : 0;
  let before: number | undefined;
  for (const segment of segments)
    for (const number of room.frameNumbers(segment)) {
      if (before !== undefined) missing += Math.abs(number - before - 1);
      before = number;
    }
  return missing;
}

async function measureFfmpeg(options: RecorderBench, port: number): Promise<ProcessFigures> {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-ffmpeg-"));
  const children = cameraLabels(options.cameras).map((label) =>
    spawn(
      "ffmpeg",
      [
        "-nostdin -loglevel error -rtsp_transport tcp -i".split(" "),
        `rtsp://127.0.0.1:${port}/${label}/main`,
        "-c copy -f segment -segment_time 60 -segment_format mov".split(" "),
        join(folder, `${label}-%03d.mov`),
      ].flat(),
      { stdio: ["ignore", "ignore", "ignore"] },
    ),
  );
  try {
    await systemClock.sleep(warmUpMs + 6_000);
    const alive = children
      .filter((child) => child.exitCode === null)
      .map((child) => child.pid ?? 0);
    if (alive.length < children.length) throw new Error("an ffmpeg ended early");
    return await measure(alive, options);
  } finally {
    const ended = children.map((child) => new Promise((resolve) => child.once("exit", resolve)));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(ended);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processor time used over the span, and the memory at its end (shared pages counted by share). */
async function measure(pids: readonly number[], options: RecorderBench): Promise<ProcessFigures> {
  const startTicks = systemClock.ticks();
  const before = pids.map(cpuSeconds);
  await systemClock.sleep(options.seconds * 1_000);
  const passed = (systemClock.ticks() - startTicks) / 1_000;
  const used = pids.reduce((sum, pid, at) => sum + cpuSeconds(pid) - (before[at] ?? 0), 0);
  const memory = pids.reduce((sum, pid) => sum + proportionalBytes(pid), 0);
  return {
    cpuPercentPerCamera: (used / passed / options.cameras) * 100,
    memoryMegabytesPerCamera: memory / options.cameras / 1e6,
  };
}

/** Linux: user and system time, in hundredths of a second. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function proportionalBytes(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"));
  return Number(line?.[1] ?? 0) * 1024;
}

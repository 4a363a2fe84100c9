import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { systemClock } from "../../src/platform/clock.ts";
import { lesson, RecorderRoom } from "../fixture/recorder-room.ts";
import { startFfmpegs } from "./ffmpeg-cameras.ts";

/**
 * B1: one process, N cameras, against one ffmpeg per camera with `-c copy -f segment`, same run.
 */
export interface RecorderFigures {
  readonly cameras: number;
  readonly seconds: number;
  readonly kbps: number;
  readonly recorder: RecordedFigures & {
    readonly gaps: number;
    /** Frames the planned time should hold, less those recorded. */
    readonly framesShort: number;
  };
  readonly ffmpeg: RecordedFigures | undefined;
  /** Ours over ffmpeg's; the house promises at most 1.0 and 0.3. */
  readonly cpuRatio: number | undefined;
  readonly memoryRatio: number | undefined;
}

export interface ProcessFigures {
  /** Percent of one core. */
  readonly cpuPercentPerCamera: number;
  readonly memoryMegabytesPerCamera: number;
}

export interface RecordedFigures extends ProcessFigures {
  readonly frames: number;
  /** Numbers absent or out of order between the first and the last frame of each camera. */
  readonly framesMissing: number;
}

export interface RecorderBench {
  readonly cameras: number;
  readonly seconds: number;
  readonly kbps: number;
  /** The same for both sides, and short enough that files end within the time that is measured. */
  readonly segmentSeconds: number;
  readonly withFfmpeg: boolean;
  /** Who is measured first, so that what grows over time falls on both. */
  readonly ffmpegFirst?: boolean;
}

const warmUpMs = 8_000;
const memoryLooks = 5;
/** Every simulated camera shows 25 pictures a second. */
const frameMs = 40;

export async function benchRecorder(options: RecorderBench): Promise<RecorderFigures> {
  const cameras = await startCameras(options.cameras, options.kbps);
  try {
    const measureTheirs = async () =>
      options.withFfmpeg ? measureFfmpeg(options, cameras.port) : undefined;
    const first = options.ffmpegFirst === true ? await measureTheirs() : undefined;
    const ours = await measureRecorder(options, cameras.port);
    const theirs = first ?? (await measureTheirs());
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
      segmentTargetMs: options.segmentSeconds * 1_000,
    });
    const child = room.start();
    await systemClock.sleep(startMs + warmUpMs - systemClock.now());
    const used = await measure([child.pid], options);
    await systemClock.sleep(occasion.endMs + 3_000 - systemClock.now());
    await room.stop();
    const all = labels.map((label) => ({ segments: room.segments(label), gaps: room.gaps(label) }));
    let framesMissing = 0;
    let frames = 0;
    for (const { segments } of all) {
      framesMissing += missingFrames(room, segments);
      for (const { tracks } of segments)
        for (const track of tracks) if (track.kind === "video") frames += track.frames;
    }
    const due = ((occasion.endMs - occasion.startMs) / frameMs) * options.cameras;
    const gaps = all.reduce((sum, each) => sum + each.gaps.length, 0);
    return { ...used, frames, framesMissing, gaps, framesShort: Math.round(due - frames) };
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

async function measureFfmpeg(options: RecorderBench, port: number): Promise<RecordedFigures> {
  const urls = cameraLabels(options.cameras).map(
    (label) => `rtsp://127.0.0.1:${port}/${label}/main`,
  );
  await using ffmpegs = await startFfmpegs(urls, options.segmentSeconds);
  await systemClock.sleep(warmUpMs + 6_000);
  const used = await measure(ffmpegs.pids, options);
  return { ...used, ...(await ffmpegs.finish()) };
}

/** Processor time used over the span, and the mean of the memory in it (shared pages by their share). */
async function measure(pids: readonly number[], options: RecorderBench): Promise<ProcessFigures> {
  const startTicks = systemClock.ticks();
  const before = pids.map(cpuSeconds);
  let memory = 0;
  for (let look = 0; look < memoryLooks; look++) {
    await systemClock.sleep((options.seconds * 1_000) / memoryLooks);
    memory += pids.reduce((sum, pid) => sum + proportionalBytes(pid), 0) / memoryLooks;
  }
  const passed = (systemClock.ticks() - startTicks) / 1_000;
  const used = pids.reduce((sum, pid, at) => sum + cpuSeconds(pid) - (before[at] ?? 0), 0);
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

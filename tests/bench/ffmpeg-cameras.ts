import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { nalUnits, readFrameNumber } from "../../src/kernel/media/frame-number.ts";
import { systemClock } from "../../src/platform/clock.ts";

/** What stands on the other side of B1: one `ffmpeg -c copy -f segment` per camera. */
export interface FfmpegCameras {
  readonly pids: readonly number[];
  /** Ends them as `q` does, so that every file is whole; gives the frames of all files. */
  finish(): Promise<{ readonly frames: number; readonly framesMissing: number }>;
  [Symbol.asyncDispose](): Promise<void>;
}

const patienceMs = 20_000;

export async function startFfmpegs(
  urls: readonly string[],
  segmentSeconds: number,
): Promise<FfmpegCameras> {
  const folder = mkdtempSync(join(tmpdir(), "liuhen-ffmpeg-"));
  const children = urls.map((url, at) =>
    spawn("ffmpeg", recordingArguments(url, segmentSeconds, join(folder, `${at}-%03d.mov`)), {
      stdio: "ignore",
    }),
  );
  const dieWithUs = () => children.forEach((child) => child.kill("SIGKILL"));
  process.once("exit", dieWithUs);
  await systemClock.sleep(100);
  return {
    get pids() {
      const alive = children.filter((child) => child.exitCode === null && child.pid !== undefined);
      if (alive.length < children.length) throw new Error("an ffmpeg ended early");
      return alive.map((child) => child.pid ?? 0);
    },
    async finish() {
      await end(children, "SIGINT");
      return countFrames(folder, urls.length);
    },
    async [Symbol.asyncDispose]() {
      await end(children, "SIGKILL");
      process.off("exit", dieWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** QuickTime takes every codec the cameras speak, G.711 too; `-f mp4` does not. */
function recordingArguments(url: string, segmentSeconds: number, files: string): string[] {
  return [
    "-nostdin -loglevel error -rtsp_transport tcp -i".split(" "),
    url,
    `-c copy -f segment -segment_time ${segmentSeconds} -segment_format mov`.split(" "),
    files,
  ].flat();
}

async function end(children: readonly ChildProcess[], signal: "SIGINT" | "SIGKILL"): Promise<void> {
  const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
  const ended = Promise.all(
    running.map((child) => new Promise((resolve) => child.once("exit", resolve))),
  );
  for (const child of running) child.kill(signal);
  await Promise.race([ended, systemClock.sleep(patienceMs)]);
}

/** Unpacks each file with ffmpeg itself: the pictures come as the camera sent them, numbers inside. */
function countFrames(folder: string, cameras: number): { frames: number; framesMissing: number } {
  const names = readdirSync(folder).toSorted();
  let frames = 0;
  let framesMissing = 0;
  for (let camera = 0; camera < cameras; camera++) {
    let before: number | undefined;
    for (const name of names.filter((each) => each.startsWith(`${camera}-`)))
      for (const number of frameNumbersOf(join(folder, name))) {
        frames++;
        if (before !== undefined) framesMissing += Math.abs(number - before - 1);
        before = number;
      }
    if (before === undefined) throw new Error(`ffmpeg recorded nothing of camera ${camera}`);
  }
  return { frames, framesMissing };
}

function frameNumbersOf(file: string): number[] {
  const options = `-nostdin -loglevel error -i ${file} -map 0:v -c copy -f data -`.split(" ");
  const { stdout, status } = spawnSync("ffmpeg", options, { maxBuffer: 1_000_000_000 });
  if (status !== 0) throw new Error(`${file} cannot be unpacked`);
  const numbers: number[] = [];
  for (const nal of nalUnits(stdout)) {
    // Only SEI can carry a number: H.264 type 6, H.265 type 39.
    const codec = nal[0] === 6 ? "h264" : nal[0] === 78 ? "h265" : undefined;
    if (codec === undefined || nal.length > 1_000) continue;
    const unit = new Uint8Array(nal.length + 4);
    new DataView(unit.buffer).setUint32(0, nal.length);
    unit.set(nal, 4);
    const number = readFrameNumber(unit, codec);
    if (number !== undefined) numbers.push(number.frame);
  }
  return numbers;
}

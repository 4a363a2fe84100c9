import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { constants as systemConstants, setPriority } from "node:os";
import { delimiter, join } from "node:path";

/** Where the system keeps its ffmpeg; undefined where there is none. Asked anew each time. */
export function findFfmpeg(): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders
    .map((folder) => join(folder, "ffmpeg"))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export interface FfmpegRun {
  readonly program: string;
  /** Input, filters, output: every file by its bare name in `folder`. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly longestMs: number;
}

const complaintBytes = 8 * 1024;

/**
 * Runs ffmpeg with an argument list, no shell, no input from us, files only, in a folder of its own, at
 * a low priority, with a limit of time. Resolves with what it complained about; undefined when it did
 * its work.
 */
export function runFfmpeg(run: FfmpegRun): Promise<string | undefined> {
  const guard = ["-nostdin", "-hide_banner", "-loglevel", "error", "-max_alloc", "536870912"];
  const child = spawn(run.program, [...guard, ...run.args], {
    cwd: run.folder,
    // Nothing of ours is handed on; a font cache of its own would be a file we do not know.
    env: { PATH: "/usr/bin:/bin", HOME: run.folder, LC_ALL: "C.UTF-8" },
    stdio: ["ignore", "ignore", "pipe"],
    windowsHide: true,
  });
  if (child.pid !== undefined) lower(child.pid);
  let complaints = "";
  child.stderr.on("data", (piece: Buffer) => {
    if (complaints.length < complaintBytes) complaints += piece.toString("utf8");
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), run.longestMs);
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(String(error)));
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      const said = complaints.slice(0, complaintBytes).trim();
      resolve(code === 0 ? undefined : `${signal ?? code}: ${said}`);
    });
  });
}

/** Recording comes first. */
function lower(pid: number): void {
  try {
    setPriority(pid, systemConstants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already.
  }
}

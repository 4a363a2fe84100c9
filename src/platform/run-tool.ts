import { execFile } from "node:child_process";

export interface ToolAnswer {
  readonly exitCode: number;
  readonly text: string;
}

/**
 * Runs a small tool of the machine where it is installed, as an argument list, within its time and with
 * a bounded answer. Undefined where it is not installed, took too long or said too much.
 */
export function runTool(
  argv: readonly [string, ...string[]],
  within: { readonly timeoutMs: number; readonly mostBytes: number },
): Promise<ToolAnswer | undefined> {
  const [file, ...args] = argv;
  const options = {
    encoding: "utf8",
    timeout: within.timeoutMs,
    killSignal: "SIGKILL",
    maxBuffer: within.mostBytes,
    windowsHide: true,
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" },
  } as const;
  return new Promise((resolve) => {
    execFile(file, args, options, (cause, text) => {
      if (cause === null) resolve({ exitCode: 0, text });
      else if (typeof cause.code === "number" && cause.killed !== true)
        resolve({ exitCode: cause.code, text });
      else resolve(undefined);
    });
  });
}

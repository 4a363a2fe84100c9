import { spawn } from "node:child_process";
import { flushCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/** A process of ours, run by this very Node. Its standard input is a pipe that ends when we die. */
export interface Child {
  readonly pid: number;
  /** Resolves with the exit code, or -1 after a signal. */
  readonly ended: Promise<number>;
  signal(name: "SIGTERM" | "SIGKILL"): void;
}

export interface ChildOptions {
  /** Module path below src/, e.g. `recorder/main.ts`. */
  readonly module: string;
  readonly args: readonly string[];
  /** Where its output goes; `inherit` by default. */
  readonly output?: "inherit" | "ignore";
}

export function startChild(options: ChildOptions): Child {
  const path = fileURLToPath(new URL(`../${options.module}`, import.meta.url));
  const output = options.output ?? "inherit";
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", path, ...options.args],
    {
      stdio: ["pipe", output, output],
    },
  );
  const ended = new Promise<number>((resolve) => {
    child.once("exit", (code) => resolve(code ?? -1));
    child.once("error", () => resolve(-1));
  });
  return { pid: child.pid ?? 0, ended, signal: (name) => void child.kill(name) };
}

/**
 * For the child's side, once it has started: what it compiled is there for its next start, which is a
 * third shorter. Node would keep it at an orderly end only, and a start counts most after a disorderly one.
 */
export function keepCompiled(): void {
  flushCompileCache();
}

/**
 * For the child's side: runs `stop` once when the parent's pipe ends or a stop signal comes, then
 * exits. Without a pipe (started by hand at a terminal) only signals count. What it returns lets go of
 * the pipe, for a child whose work ends by itself.
 */
export function stopWithParent(stop: () => Promise<void>): () => void {
  let stopping = false;
  const once = (): void => {
    if (stopping) return;
    stopping = true;
    void stop().then(
      () => process.exit(0),
      () => process.exit(70),
    );
  };
  process.once("SIGTERM", once);
  process.once("SIGINT", once);
  if (process.stdin.isTTY) return () => {};
  process.stdin.on("error", once);
  process.stdin.once("end", once);
  process.stdin.resume();
  return () => process.stdin.destroy();
}

/** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

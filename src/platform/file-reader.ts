import { Worker } from "node:worker_threads";
import { z } from "zod";
import { Fault } from "../contract/faults.ts";

const Answer = z.union([
  z.object({ id: z.int(), sha256: z.string() }),
  z.object({ id: z.int(), code: z.string() }),
]);

interface Waiting {
  readonly resolve: (sha256: string) => void;
  readonly reject: (cause: Error) => void;
}

let worker: Worker | undefined;
let next = 0;
const waiting = new Map<number, Waiting>();

/**
 * The digest of a file as it lies there, read in a thread beside the others: what was just copied is read
 * back while the next one is sealed. Throws Fault `network` where it cannot be read.
 */
export function digestAside(path: string): Promise<string> {
  const reader = (worker ??= open());
  const id = next++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    reader.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
    reader.postMessage({ id, path });
  });
}

function open(): Worker {
  const made = new Worker(new URL("./file-reader-worker.ts", import.meta.url), { env: {} });
  // It keeps nobody alive while nothing is asked.
  made.unref();
  made.on("message", (message: unknown) => {
    const answer = Answer.parse(message);
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (waiting.size === 0) made.unref();
    if ("sha256" in answer) asked?.resolve(answer.sha256);
    else asked?.reject(unreadable(answer.code));
  });
  made.on("error", (cause) => end(made, cause));
  made.on("exit", () => end(made, new Error("the reading thread ended")));
  return made;
}

/** A thread that died takes what it had not answered with it; the next asker opens another. */
function end(made: Worker, cause: unknown): void {
  if (worker !== made) return;
  worker = undefined;
  const left = [...waiting.values()];
  waiting.clear();
  for (const { reject } of left) reject(unreadable("EIO", cause));
}

function unreadable(code: string, cause?: unknown): Fault {
  return new Fault("network", "copy_unreachable", { cause, hint: `reading back: ${code}` });
}

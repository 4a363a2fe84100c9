import { parentPort, workerData } from "node:worker_threads";
import { inflateSync } from "node:zlib";
import { checkPaper } from "../kernel/paper/check-paper.ts";

/** Runs in a thread of its own with bounded memory and time; see paper-check.ts. */
function inflate(bytes: Uint8Array, mostBytes: number): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(1, mostBytes) });
  } catch {
    return undefined;
  }
}

const task: { readonly bytes: Uint8Array } = workerData;
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
parentPort?.postMessage(checkPaper(task.bytes, inflate));

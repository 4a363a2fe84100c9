import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { parentPort } from "node:worker_threads";

/** Runs in a thread of its own; see file-reader.ts. One file after the other, in the order asked. */
const chunk = Buffer.allocUnsafe(1024 * 1024);

function digest(path: string): string {
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    for (;;) {
      const bytes = readSync(file, chunk, 0, chunk.length, null);
      if (bytes === 0) return hash.digest("hex");
      hash.update(chunk.subarray(0, bytes));
    }
  } finally {
    closeSync(file);
  }
}

parentPort?.on("message", ({ id, path }: { readonly id: number; readonly path: string }) => {
  try {
    const sha256 = digest(path);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
    parentPort?.postMessage({ id, sha256 });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, no window
    parentPort?.postMessage({ id, code: typeof code === "string" ? code : "EIO" });
  }
});

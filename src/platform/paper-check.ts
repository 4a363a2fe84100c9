import { Worker } from "node:worker_threads";
import { z } from "zod";
import { type Checked, fault, PaperFault } from "../kernel/paper/paper-fault.ts";
import type { PaperMedia } from "../kernel/paper/check-paper.ts";

const withinMs = 15_000;
const withinMegabytes = 512;

const Answer = z.union([
  z.object({
    ok: z.literal(true),
    value: z.enum(["application/pdf", "image/jpeg", "image/png"]),
  }),
  z.object({ ok: z.literal(false), fault: PaperFault }),
]);

/**
 * Judges an uploaded paper by content, in a thread with bounded memory and time: a crafted file costs
 * at most that and never blocks the house. What takes too long counts as unreadable.
 */
export function judgePaper(bytes: Uint8Array): Promise<Checked<PaperMedia>> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./paper-check-worker.ts", import.meta.url), {
      workerData: { bytes },
      resourceLimits: { maxOldGenerationSizeMb: withinMegabytes, stackSizeMb: 4 },
      stdout: true,
      stderr: true,
      env: {},
    });
    const finish = (checked: Checked<PaperMedia>) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(checked);
    };
    const timer = setTimeout(() => finish(fault("unreadable_parts")), withinMs);
    worker.once("message", (message: unknown) => {
      const answer = Answer.safeParse(message);
      finish(answer.success ? answer.data : fault("unreadable_parts"));
    });
    worker.once("error", () => finish(fault("unreadable_parts")));
    worker.once("exit", () => finish(fault("unreadable_parts")));
  });
}

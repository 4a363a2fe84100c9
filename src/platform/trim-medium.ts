import type { Medium } from "./erase-file.ts";
import { runTool } from "./run-tool.ts";

/**
 * What became of telling a medium which blocks are free. `by-file-system`: nothing was sent here, the
 * file system does so by itself when a file goes.
 */
export type Trimming = "done" | "by-file-system" | "refused" | "unsupported" | "not-needed";

export interface Trimmed {
  readonly trimming: Trimming;
  /** What the tool says it told the medium of; null where nothing was sent. */
  readonly trimmedBytes: number | null;
}

const within = { timeoutMs: 300_000, mostBytes: 10_000 };

/**
 * Tells the medium below a folder of all that is free (fstrim), where it can be told and this process
 * may. Says what was done and nothing more; `ask` runs the tool.
 */
export async function trimMedium(medium: Medium, ask = runTool): Promise<Trimmed> {
  const { kind, canDiscard, discards, mountPoint } = medium;
  if (!canDiscard || mountPoint === "")
    return none(kind === "rotating" ? "not-needed" : "unsupported");
  const answer = await ask(["fstrim", "--verbose", mountPoint], within);
  const told = answer?.exitCode === 0 ? bytesIn(answer.text) : undefined;
  if (told !== undefined) return { trimming: "done", trimmedBytes: told };
  return none(discards ? "by-file-system" : "refused");
}

const none = (trimming: Trimming): Trimmed => ({ trimming, trimmedBytes: null });

/** `/data: 1.2 GiB (1288490188 bytes) trimmed`. */
function bytesIn(text: string): number | undefined {
  const match = /\((\d{1,15}) bytes\) trimmed\s*$/.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

import type { ArchiveFailure, DatabaseArchiveState } from "../contract/database-archive.ts";

export interface ArchiveTrouble {
  /** `silent`: nobody says how it stands; `base-old`: the nightly base copy does not come. */
  readonly reason: ArchiveFailure["code"] | "silent" | "base-old";
  readonly sinceMs: number;
  readonly detail: string;
}

const hourMs = 3_600_000;
/** A failure that mends itself within this is no trouble: the next attempt follows in a second. */
const patienceMs = 2 * 60_000;
const silentMs = 5 * 60_000;
/** One night may be missed by a machine that was off; the second one is trouble. */
const baseOldMs = 36 * hourMs;

/** What is wrong with the copies of the embedded database; the institution's own are its own matter. */
export function archiveTrouble(
  state: DatabaseArchiveState | undefined,
  nowMs: number,
): ArchiveTrouble | undefined {
  if (state === undefined || state.kind === "own") return undefined;
  const { failure, lastBase, writtenAtMs } = state;
  if (nowMs - writtenAtMs > silentMs) return { reason: "silent", sinceMs: writtenAtMs, detail: "" };
  if (failure !== null && nowMs - failure.sinceMs > patienceMs)
    return { reason: failure.code, sinceMs: failure.sinceMs, detail: failure.detail };
  if (lastBase !== null && nowMs - lastBase.finishedAtMs > baseOldMs)
    return { reason: "base-old", sinceMs: lastBase.finishedAtMs, detail: lastBase.instant };
  return undefined;
}

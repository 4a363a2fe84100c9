import type { RecorderState } from "../../contract/spool.ts";
import type { EmbeddedArchiveState } from "../../contract/database-archive.ts";
import { readArchiveState } from "../../platform/database-archive-state.ts";
import type { House } from "../../platform/house.ts";
import { countSealed, readRecorderState } from "../../platform/spool-places.ts";
import { type LedgerState, readLedgerState } from "../ledger/index.ts";

/** What can be seen of the house from the desk, for health and figures. */
export interface Observation {
  /** Undefined while the database does not answer. */
  readonly ledger: LedgerState | undefined;
  /** The recorder's newest word about itself, undefined before its first. */
  readonly recorder: RecorderState | undefined;
  readonly recorderAlive: boolean;
  readonly ledgerAlive: boolean;
  /** Sealed segments in spool and overflow that the vault has not taken in yet. */
  readonly waitingSegments: number;
  /** How the copies of the embedded database stand; undefined for the institution's own server. */
  readonly archive: EmbeddedArchiveState | undefined;
}

const recorderSilentMs = 10_000;
const ledgerSilentMs = 60_000;

export async function observe(house: House): Promise<Observation> {
  const nowMs = house.clock.now();
  const [ledger, recorder, waiting] = await Promise.all([
    readLedgerState(house).catch(() => undefined),
    readRecorderState(house),
    countSealed(house),
  ]);
  const recorderAlive = recorder !== undefined && nowMs - recorder.writtenAtMs < recorderSilentMs;
  const late = ledger?.publishedAtMs ?? 0;
  const ledgerAlive =
    ledger !== undefined && (ledger.pending === 0 || nowMs - late < ledgerSilentMs);
  const waitingSegments = waiting.reduce((sum, count) => sum + count, 0);
  const state = readArchiveState(house.paths);
  const archive = state?.kind === "embedded" ? state : undefined;
  return { ledger, recorder, recorderAlive, ledgerAlive, waitingSegments, archive };
}

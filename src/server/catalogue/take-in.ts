import type { SystemActor } from "../../contract/actor.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type HomeOf, type StagedRound, type Tell, rounds, tellNobody } from "../vault/index.ts";
import { indexRecords } from "./index-records.ts";

export interface TakenRound {
  readonly roundId: string | undefined;
  readonly segments: number;
  readonly gaps: number;
  /** Set aside now; each one has its own entry. */
  readonly damaged: number;
  /** Waiting for an occasion nobody knows. */
  readonly homeless: number;
  /** The spool holds more than one round: call again at once. */
  readonly more: boolean;
}

const vaultActor: SystemActor = { kind: "system", name: "vault" };

/**
 * One take-in round: bytes durable in the vault, then rows, index and one entry in one transaction,
 * then the acknowledgement. Whatever a crash leaves undone, the next call does.
 */
export async function takeIn(
  house: House,
  homeOf: HomeOf,
  tell: Tell = tellNobody,
): Promise<TakenRound> {
  const { round, damaged, homeless, more } = await rounds.stage(house, homeOf, tell);
  const gaps = round?.records.filter(({ record }) => "gapId" in record).length ?? 0;
  const segments = (round?.records.length ?? 0) - gaps;
  if (round !== undefined) {
    tell("before-commit");
    await enter(house, round, { segments, gaps });
    tell("after-commit");
  }
  tell("before-acknowledge");
  await rounds.acknowledge(house);
  tell("acknowledged");
  return { roundId: round?.roundId, segments, gaps, damaged, homeless, more };
}

async function enter(
  house: House,
  round: StagedRound,
  counts: { segments: number; gaps: number },
): Promise<void> {
  const { roundId, sizeBytes, root } = round;
  await act(house, vaultActor, "vault.round-taken@1", async (tx) => {
    await rounds.enter(house, tx, round);
    await indexRecords(
      tx,
      round.records.map(({ record }) => record),
    );
    return granted({
      value: undefined,
      subject: { type: "round", id: roundId },
      body: { roundId, ...counts, sizeBytes, root },
    });
  });
}

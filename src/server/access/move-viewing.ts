import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { type PlayedRange, compactRanges } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { insertSeen } from "./access.store.ts";
import { orUnwritable } from "./or-unwritable.ts";
import type { Viewing } from "./viewing.ts";

export interface Move {
  readonly toMs: number;
  readonly reason: "seek" | "speed" | "camera" | "hls";
  readonly played: readonly PlayedRange[];
}

/** Enters a seek, a change of speed or camera, or an HLS hour, with what was played before it. */
export async function moveViewing(
  house: House,
  actor: PersonActor,
  move: Move & { readonly viewing: Viewing },
): Promise<Outcome<{ noted: true }>> {
  const { viewing, toMs, reason } = move;
  const { viewingId, lessonId } = viewing;
  const played = compactRanges(move.played, viewing.span, limits.viewingRanges);
  return orUnwritable(house, () =>
    act(house, actor, "viewing.moved@1", async (tx) => {
      const atMs = house.clock.now();
      await insertSeen(tx, {
        viewingId,
        siteId: house.siteId,
        toldBy: "page",
        ranges: played,
        atMs,
      });
      return granted({
        value: { noted: true as const },
        subject: { type: "viewing", id: viewingId },
        body: { viewingId, lessonId, toMs, reason, played },
      });
    }),
  );
}

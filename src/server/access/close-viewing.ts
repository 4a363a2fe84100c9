import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, refused } from "../../contract/outcome.ts";
import type { PlayedRange } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { findViewing } from "./access.store.ts";
import { endViewing } from "./end-viewing.ts";
import { orUnwritable } from "./or-unwritable.ts";

/** Closes the caller's own viewing. */
export async function closeViewing(
  house: House,
  actor: PersonActor,
  close: { viewingId: string; played: readonly PlayedRange[] },
): Promise<Outcome<{ playedMs: number }>> {
  const row = await findViewing(house.db, house.siteId, close.viewingId);
  if (row === undefined || row.account_id !== actor.accountId) return refused("not_found");
  if (row.closed_at_ms !== null) return refused("viewing_closed");
  return orUnwritable(house, () =>
    endViewing(house, actor, { row, played: close.played, exit: "closed" }),
  );
}

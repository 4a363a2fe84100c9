import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type EventRow, countParts, lockEvent } from "./playbooks.store.ts";

/** The event a part is to be added to, held for this transaction: closed, it takes nothing more. */
export async function lockOpenEvent(
  house: House,
  tx: Writing,
  eventId: string,
): Promise<Outcome<EventRow>> {
  const row = await lockEvent(tx, house.siteId, eventId);
  if (row === undefined) return refused("not_found");
  if (row.closed_at_ms !== null) return refused("event_closed");
  const full = (await countParts(tx, eventId)) >= limits.eventPartsMost;
  return full ? refused("too_many", { most: limits.eventPartsMost }) : granted(row);
}

import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { signIns } from "../people/index.ts";
import { type ViewingRow, findViewing } from "./access.store.ts";

/**
 * The right to look at one lesson now. Only this room makes one: playback takes it as a value, so a
 * missing check does not compile.
 */
class GrantedViewing {
  readonly viewingId: string;
  readonly lessonId: string;
  readonly signInId: string;
  readonly span: Span;
  readonly expiresAtMs: number;
  // A private member makes the type nominal: no object literal passes for it.
  readonly #granted = true;

  constructor(row: ViewingRow) {
    this.viewingId = row.viewing_id;
    this.lessonId = row.lesson_id;
    this.signInId = row.sign_in_id;
    this.span = { startMs: row.start_ms, endMs: row.end_ms };
    this.expiresAtMs = row.expires_at_ms;
  }

  get holds(): boolean {
    return this.#granted;
  }
}
export type Viewing = GrantedViewing;

/** The caller's own open viewing. Somebody else's is not found; a closed or expired one says so. */
export async function useViewing(
  house: House,
  actor: PersonActor,
  viewingId: string,
): Promise<Outcome<Viewing>> {
  const row = await findViewing(house.db, house.siteId, viewingId);
  if (row === undefined || row.account_id !== actor.accountId) return refused("not_found");
  if (row.sign_in_id !== actor.signInId || !isOpen(house, row)) return refused("viewing_closed");
  return granted(new GrantedViewing(row));
}

/** Whether a viewing still holds: open, not expired, its sign-in alive. Asked again while bytes flow. */
export async function stillHolds(house: House, viewing: Viewing): Promise<boolean> {
  const row = await findViewing(house.db, house.siteId, viewing.viewingId);
  if (row === undefined || !isOpen(house, row)) return false;
  return (await signIns.live(house, [row.sign_in_id])).has(row.sign_in_id);
}

function isOpen(house: House, row: ViewingRow): boolean {
  return row.closed_at_ms === null && house.clock.now() < row.expires_at_ms;
}

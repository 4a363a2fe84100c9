import type { ViewingExit } from "../../contract/looking.ts";
import type { House } from "../../platform/house.ts";
import { findAccounts, signIns } from "../people/index.ts";
import { type ViewingRow, findOpenViewings } from "./access.store.ts";
import { whichDestroyed } from "./destroyed-look.ts";
import { endViewing } from "./end-viewing.ts";
import { stillMay } from "./viewing.ts";

/**
 * Closes what nobody closed: viewings that ran out, whose right has ended, whose lesson is being
 * destroyed, or whose sign-in is over or locked.
 * Until it runs they are dead all the same; this writes their entries. Returns how many it closed.
 */
export async function sweepViewings(house: House): Promise<number> {
  const open = await findOpenViewings(house.db, house.siteId);
  if (open.length === 0) return 0;
  const ids = [...new Set(open.map((row) => row.sign_in_id))];
  const { held, unlocked } = await signIns.standing(house, ids);
  const exits = await signIns.exits(
    house,
    ids.filter((id) => !held.has(id)),
  );
  const destroyed = await whichDestroyed(
    house,
    open.map((row) => row.lesson_id),
  );
  const accounts = await findAccounts(house, [...new Set(open.map((row) => row.account_id))]);
  let closed = 0;
  for (const row of open) {
    const role = accounts.get(row.account_id)?.role;
    const exit = destroyed.has(row.lesson_id)
      ? "destroyed"
      : await exitOf(house, row, { unlocked, exits, role });
    if (exit === undefined) continue;
    const gate = { kind: "system", name: "gate" } as const;
    if ((await endViewing(house, gate, { row, played: [], exit })).ok) closed++;
  }
  return closed;
}

async function exitOf(
  house: House,
  row: ViewingRow,
  known: {
    unlocked: ReadonlySet<string>;
    exits: ReadonlyMap<string, string>;
    role: Parameters<typeof stillMay>[2] | undefined;
  },
): Promise<ViewingExit | undefined> {
  if (house.clock.now() >= row.expires_at_ms) return "expired";
  if (!known.unlocked.has(row.sign_in_id))
    return known.exits.get(row.sign_in_id) === "gone" ? "gone" : "sign-out";
  if (known.role === undefined) return undefined;
  return (await stillMay(house, row, known.role)) ? undefined : "right-ended";
}

import type { Actor, PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type PlayedRange, compactRanges, playedMs } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { signIns } from "../people/index.ts";
import {
  type ViewingExit,
  type ViewingRow,
  findOpenViewings,
  findSeen,
  findViewing,
  insertSeen,
  markClosed,
} from "./access.store.ts";
import { orUnwritable } from "./or-unwritable.ts";
import { takeServed } from "./served.ts";

/** Closes the caller's own viewing; the entry tells what was played from first to last. */
export async function closeViewing(
  house: House,
  actor: PersonActor,
  close: { viewingId: string; played: readonly PlayedRange[] },
): Promise<Outcome<{ playedMs: number }>> {
  const row = await findViewing(house.db, house.siteId, close.viewingId);
  if (row === undefined || row.account_id !== actor.accountId) return refused("not_found");
  if (row.closed_at_ms !== null) return refused("viewing_closed");
  return orUnwritable(house, () =>
    end(house, actor, { row, played: close.played, exit: "closed" }),
  );
}

/**
 * Closes what nobody closed: viewings that ran out, and those whose sign-in ended. Until it runs they
 * are dead all the same; this writes their entries. Returns how many it closed.
 */
export async function sweepViewings(house: House): Promise<number> {
  const open = await findOpenViewings(house.db, house.siteId);
  if (open.length === 0) return 0;
  const live = await signIns.live(house, [...new Set(open.map((row) => row.sign_in_id))]);
  let closed = 0;
  for (const row of open) {
    const expired = house.clock.now() >= row.expires_at_ms;
    if (!expired && live.has(row.sign_in_id)) continue;
    const exit = expired ? ("expired" as const) : ("sign-out" as const);
    const ended = await end(house, { kind: "system", name: "gate" }, { row, played: [], exit });
    if (ended.ok) closed++;
  }
  return closed;
}

async function end(
  house: House,
  actor: Actor,
  how: { row: ViewingRow; played: readonly PlayedRange[]; exit: ViewingExit },
): Promise<Outcome<{ playedMs: number }>> {
  const { row, exit } = how;
  const { viewing_id: viewingId, lesson_id: lessonId } = row;
  const span = { startMs: row.start_ms, endMs: row.end_ms };
  const compact = (ranges: readonly PlayedRange[]) =>
    compactRanges(ranges, span, limits.viewingRanges);
  const handedOut = takeServed(house, viewingId);
  return act(house, actor, "viewing.closed@1", async (tx) => {
    const atMs = house.clock.now();
    if (!(await markClosed(tx, { viewingId, atMs, exit }))) return refused("viewing_closed");
    const base = { viewingId, siteId: house.siteId, atMs };
    await insertSeen(tx, { ...base, toldBy: "page", ranges: compact(how.played) });
    await insertSeen(tx, { ...base, toldBy: "house", ranges: compact(handedOut) });
    const seen = await findSeen(tx, [viewingId]);
    const played = compact(seen.filter((range) => range.toldBy === "page"));
    const served = compact(seen.filter((range) => range.toldBy === "house"));
    return granted({
      value: { playedMs: playedMs(played) },
      subject: { type: "viewing", id: viewingId },
      body: { viewingId, lessonId, exit, played, served },
    });
  });
}

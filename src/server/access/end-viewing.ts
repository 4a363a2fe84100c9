import type { Actor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import type { ViewingExit } from "../../contract/looking.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import { type PlayedRange, compactRanges, playedMs } from "../../kernel/played.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type ViewingRow, findSeen, insertSeen, markClosed } from "./access.store.ts";
import { takeServed } from "./served.ts";

/** Ends a viewing, once; the entry tells what was played from first to last. */
export async function endViewing(
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
  return act(house, actor, "viewing.closed@2", async (tx) => {
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

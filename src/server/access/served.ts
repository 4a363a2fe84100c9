import type { PlayedRange } from "../../kernel/played.ts";
import { mergeSpans } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { insertSeen } from "./access.store.ts";
import type { Viewing } from "./viewing.ts";

/** What the house handed out since the last flush; one small list per viewing. */
const handedOut = new WeakMap<House, Map<string, PlayedRange[]>>();

/** Notes that a stretch was handed out; durable with the next flush, at the latest with the closing. */
export function noteServed(house: House, viewing: Viewing, range: PlayedRange): void {
  const open = handedOut.get(house) ?? new Map<string, PlayedRange[]>();
  handedOut.set(house, open);
  const known = open.get(viewing.viewingId) ?? [];
  const same = (one: PlayedRange) => one.cameraId === range.cameraId && one.stream === range.stream;
  const { cameraId, stream } = range;
  const merged = mergeSpans([...known.filter(same), range]);
  const rest = known.filter((one) => !same(one));
  open.set(viewing.viewingId, [...rest, ...merged.map((span) => ({ cameraId, stream, ...span }))]);
}

/** Takes what was handed out under a viewing since the last flush. */
export function takeServed(house: House, viewingId: string): PlayedRange[] {
  const open = handedOut.get(house);
  const ranges = open?.get(viewingId) ?? [];
  open?.delete(viewingId);
  return ranges;
}

/** Writes what was handed out; a job calls it every few seconds. */
export async function flushServed(house: House): Promise<void> {
  const ids = [...(handedOut.get(house)?.keys() ?? [])];
  if (ids.length === 0) return;
  const atMs = house.clock.now();
  const taken = ids.map((viewingId) => ({ viewingId, ranges: takeServed(house, viewingId) }));
  await quiet(house, "what was handed out is entered when the viewing closes", async (tx) => {
    for (const { viewingId, ranges } of taken)
      await insertSeen(tx, { viewingId, siteId: house.siteId, toldBy: "house", ranges, atMs });
  });
}

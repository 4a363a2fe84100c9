import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { selectSpans } from "./segment-spans.store.ts";

/** When segments were recorded, by their ids: how much footage they are. */
export function spansOfSegments(house: House, segmentIds: readonly string[]): Promise<Span[]> {
  return selectSpans(house.db, segmentIds);
}

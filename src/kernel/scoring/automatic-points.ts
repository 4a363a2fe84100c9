import type { CprFigures } from "../../contract/device-scores.ts";
import type { ChecklistItem } from "../../contract/scoring.ts";

/** What a device's figures give each automatic step: its share of the points, in halves. */
export function automaticPoints(
  items: readonly ChecklistItem[],
  figures: CprFigures,
): ReadonlyMap<string, number> {
  return new Map(
    items.flatMap(({ itemId, points, device }) => {
      const score = device === undefined ? null : figures.scores[device];
      return score === null ? [] : [[itemId, Math.round((points * score) / 50) / 2] as const];
    }),
  );
}

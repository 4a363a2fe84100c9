import type { House } from "../../platform/house.ts";
import { countLessons } from "./tally.store.ts";

/** How many lessons of each sort ended in a span; as the house knows it. */
export function tallyLessons(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
) {
  return countLessons(house.db, { ...span, siteId: house.siteId });
}

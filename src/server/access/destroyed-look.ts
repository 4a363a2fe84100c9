import { type Refusal, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { disposal } from "../vault/index.ts";

/** Lessons of these whose destruction has begun: there is nothing left to look at. */
export async function whichDestroyed(
  house: Pick<House, "db">,
  lessonIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly serial: string | null }>> {
  return disposal.which(house, lessonIds);
}

/** Why nobody looks at a lesson any more, and by which case; undefined while it is kept. */
export async function whyDestroyed(house: House, lessonId: string): Promise<Refusal | undefined> {
  const erased = (await disposal.which(house, [lessonId])).get(lessonId);
  if (erased === undefined) return undefined;
  const { serial } = erased;
  return refused("item_destroyed", serial === null ? {} : { serial });
}

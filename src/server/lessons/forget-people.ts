import type { Writing } from "../../platform/database.ts";
import { clearPeople } from "./forget-people.store.ts";

/**
 * The names of those who took part go with the footage that was destroyed (C-28). What entries tell of
 * them is a salted digest, which without its salt means nothing. An occasion that is no lesson has none.
 */
export function forgetPeople(tx: Writing, lessonId: string): Promise<void> {
  return clearPeople(tx, lessonId);
}

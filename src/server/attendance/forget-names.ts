import type { Writing } from "../../platform/database.ts";
import { clearNames } from "./attendance.store.ts";

/** Names and reasons on the attendance list go with the names of the lesson (C-28); that somebody came stays. */
export function forgetNames(tx: Writing, lessonId: string): Promise<void> {
  return clearNames(tx, lessonId);
}

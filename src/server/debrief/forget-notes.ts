import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { clearNotes } from "./debrief.store.ts";

/** What was written and drawn about a destroyed lesson goes with it (C-28); that it was written stays. */
export async function forgetNotes(house: House, lessonId: string): Promise<void> {
  await quiet(house, "what may name people goes with what was destroyed", (tx) =>
    clearNotes(tx, lessonId),
  );
}

import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { clearSaid } from "./completion.store.ts";
import { clearComments } from "./lesson-words.store.ts";

/** What was written about a destroyed lesson goes with its names (C-28); that it was written stays. */
export async function forgetWords(house: House, lessonId: string): Promise<void> {
  await quiet(house, "what may name people goes with what was destroyed", async (tx) => {
    await clearSaid(tx, lessonId);
    await clearComments(tx, lessonId);
  });
}

import { limits } from "../../contract/limits.ts";
import type { House } from "../../platform/house.ts";
import { quiet } from "../ledger/index.ts";
import { markSilent, updateOpenSignIns } from "./sign-ins.store.ts";

/** The pages of these sign-ins are there just now. Presence is no activity: the idle limit runs on. */
export function notePresent(house: House, signInIds: readonly string[]): Promise<void> {
  const seen = { seen_at_ms: house.clock.now(), gone_at_ms: null, gone_due_ms: null };
  return quiet(house, "presence of a page", (tx) => updateOpenSignIns(tx, signInIds, seen));
}

/** The last page of a sign-in fell silent at `lastSeenMs`: it ends as `gone` unless it returns. */
export function noteSilent(house: House, signInId: string, lastSeenMs: number): Promise<void> {
  const gone = {
    gone_at_ms: lastSeenMs,
    gone_due_ms: house.clock.now() + limits.signInGoneMs,
  };
  return quiet(house, "a page fell silent", (tx) => updateOpenSignIns(tx, [signInId], gone));
}

/** At the server's start no page is connected: those that were there have time to return. */
export function resumePresence(house: House): Promise<void> {
  const dueMs = house.clock.now() + limits.signInGoneMs;
  return quiet(house, "pages must be heard again after a restart", (tx) =>
    markSilent(tx, house.siteId, dueMs),
  );
}

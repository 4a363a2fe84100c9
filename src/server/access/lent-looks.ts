import type { LentLook } from "../../kernel/access.ts";
import type { House } from "../../platform/house.ts";

/** Requests to look at this lesson that were granted to this account and hold now. */
export async function lentLooks(
  _house: House,
  _accountId: string,
  _lessonId: string,
): Promise<LentLook[]> {
  return [];
}

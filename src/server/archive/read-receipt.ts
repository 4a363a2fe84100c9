import type { PersonActor } from "../../contract/actor.ts";
import { rolePermissions } from "../../contract/roles.ts";
import type { House } from "../../platform/house.ts";
import { isReceiptPaper } from "./archive.store.ts";

/** Whether this paper is the scan of an F-37 receipt, and the actor is one who reads archiving. */
export async function readsReceipt(
  house: House,
  actor: PersonActor,
  paperId: string,
): Promise<boolean> {
  if (!rolePermissions[actor.role].includes("retention.read")) return false;
  return isReceiptPaper(house.db, house.siteId, paperId);
}

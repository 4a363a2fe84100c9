/** The resource library (校本资源): finished clips that approval and consent let in, played in the house. */
import { addItem, listOffers } from "./add-item.ts";
import { lookAt, openLook } from "./look-at.ts";
import { listItems, readItem, readsConsent } from "./read-items.ts";
import { withdrawItem } from "./withdraw-item.ts";

export const library = {
  list: listItems,
  read: readItem,
  offers: listOffers,
  add: addItem,
  look: lookAt,
  bytes: openLook,
  withdraw: withdrawItem,
  readsConsent,
};
export { eraseLibraryCopies, sweepLibrary } from "./erase-copies.ts";

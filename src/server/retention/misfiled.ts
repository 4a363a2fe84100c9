import type { House } from "../../platform/house.ts";
import { homes } from "../vault/index.ts";
import { selectItems } from "./items.store.ts";

const homesAtOnce = 500;
const firstId = "00000000-0000-0000-0000-000000000000";

/** Folders of items that the register of keeping has in another partition than they lie in (S0-8.2). */
export async function misfiledItems(
  house: House,
): Promise<{ readonly path: string; readonly what: "item-in-foreign-partition" }[]> {
  const found: { path: string; what: "item-in-foreign-partition" }[] = [];
  for (let after = firstId; ;) {
    const page = await homes.list(house, { after, most: homesAtOnce });
    const byId = new Map(page.map((home) => [home.homeId, home]));
    const rows = await selectItems(house.db, house.siteId, {
      homeIds: [...byId.keys()],
      most: 2 * homesAtOnce,
    });
    for (const row of rows) {
      const home = row.home_id === null ? undefined : byId.get(row.home_id);
      if (home !== undefined && home.partition !== row.partition)
        found.push({ path: home.folder, what: "item-in-foreign-partition" });
    }
    const last = page.at(-1);
    if (last === undefined || page.length < homesAtOnce) return found;
    after = last.homeId;
  }
}

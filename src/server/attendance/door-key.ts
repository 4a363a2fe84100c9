import { fromHex, toHex } from "../../kernel/bytes.ts";
import type { Mac } from "../../kernel/attendance/door-code.ts";
import { hmacOf } from "../../platform/hmac.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { quiet } from "../ledger/index.ts";
import { insertDoorKey, selectDoorKey } from "./sheets.store.ts";

const keyBytes = 32;
const context = "attendance/door";

/** What the doors of this house prove their codes with; drawn when the first door asks. */
export async function doorMac(house: House): Promise<Mac> {
  const known = await selectDoorKey(house.db, house.siteId);
  const sealed = known ?? (await drawKey(house));
  const key = fromHex(house.secrets.open(context, sealed));
  if (key === undefined) throw new Error("the key of the doors is no key");
  return hmacOf(key);
}

/** Of several who draw at once, all use the one that was kept. */
async function drawKey(house: House): Promise<string> {
  const drawn = house.secrets.seal(context, toHex(draw(keyBytes)));
  await quiet(house, "a key of the house's own is nobody's fact", (tx) =>
    insertDoorKey(tx, house.siteId, drawn),
  );
  return (await selectDoorKey(house.db, house.siteId)) ?? drawn;
}

import { limits } from "../../contract/limits.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { entriesIn, quiet } from "../ledger/index.ts";
import { homes } from "../vault/index.ts";
import { applyTerms } from "./apply-terms.ts";
import { enrolItems, type NewItem } from "./enrol-items.ts";
import { enrolTold } from "./enrol-told.ts";
import { readFollowed, saveFollowed } from "./followed.store.ts";
import { itemOfHome, itemsOfYear, yearsUntil } from "./items-to-enrol.ts";
import { knownKeys } from "./items.store.ts";
import { fallDue, storeCollected } from "./store-collected.ts";
import { tend } from "./tend.ts";

/** Folders chosen while another transaction was still open are found by looking back this far. */
const lookBackMs = 10 * 60_000;
const lowestId = "00000000-0000-0000-0000-000000000000";

/**
 * Takes everything into account that is not yet, and every item to where its claims say it belongs.
 * Idempotent: dying anywhere is finished by the next round. Returns whether there is more to do.
 */
export async function enrol(house: House): Promise<boolean> {
  // Recordings first: looks and uses are counted on what is in account already.
  await enrolHomes(house);
  const told = await enrolTold(house);
  await enrolYears(house);
  const stored = await storeCollected(house);
  const prolonged = await applyTerms(house);
  const due = await fallDue(house);
  return told || stored || prolonged || due;
}

/** Folders of the vault, in the order in which they were chosen. */
async function enrolHomes(house: House): Promise<void> {
  const { homesMs } = await readFollowed(house.db, house.siteId);
  const most = limits.enrolledAtOnce;
  let from = { chosenFromMs: Math.max(0, homesMs - lookBackMs), afterId: lowestId };
  for (;;) {
    const found = await homes.tell(house, { ...from, most });
    const last = found.at(-1);
    if (last === undefined) return;
    await enrolFresh(house, found.map(itemOfHome));
    await reach(house, last.chosenAtMs);
    if (found.length < most) return;
    from = { chosenFromMs: last.chosenAtMs, afterId: last.homeId };
  }
}

async function reach(house: House, chosenAtMs: number): Promise<void> {
  const { homesMs } = await readFollowed(house.db, house.siteId);
  if (chosenAtMs <= homesMs) return;
  await quiet(house, "how far enrolling has come is no evidence", async (tx) => {
    const now = await readFollowed(tx, house.siteId);
    await saveFollowed(tx, house.siteId, { ...now, homesMs: Math.max(chosenAtMs, now.homesMs) });
  });
}

/** Each calendar year's logs, sign-ins, data and checks, from the house's first year on. */
async function enrolYears(house: House): Promise<void> {
  const zone = house.config.timeZone;
  const yearOf = (atMs: number) => Number(localTime(atMs, zone).date.slice(0, 4));
  const nowMs = house.clock.now();
  const begun = await entriesIn(
    house,
    { fromMs: 0, toMs: nowMs + 1 },
    { kinds: ["house.set-up@1"], most: 1 },
  );
  const years = yearsUntil(yearOf(begun[0]?.atMs ?? nowMs), yearOf(nowMs));
  await enrolFresh(
    house,
    years.flatMap((year) => itemsOfYear(year, zone)),
  );
}

/** Where nothing is new, nothing is written. */
async function enrolFresh(house: House, items: readonly NewItem[]): Promise<void> {
  const fresh: NewItem[] = [];
  for (const [source, some] of Map.groupBy(items, (item) => item.source)) {
    const keys = some.map((item) => item.sourceKey);
    const known = await knownKeys(house.db, house.siteId, { source, keys });
    fresh.push(...some.filter((item) => !known.has(item.sourceKey)));
  }
  if (fresh.length === 0) return;
  await tend(house, async (tx) => {
    const { rows, drafts } = await enrolItems(house, tx, fresh);
    return { enrolled: rows.length, drafts };
  });
}

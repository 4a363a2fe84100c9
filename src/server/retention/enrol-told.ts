import { entryKinds } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { requests } from "../approval/index.ts";
import { type Entry, followLedger, quiet } from "../ledger/index.ts";
import { insertClaims, selectClaims } from "./claims.store.ts";
import { enrolItems } from "./enrol-items.ts";
import { readFollowed, saveFollowed } from "./followed.store.ts";
import { itemOfEntry, retiredBy } from "./items-to-enrol.ts";
import { addTouch, selectItems, updateItem } from "./items.store.ts";
import { classClaim } from "./open-claims.ts";
import { selectTermsInForce } from "./own-terms.store.ts";
import { storeAll } from "./store-collected.ts";
import { tend, type Tended } from "./tend.ts";

const told = ["register.printed@1", "paper.kept@1", "camera.changed@1"] as const;
const touching = ["viewing.opened@1", "viewing.opened@2", "grant.used@1"] as const;

/**
 * What other rooms' entries tell of: sheets, papers, cameras; and every look at and use of a lesson.
 * Returns whether there is more.
 */
export async function enrolTold(house: House): Promise<boolean> {
  const most = limits.enrolledAtOnce;
  const { index } = await readFollowed(house.db, house.siteId);
  const entries = await followLedger(house, [...told, ...touching], index, most);
  const last = entries.at(-1)?.index;
  if (last === undefined) return false;
  const tells = entries.some((entry) => itemOfEntry(entry) !== undefined);
  const write = (tx: Writing) => takeTold(house, tx, { entries, index: last });
  if (tells) await tend(house, write);
  else await quiet(house, "looks and uses are counted, and their own entries tell of them", write);
  return entries.length === most;
}

async function takeTold(
  house: House,
  tx: Writing,
  of: { readonly entries: readonly Entry[]; readonly index: number },
): Promise<Tended> {
  const items = of.entries.flatMap((entry) => itemOfEntry(entry) ?? []);
  const once = [...new Map(items.map((item) => [item.source + item.sourceKey, item])).values()];
  const { rows, drafts } = await enrolItems(house, tx, once);
  const stored = await storeAll(house, tx, rows);
  for (const entry of of.entries) {
    await retire(house, tx, entry);
    await touch(house, tx, entry);
  }
  const now = await readFollowed(tx, house.siteId);
  await saveFollowed(tx, house.siteId, { ...now, index: of.index });
  return { enrolled: rows.length, drafts: [...drafts, ...stored] };
}

/** A look is the viewing's own entry, a use the grant's: here they are counted on what was looked at. */
async function touch(house: House, tx: Writing, { leaf }: Entry): Promise<void> {
  if (leaf.kind === "viewing.opened@1")
    return addTouch(tx, [entryKinds["viewing.opened@1"].parse(leaf.body).lessonId], "looks");
  if (leaf.kind === "viewing.opened@2")
    return addTouch(tx, [entryKinds["viewing.opened@2"].parse(leaf.body).lessonId], "looks");
  if (leaf.kind !== "grant.used@1") return;
  const { requestId } = entryKinds["grant.used@1"].parse(leaf.body);
  await addTouch(tx, await requests.lessonsOf(house, requestId), "uses");
}

/** A camera out of use is kept account of for the term of its class more. */
async function retire(house: House, tx: Writing, entry: Entry): Promise<void> {
  const cameraId = retiredBy(entry);
  if (cameraId === undefined) return;
  const of = { source: "camera" as const, keys: [cameraId], most: 1 };
  const [row] = await selectItems(tx, house.siteId, of);
  if (row === undefined) return;
  const claims = await selectClaims(tx, { itemIds: [row.item_id], live: true });
  if (claims.some((claim) => claim.basis === "class")) return;
  await updateItem(tx, row.item_id, { ended_ms: entry.atMs, end_ms: entry.atMs });
  const ended = { ...row, ended_ms: entry.atMs };
  const terms = await selectTermsInForce(tx, house.siteId);
  await insertClaims(tx, [classClaim(house, ended, { class: row.class, by: null, terms })]);
}

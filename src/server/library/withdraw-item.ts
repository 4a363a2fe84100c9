import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { LibraryRead } from "../../contract/library.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { bodies } from "../approval/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { eraseCopy } from "./erase-copies.ts";
import { insertWithdrawal, type ItemRow, selectItems, takeOut } from "./library.store.ts";
import { readOf, seenItem } from "./read-items.ts";

/**
 * Takes an item out, by whoever holds the first approver's post, with a reason and a signature. It stops
 * playing with the entry; then the library's bytes are overwritten and removed.
 */
export async function withdrawItem(
  house: House,
  actor: PersonActor,
  ask: { readonly itemId: string; readonly reason: string; readonly signing: Signing },
): Promise<Outcome<LibraryRead>> {
  const { itemId, reason } = ask;
  const row = await seenItem(house, actor, itemId);
  if (row === undefined) return refused("not_found");
  const holder = await holderOf(house, actor, row);
  if (!holder.ok) {
    const subject = { type: "library-item", id: itemId } as const;
    await enterRefusal(house, actor, "library.withdrawn@1", holder, subject);
    return holder;
  }
  const signed = await sign(house, actor, ask.signing);
  if (!signed.ok) return signed;
  const { strokes, sha256: signatureSha256 } = signed.value;
  const atMs = house.clock.now();
  const done = await act(house, actor, "library.withdrawn@1", async (tx) => {
    const still = await holderOf({ ...house, db: tx }, actor, row);
    if (!still.ok) return still;
    if (!(await takeOut(tx, { itemId, atMs }))) return refused("library_withdrawn");
    await insertWithdrawal(tx, {
      item_id: itemId,
      site_id: house.siteId,
      at_ms: atMs,
      account_id: actor.accountId,
      name: actor.name,
      standing_for: still.value.standingFor?.name ?? null,
      reason,
      strokes,
      signature_sha256: signatureSha256,
    });
    return granted({
      value: undefined,
      subject: { type: "library-item", id: itemId },
      body: { itemId, exportId: row.export_id, files: row.files.length, signatureSha256 },
      personal: { reason },
    });
  });
  if (!done.ok) return done;
  await eraseCopy(house, { row, why: "withdrawn" });
  const [after] = await selectItems(house.db, house.siteId, { itemId, most: 1 });
  return after === undefined ? refused("not_found") : granted(await readOf(house, actor, after));
}

async function holderOf(house: House, actor: PersonActor, row: ItemRow) {
  if (row.state !== "shown") return refused("library_withdrawn");
  const holder = await bodies.holder(house, actor, "first");
  return holder.ok ? holder : refused("not_the_director");
}

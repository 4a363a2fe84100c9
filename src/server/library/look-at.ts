import type { PersonActor } from "../../contract/actor.ts";
import type { LibraryLook } from "../../contract/library.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { marks, notice } from "../access/index.ts";
import { clips } from "../export/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { findLook, insertLook, type ItemRow, selectItems } from "./library.store.ts";
import { seenItem } from "./read-items.ts";

/**
 * One look at an item, entered before its first byte and a line of its own in the register (S3-Q6). The
 * notice comes first, and the picture carries the code of this very sign-in (S3-8.3, S0-14.1).
 */
export async function lookAt(
  house: House,
  actor: PersonActor,
  itemId: string,
): Promise<Outcome<LibraryLook>> {
  const row = await seenItem(house, actor, itemId);
  if (row === undefined) return refused("not_found");
  const refusal = await refusalOf(house, actor, row);
  if (refusal !== undefined) {
    const subject = { type: "library-item", id: itemId } as const;
    await enterRefusal(house, actor, "library.looked@1", refusal, subject);
    return refusal;
  }
  const mark = await marks.issue(house, actor);
  if (!mark.ok) return mark;
  const { code, startedAtMs } = mark.value;
  const lookId = house.newId();
  const atMs = house.clock.now();
  const expiresAtMs = atMs + limits.libraryLookMs;
  return act(house, actor, "library.looked@1", async (tx) => {
    const look = {
      look_id: lookId,
      site_id: house.siteId,
      item_id: itemId,
      account_id: actor.accountId,
      sign_in_id: actor.signInId,
      at_ms: atMs,
      expires_at_ms: expiresAtMs,
    };
    if (!(await insertLook(tx, look))) return refused("library_withdrawn");
    return granted({
      value: {
        lookId,
        itemId,
        expiresAtMs,
        files: [...row.files],
        watermark: `${actor.name} ${actor.login} ${actor.terminal}`,
        code,
        startedAtMs,
      },
      subject: { type: "library-item", id: itemId },
      body: { itemId, lookId, code, requestId: row.request_id, serial: row.serial },
    });
  });
}

async function refusalOf(
  house: House,
  actor: PersonActor,
  row: ItemRow,
): Promise<Refusal | undefined> {
  if (row.state !== "shown") return refused("library_withdrawn");
  const accepted = await notice.accepted(house, actor.signInId);
  return accepted ? undefined : refused("notice_not_accepted");
}

export interface LookBytes {
  readonly mediaType: "video/mp4";
  readonly sizeBytes: number;
  read(part: { startByte: number; endByte: number }): AsyncIterable<Uint8Array>;
}

/** Bytes under a look of this very sign-in, judged anew for each part; it is no file to be kept. */
export async function openLook(
  house: House,
  actor: PersonActor,
  of: { readonly lookId: string; readonly number: number },
): Promise<Outcome<LookBytes>> {
  const look = await findLook(house.db, house.siteId, of.lookId);
  const own = look?.account_id === actor.accountId && look.sign_in_id === actor.signInId;
  if (look === undefined || !own || look.expires_at_ms <= house.clock.now())
    return refused("not_found");
  const [row] = await selectItems(house.db, house.siteId, { itemId: look.item_id, most: 1 });
  if (row?.state !== "shown") return refused("library_withdrawn");
  const file = row.files.find((one) => one.number === of.number);
  const files = openExportFiles(house.paths.library);
  const name = clips.nameOf(of.number);
  const there = await files.sizeOf(row.item_id, name);
  if (file === undefined || there !== file.sizeBytes) return refused("not_found");
  return granted({
    mediaType: "video/mp4",
    sizeBytes: file.sizeBytes,
    read: (part) => files.read(row.item_id, name, part),
  });
}

import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import type { EntryDraft } from "../ledger/index.ts";
import type { Signature } from "../signing/index.ts";
import { forgeLink } from "./forge-link.ts";
import { type MediumRow, lockMedia, selectMedia, updateMedium } from "./media.store.ts";

/** A medium that is out for this case and still here; what is not registered is refused like what is not (S3-Q4). */
export async function issuedFor(
  house: House,
  of: { readonly mediumId: string; readonly requestId: string },
): Promise<Outcome<{ mediumId: string; text: string }>> {
  const { mediumId, requestId } = of;
  const [row] = await selectMedia(house.db, house.siteId, { mediumId, most: 1 });
  return row !== undefined && isIssuedFor(row, requestId)
    ? granted({ mediumId, text: textOf(row) })
    : refused("medium_not_issued");
}

const isIssuedFor = (row: MediumRow, requestId: string): boolean =>
  row.state === "issued" && row.request_id === requestId;

const textOf = (row: MediumRow): string => `${row.label}（${row.maker_serial}）`;

/** What a case writes into the chain, inside its own transaction and under its own signature. */
interface ByCase {
  readonly requestId: string;
  readonly mediumId: string;
  readonly actor: PersonActor;
  readonly signature: Signature;
}

/** The medium goes to its receiver with the case's hand-over. */
export async function handOverMedium(
  house: House,
  tx: Writing,
  of: ByCase & { readonly receiver: string; readonly owed: boolean },
): Promise<Outcome<{ text: string; entry: EntryDraft }>> {
  const { requestId, mediumId, actor, signature, receiver, owed } = of;
  const [row] = await lockMedia(tx, house.siteId, { mediumId });
  if (row === undefined || !isIssuedFor(row, requestId)) return refused("medium_not_issued");
  const next = { move: "hand-over", holder: receiver, owed, note: "", signature } as const;
  const link = await forgeLink(house, tx, { row, actor, next });
  return link.ok ? granted({ text: textOf(row), entry: link.value }) : link;
}

/** The medium a case was handed over on; undefined where it left on none of ours. */
export async function mediumOwedBy(
  house: House,
  requestId: string,
): Promise<{ mediumId: string; state: MediumRow["state"] } | undefined> {
  const rows = await selectMedia(house.db, house.siteId, { requestId, most: 20 });
  const row = rows.find(({ owed }) => owed) ?? rows.find(({ state }) => state === "handed-over");
  return row === undefined ? undefined : { mediumId: row.medium_id, state: row.state };
}

/**
 * The case's return and the medium's are one: it is back, or destroyed as the paper states. What was
 * lost stays lost, and only its destruction can be stated.
 */
export async function takeBackMedium(
  house: House,
  tx: Writing,
  of: ByCase & { readonly how: "returned" | "destroyed"; readonly note: string },
): Promise<Outcome<{ entry: EntryDraft | undefined }>> {
  const { requestId, mediumId, actor, signature, how, note } = of;
  const [row] = await lockMedia(tx, house.siteId, { mediumId });
  if (row === undefined || row.request_id !== requestId) return refused("medium_not_issued");
  if (row.state === "lost" && how === "destroyed") {
    const { state, request_id, request_serial, holder, links, moved_at_ms } = row;
    const settled = { state, request_id, request_serial, holder, links, moved_at_ms };
    await updateMedium(tx, mediumId, { ...settled, owed: false });
    return granted({ entry: undefined });
  }
  const move = how === "returned" ? ("take-back" as const) : ("destroy" as const);
  const link = await forgeLink(house, tx, { row, actor, next: { move, note, signature } });
  return link.ok ? granted({ entry: link.value }) : link;
}

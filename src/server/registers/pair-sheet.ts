import type { PersonActor } from "../../contract/actor.ts";
import type { SheetState } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { Reconciliation, Sheet } from "../../contract/routes/registers.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { findPapers } from "../papers/index.ts";
import {
  insertPairing,
  insertStray,
  selectSheet,
  selectSheets,
  selectStrays,
  serialExists,
} from "./registers.store.ts";
import { sheetOf } from "./sheet-view.ts";

/** Says where a printed sheet's paper is; what was said before stays on the record (S0-6.2b). */
export async function pairSheet(
  house: House,
  actor: PersonActor,
  say: { sheetId: string; state: SheetState; paperId: string | null },
): Promise<Outcome<Sheet>> {
  const { sheetId, state, paperId } = say;
  const [paper] = paperId === null ? [] : await findPapers(house, [paperId]);
  return act(house, actor, "register.paired@1", async (tx) => {
    if (mayNotWrite(actor)) return refused("not_permitted");
    const row = await selectSheet(tx, house.siteId, sheetId);
    if (row === undefined) return refused("not_found");
    if ((state === "scanned") !== (paperId !== null)) return refused("sheet_without_scan");
    if (paperId !== null && paper?.kind !== "signed-scan") return refused("sheet_without_scan");
    const atMs = house.clock.now();
    await insertPairing(tx, {
      pairing_id: house.newId(),
      site_id: house.siteId,
      sheet_id: sheetId,
      state,
      paper_id: paperId,
      at_ms: atMs,
      account_id: actor.accountId,
      said_by: actor.name,
    });
    const said = { state, paper_id: paperId, state_at_ms: atMs, said_by: actor.name };
    return granted({
      value: sheetOf({ ...row, ...said }),
      subject: { type: "register", id: sheetId },
      body: { sheetId, serial: row.serial, state, paperId },
    });
  });
}

/** A paper in the binder whose number no sheet has: the electronic side is missing. */
export async function noteStray(
  house: House,
  actor: PersonActor,
  serial: string,
): Promise<Outcome<{ serial: string }>> {
  return act(house, actor, "register.stray-noted@1", async (tx) => {
    if (mayNotWrite(actor)) return refused("not_permitted");
    if (await serialExists(tx, house.siteId, serial)) return refused("conflict", { serial });
    const noted = await insertStray(tx, {
      site_id: house.siteId,
      serial,
      noted_at_ms: house.clock.now(),
      account_id: actor.accountId,
      noted_by: actor.name,
    });
    if (!noted) return refused("conflict", { serial });
    return granted({
      value: { serial },
      subject: { type: "house", id: house.siteId },
      body: { serial },
    });
  });
}

const sheetsMost = 20_000;

/** Paper against electronic records: what is matched, which paper is missing, which record is missing. */
export async function reconcile(
  house: House,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Outcome<Reconciliation>> {
  if (span.fromMs >= span.toMs || span.toMs - span.fromMs > limits.registerSpanMs)
    return refused("span_invalid");
  const page = { fromMs: span.fromMs, beforeMs: span.toMs, most: sheetsMost };
  const sheets = (await selectSheets(house.db, house.siteId, page)).map(sheetOf);
  const missingPaper = sheets.filter((sheet) => ["printed", "missing"].includes(sheet.state));
  const strays = await selectStrays(house.db, house.siteId, span);
  return granted({
    printed: sheets.length,
    matched: sheets.length - missingPaper.length,
    missingPaper: missingPaper.toReversed(),
    missingElectronic: strays.map((stray) => ({
      serial: stray.serial,
      notedAtMs: stray.noted_at_ms,
      notedBy: stray.noted_by,
    })),
  });
}

/** An auditor reads everything and changes nothing. */
function mayNotWrite(actor: PersonActor): boolean {
  return actor.role === "auditor";
}

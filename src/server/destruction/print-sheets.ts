import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { readSheetFile } from "../../platform/sheet-files.ts";
import { serialOf } from "./case-parts.ts";
import { formSheet } from "./certificate.ts";
import { selectCase } from "./destruction.store.ts";
import { listDigest } from "./case-parts.ts";
import type { DestructionPorts } from "./ports.ts";
import { mayRead } from "./read-destructions.ts";

export interface PrintedForm {
  readonly fileName: string;
  readonly pdf: Uint8Array;
}

/** F-21 as it stands now, typeset anew. */
export async function printForm(
  house: House,
  actor: PersonActor,
  ask: { readonly caseId: string; readonly typeset: DestructionPorts["typeset"] },
): Promise<Outcome<PrintedForm>> {
  const one = await selectCase(house.db, house.siteId, ask.caseId);
  if (one === undefined || !(await mayRead(house, actor))) return refused("not_found");
  const sheet = formSheet(house, one, one.row.form_sha256 ?? listDigest(one.items));
  const pdf = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `F-21-${serialOf(one.row)}.pdf`, pdf });
}

/** F-22, the file that was made when the case ended. */
export async function readCertificate(
  house: House,
  actor: PersonActor,
  caseId: string,
): Promise<Outcome<PrintedForm>> {
  const one = await selectCase(house.db, house.siteId, caseId);
  const sheetId = one?.row.sheet_id ?? null;
  if (one === undefined || sheetId === null || !(await mayRead(house, actor)))
    return refused("not_found");
  const pdf = await readSheetFile(house.paths, sheetId);
  return granted({ fileName: `F-22-${serialOf(one.row)}.pdf`, pdf });
}

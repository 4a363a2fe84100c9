import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { readSheetFile } from "../../platform/sheet-files.ts";
import { digestOf } from "../signing/index.ts";
import { listDigest, serialOf } from "./case-parts.ts";
import { certificateFacts, certificateSheet, formSheet } from "./certificate.ts";
import { selectCase } from "./destruction.store.ts";
import type { DestructionPorts } from "./ports.ts";
import { mayRead } from "./read-destructions.ts";

export interface PrintedForm {
  readonly fileName: string;
  readonly bytes: Uint8Array;
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
  const bytes = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `F-21-${serialOf(one.row)}.pdf`, bytes });
}

/**
 * F-22: the file that was made when the case ended. While it waits for locks or signatures, what stands
 * now, typeset anew and saying that the case is open.
 */
export async function readCertificate(
  house: House,
  actor: PersonActor,
  ask: { readonly caseId: string; readonly typeset: DestructionPorts["typeset"] },
): Promise<Outcome<PrintedForm>> {
  const one = await selectCase(house.db, house.siteId, ask.caseId);
  if (one === undefined || !(await mayRead(house, actor))) return refused("not_found");
  const { sheet_id: sheetId, state } = one.row;
  const name = `F-22-${serialOf(one.row)}`;
  if (sheetId !== null)
    return granted({ fileName: `${name}.pdf`, bytes: await readSheetFile(house.paths, sheetId) });
  if (state !== "waiting-lock" && state !== "verified") return refused("not_found");
  const digest = digestOf(certificateFacts(one));
  const sheet = certificateSheet(house, one, { digest, ended: false });
  const bytes = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `${name}-open.pdf`, bytes });
}

import { granted, refused } from "../../contract/outcome.ts";
import { toHex } from "../../kernel/bytes.ts";
import { sha256 } from "../../platform/hash.ts";
import type { House } from "../../platform/house.ts";
import { keepSheetFile } from "../../platform/sheet-files.ts";
import { digestOf } from "../signing/index.ts";
import { after, digestsOf } from "./case-parts.ts";
import { certificateFacts, certificateSheet } from "./certificate.ts";
import { changeDestruction } from "./change-destruction.ts";
import type { Tell } from "./crash-points.ts";
import { scheduler } from "./destroy-item.ts";
import { type Case, updateCase } from "./destruction.store.ts";
import type { DestructionPorts } from "./ports.ts";

/**
 * The certificate (F-22), once what was to be signed is signed: typeset, kept and entered with its
 * digests. False: somebody still has to sign.
 */
export async function finishDestruction(
  house: House,
  one: Case,
  of: { readonly ports: DestructionPorts; readonly tell: Tell },
): Promise<boolean> {
  if (after(one, "finish", house.clock.now()) === undefined) return false;
  const certificateSha256 = digestOf(certificateFacts(one));
  const sheet = certificateSheet(house, one, { digest: certificateSha256, ended: true });
  const pdf = await of.ports.typeset(house, sheet, one.row.executed_by_name ?? "");
  of.tell("typeset");
  const sheetId = house.newId();
  keepSheetFile(house.paths, sheetId, pdf);
  of.tell("kept");
  const fileSha256 = toHex(sha256(pdf));
  const at = { caseId: one.row.case_id, kind: "destruction.finished@1" as const };
  await changeDestruction(house, scheduler, at, async (tx, locked) => {
    const nowMs = house.clock.now();
    const state = after(locked, "finish", nowMs);
    if (state === undefined) return refused("destruction_state");
    await updateCase(tx, at.caseId, {
      state,
      certificate_sha256: certificateSha256,
      sheet_id: sheetId,
      file_sha256: fileSha256,
      ended_at_ms: nowMs,
    });
    return granted({
      body: {
        ...digestsOf(locked),
        formSha256: locked.row.form_sha256 ?? "",
        certificateSha256,
        fileSha256,
      },
    });
  });
  of.tell("finished");
  return true;
}

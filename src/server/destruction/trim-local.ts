import { refused, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { disposal } from "../vault/index.ts";
import { serialOf } from "./case-parts.ts";
import { changeDestruction } from "./change-destruction.ts";
import { scheduler } from "./destroy-item.ts";
import { type Case, noteMedium } from "./destruction.store.ts";
import type { DestructionPorts } from "./ports.ts";

/**
 * Once for a case, after the bytes of its whole list are gone: the medium below the vault is told of
 * what is free now, where it can be told, and what came of it is entered.
 */
export async function trimLocal(
  house: House,
  one: Case,
  trim: DestructionPorts["trim"],
): Promise<void> {
  const found = await disposal.medium(house);
  const { trimming, trimmedBytes } = await trim(found);
  const medium = {
    kind: found.kind,
    fileSystem: found.fileSystem.slice(0, 64),
    device: found.device.slice(0, 200),
    model: found.model.slice(0, 100),
    inPlace: found.inPlace,
    trimming,
    trimmedBytes,
  };
  const at = { caseId: one.row.case_id, kind: "destruction.trimmed@1" as const };
  await changeDestruction(house, scheduler, at, async (tx, locked) => {
    if (!(await noteMedium(tx, at.caseId, medium))) return refused("destruction_state");
    return granted({ body: { caseId: at.caseId, serial: serialOf(locked.row), medium } });
  });
}

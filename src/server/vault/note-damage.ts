import type { SystemActor } from "../../contract/actor.ts";
import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { type Announced, type Damage, spoolMark } from "./read-spool.ts";
import { findDamage, insertDamage } from "./vault.store.ts";

export const vaultActor: SystemActor = { kind: "system", name: "vault" };

/** Sets a file of the spool aside: a row, an entry, and no acknowledgement. The spool is never written. */
export async function noteDamage(house: House, damage: Damage): Promise<void> {
  const { announced, what } = damage;
  const mark = await spoolMark(announced);
  house.log.error(
    { record: announced.fileName, what },
    "a sealed record is damaged and was set aside",
  );
  await act(house, vaultActor, "vault.damage-found@1", async (tx) => {
    await insertDamage(tx, {
      file_name: announced.fileName,
      size_bytes: mark.sizeBytes,
      modified_ms: mark.modifiedMs,
      site_id: house.siteId,
      object_id: announced.id,
      what,
      found_at_ms: house.clock.now(),
    });
    const segmentId = announced.kind === "segment" ? announced.id : null;
    return granted({
      value: undefined,
      subject: { type: "segment", id: announced.id },
      body: { segmentId, what },
    });
  });
}

/** Leaves out what was set aside and has not changed since. */
export async function withoutNotedDamage(
  house: House,
  announced: readonly Announced[],
): Promise<Announced[]> {
  const noted = await findDamage(
    house.db,
    announced.map((one) => one.fileName),
  );
  const kept: Announced[] = [];
  for (const one of announced) {
    const marks = noted.filter((damage) => damage.file_name === one.fileName);
    const now = marks.length > 0 ? await spoolMark(one) : undefined;
    const same = marks.some(
      (mark) => mark.size_bytes === now?.sizeBytes && mark.modified_ms === now.modifiedMs,
    );
    if (!same) kept.push(one);
  }
  return kept;
}

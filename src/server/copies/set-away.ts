import type { CopySettings } from "../../contract/copies.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { countPending } from "./objects.store.ts";
import type { TargetRow } from "./targets.store.ts";

const dayMs = 86_400_000;

/** A removable set is meant to be away, but not longer than its bound: what is new lies in one place only. */
export function isOverdue(row: TargetRow, settings: CopySettings, nowMs: number): boolean {
  return row.kind === "set" && row.state !== "ended" && awayDays(row, nowMs) >= settings.awayDays;
}

function awayDays(row: TargetRow, nowMs: number): number {
  return Math.floor((nowMs - (row.seen_at_ms ?? row.made_at_ms)) / dayMs);
}

/** An incident while it is overdue; `noteState` settles it when the set is back. */
export async function tellOverdue(
  house: House,
  row: TargetRow,
  settings: CopySettings,
): Promise<void> {
  const nowMs = house.clock.now();
  if (!isOverdue(row, settings, nowMs)) return;
  const { objects } = await countPending(house.db, row.target_id);
  await incidents.raise(house, {
    kind: "copy-set-away",
    severity: "major",
    subject: { type: "target", id: row.target_id },
    facts: { name: row.name, days: awayDays(row, nowMs), most: settings.awayDays, objects },
  });
}

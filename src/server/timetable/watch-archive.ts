import { archiveTrouble } from "../../kernel/archive-trouble.ts";
import { readArchiveState } from "../../platform/database-archive-state.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";

/** An archive of the database that is behind is an incident until it has caught up. */
export async function watchArchive(house: House): Promise<void> {
  const nowMs = house.clock.now();
  const trouble = archiveTrouble(readArchiveState(house.paths), nowMs);
  const subject = { type: "house", id: house.siteId } as const;
  if (trouble === undefined) {
    await incidents.settle(house, { kind: "database-copy-behind", subject });
    return;
  }
  await incidents.raise(house, {
    kind: "database-copy-behind",
    severity: "major",
    subject,
    facts: { reason: trouble.reason, sinceMs: trouble.sinceMs, detail: trouble.detail },
  });
}

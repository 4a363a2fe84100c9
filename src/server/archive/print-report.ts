import type { PersonActor } from "../../contract/actor.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { selectCampaign } from "./archive.store.ts";
import { reportOf } from "./handle-defects.ts";
import type { ArchivePorts } from "./ports.ts";
import { reportSheet } from "./report-sheet.ts";

/** The report on one item as a sheet. */
export async function printReport(
  house: House,
  actor: PersonActor,
  ask: {
    readonly year: number;
    readonly itemId: string;
    readonly typeset: ArchivePorts["typeset"];
  },
): Promise<Outcome<{ fileName: string; bytes: Uint8Array }>> {
  const report = await reportOf(house, ask);
  if (!report.ok) return report;
  const one = await selectCampaign(house.db, house.siteId, ask.year);
  const row = one?.items.find((item) => item.item_id === ask.itemId);
  const sheet = reportSheet(house, { report: report.value, accepted: row?.accepted ?? null });
  const bytes = await ask.typeset(house, sheet, actor.name);
  return granted({ fileName: `${report.value.number}.pdf`, bytes });
}

import type { PersonActor } from "../../contract/actor.ts";
import { CopySettings, standardCopySettings } from "../../contract/copies.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { act } from "../ledger/index.ts";
import { selectSettings, upsertSettings } from "./settings.store.ts";

/** What the institution decided about copies; the standard where it decided nothing (N-08). */
export async function readSettings(house: House): Promise<CopySettings> {
  const parsed = CopySettings.safeParse(await selectSettings(house.db, house.siteId));
  return parsed.success ? parsed.data : standardCopySettings;
}

export async function changeSettings(
  house: House,
  actor: PersonActor,
  settings: CopySettings,
): Promise<Outcome<Record<never, never>>> {
  return act(house, actor, "copy.settings-changed@1", async (tx) => {
    if (settings.windowEnd - settings.windowStart < 30)
      return refused("bad_input", { field: "windowEnd", least: 30 });
    const before = await readSettings(house);
    await upsertSettings(tx, house.siteId, settings);
    return granted({
      value: {},
      subject: { type: "house", id: house.siteId },
      body: { before: { ...before }, after: { ...settings } },
    });
  });
}

import type { SystemActor } from "../../contract/actor.ts";
import { granted } from "../../contract/outcome.ts";
import type { Writing } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { type EntryDraft, act } from "../ledger/index.ts";

const scheduler: SystemActor = { kind: "system", name: "scheduler" };

export interface Tended {
  readonly enrolled: number;
  readonly drafts: readonly EntryDraft[];
}

/** One round's change: what was enrolled and which steps were taken, each an entry of its own. */
export async function tend(house: House, write: (tx: Writing) => Promise<Tended>): Promise<void> {
  await act(house, scheduler, "retention.tended@1", async (tx) => {
    const { enrolled, drafts } = await write(tx);
    const stepped = drafts.filter((draft) => draft.kind === "item.stepped@1").length;
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: { enrolled, stepped },
      also: drafts,
    });
  });
}

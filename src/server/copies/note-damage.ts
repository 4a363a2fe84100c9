import { granted } from "../../contract/outcome.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { markCopies } from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import { addPending, judgeProtected } from "./objects.store.ts";
import type { TargetRow } from "./targets.store.ts";

/** A copy that is gone or not what was sent: entered, an incident, and copied again the next night. */
export async function noteBadCopy(
  house: House,
  row: TargetRow,
  bad: { readonly name: string; readonly what: "missing" | "changed" },
): Promise<void> {
  const { name, what } = bad;
  const at = { targetId: row.target_id, atMs: house.clock.now() };
  const state = what === "missing" ? "missing" : "damaged";
  await act(house, schedulerActor, "copy.damage-found@1", async (tx) => {
    await markCopies(tx, at, { names: [name], state });
    await judgeProtected(tx, [name]);
    await addPending(tx, { targetId: row.target_id, names: [name] });
    return granted({
      value: undefined,
      subject: { type: "copy-target", id: row.target_id },
      body: { targetId: row.target_id, object: name, what },
    });
  });
  await incidents.raise(house, {
    kind: "copy-damaged",
    severity: "major",
    subject: { type: "target", id: row.target_id },
    facts: { name: row.name, object: name, what },
  });
}

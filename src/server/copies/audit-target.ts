import { granted } from "../../contract/outcome.ts";
import { keyName, parseNightName, placeOfName } from "../../kernel/copies/copy-names.ts";
import { windowAt } from "../../kernel/copies/window.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { selectExpected } from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import { noteBadCopy } from "./note-damage.ts";
import { selectNight } from "./nights.store.ts";
import { selectFollowed, setFollowed } from "./objects.store.ts";
import { keyStoreOf, openTarget, stateOfFault } from "./open-target.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, selectTargets } from "./targets.store.ts";

const rowsAtOnce = 5_000;
const toldAtOnce = 20;

/** After each complete night, once: what lies at every place is compared with what should (S0-8.2). */
export async function tendAudits(house: House): Promise<void> {
  const settings = await readSettings(house);
  const { date } = windowAt(house.clock.now(), settings, house.config.timeZone);
  const mark = Number(date.replaceAll("-", ""));
  for (const row of await selectTargets(house.db, house.siteId)) {
    const night = await selectNight(house.db, row.target_id, date);
    if (night?.state !== "complete" && night?.state !== "late") continue;
    const area = `audit/${row.target_id}`;
    if ((await selectFollowed(house.db, house.siteId, area)) >= mark) continue;
    try {
      await auditTarget(house, row);
    } catch (cause) {
      if (stateOfFault(cause) === undefined) throw cause;
      continue;
    }
    await quiet(house, "a place is compared once a night; what is found is entered", (tx) =>
      setFollowed(tx, { site_id: house.siteId, area, mark }),
    );
  }
}

export interface Audited {
  readonly objects: number;
  readonly misplaced: readonly string[];
  readonly missing: readonly string[];
}

/** Names only, no bytes: what lies under a foreign prefix, what nobody put there, what is gone. */
export async function auditTarget(house: House, row: TargetRow): Promise<Audited> {
  const target = await openTarget(house, row);
  const seen = new Set<string>();
  for await (const { name } of target.list("")) seen.add(name);
  const objects = seen.size;
  const missing: string[] = [];
  for (let after = ""; ;) {
    const rows = await selectExpected(house.db, {
      targetId: row.target_id,
      after,
      most: rowsAtOnce,
    });
    for (const { name, state } of rows)
      if (!seen.delete(name) && ["present", "verified", "damaged"].includes(state))
        missing.push(name);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.name;
  }
  const misplaced = await foreign(house, target, seen);
  for (const name of missing) await noteBadCopy(house, row, { name, what: "missing" });
  await noteMisplaced(house, row, misplaced);
  return { objects, misplaced, missing };
}

/** Of the names nobody entered: keys and nights are ours; a key whose identity is destroyed goes now. */
async function foreign(
  house: House,
  target: CopyTarget,
  rest: ReadonlySet<string>,
): Promise<string[]> {
  const found: string[] = [];
  const keys = keyStoreOf(house);
  for (const name of rest) {
    const [, keyId] = /^keystore\/([0-9a-z-]{5,36})\.age$/.exec(name) ?? [];
    if (keyId !== undefined && keyName(keyId) === name) {
      if (isKeyId(keyId) && keys.isDestroyed(keyId)) await target.remove(name);
      else if (!isKeyId(keyId)) found.push(name);
    } else if (parseNightName(name) === undefined) found.push(name);
  }
  return found.toSorted();
}

const isKeyId = (text: string) => text === "house" || /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);

async function noteMisplaced(
  house: House,
  row: TargetRow,
  misplaced: readonly string[],
): Promise<void> {
  const about = {
    kind: "misplaced-object",
    subject: { type: "target", id: row.target_id },
  } as const;
  const [first] = misplaced;
  if (first === undefined) return incidents.settle(house, about).then(() => undefined);
  for (const name of misplaced.slice(0, toldAtOnce))
    await act(house, schedulerActor, "copy.damage-found@1", async () =>
      granted({
        value: undefined,
        subject: { type: "copy-target", id: row.target_id },
        body: {
          targetId: row.target_id,
          object: name.toWellFormed().slice(0, 300).toWellFormed(),
          what: "misplaced",
        },
      }),
    );
  await incidents.raise(house, {
    ...about,
    severity: "major",
    facts: {
      name: row.name,
      objects: misplaced.length,
      object: first.toWellFormed().slice(0, 300),
      place: placeOfName(first) ?? "none",
    },
  });
}

import type { NightReason, TargetState } from "../../contract/copies.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { incidents } from "../incidents/index.ts";
import { quiet } from "../ledger/index.ts";
import { type Copying, bringKey } from "./copy-object.ts";
import { copyPending } from "./copy-pending.ts";
import { enrol } from "./enrol.ts";
import { finishNight } from "./finish-night.ts";
import { type NightRow, selectNight, startNight } from "./nights.store.ts";
import { resetAttempts } from "./objects.store.ts";
import { keyStoreOf, openTarget, stateOfFault } from "./open-target.ts";
import { Pace } from "./pace.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, setRunAsked, updateTargetState } from "./targets.store.ts";

export interface NightToRun {
  readonly row: TargetRow;
  readonly date: string;
  readonly outside: boolean;
  /** Of the house's clock: the slice ends soon after it. */
  readonly untilTicks: number;
}

/**
 * One slice of a night at one place; killed anywhere, the next slice goes on. `more`: go on at once;
 * `later`: the place or the ledger is waited for; `complete`: the checkpoint came back.
 */
export async function runNight(
  house: House,
  run: NightToRun,
): Promise<"more" | "later" | "complete"> {
  const { row, date } = run;
  const copying = await beginSlice(house, run);
  if (copying === undefined) return "later";
  try {
    const night = await openNight(house, run, copying);
    const time = { date, untilTicks: run.untilTicks };
    const copied = await copyPending(copying, time);
    if (copied !== "done") return copied === "time" ? "more" : "later";
    const fresh = (await selectNight(house.db, row.target_id, date)) ?? night;
    const end = await finishNight(copying, fresh, () => copyPending(copying, time));
    if (end !== "complete") return end === "more" ? "more" : "later";
    await noteState(house, row, "ready");
    await quiet(house, "an asked run is done", (tx) => setRunAsked(tx, row.target_id, null));
    return "complete";
  } catch (cause) {
    const state = stateOfFault(cause);
    if (state === undefined) throw cause;
    house.log.warn({ err: cause, target: row.name }, "the place for copies is not at work");
    await noteState(house, row, state);
    return "later";
  }
}

/** The place, proved to be ours and writable; undefined where it is not, or nobody could open the copies. */
async function beginSlice(house: House, run: NightToRun): Promise<Copying | undefined> {
  const escrow = keyStoreOf(house).escrow()?.recipient;
  if (escrow === undefined) return undefined;
  const { rateBytesPerSecond } = await readSettings(house);
  const { row } = run;
  try {
    const target = await openTarget(house, row);
    const facts = await target.probe();
    await noteState(house, row, "ready", facts.freeBytes);
    return {
      house,
      row,
      target,
      escrow,
      pace: new Pace(house.clock, rateBytesPerSecond),
      keysThere: new Set(),
    };
  } catch (cause) {
    const state = stateOfFault(cause);
    if (state === undefined) throw cause;
    await noteState(house, row, state);
    return undefined;
  }
}

/** What there is to copy is settled when the night begins, so that it can come to an end. */
async function openNight(house: House, run: NightToRun, copying: Copying): Promise<NightRow> {
  const { row, date, outside } = run;
  const there = await selectNight(house.db, row.target_id, date);
  if (there?.state === "running") return there;
  const key = keyStoreOf(house);
  await key.recipientOf(houseKeyId);
  await bringKey(copying, houseKeyId);
  await enrol(house);
  await quiet(house, "a night begins; its end is entered", async (tx) => {
    await resetAttempts(tx, row.target_id);
    await startNight(tx, {
      targetId: row.target_id,
      siteId: row.site_id,
      date,
      atMs: house.clock.now(),
      outside,
    });
  });
  const night = await selectNight(house.db, row.target_id, date);
  if (night === undefined) throw new Error("a night was begun");
  return night;
}

/** The state of a place, shown as it is; what is out of reach is an incident until it is back. */
export async function noteState(
  house: House,
  row: TargetRow,
  state: TargetState,
  freeBytes?: number | null,
): Promise<void> {
  await quiet(house, "the state of a place is looked at again all the time", (tx) =>
    updateTargetState(tx, {
      targetId: row.target_id,
      state,
      atMs: house.clock.now(),
      ...(freeBytes === undefined ? {} : { freeBytes }),
    }),
  );
  const about = {
    kind: "copy-target-unreachable",
    subject: { type: "target", id: row.target_id },
  } as const;
  if (state === "ready") {
    await incidents.settle(house, about);
    await incidents.settle(house, { ...about, kind: "copy-set-away" });
  }
  // A removable set is away most of the time, and that is how it is meant.
  else if (row.kind !== "set" || state !== "away")
    await incidents.raise(house, {
      ...about,
      severity: "minor",
      facts: { name: row.name, state },
    });
}

export function reasonOf(state: TargetState): NightReason | undefined {
  return state === "ready" || state === "ended" ? undefined : state;
}

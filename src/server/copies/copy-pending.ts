import { Fault } from "../../contract/faults.ts";
import { quiet } from "../ledger/index.ts";
import { type CopyResult, type Copying, bringKey, copyObject } from "./copy-object.ts";
import { addProgress } from "./nights.store.ts";
import { noteRot } from "./note-rot.ts";
import {
  type Copied,
  type PendingRow,
  countAttempt,
  dropPending,
  insertCopied,
  selectPending,
  selectStaleKeys,
} from "./objects.store.ts";
import { stateOfFault } from "./open-target.ts";

/** Copies everything that is pending: `time`: there is more to do; `stuck`: what is left failed. */
export type CopyAll = () => Promise<"done" | "time" | "stuck">;

export interface CopyTime {
  readonly date: string;
  /** Of the house's clock: nothing new is begun after it. */
  readonly untilTicks: number;
}

const workers = 4;
const rowsAtOnce = 200;
const attemptsMost = 3;
/** Copies that arrived are written down together, at the latest after so many or so long. */
const notedAtOnce = 40;
const notedEveryMs = 1_500;

/** Wrappings for an older escrow key are replaced, then what is pending is copied, a few at a time. */
export async function copyPending(copying: Copying, time: CopyTime): ReturnType<CopyAll> {
  const { house, row } = copying;
  const targetId = row.target_id;
  for (;;) {
    const most = 500;
    const stale = await selectStaleKeys(house.db, { targetId, recipient: copying.escrow, most });
    if (stale.length === 0) break;
    for (const keyId of stale) await bringKey(copying, keyId);
    if (house.clock.ticks() >= time.untilTicks) return "time";
  }
  const notes = new Notes(copying, time.date);
  try {
    for (;;) {
      const at = { targetId, attemptsBelow: attemptsMost, most: rowsAtOnce };
      const rows = await selectPending(house.db, at);
      if (rows.length === 0) break;
      const inTime = await copyRows(copying, { rows, time, notes });
      await notes.write();
      if (!inTime) return "time";
    }
  } finally {
    await notes.write();
  }
  const all = { targetId, attemptsBelow: 1_000_000, most: 1 };
  return (await selectPending(house.db, all)).length === 0 ? "done" : "stuck";
}

/** Several at a time over one list; the first trouble of the place ends all of them. */
async function copyRows(
  copying: Copying,
  work: { readonly rows: readonly PendingRow[]; readonly time: CopyTime; readonly notes: Notes },
): Promise<boolean> {
  const { house } = copying;
  const { rows, time, notes } = work;
  let next = 0;
  let trouble: unknown;
  const worker = async (): Promise<void> => {
    while (trouble === undefined && house.clock.ticks() < time.untilTicks) {
      const object = rows[next++];
      if (object === undefined) return;
      try {
        await notes.take(object, await copyObject(copying, object));
      } catch (cause) {
        trouble ??= await judge(copying, object, cause);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  if (trouble !== undefined) throw trouble;
  return next >= rows.length;
}

/** Trouble of the place ends the run; trouble with one object is counted and the next one is tried. */
async function judge(copying: Copying, object: PendingRow, cause: unknown): Promise<unknown> {
  const { house, row } = copying;
  if (stateOfFault(cause) !== undefined) return cause;
  if (!(cause instanceof Fault)) return cause;
  house.log.error({ err: cause, object: object.name }, "an object could not be copied");
  await quiet(house, "how often a copy failed decides only when it is tried again", (tx) =>
    countAttempt(tx, row.target_id, object.name),
  );
  return undefined;
}

/** What happened, written down in batches: after a crash the last few are copied again. */
class Notes {
  readonly #copying: Copying;
  readonly #date: string;
  #done: Copied[] = [];
  #forgotten: string[] = [];
  #sinceTicks: number;

  constructor(copying: Copying, date: string) {
    this.#copying = copying;
    this.#date = date;
    this.#sinceTicks = copying.house.clock.ticks();
  }

  async take(object: PendingRow, result: CopyResult): Promise<void> {
    const { house } = this.#copying;
    if (result.what === "damaged") return this.#damaged(object, result.damage);
    if (result.what === "forgotten") this.#forgotten.push(object.name);
    else this.#done.push(result.copied);
    const full = this.#done.length >= notedAtOnce;
    if (full || house.clock.ticks() - this.#sinceTicks >= notedEveryMs) await this.write();
  }

  async write(): Promise<void> {
    const { house, row } = this.#copying;
    const [done, forgotten] = [this.#done, this.#forgotten];
    this.#done = [];
    this.#forgotten = [];
    this.#sinceTicks = house.clock.ticks();
    if (done.length === 0 && forgotten.length === 0) return;
    const sizeBytes = done.reduce((sum, one) => sum + one.sizeBytes, 0);
    await quiet(house, "copies that arrived; the night's list of them is entered", async (tx) => {
      await insertCopied(tx, done);
      await dropPending(tx, row.target_id, forgotten);
      await addProgress(
        tx,
        { targetId: row.target_id, date: this.#date },
        { objects: done.length, sizeBytes },
      );
    });
  }

  /** Ours is rotten: it is not copied, and somebody must know. */
  async #damaged(object: PendingRow, damage: "missing" | "changed"): Promise<void> {
    const { house, row } = this.#copying;
    // A partial tile whose full tile came meanwhile, a log segment nobody needs any more: nothing is lost.
    if (object.class === "ledger" || (object.class === "database" && damage === "missing")) {
      this.#forgotten.push(object.name);
      return;
    }
    await noteRot(house, {
      name: object.name,
      path: object.source,
      homeId: object.home_id,
      objectId: object.object_id,
      part: object.part,
      what: damage,
      also: (tx) => dropPending(tx, row.target_id, [object.name]),
    });
  }
}

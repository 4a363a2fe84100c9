import type { PersonActor } from "../../contract/actor.ts";
import type { PackFailure } from "../../contract/evidence-pack.ts";
import { Fault } from "../../contract/faults.ts";
import { limits } from "../../contract/limits.ts";
import { granted } from "../../contract/outcome.ts";
import { openExportFiles } from "../../platform/export-files.ts";
import type { House } from "../../platform/house.ts";
import { act, quiet } from "../ledger/index.ts";
import { takeStep } from "../packing/index.ts";
import { accounts } from "../people/index.ts";
import { type PackRow, changePack, findNextPack, unfinished } from "./evidence-pack.store.ts";
import type { PackPorts } from "./gather-evidence.ts";
import { type Step, makePack } from "./make-pack.ts";

interface AtWork {
  readonly row: PackRow;
  readonly steps: AsyncGenerator<Step, void>;
  done: number;
  toldAtMs: number;
}

const atWork = new WeakMap<House, AtWork>();

/**
 * One bounded step of the pack that is being made; true when there is more to do at once. After a restart
 * one that was under way is begun anew, and given up after some attempts.
 */
export function workPacks(house: House, ports: PackPorts): Promise<boolean> {
  return takeStep<Exclude<Step, "wait">, AtWork>(house, {
    atWork,
    pickUp: () => pickUp(house, ports),
    tell: (work, step) => tell(house, work, step),
    giveUp: (work, cause) => giveUp(house, work.row, cause),
  });
}

async function pickUp(house: House, ports: PackPorts): Promise<AtWork | undefined> {
  const row = await findNextPack(house.db, house.siteId);
  if (row === undefined) return undefined;
  if (row.attempts >= limits.evidencePackAttemptsMost) {
    await fail(house, row, "interrupted");
    return undefined;
  }
  const reader = await readerOf(house, row);
  if (reader === undefined) {
    await fail(house, row, "no-right");
    return undefined;
  }
  const attempts = row.attempts + 1;
  await change(house, row, { state: "gathering", attempts, done_steps: 0 });
  return { row, steps: makePack(house, { row, reader, ports }), done: 0, toldAtMs: 0 };
}

/** Who asked, as that person may read now; undefined when the account or its role is gone. */
async function readerOf(house: House, row: PackRow): Promise<PersonActor | undefined> {
  const known = (await accounts.acting(house, [row.account_id])).get(row.account_id);
  if (known?.role !== row.role) return undefined;
  return {
    kind: "person",
    accountId: row.account_id,
    signInId: row.sign_in_id,
    login: known.login,
    name: row.asked_by,
    role: row.role,
    terminal: "",
    address: "",
  };
}

const progressEveryMs = 1_000;

async function tell(house: House, work: AtWork, step: number | "drawn"): Promise<void> {
  work.done += step === "drawn" ? 1 : step;
  const nowMs = house.clock.now();
  if (step !== "drawn" && nowMs - work.toldAtMs < progressEveryMs) return;
  work.toldAtMs = nowMs;
  const state = step === "drawn" ? ({ state: "drawn" } as const) : {};
  await change(house, work.row, { done_steps: work.done, ...state });
}

async function change(
  house: House,
  row: PackRow,
  what: Parameters<typeof changePack>[2],
): Promise<void> {
  await quiet(house, "how far a pack is, which its end will enter", (tx) =>
    changePack(tx, { packId: row.pack_id, from: unfinished }, what),
  );
}

/** A pack that cannot be made says why; the database being away says nothing about it. */
async function giveUp(house: House, row: PackRow, cause: unknown): Promise<void> {
  house.log.error({ err: cause, pack: row.pack_id }, "an evidence pack could not be made");
  if (cause instanceof Fault && cause.kind === "database") throw cause;
  await fail(house, row, failureOf(cause));
}

function failureOf(cause: unknown): PackFailure {
  if (!(cause instanceof Fault)) return "trouble";
  if (cause.kind === "disk_full") return "disk-full";
  if (cause.code === "register_too_long" || cause.code === "span_invalid") return "too-many-lines";
  if (cause.code === "pack_nothing_entered") return "nothing-entered";
  return cause.code === "pack_too_many_entries" ? "too-many-entries" : "trouble";
}

async function fail(house: House, row: PackRow, why: PackFailure): Promise<void> {
  const packId = row.pack_id;
  await openExportFiles(house.paths.packs).remove(packId);
  await act(house, { kind: "system", name: "scheduler" }, "evidence-pack.failed@1", async (tx) => {
    await changePack(tx, { packId, from: unfinished }, { state: "failed", failure: why });
    return granted({
      value: undefined,
      subject: { type: "evidence-pack", id: packId },
      body: { packId, why },
    });
  });
}

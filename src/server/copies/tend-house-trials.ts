import { Fault } from "../../contract/faults.ts";
import { windowAt } from "../../kernel/copies/window.ts";
import { type Child, startChild } from "../../platform/child.ts";
import { readArchiveState } from "../../platform/database-archive-state.ts";
import type { House } from "../../platform/house.ts";
import { houseKeyId } from "../../platform/key-store.ts";
import { holdLock } from "../../platform/lock-file.ts";
import { clearScratch } from "../../platform/scratch-house.ts";
import { selectNewestChecks } from "./checks.store.ts";
import { endCutOff, trialWeek } from "./house-trials.ts";
import { type TrialRow, selectTrials } from "./house-trials.store.ts";
import { keyStoreOf } from "./open-target.ts";
import { readSettings } from "./settings.ts";

/** A trial that takes longer is ended: the command itself stops fetching long before. */
const longestMs = 4 * 3_600_000;
const attemptsMost = 3;
const attemptEveryMs = 3_600_000;

const atWork = new WeakMap<House, { readonly child: Child; readonly untilTicks: number }>();

/** The command of the command line, in a process of its own that ends with this one. */
const startTrial = (house: House): Child =>
  startChild({
    module: "cli/main.ts",
    args: ["trial-restore", "--weekly", house.paths.root],
    output: "ignore",
  });

/**
 * Once a week, after the week's check and outside the nights' window, the whole house is restored for
 * trial into a scratch folder (S0-8.1c). What a killed trial left behind is cleared away first.
 */
export async function tendHouseTrials(
  house: House,
  start: (house: House) => Child = startTrial,
): Promise<void> {
  const running = atWork.get(house);
  if (running !== undefined) {
    if (house.clock.ticks() > running.untilTicks) running.child.signal("SIGKILL");
    return;
  }
  if (!(await clearLeftOver(house)) || !(await isDue(house))) return;
  const child = start(house);
  atWork.set(house, { child, untilTicks: house.clock.ticks() + longestMs });
  void child.ended.then((code) => {
    atWork.delete(house);
    if (code !== 0) house.log.warn({ code }, "the trial restore was not sound");
  });
}

/** False while somebody is trying at a terminal. */
async function clearLeftOver(house: House): Promise<boolean> {
  try {
    const release = holdLock(house.paths.run, "trial");
    try {
      await clearScratch(house.paths);
      await endCutOff(house);
    } finally {
      release();
    }
    return true;
  } catch (cause) {
    if (cause instanceof Fault && cause.kind === "busy") return false;
    throw cause;
  }
}

async function isDue(house: House): Promise<boolean> {
  // The institution's own PostgreSQL has the institution's own copies: there is nothing to try here.
  if (readArchiveState(house.paths)?.kind !== "embedded") return false;
  if (keyStoreOf(house).secretOf(houseKeyId) === undefined) return false;
  const nowMs = house.clock.now();
  const window = windowAt(nowMs, await readSettings(house), house.config.timeZone);
  if (window.phase !== "over") return false;
  const week = trialWeek(house);
  const [check] = await selectNewestChecks(house.db, house.siteId, 1);
  if (check?.week !== week || check.ended_at_ms === null) return false;
  const own = (await selectTrials(house.db, house.siteId, attemptsMost)).filter(
    (one) => one.week === week,
  );
  return own.every(mayBeTriedAgain) && own.length < attemptsMost && restedSince(own, nowMs);
}

const mayBeTriedAgain = (row: TrialRow): boolean =>
  row.result === "failed" &&
  row.reasons.every((one) => ["no-space", "unreachable", "cut-off"].includes(one));

const restedSince = ([last]: readonly TrialRow[], nowMs: number): boolean =>
  last === undefined || nowMs - last.started_at_ms >= attemptEveryMs;

import type { CopySettings, NightReason } from "../../contract/copies.ts";
import { granted } from "../../contract/outcome.ts";
import { closedWindows, windowAt } from "../../kernel/copies/window.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act } from "../ledger/index.ts";
import { schedulerActor } from "./copies-actor.ts";
import { enrol } from "./enrol.ts";
import {
  type NightRow,
  endNight,
  insertMissed,
  selectNight,
  selectNightsFrom,
} from "./nights.store.ts";
import { countPending } from "./objects.store.ts";
import { keyStoreOf, openTarget } from "./open-target.ts";
import { reasonOf, runNight } from "./run-night.ts";
import { tellOverdue } from "./set-away.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, selectTarget, selectTargets, setRunAsked } from "./targets.store.ts";

/** So far back closed windows are looked for that nobody used. */
const daysBack = 40;
/** A run outside of the night that makes no end is given up. */
const askedLongestMs = 12 * 3_600_000;

/**
 * Whatever the night asks for now, at every place: marks what was missed, then copies for about
 * `sliceMs`. True: there is more to do at once.
 */
export async function tendNights(house: House, sliceMs = 15_000): Promise<boolean> {
  const settings = await readSettings(house);
  const targets = await selectTargets(house.db, house.siteId);
  if (targets.length === 0) {
    // Where no night ever runs the page must still say how much lies in one place alone.
    await enrol(house);
    return false;
  }
  const from = localTime(house.clock.now() - daysBack * 86_400_000, zone(house)).date;
  const nights = await selectNightsFrom(house.db, house.siteId, from);
  let more = false;
  for (const { target_id: targetId } of targets) {
    const own = nights.filter((night) => night.target_id === targetId);
    const before = await selectTarget(house.db, targetId);
    if (before !== undefined) await markOver(house, { row: before, own, settings });
    const row = await selectTarget(house.db, targetId);
    if (row === undefined) continue;
    const run = await whatToRun(house, row, settings);
    if (run === undefined) {
      await tellOverdue(house, row, settings);
      continue;
    }
    // Each place has its own time, so that a slow one does not use up the others'.
    const untilTicks = house.clock.ticks() + sliceMs;
    const end = await runNight(house, { row, ...run, untilTicks });
    more ||= end === "more";
  }
  return more;
}

const zone = (house: House) => house.config.timeZone;

interface At {
  readonly row: TargetRow;
  readonly own: readonly NightRow[];
  readonly settings: CopySettings;
}

/** Tonight's, an asked one, or a removable set that is here; undefined: nothing to do now. */
async function whatToRun(
  house: House,
  row: TargetRow,
  settings: CopySettings,
): Promise<{ date: string; outside: boolean } | undefined> {
  const window = windowAt(house.clock.now(), settings, zone(house));
  const today = await selectNight(house.db, row.target_id, window.date);
  const open = window.phase === "open";
  if (today?.state === "running") return { date: window.date, outside: today.outside };
  if (row.run_asked_at_ms !== null) return { date: window.date, outside: !open };
  // A night that failed is not made green by trying on in the day.
  if (today !== undefined) return undefined;
  if (open) return { date: window.date, outside: false };
  if (row.kind !== "set") return undefined;
  return (await isHere(house, row)) ? { date: window.date, outside: false } : undefined;
}

async function isHere(house: House, row: TargetRow): Promise<boolean> {
  try {
    await (await openTarget(house, row)).probe();
    return true;
  } catch {
    return false;
  }
}

/** Windows that closed without a complete night: red, entered, and an incident (N-08, S0-8.1b). */
async function markOver(house: House, at: At): Promise<void> {
  const { row, own, settings } = at;
  const nowMs = house.clock.now();
  for (const night of own) {
    if (night.state !== "running") continue;
    const given =
      night.outside || row.kind === "set"
        ? night.started_at_ms + askedLongestMs
        : (closedOn(house, settings, night.date)?.endMs ?? Number.POSITIVE_INFINITY);
    if (nowMs < given) continue;
    // What was complete stays so when a second run of the day comes to nothing.
    const what = night.checkpoint_size === null ? "failed" : "complete";
    await fail(house, row, { date: night.date, reason: why(row, night), what });
  }
  if (row.kind === "set") return;
  const span = { sinceMs: row.made_at_ms, nowMs, most: daysBack };
  for (const window of closedWindows(span, settings, zone(house))) {
    if (own.some((night) => night.date === window.date)) continue;
    const escrow = keyStoreOf(house).escrow();
    const reason = escrow === undefined ? "no-escrow" : (reasonOf(row.state) ?? "not-started");
    await fail(house, row, { date: window.date, reason, what: "missed" });
  }
}

function closedOn(house: House, settings: CopySettings, date: string) {
  const nowMs = house.clock.now();
  const span = { sinceMs: nowMs - daysBack * 86_400_000, nowMs, most: daysBack };
  return closedWindows(span, settings, zone(house)).find((window) => window.date === date);
}

function why(row: TargetRow, night: NightRow): NightReason {
  return reasonOf(row.state) ?? (night.list_sha256 === null ? "window-over" : "checkpoint-missing");
}

async function fail(
  house: House,
  row: TargetRow,
  of: {
    readonly date: string;
    readonly reason: NightReason;
    readonly what: "missed" | "failed" | "complete";
  },
): Promise<void> {
  const { date, reason, what } = of;
  const key = { targetId: row.target_id, date };
  const pending = await countPending(house.db, row.target_id);
  const atMs = house.clock.now();
  await act(house, schedulerActor, "copy.night-failed@1", async (tx) => {
    if (what === "missed") await insertMissed(tx, { ...key, siteId: row.site_id, atMs, reason });
    else {
      // A run that was asked for ends with the night it became.
      await setRunAsked(tx, row.target_id, null);
      await endNight(tx, key, { state: what, atMs, ...(what === "failed" ? { reason } : {}) });
    }
    return granted({
      value: undefined,
      subject: { type: "copy-target", id: row.target_id },
      body: { ...key, objects: 0, sizeBytes: 0, reason, pending: pending.objects },
    });
  });
  await incidents.raise(house, {
    kind: "copy-night-failed",
    severity: "major",
    subject: { type: "target", id: row.target_id },
    facts: { name: row.name, date, reason, pending: pending.objects },
  });
}

import type { CheckLine } from "../../contract/copies.ts";
import { granted } from "../../contract/outcome.ts";
import { isoWeek, windowAt } from "../../kernel/copies/window.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { draw } from "../../platform/random.ts";
import { incidents } from "../incidents/index.ts";
import { act, quiet } from "../ledger/index.ts";
import {
  type CheckItem,
  type CheckRow,
  type Checked,
  type Trial,
  addToCheck,
  countItems,
  endCheck,
  insertCheck,
  noteChecked,
  selectItems,
  selectNewestChecks,
  selectOpenCheck,
} from "./checks.store.ts";
import { schedulerActor } from "./copies-actor.ts";
import type { Finding } from "./copies-tables.ts";
import { noteBadCopy } from "./note-damage.ts";
import { judgeProtected } from "./objects.store.ts";
import { openTarget, stateOfFault } from "./open-target.ts";
import { lookAtCopy } from "./read-copy.ts";
import { noteState } from "./run-night.ts";
import { readSettings } from "./settings.ts";
import { type TargetRow, selectTargets } from "./targets.store.ts";
import { restoreTrial } from "./trial-restore.ts";

const itemsAtOnce = 50;

/**
 * The weekly check (S0-8.1c): a sample of the copies and all that is new are read back, opened and
 * compared; then one home is restored for trial. Works in slices beside the nights; what is away is
 * waited for until the next week begins. True: there is more to do at once.
 */
export async function tendChecks(house: House, sliceMs = 15_000): Promise<boolean> {
  const targets = await selectTargets(house.db, house.siteId);
  if (targets.length === 0) return false;
  const week = isoWeek(localTime(house.clock.now(), house.config.timeZone).date);
  const open = await selectOpenCheck(house.db, house.siteId);
  if (open !== undefined && open.week !== week) await finish(house, open, undefined);
  const check = open?.week === week ? open : await begin(house, week);
  if (check === undefined) return false;
  const untilTicks = house.clock.ticks() + sliceMs;
  for (const row of targets) {
    const left = await checkTarget(house, { row, check, untilTicks });
    if (left === "time") return true;
  }
  if ((await countItems(house.db, check.check_id)) > 0) return false;
  await finish(house, check, await restoreTrial(house, targets));
  return false;
}

/** Begins in the day, after the week's first night; undefined while this week's is done already. */
async function begin(house: House, week: string): Promise<CheckRow | undefined> {
  const [last] = await selectNewestChecks(house.db, house.siteId, 1);
  if (last?.week === week) return undefined;
  const settings = await readSettings(house);
  if (windowAt(house.clock.now(), settings, house.config.timeZone).phase !== "over")
    return undefined;
  await quiet(house, "a check begins; its result is entered", (tx) =>
    insertCheck(tx, {
      checkId: house.newId(),
      siteId: house.siteId,
      week,
      atMs: house.clock.now(),
      sinceMs: last?.started_at_ms ?? 0,
      percent: settings.samplePercent,
      seed: Buffer.from(draw(8)).toString("hex"),
    }),
  );
  return selectOpenCheck(house.db, house.siteId);
}

async function checkTarget(
  house: House,
  of: { readonly row: TargetRow; readonly check: CheckRow; readonly untilTicks: number },
): Promise<"done" | "time" | "away"> {
  const { row, check, untilTicks } = of;
  const at = { checkId: check.check_id, targetId: row.target_id, most: itemsAtOnce };
  try {
    const target = await openTarget(house, row);
    for (;;) {
      const items = await selectItems(house.db, at);
      if (items.length === 0) return "done";
      await checkItems(house, { row, target, check, items });
      if (house.clock.ticks() >= untilTicks) return "time";
    }
  } catch (cause) {
    const state = stateOfFault(cause);
    if (state === undefined) throw cause;
    await noteState(house, row, state);
    return "away";
  }
}

async function checkItems(
  house: House,
  of: {
    readonly row: TargetRow;
    readonly target: CopyTarget;
    readonly check: CheckRow;
    readonly items: readonly CheckItem[];
  },
): Promise<void> {
  const { row, target, check, items } = of;
  const sound: Checked[] = [];
  const findings: Finding[] = [];
  let sizeBytes = 0;
  for (const item of items) {
    const looked = await lookAtItem(house, target, item);
    if (looked === undefined) continue;
    sizeBytes += looked.sizeBytes;
    if (looked.found === "sound") sound.push({ name: item.name, state: "verified" });
    else {
      await noteBadCopy(house, row, { name: item.name, what: looked.found });
      findings.push({ target: row.name, object: item.name, what: looked.found });
    }
  }
  const names = items.map((item) => item.name);
  await quiet(house, "how far a check is; its result is entered", async (tx) => {
    const at = { checkId: check.check_id, targetId: row.target_id, atMs: house.clock.now() };
    await noteChecked(tx, at, { checked: sound, names });
    await judgeProtected(
      tx,
      sound.map((one) => one.name),
    );
    await addToCheck(tx, check.check_id, {
      objects: sound.length + findings.length,
      sizeBytes,
      damaged: findings.filter((one) => one.what === "changed").length,
      missing: findings.filter((one) => one.what === "missing").length,
      findings,
    });
  });
}

/** Undefined for what was forgotten since the check began. */
async function lookAtItem(house: House, target: CopyTarget, item: CheckItem) {
  const { state, plain_sha256: plainSha256, sealed_sha256: sealedSha256 } = item;
  if (plainSha256 === null || sealedSha256 === null) return undefined;
  if (state === "deleted" || state === "locked") return undefined;
  const { name, home_id: homeId } = item;
  return lookAtCopy(house, target, { name, homeId, plainSha256, sealedSha256 });
}

async function finish(house: House, check: CheckRow, trial: Trial | undefined): Promise<void> {
  const checkId = check.check_id;
  await act(house, schedulerActor, "copy.checked@1", async (tx) => {
    const [row] = await selectNewestChecks(tx, house.siteId, 1);
    const done = row?.check_id === checkId ? row : check;
    await endCheck(tx, checkId, { atMs: house.clock.now(), trial });
    return granted({
      value: undefined,
      subject: { type: "house", id: house.siteId },
      body: {
        checkId,
        week: check.week,
        objects: done.objects,
        sizeBytes: done.size_bytes,
        damaged: done.damaged,
        missing: done.missing,
        trialHomeId: trial?.homeId ?? null,
        trialFiles: trial?.files ?? 0,
        trialWrong: trial?.wrong ?? 0,
      },
    });
  });
  const about = {
    kind: "restore-trial-failed",
    subject: { type: "house", id: house.siteId },
  } as const;
  if (trial === undefined) return;
  if (trial.wrong === 0) await incidents.settle(house, about);
  else
    await incidents.raise(house, {
      ...about,
      severity: "critical",
      facts: { week: check.week, files: trial.files, wrong: trial.wrong },
    });
}

export function checkLine(row: CheckRow, left: number): CheckLine {
  const bad = row.damaged + row.missing + (row.trial_wrong ?? 0);
  return {
    checkId: row.check_id,
    week: row.week,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    result: bad > 0 ? "damage-found" : row.ended_at_ms === null ? "running" : "sound",
    objects: row.objects,
    sizeBytes: row.size_bytes,
    left,
    damaged: row.damaged,
    missing: row.missing,
    findings: row.findings,
    trial:
      row.trial_home === null
        ? null
        : {
            homeId: row.trial_home,
            files: row.trial_files ?? 0,
            sizeBytes: row.trial_bytes ?? 0,
            wrong: row.trial_wrong ?? 0,
            atMs: row.trial_at_ms ?? 0,
          },
  };
}

import { type TrialLine, TrialReason, type TrialReport } from "../../contract/restore-trial.ts";
import { type Outcome, granted } from "../../contract/outcome.ts";
import { isoWeek } from "../../kernel/copies/window.ts";
import { localTime } from "../../kernel/local-time.ts";
import type { CopyTarget } from "../../platform/copy-target.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act, quiet } from "../ledger/index.ts";
import { schedulerActor } from "./copies-actor.ts";
import {
  type TrialRow,
  endTrial,
  insertTrial,
  selectCopied,
  selectTrials,
} from "./house-trials.store.ts";
import { selectKeyCopy } from "./objects.store.ts";
import { keyStoreOf, openTarget } from "./open-target.ts";
import { readSettings } from "./settings.ts";
import { selectTarget, selectTargets } from "./targets.store.ts";

/** A trial restore under way: where from, and what counts as new. */
export interface HouseTrial {
  readonly trialId: string;
  readonly week: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly target: CopyTarget;
  /** Footage that came later than this place's last sound trial is all looked at; of the rest a part. */
  readonly sinceMs: number;
  readonly percent: number;
}

const rowsMost = 200;
const listedMost = 60;

export const trialWeek = (house: House): string =>
  isoWeek(localTime(house.clock.now(), house.config.timeZone).date);

/** Begins one from the place that was tried longest ago. Undefined: no place has copies yet. */
export async function beginTrial(house: House): Promise<HouseTrial | undefined> {
  const before = await selectTrials(house.db, house.siteId, rowsMost);
  const row = (await selectTargets(house.db, house.siteId))
    .filter((one) => one.state === "ready" && one.chain_seq > 0)
    .toSorted((a, b) => triedAt(before, a.target_id) - triedAt(before, b.target_id))[0];
  if (row === undefined) return undefined;
  const { target_id: targetId, name: targetName } = row;
  const trialId = house.newId();
  const week = trialWeek(house);
  await quiet(house, "a trial begins; its end is entered", (tx) =>
    insertTrial(tx, {
      trial_id: trialId,
      site_id: house.siteId,
      week,
      target_id: targetId,
      started_at_ms: house.clock.now(),
      ended_at_ms: null,
    }),
  );
  const sound = before.find((one) => one.target_id === targetId && one.result === "sound");
  return {
    trialId,
    week,
    targetId,
    targetName,
    target: await openTarget(house, row),
    sinceMs: sound?.started_at_ms ?? 0,
    percent: (await readSettings(house)).samplePercent,
  };
}

const triedAt = (trials: readonly TrialRow[], targetId: string): number =>
  trials.find((one) => one.target_id === targetId)?.started_at_ms ?? 0;

/** The end of one: entered, kept, and an incident until the same place is tried soundly again. */
export async function finishTrial(
  house: House,
  trial: Pick<HouseTrial, "trialId" | "week" | "targetId" | "targetName">,
  end: {
    readonly reasons: readonly TrialReason[];
    readonly report: TrialReport | undefined;
  },
): Promise<void> {
  const { trialId, week, targetId } = trial;
  const { reasons, report } = end;
  const sound = reasons.length === 0;
  await act(house, schedulerActor, "restore.tried@1", async (tx) => {
    await endTrial(tx, trialId, { atMs: house.clock.now(), reasons, report });
    return granted({
      value: undefined,
      subject: { type: "copy-target", id: targetId },
      body: { trialId, targetId, week, sound, reasons: [...reasons], ...figures(report) },
    });
  });
  const about = {
    kind: "restore-trial-failed",
    subject: { type: "target", id: targetId },
  } as const;
  if (sound) await incidents.settle(house, about);
  else
    await incidents.raise(house, {
      ...about,
      severity: reasons.every((one) => notTried.has(one)) ? "major" : "critical",
      facts: { name: trial.targetName, week, reason: reasons.join(", ") },
    });
}

/** It was not done: nothing is known to be wrong. */
const notTried: ReadonlySet<TrialReason> = new Set(["no-space", "unreachable", "cut-off"]);

function figures(report: TrialReport | undefined) {
  return {
    recoveredToMs: report?.recoveredToMs ?? null,
    entries: report?.ledger.entries ?? 0,
    segments: report?.sample.segments ?? 0,
    sizeBytes: report?.sample.sizeBytes ?? 0,
    lostSegments: report?.lost.segments ?? 0,
    waitingSegments: report?.waiting.segments ?? 0,
    waitingMs: report?.waiting.durationMs ?? 0,
    left: report?.sample.left ?? 0,
    refused: report?.refusedCount ?? 0,
  };
}

export async function listTrials(house: House): Promise<Outcome<{ trials: TrialLine[] }>> {
  const rows = await selectTrials(house.db, house.siteId, listedMost);
  return granted({ trials: rows.map(trialLine) });
}

function trialLine(row: TrialRow): TrialLine {
  return {
    trialId: row.trial_id,
    week: row.week,
    targetName: row.target_name,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    result: row.result,
    reasons: row.reasons,
    report: row.report,
  };
}

/** Trials whose process ended without telling: named, entered, and free to be done again. */
export async function endCutOff(house: House): Promise<void> {
  for (const row of await selectTrials(house.db, house.siteId, rowsMost)) {
    if (row.result !== "running") continue;
    const place = await selectTarget(house.db, row.target_id);
    await finishTrial(
      house,
      {
        trialId: row.trial_id,
        week: row.week,
        targetId: row.target_id,
        targetName: place?.name ?? row.target_name,
      },
      { reasons: ["cut-off"], report: undefined },
    );
  }
}

/** What lies at a place for one identity: wrapped for the escrow key of today, older, or nothing. */
export async function wrappingAt(
  house: House,
  at: { readonly targetId: string; readonly keyId: string },
): Promise<"current" | "older" | "none"> {
  const recipient = await selectKeyCopy(house.db, at);
  if (recipient === undefined) return "none";
  return recipient === keyStoreOf(house).escrow()?.recipient ? "current" : "older";
}

/** Which of these names some night had brought away. */
export const copiedNames = (house: House, names: readonly string[]): Promise<Set<string>> =>
  selectCopied(house.db, names);

import { type EntryKind, operationGroups } from "../../contract/entries.ts";
import { limits } from "../../contract/limits.ts";
import type { TaskKind } from "../../contract/tasks.ts";
import { readScanReport } from "../../platform/disk-health.ts";
import type { House } from "../../platform/house.ts";
import { archive } from "../archive/index.ts";
import { incidents } from "../incidents/index.ts";
import { type Entry, entriesIn } from "../ledger/index.ts";
import { storage } from "../storage/index.ts";
import type { TaskFacts, TaskFactsOf } from "../tasks/index.ts";
import { observe } from "./observe.ts";

type Facts = Awaited<ReturnType<TaskFacts>>;

/** What the house knows about a period, for the duties it can pre-fill. */
export function taskFacts(): TaskFactsOf {
  const known: Partial<Record<TaskKind, TaskFacts>> = {
    operation: byEntries(["vault.round-taken@1", "recorder.started@1"], (entries) => ({
      segments: sum(entries, "vault.round-taken@1", "segments"),
      gaps: sum(entries, "vault.round-taken@1", "gaps"),
      recordedBytes: sum(entries, "vault.round-taken@1", "sizeBytes"),
      recorderStarts: count(entries, "recorder.started@1"),
    })),
    parameters: byEntries(
      [...operationGroups.parameters, ...operationGroups.rights],
      (entries) => ({
        parameterChanges: entries.filter(({ leaf }) =>
          isOneOf(leaf.kind, operationGroups.parameters),
        ).length,
        rightChanges: entries.filter(({ leaf }) => isOneOf(leaf.kind, operationGroups.rights))
          .length,
      }),
    ),
    "auto-trace": autoTrace,
    "periodic-copy": byEntries(["copy.night-finished@1", "copy.night-failed@1"], (entries) => ({
      nightsFinished: count(entries, "copy.night-finished@1"),
      nightsFailed: count(entries, "copy.night-failed@1"),
      copiedFiles: sum(entries, "copy.night-finished@1", "objects"),
      copiedBytes: sum(entries, "copy.night-finished@1", "sizeBytes"),
    })),
    "ledger-registration": byEntries(
      [
        "viewing.opened@1",
        "viewing.opened@2",
        "request.filed@1",
        "register.printed@1",
        "register.paired@1",
      ],
      (entries) => ({
        viewings: count(entries, "viewing.opened@1") + count(entries, "viewing.opened@2"),
        requestsFiled: count(entries, "request.filed@1"),
        sheetsPrinted: count(entries, "register.printed@1"),
        sheetsPaired: count(entries, "register.paired@1"),
      }),
    ),
    media: diskFacts,
    "daily-inspection": inspection,
    "copy-check": copyFacts,
    "virus-scan": scanFacts,
    "hardware-check": healthFacts,
    "capacity-review": diskFacts,
    "archive-campaign": archive.progress,
  };
  return known;
}

function byEntries(
  kinds: readonly EntryKind[],
  tell: (entries: readonly Entry[]) => Facts,
): TaskFacts {
  return async (house, span) =>
    tell(await entriesIn(house, span, { kinds, most: limits.registerTableRows }));
}

/** What was read back, and what was found wrong here and put right. */
const copyFacts = byEntries(
  [
    "copy.checked@1",
    "restore.tried@1",
    "vault.rot-found@1",
    "vault.repaired@1",
    "house.file-rotted@1",
    "house.file-repaired@1",
  ],
  (entries) => ({
    checks: count(entries, "copy.checked@1"),
    checkedFiles: sum(entries, "copy.checked@1", "objects"),
    damagedFiles: sum(entries, "copy.checked@1", "damaged"),
    missingFiles: sum(entries, "copy.checked@1", "missing"),
    trialFiles: sum(entries, "copy.checked@1", "trialFiles"),
    trialWrong: sum(entries, "copy.checked@1", "trialWrong"),
    houseTrials: count(entries, "restore.tried@1"),
    houseTrialsFailed: entries.filter(
      ({ leaf }) => leaf.kind === "restore.tried@1" && leaf.body["sound"] === false,
    ).length,
    houseTrialSegments: sum(entries, "restore.tried@1", "segments"),
    houseTrialLost: sum(entries, "restore.tried@1", "lostSegments"),
    rotFound: count(entries, "vault.rot-found@1") + count(entries, "house.file-rotted@1"),
    repaired: count(entries, "vault.repaired@1") + count(entries, "house.file-repaired@1"),
  }),
);

function count(entries: readonly Entry[], kind: EntryKind): number {
  return entries.filter(({ leaf }) => leaf.kind === kind).length;
}

function sum(entries: readonly Entry[], kind: EntryKind, field: string): number {
  return entries
    .filter(({ leaf }) => leaf.kind === kind)
    .reduce((all, { leaf }) => {
      const value = leaf.body[field];
      return all + (typeof value === "number" ? value : 0);
    }, 0);
}

function isOneOf(kind: string, kinds: readonly string[]): boolean {
  return kinds.includes(kind);
}

const autoTrace: TaskFacts = async (house, span) => {
  const entries = await entriesIn(house, span, {
    kinds: ["vault.round-taken@1", "clock.doubted@1", "plan.written@1"],
    most: limits.registerTableRows,
  });
  const seen = await observe(house);
  const cameras = seen.recorder?.cameras ?? [];
  return {
    gaps: sum(entries, "vault.round-taken@1", "gaps"),
    plansWritten: count(entries, "plan.written@1"),
    clockDoubts: count(entries, "clock.doubted@1"),
    camerasPlanned: new Set(cameras.map((camera) => camera.cameraId)).size,
    camerasLost: new Set(
      cameras.filter((camera) => camera.state === "lost").map((camera) => camera.cameraId),
    ).size,
  };
};

const inspection: TaskFacts = async (house) => {
  const [seen, waiting] = [await observe(house), await incidents.count(house)];
  const lost = (seen.recorder?.cameras ?? []).filter((camera) => camera.state === "lost");
  return {
    recorderRunning: seen.recorderAlive ? 1 : 0,
    ledgerRunning: seen.ledgerAlive ? 1 : 0,
    camerasLost: new Set(lost.map((camera) => camera.cameraId)).size,
    waitingSegments: seen.waitingSegments,
    incidentsGoingOn: waiting.goingOn,
    incidentsUnclosed: waiting.settled,
  };
};

const diskFacts: TaskFacts = async (house: House) => {
  const outlooks = await storage.outlooks(house);
  const days = outlooks.flatMap(({ daysLeft }) => daysLeft ?? []);
  return {
    disks: outlooks.length,
    disksAlarming: outlooks.filter(({ alarm }) => alarm !== undefined).length,
    ...(outlooks.length === 0
      ? {}
      : {
          leastFreePercent: Math.floor(
            100 *
              Math.min(
                ...outlooks.map(({ newest }) => newest.free_bytes / Math.max(1, newest.size_bytes)),
              ),
          ),
        }),
    ...(days.length === 0 ? {} : { daysLeft: Math.floor(Math.min(...days)) }),
  };
};

const healthFacts: TaskFacts = async (house) => {
  const outlooks = await storage.outlooks(house);
  const answers = outlooks.flatMap(({ newest }) => newest.health ?? []);
  return {
    disks: outlooks.length,
    disksAnswering: answers.length,
    ...(answers.length === 0 ? { smart: "unavailable" } : {}),
    disksFailing: answers.filter((health) => !health.passed).length,
    reallocated: answers.reduce((all, health) => all + (health.reallocated ?? 0), 0),
    pending: answers.reduce((all, health) => all + (health.pending ?? 0), 0),
  };
};

const scanFacts: TaskFacts = async (house, span) => {
  const path = house.config.scanReport;
  const report = path === undefined ? undefined : await readScanReport(path);
  if (report === undefined)
    return { scanReports: 0, scanner: path === undefined ? "unset" : "unavailable" };
  if (report.endedAtMs < span.fromMs) return { scanReports: 0, scanner: "outdated" };
  return {
    scanReports: 1,
    engine: report.engine,
    scannedFiles: report.scanned,
    infectedFiles: report.infected,
    scanEndedAtMs: report.endedAtMs,
  };
};

import type { Probe, ProbeFault } from "../../contract/supervision.ts";

/** What was found of one camera in one planned lesson, as far as it lies in the stretch. */
export interface PlannedCamera {
  readonly lessonId: string;
  readonly expectedMs: number;
  readonly missingMs: number;
}

/** What the probes of one stretch came to: figures only, no judgement. */
export interface DayFigures {
  readonly recorderRunning: boolean;
  readonly planned: readonly PlannedCamera[];
  readonly nightsFinished: number;
  readonly nightsFailed: number;
  readonly copiedFiles: number;
  readonly damagedCopies: number;
  /** Entries the house wrote itself or for people in the stretch, and those not yet under a checkpoint. */
  readonly entries: number;
  readonly unsealedEntries: number;
  /** How old the newest signed checkpoint is; null: there is none. */
  readonly checkpointAgeMs: number | null;
  readonly clockDoubts: number;
  readonly disks: number;
  readonly disksAlarming: number;
  readonly leastFreePercent: number | null;
}

/** Frames at both ends of a lesson may lie so far from its edges; more is missing. */
export const missingMostMs = 1_000;
/** Entries wait for their checkpoint for seconds; after so long the log has stopped. */
export const logSilentMs = 60_000;

/** The daily check (S0-18.1): each probe with its figures, green without a fault. */
export function judgeDay(of: DayFigures): Probe[] {
  return [recording(of), copies(of), log(of), clock(of), disk(of)];
}

export function isRed(probe: Pick<Probe, "faults">): boolean {
  return probe.faults.length > 0;
}

export function isMissing(camera: Pick<PlannedCamera, "missingMs">): boolean {
  return camera.missingMs > missingMostMs;
}

function recording(of: DayFigures): Probe {
  const missing = of.planned.filter(isMissing);
  const sum = (list: readonly PlannedCamera[], pick: (one: PlannedCamera) => number) =>
    list.reduce((all, one) => all + pick(one), 0);
  return {
    probe: "recording",
    faults: faultsOf([
      ["recorder-silent", !of.recorderRunning],
      ["lesson-missing", missing.length > 0],
    ]),
    figures: {
      lessons: new Set(of.planned.map((one) => one.lessonId)).size,
      plannedCameras: of.planned.length,
      expectedMs: sum(of.planned, (one) => one.expectedMs),
      missingMs: sum(missing, (one) => one.missingMs),
      camerasMissing: missing.length,
    },
  };
}

function copies(of: DayFigures): Probe {
  return {
    probe: "copies",
    faults: faultsOf([
      ["copy-absent", of.nightsFinished === 0],
      ["copy-failed", of.nightsFailed > 0 || of.damagedCopies > 0],
    ]),
    figures: {
      nightsFinished: of.nightsFinished,
      nightsFailed: of.nightsFailed,
      copiedFiles: of.copiedFiles,
      damagedFiles: of.damagedCopies,
    },
  };
}

function log(of: DayFigures): Probe {
  const waits = of.unsealedEntries > 0;
  const stopped = waits && (of.checkpointAgeMs === null || of.checkpointAgeMs > logSilentMs);
  return {
    probe: "log",
    faults: faultsOf([
      ["log-stopped", stopped],
      ["log-empty", of.entries === 0],
    ]),
    figures: {
      entries: of.entries,
      unsealedEntries: of.unsealedEntries,
      ...(of.checkpointAgeMs === null ? {} : { checkpointAgeMs: of.checkpointAgeMs }),
    },
  };
}

function clock(of: DayFigures): Probe {
  return {
    probe: "clock",
    faults: faultsOf([["clock-doubted", of.clockDoubts > 0]]),
    figures: { clockDoubts: of.clockDoubts },
  };
}

function disk(of: DayFigures): Probe {
  return {
    probe: "disk",
    faults: faultsOf([
      ["disk-alarming", of.disksAlarming > 0],
      ["disk-unmeasured", of.disks === 0],
    ]),
    figures: {
      disks: of.disks,
      disksAlarming: of.disksAlarming,
      ...(of.leastFreePercent === null ? {} : { leastFreePercent: of.leastFreePercent }),
    },
  };
}

function faultsOf(found: readonly (readonly [ProbeFault, boolean])[]): ProbeFault[] {
  return found.flatMap(([fault, is]) => (is ? [fault] : []));
}

/** The house judges a day from then on: the night's copy has its window behind it (N-08). */
export const judgedFromTime = "06:00";

import type { ExamTiming, RunAct } from "../../contract/osce.ts";

/** From this length on a break parts the day into blocks, each recorded by itself. */
export const blockBreakMs = 30 * 60_000;

export const phases = ["before", "reading", "station", "change", "break", "over"] as const;
export type PhaseName = (typeof phases)[number];

/** A stretch of the day's own clock, which stands still in a pause. Half-open. */
export interface Phase {
  readonly name: PhaseName;
  /** Of the turn it belongs to; a break belongs to the turn before it. */
  readonly turn: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The whole day from the first reading to the last bell, without holes, from 0 of its own clock. */
export function phasesOf(timing: ExamTiming, turns: number): Phase[] {
  const found: Phase[] = [];
  let atMs = 0;
  const add = (name: PhaseName, turn: number, seconds: number) => {
    if (seconds > 0) found.push({ name, turn, fromMs: atMs, toMs: atMs + seconds * 1_000 });
    atMs += seconds * 1_000;
  };
  for (let turn = 0; turn < turns; turn++) {
    add("reading", turn, timing.readingSeconds);
    add("station", turn, timing.stationSeconds);
    if (turn === turns - 1) break;
    add("change", turn, timing.changeSeconds);
    for (const pause of timing.breaks)
      if (pause.afterTurn === turn + 1) add("break", turn, pause.seconds);
  }
  return found;
}

/** When a turn's first phase begins on the day's own clock. */
export function turnStartMs(timing: ExamTiming, turn: number): number {
  const each = timing.readingSeconds + timing.stationSeconds + timing.changeSeconds;
  const breaks = timing.breaks
    .filter((one) => one.afterTurn <= turn)
    .reduce((sum, one) => sum + one.seconds, 0);
  return (turn * each + breaks) * 1_000;
}

export function dayLengthMs(timing: ExamTiming, turns: number): number {
  return phasesOf(timing, turns).at(-1)?.toMs ?? 0;
}

export function phaseAt(all: readonly Phase[], elapsedMs: number): Phase {
  const last = all.at(-1);
  const endMs = last?.toMs ?? 0;
  if (elapsedMs < 0) return { name: "before", turn: 0, fromMs: elapsedMs, toMs: 0 };
  return (
    all.find((one) => elapsedMs >= one.fromMs && elapsedMs < one.toMs) ?? {
      name: "over",
      turn: last?.turn ?? 0,
      fromMs: endMs,
      toMs: endMs,
    }
  );
}

export interface Block {
  readonly fromTurn: number;
  /** Not within. */
  readonly toTurn: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Stretches of the day between long breaks. */
export function blocksOf(timing: ExamTiming, turns: number): Block[] {
  const cuts = timing.breaks
    .filter((one) => one.seconds * 1_000 >= blockBreakMs && one.afterTurn < turns)
    .map((one) => one.afterTurn)
    .toSorted((a, b) => a - b);
  const edges = [0, ...new Set(cuts), turns];
  return edges.slice(1).flatMap((toTurn, at) => {
    const fromTurn = edges[at] ?? 0;
    if (toTurn <= fromTurn) return [];
    const inside = phasesOf(timing, toTurn);
    return [{ fromTurn, toTurn, fromMs: turnStartMs(timing, fromTurn), toMs: endOf(inside) }];
  });
}

const endOf = (all: readonly Phase[]): number => all.at(-1)?.toMs ?? 0;

/** The day's clock as it was started, stopped and set going again. */
export interface Run {
  readonly plannedMs: number;
  readonly startedMs: number | null;
  /** `toMs` null: it goes on. */
  readonly pauses: readonly { readonly fromMs: number; readonly toMs: number | null }[];
}

/** What the acts of the day come to; what does not fit (a second start) changes nothing. */
export function runOf(plannedMs: number, acts: readonly Pick<RunAct, "kind" | "atMs">[]): Run {
  let startedMs: number | null = null;
  const pauses: { fromMs: number; toMs: number | null }[] = [];
  for (const { kind, atMs } of acts) {
    const open = pauses.at(-1)?.toMs === null ? pauses.at(-1) : undefined;
    if (kind === "start") startedMs ??= atMs;
    if (kind === "pause" && startedMs !== null && open === undefined)
      pauses.push({ fromMs: atMs, toMs: null });
    if (kind === "resume" && open !== undefined) open.toMs = atMs;
  }
  return { plannedMs, startedMs, pauses };
}

export function isPaused(run: Run): boolean {
  return run.pauses.at(-1)?.toMs === null;
}

/** The day's own clock at a moment; negative before the start, still in a pause. */
export function elapsedAt(run: Run, nowMs: number): number {
  if (run.startedMs === null) return Math.min(nowMs - run.plannedMs, -1);
  const stood = run.pauses.reduce(
    (sum, { fromMs, toMs }) => sum + Math.max(0, Math.min(nowMs, toMs ?? nowMs) - fromMs),
    0,
  );
  return nowMs - run.startedMs - stood;
}

/** When a point of the day's own clock is on the house's clock: planned, or moved by what happened so far. */
export function momentOf(run: Run, elapsedMs: number, nowMs: number): number {
  const fromMs = run.startedMs ?? Math.max(run.plannedMs, nowMs);
  let moment = fromMs + elapsedMs;
  for (const pause of run.pauses) {
    if (pause.fromMs > moment) break;
    moment += (pause.toMs ?? Math.max(nowMs, pause.fromMs)) - pause.fromMs;
  }
  return moment;
}

export const bells = ["reading", "start", "warning", "stop", "over"] as const;
export type Bell = (typeof bells)[number];

/** Two minutes before the end of a long station, one before that of a short one. */
function warningMs(stationSeconds: number): number | null {
  if (stationSeconds >= 300) return 120_000;
  return stationSeconds >= 120 ? 60_000 : null;
}

export interface Ring {
  readonly bell: Bell;
  readonly atMs: number;
  readonly turn: number;
}

/** All bells of the day, by its own clock. */
export function bellsOf(timing: ExamTiming, turns: number): Ring[] {
  const warn = warningMs(timing.stationSeconds);
  return phasesOf(timing, turns).flatMap(({ name, turn, fromMs, toMs }): Ring[] => {
    if (name === "reading") return [{ bell: "reading", atMs: fromMs, turn }];
    if (name !== "station") return [];
    const last = turn === turns - 1;
    return [
      { bell: "start", atMs: fromMs, turn },
      ...(warn === null ? [] : [{ bell: "warning" as const, atMs: toMs - warn, turn }]),
      { bell: last ? "over" : "stop", atMs: toMs, turn },
    ];
  });
}

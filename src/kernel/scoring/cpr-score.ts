import type {
  Breath,
  Compression,
  CprEvents,
  CprFigures,
  CprMode,
} from "../../contract/device-scores.ts";
import { cprFormula, nearness } from "./cpr-formula.ts";

/** Events as a set, by time from the first: order, repetition and the device's clock change nothing. */
export function settledEvents({ compressions, breaths }: CprEvents): CprEvents {
  const firstMs = Math.min(...[...compressions, ...breaths].map((one) => one.atMs));
  return {
    compressions: asSet(compressions, firstMs, (one) =>
      [one.depthMm, one.residualMm, one.handRight].join(),
    ),
    breaths: asSet(breaths, firstMs, (one) => [one.volumeMl, one.lastsMs].join()),
  };
}

function asSet<E extends { readonly atMs: number }>(
  events: readonly E[],
  firstMs: number,
  textOf: (event: E) => string,
): E[] {
  const keyed = events.map((one) => [one.atMs, textOf(one), one] as const);
  const once = new Map(keyed.map((one) => [`${one[0]} ${one[1]}`, one]));
  return [...once.values()]
    .toSorted(([a, x], [b, y]) => a - b || (x < y ? -1 : 1))
    .map(([, , one]) => ({ ...one, atMs: one.atMs - firstMs }));
}

/** The figures of an attempt by the published formula (B19). */
export function cprFigures(events: CprEvents, mode: CprMode): CprFigures {
  const { compressions, breaths } = settledEvents(events);
  const rates = ratesOf(compressions);
  const flow = flowOf(compressions);
  const cycles = cyclesOf(compressions, breaths);
  const parts = compressions.map((one, at) => partsOf(one, rates[at] ?? null));
  const scores = {
    compressions: meanOf(parts.map((one) => one.depth * one.rate * one.recoil * one.hands)) ?? 0,
    depth: meanOf(parts.map((one) => one.depth)) ?? 0,
    rate: meanOf(parts.map((one) => one.rate)) ?? 0,
    recoil: measured(compressions, "residualMm") ? meanOf(parts.map((one) => one.recoil)) : null,
    hands: measured(compressions, "handRight") ? meanOf(parts.map((one) => one.hands)) : null,
    flow: flow.score,
    breaths: mode === "thirty-two" ? (meanOf(cycles.map(cycleScore)) ?? 0) : null,
  };
  const { depthMm, ratePerMinute, residualMm } = cprFormula;
  const share = (values: readonly boolean[]) => percent(meanOf(values.map(Number)));
  const known = rates.filter((rate) => rate !== null);
  return {
    formula: cprFormula.version,
    compressions: compressions.length,
    breaths: breaths.length,
    cycles: cycles.length,
    lengthMs: Math.max(0, ...[...compressions, ...breaths].map((one) => one.atMs)),
    meanDepthMm: rounded(meanOf(compressions.map((one) => one.depthMm))),
    meanRatePerMinute: rounded(meanOf(known)),
    depthInRangePercent: share(compressions.map((one) => nearness(one.depthMm, depthMm) === 1)),
    rateInRangePercent: share(known.map((rate) => nearness(rate, ratePerMinute) === 1)),
    fullRecoilPercent: share(
      compressions.flatMap(({ residualMm: mm }) =>
        mm === null ? [] : [nearness(mm, residualMm) === 1],
      ),
    ),
    handRightPercent: share(compressions.flatMap((one) => one.handRight ?? [])),
    flowPercent: percent(flow.fraction),
    pausesTooLong: flow.tooLong,
    longestPauseMs: flow.longestMs,
    scores: {
      compressions: percent(scores.compressions),
      depth: percent(scores.depth),
      rate: percent(scores.rate),
      recoil: percent(scores.recoil),
      hands: percent(scores.hands),
      flow: percent(scores.flow),
      breaths: percent(scores.breaths),
      overall: percent(
        overallOf([
          [scores.compressions, cprFormula.weights.compressions],
          [scores.flow, cprFormula.weights.flow],
          [scores.breaths, cprFormula.weights.breaths],
        ]),
      ),
    },
  };
}

/** A weighted geometric mean: a part that is nothing (its logarithm without end) makes the whole nothing. */
function overallOf(parts: readonly (readonly [number | null, number])[]): number {
  const known = parts.flatMap(([score, weight]) => (score === null ? [] : [{ score, weight }]));
  const weights = known.reduce((sum, { weight }) => sum + weight, 0);
  return Math.exp(
    known.reduce((sum, { score, weight }) => sum + weight * Math.log(score), 0) / weights,
  );
}

function partsOf(one: Compression, rate: number | null) {
  return {
    depth: nearness(one.depthMm, cprFormula.depthMm),
    rate: rate === null ? 0 : nearness(rate, cprFormula.ratePerMinute),
    recoil: one.residualMm === null ? 1 : nearness(one.residualMm, cprFormula.residualMm),
    hands: one.handRight === false ? 0 : 1,
  };
}

/** By the interval to the next compression, or to the one before where a pause follows; null: it stood alone. */
function ratesOf(compressions: readonly Compression[]): (number | null)[] {
  const gap = (at: number): number | undefined => {
    const [one, next] = [compressions[at], compressions[at + 1]];
    if (one === undefined || next === undefined) return undefined;
    const ms = next.atMs - one.atMs;
    return ms > cprFormula.pauseFromMs ? undefined : ms;
  };
  return compressions.map((_, at) => {
    const ms = gap(at) ?? gap(at - 1);
    return ms === undefined ? null : 60_000 / Math.max(1, ms);
  });
}

function flowOf(compressions: readonly Compression[]) {
  const [first, last] = [compressions[0], compressions.at(-1)];
  const pauses = compressions
    .slice(1)
    .map((one, at) => one.atMs - (compressions[at]?.atMs ?? one.atMs))
    .filter((ms) => ms > cprFormula.pauseFromMs);
  const longestMs = Math.max(0, ...pauses);
  const tooLong = pauses.filter((ms) => ms > cprFormula.pauseMostMs).length;
  if (first === undefined || last === undefined || first.atMs === last.atMs)
    return { fraction: null, score: 0, longestMs, tooLong };
  const fraction = 1 - pauses.reduce((sum, ms) => sum + ms, 0) / (last.atMs - first.atMs);
  const score = nearness(fraction, cprFormula.flow) - tooLong * cprFormula.longPauseCosts;
  return { fraction, score: Math.max(0, score), longestMs, tooLong };
}

interface Cycle {
  readonly compressions: number;
  readonly breaths: readonly Breath[];
}

/** Compressions and the breaths after them. A last run without breaths is judged once it is longer than thirty. */
function cyclesOf(compressions: readonly Compression[], breaths: readonly Breath[]): Cycle[] {
  let before = 0;
  const byCount = Map.groupBy(breaths, ({ atMs }) => {
    while ((compressions[before]?.atMs ?? atMs) < atMs) before++;
    return before;
  });
  const counts = [...byCount.keys()].toSorted((a, b) => a - b);
  const cycles = counts
    .map((count, at) => ({
      compressions: count - (counts[at - 1] ?? 0),
      breaths: byCount.get(count) ?? [],
    }))
    .filter((one) => one.compressions > 0);
  const rest = compressions.length - (counts.at(-1) ?? 0);
  return rest > 30 ? [...cycles, { compressions: rest, breaths: [] }] : cycles;
}

function cycleScore({ compressions, breaths }: Cycle): number {
  const off = Math.abs(breaths.length - cprFormula.breathsOfCycle);
  const number = off === 0 ? 1 : off === 1 ? 0.5 : 0;
  const quality = meanOf(breaths.map(breathScore)) ?? 0;
  return nearness(compressions, cprFormula.cycleCompressions) * number * quality;
}

function breathScore({ volumeMl, lastsMs }: Breath): number {
  const lasts = lastsMs === null ? 1 : nearness(lastsMs, cprFormula.breathLastsMs);
  return volumeMl === null ? lasts : lasts * nearness(volumeMl, cprFormula.breathVolumeMl);
}

function measured(compressions: readonly Compression[], what: "residualMm" | "handRight") {
  return compressions.some((one) => one[what] !== null);
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, one) => sum + one, 0) / values.length;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 10) / 10;
}

function percent(share: number | null): number | null {
  return share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 1_000) / 10;
}

/** Full points between the inner bounds, none outside the outer ones, linear between. */
export interface Range {
  readonly none: readonly [number, number];
  readonly full: readonly [number, number];
}

/**
 * Formula cpr-1 for adults, published with every score (PIPL 24). Ranges of depth, rate, recoil, pauses and
 * 30:2 are the American Heart Association's (B19); where points end, the tolerances and the weights are this
 * formula's own. A change is a new version beside it.
 */
export const cprFormula = {
  version: "cpr-1",
  depthMm: { none: [30, 75], full: [50, 60] },
  ratePerMinute: { none: [80, 140], full: [100, 120] },
  residualMm: { none: [-1, 15], full: [0, 5] },
  /** Longer without a compression is a pause: hands off the chest. */
  pauseFromMs: 1_500,
  pauseMostMs: 10_000,
  /** Taken off the flow for each pause that is too long. */
  longPauseCosts: 0.1,
  /** Compression fraction: nothing at 40 %, all from 80 %; 60 % is asked for. */
  flow: { none: [0.4, 2], full: [0.8, 1] },
  flowAsked: 0.6,
  cycleCompressions: { none: [15, 45], full: [28, 32] },
  breathsOfCycle: 2,
  breathLastsMs: { none: [300, 2_000], full: [800, 1_200] },
  breathVolumeMl: { none: [200, 1_000], full: [400, 700] },
  weights: { compressions: 0.5, flow: 0.25, breaths: 0.25 },
} as const satisfies Readonly<Record<string, unknown>>;

/** How near a value lies to its range: 1 inside, 0 beyond its end. */
export function nearness(value: number, { none, full }: Range): number {
  if (value >= full[0] && value <= full[1]) return 1;
  if (value <= none[0] || value >= none[1]) return 0;
  return value < full[0]
    ? (value - none[0]) / (full[0] - none[0])
    : (none[1] - value) / (none[1] - full[1]);
}

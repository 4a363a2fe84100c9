import type { Standard } from "../../contract/scoring.ts";

export interface Rated {
  /** Checklist score in percent of the full points. */
  readonly percent: number;
  /** Global rating, 1 (fail) to 5 (outstanding). */
  readonly rating: number;
}

const borderlineGrade = 2;
/** Below this many candidates a regression says little (B20). */
const cohortLeast = 50;

/**
 * Borderline regression (B20): checklist percent regressed on the global rating by least squares; the pass
 * mark is what the line says at "borderline". With it the figures that tell whether to trust it: slope
 * (inter-grade discrimination), R² and the root mean square error.
 */
export function borderlineRegression(rated: readonly Rated[]): Omit<Standard, "rule"> {
  const candidates = rated.length;
  const nothing = { slope: null, rSquared: null, rmse: null };
  const meanX = mean(rated.map((one) => one.rating));
  const meanY = mean(rated.map((one) => one.percent));
  const sxx = rated.reduce((sum, one) => sum + (one.rating - meanX) ** 2, 0);
  if (candidates < 2 || sxx === 0)
    return { candidates, passPercent: null, ...nothing, caution: "no-spread" };
  const sxy = rated.reduce((sum, one) => sum + (one.rating - meanX) * (one.percent - meanY), 0);
  const syy = rated.reduce((sum, one) => sum + (one.percent - meanY) ** 2, 0);
  const slope = sxy / sxx;
  const at = (rating: number): number => meanY + slope * (rating - meanX);
  const residual = rated.reduce((sum, one) => sum + (one.percent - at(one.rating)) ** 2, 0);
  return {
    candidates,
    passPercent: Math.min(100, Math.max(0, at(borderlineGrade))),
    slope,
    rSquared: syy === 0 ? null : 1 - residual / syy,
    rmse: Math.sqrt(residual / candidates),
    caution: candidates < cohortLeast ? "small-cohort" : null,
  };
}

/** Arithmetic mean; zero of nothing. */
export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

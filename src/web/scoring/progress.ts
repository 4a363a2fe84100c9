export interface Result {
  readonly atMs: number;
  readonly percent: number;
}

export interface Plotted extends Result {
  readonly x: number;
  readonly y: number;
}

export const plot = { width: 720, height: 220, left: 40, right: 16, top: 14, bottom: 34 } as const;

/** Where a percentage lies in the drawing. */
export function heightOf(percent: number): number {
  const inner = plot.height - plot.top - plot.bottom;
  return plot.top + inner * (1 - Math.min(100, Math.max(0, percent)) / 100);
}

/** Results in the order of time, evenly spread: attempts, not calendar days, are what follows each other. */
export function plotted(results: readonly Result[]): readonly Plotted[] {
  const sorted = results.toSorted((a, b) => a.atMs - b.atMs);
  const inner = plot.width - plot.left - plot.right;
  const step = sorted.length > 1 ? inner / (sorted.length - 1) : 0;
  return sorted.map((one, at) => ({
    ...one,
    x: plot.left + (sorted.length > 1 ? at * step : inner / 2),
    y: heightOf(one.percent),
  }));
}

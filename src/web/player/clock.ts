/**
 * The one clock all cameras follow. It runs on monotonic ticks (milliseconds) and points at an
 * instant of the recording; while held (bytes are missing) it stands without being paused.
 */
export interface ClockState {
  readonly playing: boolean;
  readonly held: boolean;
  readonly rate: number;
  readonly atMs: number;
  readonly anchorTicks: number;
}

export interface ClockSpan {
  readonly startMs: number;
  readonly endMs: number;
}

export function clockAt(state: ClockState, ticks: number): number {
  if (!state.playing || state.held) return state.atMs;
  return state.atMs + (ticks - state.anchorTicks) * state.rate;
}

/** A change takes effect now: what has run so far is kept. */
export function changed(
  state: ClockState,
  ticks: number,
  change: Partial<Pick<ClockState, "playing" | "held" | "rate" | "atMs">>,
): ClockState {
  return { ...state, atMs: clockAt(state, ticks), anchorTicks: ticks, ...change };
}

/** Keeps the clock inside its span; at the end it stops playing. */
export function bounded(state: ClockState, ticks: number, span: ClockSpan): ClockState {
  const atMs = clockAt(state, ticks);
  if (atMs >= span.endMs)
    return { ...state, playing: false, held: false, atMs: span.endMs, anchorTicks: ticks };
  if (atMs < span.startMs) return { ...state, atMs: span.startMs, anchorTicks: ticks };
  return state;
}

export const speeds = [0.5, 1, 1.5, 2, 4, 8, 16] as const;

/** The next faster or slower speed of the list. */
export function nextSpeed(rate: number, direction: 1 | -1): number {
  const at = speeds.findIndex((speed) => speed >= rate);
  const from = at === -1 ? speeds.length - 1 : at;
  return speeds[Math.min(speeds.length - 1, Math.max(0, from + direction))] ?? 1;
}

/** What the timeline shows and where: pure, so that a pixel can be argued about. */
export interface View {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Whole {
  readonly startMs: number;
  readonly endMs: number;
}

export const rowPixels = 26;
export const axisPixels = 26;
const leastSpanMs = 2_000;

export function xOf(view: View, widthPixels: number, atMs: number): number {
  return ((atMs - view.startMs) / (view.endMs - view.startMs)) * widthPixels;
}

export function msOf(view: View, widthPixels: number, x: number): number {
  return view.startMs + (x / Math.max(1, widthPixels)) * (view.endMs - view.startMs);
}

/** Zooms by `factor` (> 1 is closer) so that the instant under the pointer stays under it. */
export function zoomed(view: View, whole: Whole, factor: number, aroundMs: number): View {
  const span = view.endMs - view.startMs;
  const nextSpan = Math.min(whole.endMs - whole.startMs, Math.max(leastSpanMs, span / factor));
  const share = (aroundMs - view.startMs) / span;
  return clamped(
    { startMs: aroundMs - share * nextSpan, endMs: aroundMs + (1 - share) * nextSpan },
    whole,
  );
}

export function panned(view: View, whole: Whole, byMs: number): View {
  return clamped({ startMs: view.startMs + byMs, endMs: view.endMs + byMs }, whole);
}

/** Moves the view so that the clock stays inside it while playing. */
export function following(view: View, whole: Whole, atMs: number): View {
  if (atMs >= view.startMs && atMs <= view.endMs) return view;
  const span = view.endMs - view.startMs;
  return clamped({ startMs: atMs - span * 0.1, endMs: atMs + span * 0.9 }, whole);
}

export function clamped(view: View, whole: Whole): View {
  const span = Math.min(view.endMs - view.startMs, whole.endMs - whole.startMs);
  const startMs = Math.min(Math.max(view.startMs, whole.startMs), whole.endMs - span);
  return { startMs, endMs: startMs + span };
}

const steps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400,
].map((seconds) => seconds * 1_000);

/** Marks of the axis at whole steps of the house's clock, at least `leastPixels` apart. */
export function ticksOf(
  view: View,
  widthPixels: number,
  more: { readonly leastPixels: number; readonly offsetMs: number },
): { readonly stepMs: number; readonly atMs: readonly number[] } {
  const perPixel = (view.endMs - view.startMs) / Math.max(1, widthPixels);
  const stepMs = steps.find((step) => step / perPixel >= more.leastPixels) ?? 86_400_000;
  const atMs: number[] = [];
  const first = Math.ceil((view.startMs + more.offsetMs) / stepMs) * stepMs - more.offsetMs;
  for (let at = first; at < view.endMs && atMs.length < 1_000; at += stepMs) atMs.push(at);
  return { stepMs, atMs };
}

/** Runs of one track inside the view as pixels; touching runs become one, so cost follows pixels. */
export function barsOf(
  view: View,
  widthPixels: number,
  spans: readonly Whole[],
): readonly { readonly x: number; readonly width: number }[] {
  const bars: { x: number; width: number }[] = [];
  for (const span of spans) {
    if (span.endMs <= view.startMs || span.startMs >= view.endMs) continue;
    const x = Math.max(0, xOf(view, widthPixels, span.startMs));
    const end = Math.min(widthPixels, xOf(view, widthPixels, span.endMs));
    const last = bars.at(-1);
    if (last !== undefined && x - (last.x + last.width) < 0.5)
      last.width = Math.max(last.width, end - last.x);
    else bars.push({ x, width: Math.max(1, end - x) });
  }
  return bars;
}

/** The row and instant under a pointer; row -1 is the axis. */
export function hitOf(
  view: View,
  widthPixels: number,
  point: { readonly x: number; readonly y: number },
): { readonly row: number; readonly atMs: number } {
  const row = point.y < axisPixels ? -1 : Math.floor((point.y - axisPixels) / rowPixels);
  return { row, atMs: msOf(view, widthPixels, point.x) };
}

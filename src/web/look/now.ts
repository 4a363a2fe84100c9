/** The browser's own idea of now: for the screen only. Evidence carries the house's clock. */
export function nowMs(): number {
  return Math.round(performance.timeOrigin + performance.now());
}

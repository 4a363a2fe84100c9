/** Two players on clocks of their own, kept in step: positions are told from where they are aligned. */
export interface SideNow {
  readonly positionMs: number;
  readonly running: boolean;
}

const slackMs = 80;
const nearMs = 20;

/**
 * Who runs. One that is ahead of the other stands until it is reached, so that whatever holds one up (bytes
 * that must come) holds both, without a jump. One that stands starts again only when it is nearly reached.
 */
export function whoRuns(sides: readonly SideNow[], rate: number): readonly boolean[] {
  const behindMs = Math.min(...sides.map((side) => side.positionMs));
  const faster = Math.max(1, rate);
  return sides.map(
    ({ positionMs, running }) => positionMs - behindMs <= (running ? slackMs : nearMs) * faster,
  );
}

export interface Loop {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where a loop leads back to; undefined while it goes on. */
export function loopedTo(loop: Loop | undefined, positionMs: number): number | undefined {
  if (loop === undefined || loop.toMs <= loop.fromMs) return undefined;
  return positionMs >= loop.toMs || positionMs < loop.fromMs - 1_000 ? loop.fromMs : undefined;
}

/** What both have: positions that lie in either's span as aligned. */
export function sharedSpan(
  sides: readonly {
    readonly startMs: number;
    readonly endMs: number;
    readonly alignedMs: number;
  }[],
): { readonly startMs: number; readonly endMs: number } {
  const startMs = Math.max(...sides.map((side) => side.startMs - side.alignedMs));
  const endMs = Math.min(...sides.map((side) => side.endMs - side.alignedMs));
  return { startMs, endMs: Math.max(startMs, endMs) };
}

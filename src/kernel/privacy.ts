import type { PrivacyDecision } from "../contract/readiness.ts";
import type { Span } from "./timeline.ts";

/** A stretch of a room that was sealed in an emergency (C-41), as far as the rule cares. */
export interface Sealing {
  readonly startMs: number;
  readonly endMs: number;
  readonly declaredAtMs: number;
  readonly decision: PrivacyDecision | null;
  readonly keptUntilMs: number | null;
}

/** Whether nobody looks: until the director decides, and as long as the decision keeps it sealed. */
export function isSealed({ decision, keptUntilMs }: Sealing, nowMs: number): boolean {
  if (decision === null) return true;
  return decision === "kept" && keptUntilMs !== null && nowMs < keptUntilMs;
}

/** The stretches nobody looks at now. */
export function sealedSpans(all: readonly Sealing[], nowMs: number): Span[] {
  return all
    .filter((one) => isSealed(one, nowMs))
    .map(({ startMs, endMs }) => ({ startMs, endMs }));
}

/** Whether these spans leave nothing of a whole one. */
export function coversWhole(whole: Span, spans: readonly Span[]): boolean {
  let at = whole.startMs;
  for (const { startMs, endMs } of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    if (startMs > at) return false;
    at = Math.max(at, endMs);
  }
  return at >= whole.endMs;
}

/** A look that was opened before something in it was sealed ends. */
export function endsLook(
  look: { readonly openedAtMs: number; readonly span: Span },
  all: readonly Sealing[],
  nowMs: number,
): boolean {
  return all.some(
    (one) =>
      isSealed(one, nowMs) &&
      one.declaredAtMs >= look.openedAtMs &&
      one.startMs < look.span.endMs &&
      one.endMs > look.span.startMs,
  );
}

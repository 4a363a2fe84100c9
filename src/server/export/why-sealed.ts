import type { Refusal } from "../../contract/outcome.ts";
import { type Span, clipSpans } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { lessonsOfOccasions } from "../lessons/index.ts";
import { sealed } from "../privacy/index.ts";

/** What of the house a copy holds, or would hold. */
interface Held {
  readonly lessonIds: readonly string[];
  readonly span: Span | null;
  /** Nothing recorded after that instant is in it. */
  readonly untilMs?: number | null;
}

/** Nothing of a stretch that was sealed in an emergency leaves before the director decided (C-41). */
export async function whySealed(house: House, held: Held): Promise<Refusal | undefined> {
  for (const { lesson } of await lessonsOfOccasions(house, [...held.lessonIds])) {
    const whole = {
      startMs: lesson.recordFromMs,
      endMs: Math.min(lesson.recordToMs, held.untilMs ?? Infinity),
    };
    const [span] = clipSpans([held.span ?? whole], whole);
    const found = span && (await sealed.partly(house, { venueId: lesson.venueId, span }));
    if (found !== undefined) return found;
  }
  return undefined;
}

import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, granted, refused } from "../../contract/outcome.ts";
import type { ViewingOpened } from "../../contract/routes/recording.ts";
import { type LookedAt, decideLook } from "../../kernel/access.ts";
import type { Span } from "../../kernel/timeline.ts";
import type { House } from "../../platform/house.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { venueScope } from "../people/index.ts";
import { insertViewing } from "./access.store.ts";
import { orUnwritable } from "./or-unwritable.ts";

export interface LessonToSee extends LookedAt {
  readonly lessonId: string;
  readonly span: Span;
}

/**
 * Opens a viewing: decided by rule, entered before the first byte. If the entry cannot be written
 * there is no viewing (S0-9.2, fail closed).
 */
export async function openViewing(
  house: House,
  actor: PersonActor,
  ask: { lesson: LessonToSee; purpose: string | null },
): Promise<Outcome<ViewingOpened>> {
  const { lesson, purpose } = ask;
  const venueIds = await venueScope(house, actor.accountId);
  const decision = decideLook(
    { accountId: actor.accountId, role: actor.role, venueIds },
    lesson,
    purpose,
  );
  if (!decision.ok) {
    const refusal = refused(decision.code);
    const subject = { type: "lesson" as const, id: lesson.lessonId };
    return orUnwritable(house, async () => {
      await enterRefusal(house, actor, "viewing.open", refusal, subject);
      return refusal;
    });
  }
  const openedAtMs = house.clock.now();
  const viewingId = house.newId();
  const expiresAtMs = openedAtMs + limits.viewingLongestMs;
  const { right } = decision;
  const { lessonId } = lesson;
  return orUnwritable(house, () =>
    act(house, actor, "viewing.opened@1", async (tx) => {
      await insertViewing(tx, {
        viewing_id: viewingId,
        site_id: house.siteId,
        lesson_id: lessonId,
        account_id: actor.accountId,
        sign_in_id: actor.signInId,
        right_name: right,
        purpose: decision.purpose,
        start_ms: lesson.span.startMs,
        end_ms: lesson.span.endMs,
        opened_at_ms: openedAtMs,
        expires_at_ms: expiresAtMs,
      });
      const watermark = `${actor.name} ${actor.login} ${actor.terminal}`;
      return granted({
        value: { viewingId, lessonId, right, expiresAtMs, watermark },
        subject: { type: "viewing", id: viewingId },
        body: { viewingId, lessonId, right, purpose: decision.purpose },
      });
    }),
  );
}

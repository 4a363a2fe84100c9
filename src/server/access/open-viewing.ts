import type { PersonActor } from "../../contract/actor.ts";
import { limits } from "../../contract/limits.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import type { ViewingOpened } from "../../contract/routes/recording.ts";
import type { House } from "../../platform/house.ts";
import { type Written, act, enterRefusal } from "../ledger/index.ts";
import { sealed } from "../privacy/index.ts";
import { type ViewingRow, insertViewing } from "./access.store.ts";
import { whyDestroyed } from "./destroyed-look.ts";
import { noteLentLook } from "./lent-looks.ts";
import { type MarkRow, insertMark } from "./marks.store.ts";
import { newCode } from "./marks.ts";
import { noticeAccepted } from "./notice.ts";
import { orUnwritable } from "./or-unwritable.ts";
import { type LookRightNow, type LookWish, rightToLook, whoLooks } from "./right-to-look.ts";

/**
 * Opens a viewing: decided by rule, the notice accepted, entered before the first byte. If the entry
 * cannot be written there is no viewing (S0-9.2, fail closed).
 */
export async function openViewing(
  house: House,
  actor: PersonActor,
  ask: LookWish,
): Promise<Outcome<ViewingOpened>> {
  const right = await rightToLook(house, whoLooks(actor), ask);
  if (!right.ok) return refuse(house, actor, { refusal: right, lessonId: ask.lessonId });
  const destroyed = await whyDestroyed(house, ask.lessonId);
  if (destroyed !== undefined)
    return refuse(house, actor, { refusal: destroyed, lessonId: ask.lessonId });
  const { facts, look } = right.value;
  const whole = await sealed.whole(house, { venueId: facts.lesson.venueId, span: look.span });
  if (whole !== undefined) return refuse(house, actor, { refusal: whole, lessonId: ask.lessonId });
  if (!(await noticeAccepted(house, actor.signInId)))
    return refuse(house, actor, {
      refusal: refused("notice_not_accepted"),
      lessonId: ask.lessonId,
    });
  const opened = await orUnwritable(house, () =>
    act(house, actor, "viewing.opened@2", async (tx) => {
      const { row, mark } = rowsOf(house, actor, right.value);
      await insertViewing(tx, row);
      await insertMark(tx, mark);
      return granted(written(actor, right.value, { row, code: mark.code }));
    }),
  );
  const { grant } = look;
  if (opened.ok && grant !== null)
    await noteLentLook(house, {
      accountId: actor.accountId,
      lessonId: ask.lessonId,
      requestId: grant.requestId,
    });
  return opened;
}

/** A refusal is entered; a lesson nobody knows of must not become the subject of an entry. */
function refuse(
  house: House,
  actor: PersonActor,
  about: { refusal: Refusal; lessonId: string },
): Promise<Outcome<never>> {
  const { refusal, lessonId } = about;
  const subject =
    refusal.code === "not_found"
      ? { type: "account" as const, id: actor.accountId }
      : { type: "lesson" as const, id: lessonId };
  return orUnwritable(house, async () => {
    await enterRefusal(house, actor, "viewing.open", refusal, subject);
    return refusal;
  });
}

function rowsOf(
  house: House,
  actor: PersonActor,
  { look, facts }: LookRightNow,
): { row: Omit<ViewingRow, "closed_at_ms" | "exit">; mark: MarkRow } {
  const openedAtMs = house.clock.now();
  const longestMs = openedAtMs + limits.viewingLongestMs;
  const viewingId = house.newId();
  const who = {
    site_id: house.siteId,
    account_id: actor.accountId,
    sign_in_id: actor.signInId,
    terminal: actor.terminal,
  };
  const row = {
    ...who,
    viewing_id: viewingId,
    lesson_id: facts.lesson.lessonId,
    right_name: look.right,
    request_id: look.grant?.requestId ?? null,
    request_serial: look.grant?.serial ?? null,
    purpose: look.purpose,
    camera_ids: look.cameraIds === null ? null : [...look.cameraIds],
    start_ms: look.span.startMs,
    end_ms: look.span.endMs,
    opened_at_ms: openedAtMs,
    expires_at_ms: Math.min(longestMs, look.untilMs ?? longestMs),
  };
  const mark = {
    ...who,
    code: newCode(),
    viewing_id: viewingId,
    started_at_ms: openedAtMs,
    address: actor.address,
  };
  return { row, mark };
}

function written(
  actor: PersonActor,
  { look, facts }: LookRightNow,
  made: { row: Omit<ViewingRow, "closed_at_ms" | "exit">; code: string },
): Written<"viewing.opened@2", ViewingOpened> {
  const { row, code } = made;
  const { viewing_id: viewingId, lesson_id: lessonId } = row;
  const cameraIds = row.camera_ids;
  const { right, purpose, grant, span } = look;
  return {
    value: {
      viewingId,
      lessonId,
      title: facts.lesson.officialName,
      right,
      serial: grant?.serial ?? null,
      openedAtMs: row.opened_at_ms,
      expiresAtMs: row.expires_at_ms,
      span,
      cameraIds,
      watermark: `${actor.name} ${actor.login} ${actor.terminal}`,
      code,
    },
    subject: { type: "viewing", id: viewingId },
    body: { viewingId, lessonId, right, purpose, code, grant, cameraIds },
  };
}

import type { PersonActor } from "../../contract/actor.ts";
import type { Signing } from "../../contract/approval.ts";
import type { CompletionCard } from "../../contract/completion.ts";
import { type Outcome, type Refusal, granted, refused } from "../../contract/outcome.ts";
import { confirmRefusal } from "../../kernel/completion/card.ts";
import type { House } from "../../platform/house.ts";
import { incidents } from "../incidents/index.ts";
import { act, enterRefusal } from "../ledger/index.ts";
import { sign } from "../signing/index.ts";
import { bringUp } from "./bring-up.ts";
import { type CardLesson, keptLesson } from "./card-lesson.ts";
import { type SaidRow, insertSaid, lockLesson, selectSaid } from "./completion.store.ts";
import { cardOf } from "./read-card.ts";
import { settleOverdue } from "./tell-overdue.ts";

export interface Confirming {
  readonly lessonId: string;
  /** What was shown. */
  readonly factsSha256: string;
  readonly remark: string;
  readonly signing: Signing;
}

/**
 * The teacher confirms the traces of a lesson and signs (S0-4.3c): only what was shown, and never while a
 * gap is without its reason.
 */
export async function confirmCard(
  house: House,
  actor: PersonActor,
  ask: Confirming,
): Promise<Outcome<CompletionCard>> {
  const { lessonId, remark } = ask;
  const kept = await keptLesson(house, actor, {
    lessonId,
    attempted: "completion.confirm",
    signs: true,
  });
  if (!kept.ok) return kept;
  const running = await refuseRunning(house, actor, kept.value);
  if (running !== undefined) return running;
  const card = await freshCard(house, actor, kept.value);
  const refusal =
    confirmRefusal(card, remark) ??
    (card.factsSha256 === ask.factsSha256 ? undefined : refused("completion_changed"));
  if (refusal !== undefined) return entered(house, actor, { lessonId, refusal });
  const signature = await sign(house, actor, ask.signing);
  if (!signature.ok) return signature;
  const row: SaidRow = {
    ...saidOf(house, actor, card),
    kind: "confirmed",
    remark,
    strokes: signature.value.strokes,
    signature_sha256: signature.value.sha256,
  };
  const done = await act(house, actor, "completion.confirmed@1", async (tx) => {
    await lockLesson(tx, lessonId);
    const before = card.said.at(-1)?.confirmationId;
    if ((await selectSaid(tx, [lessonId])).at(-1)?.confirmation_id !== before)
      return refused("completion_changed");
    await insertSaid(tx, row);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: {
        ...bodyOf(row),
        interruptions: card.interruptions.length,
        signatureSha256: signature.value.sha256,
      },
      personal: textOf(remark),
    });
  });
  return done.ok ? after(house, actor, kept.value) : done;
}

/** The teacher says that something is wrong; the administrator sees it at once. */
export async function reportCard(
  house: House,
  actor: PersonActor,
  ask: { readonly lessonId: string; readonly text: string },
): Promise<Outcome<CompletionCard>> {
  const { lessonId, text } = ask;
  const kept = await keptLesson(house, actor, {
    lessonId,
    attempted: "completion.report",
    signs: true,
  });
  if (!kept.ok) return kept;
  const running = await refuseRunning(house, actor, kept.value);
  if (running !== undefined) return running;
  const card = await freshCard(house, actor, kept.value);
  const row: SaidRow = {
    ...saidOf(house, actor, card),
    kind: "reported",
    remark: text,
    strokes: null,
    signature_sha256: null,
  };
  const { lesson } = kept.value.facts;
  await incidents.raise(house, {
    kind: "completion-problem",
    severity: "minor",
    subject: { type: "lesson", id: lessonId },
    facts: { lesson: lesson.project, venue: lesson.venueName, startMs: lesson.startMs },
  });
  const done = await act(house, actor, "completion.reported@1", async (tx) => {
    await lockLesson(tx, lessonId);
    await insertSaid(tx, row);
    return granted({
      value: undefined,
      subject: { type: "lesson", id: lessonId },
      body: bodyOf(row),
      personal: textOf(text),
    });
  });
  return done.ok ? after(house, actor, kept.value) : done;
}

async function refuseRunning(
  house: House,
  actor: PersonActor,
  { facts }: CardLesson,
): Promise<Refusal | undefined> {
  const { lessonId, endMs } = facts.lesson;
  if (house.clock.now() >= endMs) return undefined;
  return entered(house, actor, { lessonId, refusal: refused("completion_running", { endMs }) });
}

async function entered(
  house: House,
  actor: PersonActor,
  of: { readonly lessonId: string; readonly refusal: Refusal },
): Promise<Refusal> {
  const subject = { type: "lesson" as const, id: of.lessonId };
  await enterRefusal(house, actor, "completion.confirmed@1", of.refusal, subject);
  return of.refusal;
}

async function freshCard(
  house: House,
  actor: PersonActor,
  of: CardLesson,
): Promise<CompletionCard> {
  await bringUp(house, of.facts);
  return cardOf(house, actor, of);
}

async function after(
  house: House,
  actor: PersonActor,
  of: CardLesson,
): Promise<Outcome<CompletionCard>> {
  await settleOverdue(house, of.facts.lesson.lessonId);
  return granted(await cardOf(house, actor, of));
}

function saidOf(
  house: House,
  actor: PersonActor,
  card: CompletionCard,
): Omit<SaidRow, "kind" | "remark" | "strokes" | "signature_sha256"> {
  const nowMs = house.clock.now();
  return {
    confirmation_id: house.newId(),
    site_id: house.siteId,
    lesson_id: card.lessonId,
    verdict: card.verdict,
    facts_sha256: card.factsSha256,
    by_account: actor.accountId,
    at_ms: nowMs,
    late: nowMs >= card.dueMs,
    reopened_at_ms: null,
  };
}

function bodyOf(row: SaidRow) {
  return {
    confirmationId: row.confirmation_id,
    lessonId: row.lesson_id,
    verdict: row.verdict,
    factsSha256: row.facts_sha256,
    late: row.late,
  };
}

const textOf = (text: string): Record<string, string> => (text === "" ? {} : { text });

import type { CoverageKind } from "../../contract/camera.ts";
import type {
  CompletionCard,
  CompletionSaid,
  CompletionState,
  Interruption,
  Verdict,
} from "../../contract/completion.ts";
import { type Refusal, refused } from "../../contract/outcome.ts";

/** 完整 only if nothing is missing; each gap with its reason is 有缺失; anything else 不完整 (S0-5.2.1). */
export function verdictOf(
  interruptions: readonly Pick<Interruption, "reason">[],
  missingKinds: readonly CoverageKind[],
): Verdict {
  if (missingKinds.length > 0 || interruptions.some((one) => one.reason === null))
    return "incomplete";
  return interruptions.length === 0 ? "complete" : "explained";
}

type Word = Pick<CompletionSaid, "kind" | "reopenedAtMs">;

/** The word that stands; none once more was found missing after it. */
export function standingWord<W extends Word>(said: readonly W[]): W | null {
  const last = said.at(-1);
  return last === undefined || last.reopenedAtMs !== null ? null : last;
}

export interface CardTimes {
  readonly endMs: number;
  readonly dueMs: number;
  readonly nowMs: number;
}

export function stateOf(said: readonly Word[], times: CardTimes): CompletionState {
  const last = said.at(-1);
  if (last !== undefined && last.reopenedAtMs !== null) return "reopened";
  if (last !== undefined) return last.kind;
  if (times.nowMs < times.endMs) return "running";
  return times.nowMs < times.dueMs ? "open" : "overdue";
}

export type Confirmable = Pick<
  CompletionCard,
  "lesson" | "nowMs" | "settled" | "destroyedAtMs" | "interruptions" | "missingKinds"
>;

/** What keeps a card from being confirmed, before anything is typed in. */
export function hindranceOf(card: Confirmable): CompletionCard["hindrance"] {
  if (card.destroyedAtMs !== null) return "destroyed";
  if (card.nowMs < card.lesson.endMs) return "lesson_running";
  if (!card.settled) return "not_settled";
  if (card.interruptions.some((one) => one.reason === null)) return "gap_unreasoned";
  return card.missingKinds.length > 0 ? "kind_unremarked" : null;
}

/** Why a confirmation with this remark is refused, naming the first gap that is not explained (S0-4.3c). */
export function confirmRefusal(
  card: Confirmable & Pick<CompletionCard, "cameras" | "said">,
  remark: string,
): Refusal | undefined {
  const hindrance = hindranceOf(card);
  if (hindrance === "destroyed") return refused("item_destroyed");
  if (hindrance === "lesson_running")
    return refused("completion_running", { endMs: card.lesson.endMs });
  if (hindrance === "not_settled") return refused("completion_unsettled");
  const open = card.interruptions.filter((one) => one.reason === null);
  const [first] = open;
  if (first !== undefined) {
    const camera = card.cameras.find((one) => one.cameraId === first.cameraId);
    const name = camera === undefined ? "" : `${camera.label} ${camera.name}`;
    return refused("gap_unreasoned", { camera: name, startMs: first.startMs, count: open.length });
  }
  if (card.missingKinds.length > 0 && remark.trim() === "") return refused("coverage_unremarked");
  const word = standingWord(card.said);
  return word?.kind === "confirmed" ? refused("completion_confirmed") : undefined;
}

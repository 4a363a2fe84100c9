import { useMutation, useQuery } from "@tanstack/react-query";
import type { Interruption } from "../../contract/completion.ts";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";
import type { Say } from "../words/index.ts";

export type Card = Answer<"completion.card">;
const keyOf = (lessonId: string) => ["completion", lessonId] as const;
const pollMs = 15_000;

/** The card as it stands; what arrives late or is found missing shows by itself. */
export function useCard(lessonId: string) {
  return useQuery({
    queryKey: keyOf(lessonId),
    queryFn: () => ask("completion.card", { params: { lessonId } }, { background: true }),
    refetchInterval: pollMs,
    staleTime: 0,
  });
}

export function keepCard(card: Card): void {
  queries.setQueryData(keyOf(card.lessonId), card);
  void queries.invalidateQueries({ queryKey: ["completion-open"] });
}

export function lookAgain(lessonId: string): void {
  void queries.invalidateQueries({ queryKey: keyOf(lessonId) });
}

/** An act whose answer is the card as it is then. */
export function useCardAct<V>(run: (asked: V) => Promise<Card>, onDone: () => void) {
  return useMutation({
    mutationFn: run,
    onSuccess: (card) => {
      keepCard(card);
      onDone();
    },
  });
}

export function causeWord(t: Say, cause: Interruption["cause"]): string {
  return cause === "lost" || cause === "damaged"
    ? t(`completionTerms/causes/${cause}`)
    : t(`terms/gapCauses/${cause}`);
}

/** A reason with what was said beside it. */
export function reasonWord(t: Say, note: NonNullable<Interruption["reason"]>): string {
  const name = note.reason === null ? "" : t(`completionTerms/reasons/${note.reason}`);
  if (note.text === "" || name === "") return `${name}${note.text}`;
  return t("completionCard/reasonWith", { reason: name, text: note.text });
}

export const stateTones = {
  running: "busy",
  open: "warn",
  overdue: "alarm",
  reported: "warn",
  confirmed: "good",
  reopened: "alarm",
} as const;

export const verdictTones = { complete: "good", explained: "warn", incomplete: "alarm" } as const;

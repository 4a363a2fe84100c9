import { useQuery } from "@tanstack/react-query";
import {
  type CardItem,
  type CardState,
  type CheckState,
  checkFigures,
} from "../../contract/readiness.ts";
import { type Answer, ask } from "../ask.ts";
import type { Tone } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import type { Say } from "../words/index.ts";

export type ReadinessNow = Answer<"readiness.read">;

/** What stands before and during a lesson; asked again while the page is open. */
export function useReadiness(lessonId: string, enabled = true) {
  return useQuery({
    queryKey: ["readiness", lessonId],
    queryFn: () => ask("readiness.read", { params: { lessonId } }, { background: true }),
    refetchInterval: 10_000,
    enabled,
  });
}

/** Takes over what an act answered with, and what else it has changed. */
export function readinessChanged(now: ReadinessNow): void {
  queries.setQueryData(["readiness", now.lessonId], now);
  void queries.invalidateQueries({ queryKey: ["readiness-today"] });
  void queries.invalidateQueries({ queryKey: ["readiness-waiting"] });
  void queries.invalidateQueries({ queryKey: ["incidents"] });
}

export const cardTones: Record<CardState, Tone> = {
  early: "plain",
  open: "busy",
  late: "alarm",
  signed: "good",
  "signed-late": "warn",
  missed: "warn",
};
export const checkTones: Record<CheckState, Tone> = {
  good: "good",
  bad: "alarm",
  unknown: "plain",
};

/** The measured figures of an item and why it is as it is, in one line. */
export function itemText(t: Say, item: CardItem): string {
  const figures = Object.entries(item.figures).flatMap(([name, n]) => {
    const known = checkFigures.find((one) => one === name);
    return known === undefined || n === undefined
      ? []
      : [t(`readinessTerms/figures/${known}`, { n })];
  });
  const cause = item.cause === null ? [] : [t(`readinessTerms/causes/${item.cause}`)];
  return [...cause, ...figures].join(" · ");
}

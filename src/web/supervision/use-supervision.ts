import { useQuery } from "@tanstack/react-query";
import type { ProbeName, SelfCheckSection } from "../../contract/supervision.ts";
import { ask, type Answer } from "../ask.ts";
import { length } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import type { Say } from "../words/index.ts";
import { supervision } from "../words/zh-CN/supervision.ts";

export type DailyCheck = Answer<"dailyChecks.list">["days"][number];
export type SelfCheck = Answer<"selfChecks.read">;
export type SpotCheck = Answer<"spotChecks.read">;
export type DigestLine = Answer<"digests.list">["digests"][number];

export const supervisionTabs = ["daily", "monthly", "quarterly"] as const;
export type SupervisionTab = (typeof supervisionTabs)[number];

export function useDailyChecks(month: string) {
  return useQuery({
    queryKey: ["supervision", "daily", month],
    queryFn: () => ask("dailyChecks.list", { query: { month } }),
  });
}

export function useDigests() {
  return useQuery({
    queryKey: ["supervision", "digests"],
    queryFn: () => ask("digests.list", {}),
  });
}

/** What was signed changes duties and incidents, too. */
export function afterSigning(): void {
  for (const key of ["supervision", "tasks", "incidents"])
    void queries.invalidateQueries({ queryKey: [key] });
}

type FigureName = keyof typeof supervision.figures;
const isFigure = (name: string): name is FigureName => Object.hasOwn(supervision.figures, name);

const figureOrder = Object.keys(supervision.figures);

/** Figures of a probe or a section as pairs for people, always in the same order. */
export function figurePairs(t: Say, figures: Readonly<Record<string, number>>) {
  const pairs = Object.entries(figures).toSorted(
    ([a], [b]) => figureOrder.indexOf(a) - figureOrder.indexOf(b),
  );
  return pairs.map(([name, value]) => ({
    name: isFigure(name) ? t(`supervision/figures/${name}`) : name,
    text: name.endsWith("Ms") ? length(value) : String(value),
  }));
}

export function probeWord(t: Say, probe: ProbeName): string {
  return t(`supervision/probes/${probe}`);
}
export function sectionWord(t: Say, section: SelfCheckSection): string {
  return t(`supervision/monthly/sections/${section}`);
}

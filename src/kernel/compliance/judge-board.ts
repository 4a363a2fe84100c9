import { articles } from "../../contract/articles.ts";
import type { BoardCount, BoardFault, BoardFigure } from "../../contract/board-figures.ts";
import type { Board, BoardArticle, BoardPrinciple } from "../../contract/compliance.ts";
import type { EntryKind } from "../../contract/entries.ts";
import { principles } from "../../contract/principles.ts";
import type { Control } from "./control.ts";
import { controls } from "./controls.ts";
import { everyVersion } from "./every-version.ts";
import { type PrincipleCheck, principleChecks } from "./principle-checks.ts";

/** Every figure the house has counted; `principlesRed` and `entries` are told by the judging itself. */
export type BoardFacts = Readonly<
  Record<Exclude<BoardFigure, "principlesRed" | "entries">, number>
>;

/** How often a kind was entered in the last twelve months, and when last at all. */
export interface KindTally {
  readonly count: number;
  readonly newestAtMs: number | null;
}
export type Tallies = ReadonlyMap<EntryKind, KindTally>;

/** Six principles and every article, from figures alone (S0-3a). */
export function judgeBoard(facts: BoardFacts, tallies: Tallies, atMs: number): Board {
  const judged = principles.map((key): BoardPrinciple => {
    const checks = principleChecks[key].map((check: PrincipleCheck) => ({
      ...judge(check, facts),
      key: check.key,
      path: check.path,
    }));
    const red = checks.some((check) => check.state === "red");
    return { key, state: red ? "red" : "green", checks };
  });
  const principlesRed = judged.filter((one) => one.state === "red").length;
  return {
    atMs,
    principles: judged,
    articles: articles.map((article): BoardArticle => {
      const control: Control = controls[article.key];
      const known = { ...facts, principlesRed, ...evidenceOf(control, tallies) };
      const { state, figures, faults } = judge(
        { ...control, shows: [...control.shows, "entries"] },
        known,
      );
      return {
        key: article.key,
        article: article.article,
        class: article.class,
        state: state === "green" && article.class === "human" ? "human" : state,
        figures,
        faults,
        lastEvidenceAtMs: known.lastAtMs,
        path: article.path,
      };
    }),
  };
}

/** Red where one of its faults is there. */
function judge(
  of: { readonly shows: readonly BoardCount[]; readonly faults: readonly BoardFault[] },
  facts: Readonly<Partial<Record<BoardFigure, number>>>,
) {
  const faults = of.faults.filter((name) => (facts[name] ?? 0) > 0);
  const names: readonly BoardFigure[] = [...of.shows, ...of.faults];
  return {
    state: faults.length > 0 ? ("red" as const) : ("green" as const),
    figures: Object.fromEntries(names.map((name) => [name, facts[name] ?? 0])),
    faults,
  };
}

function evidenceOf({ evidence }: Control, tallies: Tallies) {
  const found = everyVersion(evidence).flatMap((kind) => tallies.get(kind) ?? []);
  const last = Math.max(-1, ...found.map((one) => one.newestAtMs ?? -1));
  return {
    entries: found.reduce((all, one) => all + one.count, 0),
    lastAtMs: last < 0 ? null : last,
  };
}

/** Kinds whose entries are somewhere evidence. */
export const evidenceKinds: readonly EntryKind[] = everyVersion(
  Object.values(controls).flatMap((control) => control.evidence),
);

import { useQuery } from "@tanstack/react-query";
import { articles } from "../../contract/articles.ts";
import { type AnswerFigure, boardEntriesMost } from "../../contract/board-figures.ts";
import { type Answer, ask } from "../ask.ts";
import { length } from "../look/times.ts";
import type { Say } from "../words/index.ts";
import { compliance } from "../words/zh-CN/compliance.ts";

export type Board = Answer<"compliance.board">;
export type Principle = Board["principles"][number];
export type Article = Board["articles"][number];
export type Check = Principle["checks"][number];
export type QuestionAnswer = Answer<"compliance.answers">["answers"][number];

export const complianceTabs = ["articles", "questions"] as const;
export type ComplianceTab = (typeof complianceTabs)[number];

export function useBoard() {
  return useQuery({
    queryKey: ["compliance", "board"],
    queryFn: ({ signal }) => ask("compliance.board", { signal }),
    staleTime: 0,
  });
}

export function useAnswers(period: { readonly fromMs: number; readonly toMs: number }) {
  return useQuery({
    queryKey: ["compliance", "answers", period],
    queryFn: ({ signal }) => ask("compliance.answers", { query: period, signal }),
  });
}

const isFigure = (name: string): name is AnswerFigure => Object.hasOwn(compliance.figures, name);
type CheckName = keyof typeof compliance.checks;
const isCheck = (name: string): name is CheckName => Object.hasOwn(compliance.checks, name);

export function figureWord(t: Say, name: string): string {
  return isFigure(name) ? t(`compliance/figures/${name}`) : name;
}
export function checkWord(t: Say, key: string): string {
  return isCheck(key) ? t(`compliance/checks/${key}`) : key;
}
/** A stretch of time as its length, anything else as it is. */
export function figureText(name: string, value: number): string {
  if (name === "entries" && value >= boardEntriesMost) return `${boardEntriesMost}+`;
  return name.endsWith("Ms") ? length(value) : String(value);
}

type Part = keyof typeof compliance.parts;
const isPart = (name: string | undefined): name is Part =>
  name !== undefined && Object.hasOwn(compliance.parts, name);
type ArticleNumber = keyof typeof compliance.articleNumbers;
const isNumber = (name: string): name is ArticleNumber =>
  Object.hasOwn(compliance.articleNumbers, name);

export function articleWord(t: Say, article: number): string {
  const name = String(article);
  return isNumber(name) ? t(`compliance/articleNumbers/${name}`) : name;
}

/** `（二）1`, as the regulation counts; empty where an article has no items. */
export function itemWord(t: Say, key: Article["key"]): string {
  const [part, number] = articles.find((one) => one.key === key)?.item.split(".") ?? [];
  return isPart(part) ? `${t(`compliance/parts/${part}`)}${number ?? ""}` : "";
}

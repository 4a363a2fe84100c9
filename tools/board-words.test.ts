import { expect, test } from "vitest";
import { sheetWords } from "../src/server/evidence-pack/sheet-words.ts";
import { compliance } from "../src/web/words/zh-CN/compliance.ts";

/** The house's paper and its screens hold their own texts: what both say of the board is the same. */
const paper = sheetWords();

test.each(["principles", "classes", "checks", "figures", "articleNumbers", "parts"] as const)(
  "[S0-3a] the board's %s are called the same on paper as on the screen",
  (part) => expect(paper[part]).toEqual(compliance[part]),
);

test("[S0-3a] articles and questions ask the same on paper as on the screen", () => {
  const asked = (all: Readonly<Record<string, { readonly asks: string }>>) =>
    Object.fromEntries(Object.entries(all).map(([key, { asks }]) => [key, asks]));
  expect(paper.articles).toEqual(asked(compliance.articles));
  expect(paper.questions).toEqual(asked(compliance.questions));
});

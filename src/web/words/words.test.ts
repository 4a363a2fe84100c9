import { expect, test } from "vitest";
import { entryKinds } from "../../contract/entries.ts";
import { refusals } from "../../contract/refusals.ts";
import { gapCauses } from "../../contract/spool.ts";
import { en } from "./en.ts";
import { zhCN } from "./zh-CN.ts";

function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`));
}
const holes = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).toSorted();

test("both languages say the same things with the same holes, and nothing is empty", () => {
  const english = new Map(leaves(en, ""));
  const chinese = leaves(zhCN, "");
  expect(chinese.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
  for (const [path, text] of chinese) {
    expect(text.trim(), path).not.toBe("");
    expect(holes(english.get(path) ?? ""), path).toEqual(holes(text));
  }
});

test("every refusal, gap cause and entry kind of the contract has words, and its rule too", () => {
  for (const [code, { rule }] of Object.entries(refusals)) {
    expect(Object.hasOwn(zhCN.refusals, code), code).toBe(true);
    expect(Object.hasOwn(zhCN.rules, rule), rule).toBe(true);
  }
  expect(Object.keys(zhCN.terms.gapCauses).toSorted()).toEqual([...gapCauses].toSorted());
  expect(Object.keys(zhCN.terms.entryKinds).toSorted()).toEqual(Object.keys(entryKinds).toSorted());
});

test("no word was left in Chinese in the English list", () => {
  const left = leaves(en, "").filter(
    ([path, text]) => /[\u4e00-\u9fff]/.test(text) && path !== "/shell/languageOther",
  );
  expect(left).toEqual([]);
});

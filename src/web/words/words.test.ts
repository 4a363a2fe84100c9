import i18next from "i18next";
import { expect, test } from "vitest";
import { entryKinds } from "../../contract/entries.ts";
import { refusals } from "../../contract/refusals.ts";
import { gapCauses } from "../../contract/spool.ts";
import { en } from "./en.ts";
import { addNumberForms, numberForms } from "./number.ts";
import { zhCN } from "./zh-CN.ts";

function leaves(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}/${key}`));
}
const holes = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map((match) => match[1])
    .toSorted((a, b) => (a ?? "").localeCompare(b ?? ""));

test("both languages say the same things with the same holes, and nothing is empty", () => {
  const english = new Map(leaves(en, ""));
  const chinese = leaves(zhCN, "");
  expect(chinese.map(([path]) => path).toSorted()).toEqual([...english.keys()].toSorted());
  expect(chinese.filter(([, text]) => text.trim() === "")).toEqual([]);
  const odd = chinese.filter(
    ([path, text]) => holes(english.get(path) ?? "").join() !== holes(text).join(),
  );
  expect(odd).toEqual([]);
});

test("every refusal, gap cause and entry kind of the contract has words, and its rule too", () => {
  const codes = Object.entries(refusals);
  expect(codes.filter(([code]) => !Object.hasOwn(zhCN.refusals, code))).toEqual([]);
  expect(codes.filter(([, { rule }]) => !Object.hasOwn(zhCN.rules, rule))).toEqual([]);
  expect(Object.keys(zhCN.terms.gapCauses).toSorted()).toEqual([...gapCauses].toSorted());
  expect(Object.keys(zhCN.terms.entryKinds).toSorted()).toEqual(Object.keys(entryKinds).toSorted());
});

test("English counts one thing as one, and says it of a number that is there", async () => {
  const own = i18next.createInstance();
  const t = await own.init({
    lng: "en",
    resources: { en: { translation: en } },
    keySeparator: "/",
    nsSeparator: false,
  });
  addNumberForms(own);
  expect(t("places/stations", { n: 1 })).toBe("1 station");
  expect(t("policies/homeUnbackedLine", { n: 1 })).toBe("1 rule has no basis named");
  expect(t("policies/homeUnbackedLine", { n: 0 })).toBe("0 rules have no basis named");
  const odd = leaves(en, "").flatMap(([path, text]) =>
    [...text.matchAll(/\{\{(\w+), (\w+)\}\}/g)]
      .filter(([, name, form = ""]) => !text.includes(`{{${name}}}`) || !(form in numberForms))
      .map(() => path),
  );
  expect(odd).toEqual([]);
});

test("no word was left in Chinese in the English list", () => {
  const left = leaves(en, "").filter(
    ([path, text]) => /[\u4e00-\u9fff]/.test(text) && path !== "/shell/languageOther",
  );
  expect(left).toEqual([]);
});

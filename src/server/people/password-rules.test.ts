import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passwordPacks } from "../../contract/policy.ts";
import { leastCharacters } from "../../kernel/password-pack.ts";
import { drawSecret } from "../../platform/random.ts";
import { commonPasswords } from "./common-passwords.ts";
import { judgePassword } from "./password-rules.ts";

const owner = { login: "lin.zhao", name: "林昭" };

/** Twelve characters or more, as people make them from a common one. */
function decorated(common: string, at: number): string[] {
  const capital = common.charAt(0).toUpperCase() + common.slice(1);
  const tails = ["123456", "2026", "@2026", "@123", "!", "520", "1314", "20260601", "888888"];
  const tail = tails[at % tails.length] ?? "";
  return [common + tail, capital + tail, common + common, `${capital}@${tail}`].filter(
    (made) => [...made].length >= 12,
  );
}

/** Both packs of C-20 pass the same suite; they differ in how long a password must be. */
describe.each(passwordPacks)("passwords of the pack %s", (pack) => {
  const judge = (text: string, secondFactor = true) =>
    judgePassword(
      text,
      { ...owner, leastCharacters: leastCharacters(pack, secondFactor) },
      commonPasswords(),
    )?.code;

  test("[C-20] without a second factor it is as long as the pack says", () => {
    const [twelve, fifteen] = ["Vq8#tLw2zR!n", "Vq8#tLw2zR!nKx7"];
    expect(judge(fifteen, false)).toBeUndefined();
    expect(judge(twelve, true)).toBeUndefined();
    expect(judge(twelve, false)).toBe(pack === "modern" ? "password_short" : undefined);
  });

  test.each([
    "Vq8#tLw2 lin.zhao K",
    "Vq8#LIN.ZHAO2zR!nxW",
    "Vq8#tLw2zR林 昭!nKx",
    "Vq8#tLw2zR林昭!nKx",
  ])("[S0-13c] %s contains the account or the name", (text) => {
    expect(judge(text)).toBe("password_own");
  });

  test("[S0-13c] of 10,000 common passwords none is accepted", () => {
    const corpus = [...commonPasswords()];
    expect(corpus.length).toBeGreaterThanOrEqual(10_000);
    expect(corpus.filter((common) => judge(common) === undefined)).toEqual([]);
  });

  test("[S0-13c] of 10,000 long ones made from common passwords none is accepted", () => {
    const made = [...commonPasswords()].filter((word) => word.length <= 14).flatMap(decorated);
    expect(made.length).toBeGreaterThan(10_000);
    expect(made.filter((text) => judge(text) === undefined)).toEqual([]);
  });

  test("[S0-13c] names in pinyin with a birthday are refused", () => {
    const names = ["zhangwei", "liuyang", "wangxiaoming", "lijing", "chenjiaqi", "zhaomin"];
    const dates = ["19900101", "20010911", "0815", "1314520", "123456", "2026"];
    const made = names.flatMap((name) =>
      dates.flatMap((date) => [name + date, date + name, `${name}@${date}`, `${name}${date}!`]),
    );
    const long = made.filter((text) => text.length >= 12);
    expect(long.length).toBeGreaterThan(80);
    expect(long.filter((text) => judge(text) !== "password_common")).toEqual([]);
  });

  test.each([
    ["short", "Xk7#mPq2vL9", "password_short"],
    ["phone number", "138001380001", "password_common"],
    ["identity number", "11010119900307123X", "password_common"],
    ["one character", "zzzzzzzzzzzzzzzz", "password_common"],
    ["keyboard walk", "1qaz2wsx3edc4rfv", "password_common"],
    ["masked", "P@ssw0rd!2026", "password_common"],
    ["the login", "Lin.Zhao.2026", "password_common"],
    ["the name", "林昭林昭林昭林昭2026！", "password_common"],
    ["full-width", "ｐａｓｓｗｏｒｄ１２３４", "password_common"],
    ["love in Chinese", "我爱你我爱你我爱你我爱你", "password_common"],
    ["too long", "kT9!".repeat(40), "bad_input"],
  ])("[S0-13c] %s is refused", (_what, text, code) => {
    expect(judge(text)).toBe(code);
  });

  test.each([
    "correct horse battery staple",
    "Vq8#tLw2zR!n",
    "窗外的雨打湿了三本旧书和信",
    "saffron-Quill-meadow-17",
  ])("[S0-13c] %s is accepted", (text) => {
    expect(judge(text)).toBeUndefined();
  });

  test("secrets we draw ourselves pass", () => {
    for (let n = 0; n < 500; n++) expect(judge(drawSecret(16))).toBeUndefined();
  });

  test("any text gets an answer, and quickly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 1_024 }), (text) => {
        judge(text);
      }),
      { numRuns: 300 },
    );
  });
});

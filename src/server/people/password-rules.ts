import { limits } from "../../contract/limits.ts";
import { type Refusal, refused } from "../../contract/outcome.ts";
import { packs } from "../../kernel/password-pack.ts";

/**
 * What a password must be (S0-13c): 12 to 128 characters after NFKC, and not made of the pieces
 * everybody uses. No classes of characters are demanded (NIST SP 800-63B); instead every known
 * piece, however long, counts as one or two characters, and eight must remain.
 */
export interface Owner {
  readonly login: string;
  readonly name: string;
  /** How long it must be for this person (C-20); otherwise the least of all packs. */
  readonly leastCharacters?: number;
}

const pieceCost = 2;
const pinyinCost = 1.5;
const runCost = 1.5;
const repeatCost = 1;
const ownCost = 1;
const digitCost = 0.7;
const costLeast = 8;
const distinctLeast = 5;
const pieceMost = 24;

export function judgePassword(
  text: string,
  owner: Owner,
  common: ReadonlySet<string>,
): Refusal | undefined {
  const normal = text.normalize("NFKC");
  const characters = [...normal];
  const least = owner.leastCharacters ?? limits.passwordLeast;
  if (characters.length < least) return refused("password_short", { least });
  if (characters.length > limits.passwordMost)
    return refused("bad_input", { most: limits.passwordMost });
  const lower = normal.toLowerCase();
  const guessable =
    common.has(lower) ||
    /^\d+[xX]?$/.test(normal) ||
    new Set(lower).size < distinctLeast ||
    Math.min(costOf(lower, owner, common), costOf(unmasked(lower), owner, common)) < costLeast;
  if (guessable) return refused("password_common");
  return namesOwner(lower, owner) ? refused("password_own") : undefined;
}

/** The account's name or the person's never stands in it, however long the rest is. */
function namesOwner(lower: string, owner: Owner): boolean {
  const names = [owner.login, owner.name].map((name) =>
    name.normalize("NFKC").toLowerCase().replaceAll(/\s/g, ""),
  );
  const bare = lower.replaceAll(/\s/g, "");
  return names.some((name) => name.length >= 2 && bare.includes(name));
}

/** As long as one without a second factor must be in the strictest pack. */
export function isLongPassword(text: string): boolean {
  return [...text.normalize("NFKC")].length >= packs.modern.leastAlone;
}

/** The usual masks: `p@ssw0rd` is `password`. */
function unmasked(text: string): string {
  return text.replace(/[@4031!$5]/g, (mask) => masks.get(mask) ?? mask);
}
const masks = new Map([
  ["@", "a"],
  ["4", "a"],
  ["0", "o"],
  ["3", "e"],
  ["1", "i"],
  ["!", "i"],
  ["$", "s"],
  ["5", "s"],
]);

/** The cheapest way to put the text together from known pieces and single characters. */
function costOf(text: string, owner: Owner, common: ReadonlySet<string>): number {
  const own = ownPieces(owner);
  const costs: number[] = [0];
  for (let end = 1; end <= text.length; end++) {
    const last = text.charAt(end - 1);
    let best = (costs[end - 1] ?? 0) + (/\d/.test(last) ? digitCost : 1);
    for (let length = 2; length <= Math.min(end, pieceMost); length++) {
      const piece = text.slice(end - length, end);
      const cost = pieceCostOf(piece, { own, common, before: text.slice(0, end - length) });
      if (cost !== undefined) best = Math.min(best, (costs[end - length] ?? 0) + cost);
    }
    costs.push(best);
  }
  return costs[text.length] ?? 0;
}

interface Known {
  readonly own: ReadonlySet<string>;
  readonly common: ReadonlySet<string>;
  readonly before: string;
}

function pieceCostOf(piece: string, { own, common, before }: Known): number | undefined {
  if (own.has(piece)) return ownCost;
  if (before.endsWith(piece)) return repeatCost;
  if (runs.has(piece) || /^(.)\1\1+$/u.test(piece)) return runCost;
  if (piece.length <= 6 && pinyin.test(piece)) return pinyinCost;
  if (piece.length >= 4 && (common.has(piece) || isDate(piece))) return pieceCost;
  return favourites.has(piece) ? pieceCost : undefined;
}

function ownPieces(owner: Owner): Set<string> {
  const login = owner.login.toLowerCase();
  const words = [login, ...login.split(/[._-]+/), owner.name.toLowerCase(), "liuhen", "留痕"];
  return new Set(words.filter((word) => word.length >= 2));
}

/** A year, a day of a year, or a whole date. */
const date = /^(?:(?:19|20)\d\d|(?:(?:19|20)?\d\d)?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;
function isDate(piece: string): boolean {
  return date.test(piece);
}

/** Walks over the keyboard, the alphabet, the digits: every stretch of three or more. */
const walks = [
  "01234567890",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiop[]",
  "asdfghjkl;'",
  "zxcvbnm,./",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "!@#$%^&*()_+",
  "147258369",
  "159357",
];
const runs = new Set(
  walks.flatMap((walk) => [walk, [...walk].reverse().join("")]).flatMap((walk) => stretches(walk)),
);
function stretches(walk: string): string[] {
  const starts = [...walk].map((_, start) => start);
  return starts.flatMap((start) =>
    starts.map((more) => walk.slice(start, start + 3 + more)).filter((part) => part.length >= 3),
  );
}

/** One syllable of Hanyu pinyin without tone. */
const pinyin =
  /^(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)(?:[aeiou]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|ui|uai|uan|un|uang|ue)$/;

/** Pieces people here take: numbers that sound like words, school and hospital words. */
const favourites = new Set(
  (
    "520 521 1314 5201314 1314520 201314 7758521 7758258 168 888 666 110 119 120 123 321 456 789 abc " +
    "qq aa zz wo ai ni woaini woaiwo aini mima wodemima nihao admin root test user guest demo " +
    "guanli guanliyuan laoshi jiaoshi xuesheng xuexiao yiyuan yisheng hushi keshi shixun " +
    "linchuang jineng zhongxin zhongguo beijing shanghai guangzhou shenzhen hangzhou chengdu " +
    "hospital clinic clinical school student teacher nurse doctor skills center centre training " +
    "camera video record recorder password passwd passw secret welcome changeme letmein login " +
    "密码 口令 我爱你 管理员 老师 学生 学校 医院 实训 中心 你好 中国"
  ).split(" "),
);

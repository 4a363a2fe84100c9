/** A text as people look for it: as written, spelled in pinyin, and by the initials of its syllables. */
export interface Spelled {
  readonly text: string;
  /** Further text that is searched but not shown. */
  readonly more: string;
  /** `xinfeifusu`, syllables run together; empty where nothing is Chinese. */
  readonly spelling: string;
  /** `xffs`. */
  readonly initials: string;
}

/** What was typed, as words; more than a handful say no more than a handful. */
export function typedWords(typed: string): string[] {
  return typed
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8);
}

/**
 * The best of what holds every typed word, at most `most`: what begins with the first word, then what
 * holds it as written, then what only sounds like it. Equal ones keep their order.
 */
export function bestMatches<T extends Spelled>(
  all: readonly T[],
  words: readonly string[],
  most: number,
): T[] {
  const [first] = words;
  if (first === undefined) return [];
  const ranked = all.flatMap((one) => {
    if (!words.every((word) => holds(one, word))) return [];
    return [{ one, rank: rankOf(one, first) }];
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ one }) => one);
}

function holds(one: Spelled, word: string): boolean {
  if (`${one.text} ${one.more}`.toLowerCase().includes(word)) return true;
  if (!/^[a-z]{2,}$/.test(word)) return false;
  return one.initials.includes(word) || one.spelling.includes(word);
}

function rankOf(one: Spelled, word: string): number {
  const text = one.text.toLowerCase();
  if (text.startsWith(word)) return 0;
  if (text.includes(word)) return 1;
  return one.initials.startsWith(word) || one.spelling.startsWith(word) ? 2 : 3;
}

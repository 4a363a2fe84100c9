import type { BookmarkKind } from "../../contract/looking.ts";

/** One colour a kind, told apart on paper and in the dark; the word always stands beside it. */
export const bookmarkColours: Readonly<Record<BookmarkKind, string>> = {
  "group-training": "#2f7fc1",
  "one-to-one": "#2e9460",
  comment: "#b07a10",
  correction: "#a8489b",
};

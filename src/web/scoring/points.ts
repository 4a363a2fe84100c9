import { globalRatings } from "../../contract/scoring.ts";
import type { Say } from "../words/index.ts";

/** A figure with at most so many decimals; a dash where there is none. */
export function points(value: number | null, decimals: number): string {
  if (value === null) return "—";
  const factor = 10 ** decimals;
  return String(Math.round(value * factor) / factor);
}

const ratings = ["1", "2", "3", "4", "5"] as const;

/** The word of a global rating; a mean between two is told as a figure. */
export function ratingWord(t: Say, rating: number | null): string {
  if (rating === null) return "—";
  const key = ratings.find((one) => Number(one) === rating);
  return key === undefined ? points(rating, 1) : t(`scoringTerms/ratings/${key}`);
}

/** All ratings, the lowest first, with their value. */
export function ratingChoices(
  t: Say,
): readonly { readonly value: number; readonly label: string }[] {
  return ratings
    .slice(0, globalRatings.length)
    .map((key) => ({ value: Number(key), label: t(`scoringTerms/ratings/${key}`) }));
}

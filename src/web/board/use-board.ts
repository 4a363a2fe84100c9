import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";

export type BoardNow = Answer<"board.read">;
export type BoardVenue = BoardNow["venues"][number];

/** The board as of a moment ago; the page asks again by itself. */
export function useBoard(everyMs = 3_000) {
  return useQuery({
    queryKey: ["board"],
    queryFn: () => ask("board.read", {}, { background: true }),
    refetchInterval: everyMs,
    staleTime: 1_000,
  });
}

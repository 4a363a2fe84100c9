import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import { queries } from "../session/queries.ts";

export const conductKey = ["conduct"] as const;

/** What the house found, asked again by the page itself. */
export function useSuspicions(box: "open" | "all") {
  return useQuery({
    queryKey: [...conductKey, "suspicions", box],
    queryFn: () => ask("conduct.suspicions", { query: { box } }, { background: true }),
    refetchInterval: 30_000,
  });
}

export function conductChanged(): void {
  void queries.invalidateQueries({ queryKey: conductKey });
}

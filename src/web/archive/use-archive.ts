import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import type { After } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";

export type Campaign = Answer<"archive.read">;
export type Candidate = Campaign["candidates"][number];
export type Listed = Campaign["items"][number];
export type SheetLine = Campaign["booklet"][number];
export type Receipt = Campaign["receipts"][number];

const yearKey = (year: number) => ["archive", year] as const;

/** A year's archiving; looked at often while something of it moves by itself. */
export function useCampaign(year: number) {
  return useQuery({
    queryKey: yearKey(year),
    queryFn: () => ask("archive.read", { params: { year } }, { background: true }),
    refetchInterval: (query) =>
      query.state.data?.items.some((one) => one.step === "waiting" || one.step === "packing") ===
      true
        ? 3_000
        : 60_000,
  });
}

/** After an act of the campaign: its answer is how it then stands. */
export const afterCampaign = (onDone?: () => void): After<Campaign> => ({
  onDone: (next) => {
    queries.setQueryData(yearKey(next.year), next);
    onDone?.();
  },
  onError: () => void queries.invalidateQueries({ queryKey: ["archive"] }),
});

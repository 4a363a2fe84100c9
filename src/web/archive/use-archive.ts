import { useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

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

/** Runs one act of the campaign; the answer is how it then stands. */
export function useCampaignAct<V = void>(
  run: (asked: V) => Promise<Campaign | null>,
  after: { readonly onDone?: () => void; readonly onError?: (error: unknown) => void } = {},
) {
  const { t } = useWords();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    onSuccess: (next) => {
      if (next === null) return;
      queries.setQueryData(yearKey(next.year), next);
      void message.success(t("requestCase/done"));
      after.onDone?.();
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: ["archive"] });
      after.onError?.(error);
    },
  });
}

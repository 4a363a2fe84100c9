import { useQuery } from "@tanstack/react-query";
import { type Answer, ask } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type CopiesState = Answer<"copies.state">;
export type Target = CopiesState["targets"][number];
export type Night = Answer<"copies.nights">["nights"][number];

const stateKey = ["copies"] as const;

/** Asked often only while a night is running. */
export function useCopies() {
  return useQuery({
    queryKey: stateKey,
    queryFn: () => ask("copies.state", {}, { background: true }),
    refetchInterval: (query) =>
      query.state.data?.tonight.some((one) => one.state === "running") === true ? 3_000 : 30_000,
  });
}

export function useNights(days: number) {
  return useQuery({
    queryKey: ["copy-nights", days],
    queryFn: () => ask("copies.nights", { query: { days } }, { background: true }),
    refetchInterval: 60_000,
  });
}

export function refetchCopies(): void {
  void queries.invalidateQueries({ queryKey: stateKey });
  void queries.invalidateQueries({ queryKey: ["copy-nights"] });
}

import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import type { After } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";

export type Case = Answer<"destruction.read">;
export type CaseLine = Answer<"destruction.list">["cases"][number];
export type Candidate = Answer<"destruction.candidates">["candidates"][number];
export type Rolling = Answer<"rolling.read">;
export type Item = Case["list"][number];

const caseKey = (caseId: string) => ["destruction", caseId] as const;

export function useCandidates(enabled: boolean) {
  return useQuery({
    queryKey: ["destruction", "candidates"],
    queryFn: () => ask("destruction.candidates", {}),
    enabled,
  });
}

export function useCases() {
  return useQuery({
    queryKey: ["destruction", "cases"],
    queryFn: () => ask("destruction.list", {}, { background: true }),
    refetchInterval: 30_000,
  });
}

const moving: readonly Case["state"][] = ["approved", "witnessed", "executing", "verified"];

/** A case; looked at often while something of it moves by itself. */
export function useCase(caseId: string) {
  return useQuery({
    queryKey: caseKey(caseId),
    queryFn: () => ask("destruction.read", { params: { caseId } }, { background: true }),
    refetchInterval: (query) =>
      query.state.data !== undefined && moving.includes(query.state.data.state) ? 2_000 : 30_000,
  });
}

/** After an act the case is what the house answered; every list is asked anew. */
function changed(next: Case): void {
  queries.setQueryData(caseKey(next.caseId), next);
  void queries.invalidateQueries({ queryKey: ["destruction", "cases"] });
  void queries.invalidateQueries({ queryKey: ["destruction", "candidates"] });
}

/** After an act on a case; a refusal may have dropped the case back, so it is read anew. */
export const afterCase = (after: Partial<After<Case>> = {}): After<Case> => ({
  onDone: (next) => {
    changed(next);
    after.onDone?.(next);
  },
  onError: (error) => {
    void queries.invalidateQueries({ queryKey: ["destruction"] });
    after.onError?.(error);
  },
});

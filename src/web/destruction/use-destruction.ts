import { useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

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

/** Runs one act on a case. */
export function useCaseAct<V = void>(
  run: (asked: V) => Promise<Case | null>,
  after: {
    readonly onDone?: (next: Case) => void;
    readonly onError?: (error: unknown) => void;
  } = {},
) {
  const { t } = useWords();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    onSuccess: (next) => {
      if (next === null) return;
      changed(next);
      void message.success(t("requestCase/done"));
      after.onDone?.(next);
    },
    onError: (error) => {
      // A refusal may have dropped the case back: it is read anew.
      void queries.invalidateQueries({ queryKey: ["destruction"] });
      after.onError?.(error);
    },
  });
}

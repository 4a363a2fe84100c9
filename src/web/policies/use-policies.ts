import { useQuery } from "@tanstack/react-query";
import type { PolicyState } from "../../contract/policies.ts";
import { type Answer, ask } from "../ask.ts";
import type { Tone } from "../look/status.tsx";
import { queries } from "../session/queries.ts";

export type PolicyLine = Answer<"policies.list">["policies"][number];
export type Policy = Answer<"policies.read">;

export const policyTones = {
  coming: "busy",
  "in-force": "good",
  replaced: "plain",
} as const satisfies Record<PolicyState, Tone>;

export function usePolicies() {
  return useQuery({ queryKey: ["policies", "list"], queryFn: () => ask("policies.list", {}) });
}

export function useRulesAt(atMs: number) {
  return useQuery({
    queryKey: ["policies", "rules", atMs],
    queryFn: () => ask("policies.inForce", { query: { atMs } }),
  });
}

export function afterPolicies(): void {
  void queries.invalidateQueries({ queryKey: ["policies"] });
}

import { useQuery } from "@tanstack/react-query";
import { type Answer, ask } from "../ask.ts";
import type { After } from "../requests/use-act.ts";
import { queries } from "../session/queries.ts";

export type ItemLine = Answer<"retention.items">["items"][number];
export type ItemView = Answer<"retention.item">;
export type Hold = Answer<"retention.holds">["holds"][number];
export type Evidence = Answer<"retention.evidence">["evidence"][number];
export type Agreement = Answer<"retention.agreements">["agreements"][number];
export type ClassTerm = Answer<"retention.terms">["terms"][number];
export type Move = Answer<"retention.moves">["moves"][number];

export const retentionKey = ["retention"] as const;

/** Cameras by label, for choosing one. */
export function useCameraChoice() {
  return useQuery({ queryKey: ["cameras"], queryFn: () => ask("cameras.list", {}) });
}

/** After an act on what is kept every list is read anew, and what was done is said. */
export const afterKeeping = (said: string, onDone: () => void): After<unknown> => ({
  said,
  onDone: () => {
    void queries.invalidateQueries({ queryKey: retentionKey });
    onDone();
  },
});

import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";

export type Pack = Answer<"evidence-packs.list">["packs"][number];

const workingEveryMs = 2_000;
const restingEveryMs = 30_000;
export const packsKey = ["evidence-packs"];

/** Every pack; asked often only while one of them is being made. */
export function usePacks() {
  return useQuery({
    queryKey: packsKey,
    queryFn: () => ask("evidence-packs.list", {}, { background: true }),
    refetchInterval: (query) =>
      query.state.data?.packs.some(isWorking) === true ? workingEveryMs : restingEveryMs,
  });
}

export function isWorking({ state }: Pack): boolean {
  return state === "queued" || state === "gathering" || state === "drawn";
}

export function percentOf({ doneSteps, steps }: Pack): number {
  return steps === 0 ? 0 : Math.min(99, Math.floor((doneSteps / steps) * 100));
}

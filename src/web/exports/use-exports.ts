import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";

export type Line = Answer<"exports.list">["exports"][number];

const workingEveryMs = 2_000;
const restingEveryMs = 30_000;

/** Exports of one case, or all; asked often only while one of them is being made. */
export function useExports(requestId?: string) {
  return useQuery({
    queryKey: ["exports", requestId ?? ""],
    queryFn: () =>
      ask(
        "exports.list",
        { query: requestId === undefined ? {} : { requestId } },
        { background: true },
      ),
    refetchInterval: (query) =>
      query.state.data?.exports.some(isWorking) === true ? workingEveryMs : restingEveryMs,
  });
}

export function isWorking(line: Line): boolean {
  return line.state === "queued" || line.state === "building";
}

export function percentOf(line: Line): number {
  if (line.totalBytes === 0) return 0;
  return Math.min(99, Math.floor((line.doneBytes / line.totalBytes) * 100));
}

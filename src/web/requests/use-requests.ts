import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";
import { queries } from "../session/queries.ts";

export type Line = Answer<"requests.list">["requests"][number];
export type Case = Answer<"requests.read">;
export type Inbox = Answer<"inbox.read">;
export type Preview = Answer<"requests.preview">;

export const boxes = ["todo", "mine", "done", "all", "overdue"] as const;
export type Box = (typeof boxes)[number];

const inboxEveryMs = 30_000;

/** What waits for the reader; asked by the page itself, not by a person at work. */
export function useInbox(enabled: boolean) {
  return useQuery({
    queryKey: ["inbox"],
    queryFn: () => ask("inbox.read", {}, { background: true }),
    refetchInterval: inboxEveryMs,
    enabled,
  });
}

/** The first page of one list, as the home page shows it. */
export function useBox(box: Box) {
  return useQuery({
    queryKey: ["requests", box],
    queryFn: () => ask("requests.list", { query: { box } }, { background: true }),
    refetchInterval: inboxEveryMs,
  });
}

export const caseKey = (requestId: string) => ["request", requestId] as const;

export function useCase(requestId: string) {
  return useQuery({
    queryKey: caseKey(requestId),
    queryFn: () => ask("requests.read", { params: { requestId } }),
  });
}

/** After an act the case is what the house answered; every list is asked anew. */
export function caseChanged(next: Case): void {
  queries.setQueryData(caseKey(next.requestId), next);
  for (const name of ["requests", "inbox", "ledger"])
    void queries.invalidateQueries({ queryKey: [name] });
}

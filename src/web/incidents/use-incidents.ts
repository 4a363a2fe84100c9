import { useQuery } from "@tanstack/react-query";
import { severities, type Incident } from "../../contract/incidents.ts";
import { ask } from "../ask.ts";

const everyMs = 30_000;

/** What goes on or waits to be closed, the worst first; asked by the page itself. */
export function useIncidents(enabled: boolean): readonly Incident[] {
  const list = useQuery({
    queryKey: ["incidents", "unfinished", "background"],
    queryFn: () => ask("incidents.list", { query: { box: "unfinished" } }, { background: true }),
    refetchInterval: everyMs,
    enabled,
  });
  const rank = (one: Incident) =>
    (one.state === "settled" ? 0 : 10) + severities.indexOf(one.severity);
  return (list.data?.incidents ?? []).toSorted((a, b) => rank(b) - rank(a));
}

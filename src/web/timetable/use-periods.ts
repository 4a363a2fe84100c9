import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";

/** The institution's periods; the usual ones until it says otherwise. */
export function usePeriods() {
  return useQuery({ queryKey: ["periods"], queryFn: () => ask("periods.read", {}) });
}

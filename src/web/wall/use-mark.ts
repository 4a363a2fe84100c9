import { useQuery } from "@tanstack/react-query";
import { ask } from "../ask.ts";
import { useMe } from "../session/me.ts";

/** The caller's own watermark for live pictures and snapshots. */
export function useMark() {
  const me = useMe();
  const issued = useQuery({
    queryKey: ["watermark", me.accountId],
    queryFn: () => ask("watermark.issue", {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const mark =
    issued.data === undefined
      ? undefined
      : { text: `${me.name} ${me.login} ${me.terminal}`, ...issued.data };
  return { issued, mark };
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ask } from "../ask.ts";
import { useNotice } from "../looking/notice.tsx";
import { isRefused, queries } from "../session/queries.ts";

/** The lesson's timeline while it grows, and the viewing: opened once the notice is accepted. */
export function useViewing(id: string, atMs?: number) {
  const notice = useNotice();
  const viewing = useMutation({
    mutationFn: () => ask("viewing.open", { body: { lessonId: id, purpose: null, atMs } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["lookers", id] }),
  });
  const accepted = notice.data?.accepted === true;
  const openedFor = useRef("");
  const { mutate } = viewing;
  useEffect(() => {
    if (!accepted || openedFor.current === id) return;
    openedFor.current = id;
    mutate();
  }, [id, accepted, mutate]);
  const timeline = useQuery({
    queryKey: ["timeline", id, atMs ?? null],
    queryFn: () =>
      ask("timeline.read", { params: { lessonId: id }, query: { atMs } }, { background: true }),
    enabled: viewing.data !== undefined,
    refetchInterval: (query) => (query.state.data?.sealed === true ? false : 5_000),
  });
  const asks = notice.data?.accepted === false || isRefused(viewing.error, "notice_not_accepted");
  const reopen = () => mutate();
  // The first opening follows the acceptance by itself; only one that was refused for it is repeated.
  const onAccepted = () => {
    if (viewing.isError) mutate();
  };
  return { notice, timeline, viewing, asks, reopen, onAccepted };
}

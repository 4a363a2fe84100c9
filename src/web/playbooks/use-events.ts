import { useMutation, useQuery } from "@tanstack/react-query";
import { App } from "antd";
import type { Event } from "../../contract/playbooks.ts";
import { ask } from "../ask.ts";
import { queries } from "../session/queries.ts";

const everyMs = 15_000;

/** Every event this person may read; `background`: asked by the page itself. */
export function useEvents(background = false) {
  return useQuery({
    queryKey: ["events"],
    queryFn: () => ask("events.list", {}, { background }),
    refetchInterval: everyMs,
  });
}

export function useEvent(eventId: string) {
  return useQuery({
    queryKey: ["events", eventId],
    queryFn: () => ask("events.read", { params: { eventId } }),
    refetchInterval: everyMs,
  });
}

/** Runs an act on an event; its answer is the event as it stands then. */
export function useEventAct<V>(
  run: (asked: V) => Promise<Event>,
  after: { readonly said: string; readonly onDone?: () => void },
) {
  const { message } = App.useApp();
  return useMutation({
    mutationFn: run,
    onSuccess: (event) => {
      queries.setQueryData(["events", event.eventId], event);
      void queries.invalidateQueries({ queryKey: ["events"], exact: true });
      void message.success(after.said);
      after.onDone?.();
    },
  });
}

import { useQuery } from "@tanstack/react-query";
import type { DetectionKind } from "../../contract/detection.ts";
import { type Answer, ask } from "../ask.ts";
import { useMay } from "../session/me.ts";

export type WatchNow = Answer<"detection.now">;
export type CameraSeen = WatchNow["cameras"][number];
export type EventLine = Answer<"detection.events">["events"][number];

/** How the cameras are seen as of a moment ago; not asked for by who may not know. */
export function useWatch() {
  const may = useMay();
  return useQuery({
    queryKey: ["detection", "now"],
    queryFn: () => ask("detection.now", {}, { background: true }),
    refetchInterval: 3_000,
    enabled: may("detection.read"),
  });
}

/** What is wrong with a camera now; nothing where nobody may know. */
export function useWrong(cameraId: string): readonly DetectionKind[] {
  const watch = useWatch();
  return watch.data?.cameras.find((camera) => camera.cameraId === cameraId)?.wrong ?? [];
}

export interface EventsWish {
  readonly lessonId?: string;
  readonly cameraId?: string;
  readonly kind?: DetectionKind;
}

export function useEvents(query: EventsWish) {
  return useQuery({
    queryKey: ["detection", "events", query],
    queryFn: () => ask("detection.events", { query }),
    refetchInterval: 10_000,
  });
}

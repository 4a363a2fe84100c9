import { useQuery } from "@tanstack/react-query";
import { ask, type Answer } from "../ask.ts";

export type LessonNow = Answer<"lessons.list">["lessons"][number];

export function useLessons(span: { readonly fromMs: number; readonly toMs: number }) {
  return useQuery({
    queryKey: ["lessons", span],
    queryFn: () => ask("lessons.list", { query: { ...span } }),
    placeholderData: (old) => old,
  });
}

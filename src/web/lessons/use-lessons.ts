import { useQuery } from "@tanstack/react-query";
import type { BookmarkKind } from "../../contract/looking.ts";
import { ask, type Answer } from "../ask.ts";

export type LessonNow = Answer<"lessons.list">["lessons"][number];

export function useLessons(span: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly bookmark?: BookmarkKind | undefined;
}) {
  return useQuery({
    queryKey: ["lessons", span],
    queryFn: () => ask("lessons.list", { query: { ...span } }),
    placeholderData: (old) => old,
  });
}

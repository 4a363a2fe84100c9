import { useMutation } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { dayMinute } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

export interface Place {
  readonly startMs: number;
  readonly endMs: number;
  readonly venueId: string;
}
interface Listed {
  readonly lessons: readonly LessonNow[];
}

/** The lesson stands at its new place at once and goes back where the house refuses. */
export function useMove() {
  const { t } = useWords();
  const { message } = App.useApp();
  const [failed, setFailed] = useState<{ lessonId: string; error: unknown } | null>(null);
  const move = useMutation({
    mutationFn: ({ lesson, to }: { lesson: LessonNow; to: Place }) =>
      ask("lessons.move", { params: { lessonId: lesson.lessonId }, body: { ...to } }),
    onMutate: async ({ lesson, to }) => {
      setFailed(null);
      await queries.cancelQueries({ queryKey: ["lessons"] });
      const before = queries.getQueriesData<Listed>({ queryKey: ["lessons"] });
      queries.setQueriesData<Listed>({ queryKey: ["lessons"] }, (listed) =>
        listed === undefined
          ? listed
          : {
              lessons: listed.lessons.map((one) =>
                one.lessonId === lesson.lessonId ? { ...one, ...to } : one,
              ),
            },
      );
      return before;
    },
    onError: (error, { lesson }, before) => {
      for (const [key, listed] of before ?? []) queries.setQueryData(key, listed);
      setFailed({ lessonId: lesson.lessonId, error });
    },
    onSuccess: (lesson) => {
      const when = `${dayMinute(lesson.startMs)} ${lesson.venueName}`;
      void message.success(t("gridPage/moved", { project: lesson.project, when }));
      void queries.invalidateQueries({ queryKey: ["lesson"] });
      void queries.invalidateQueries({ queryKey: ["seats"] });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["lessons"] }),
  });
  return { move: move.mutate, busy: move.isPending, failed, forget: () => setFailed(null) };
}
export type Mover = ReturnType<typeof useMove>;

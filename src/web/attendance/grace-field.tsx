import { useMutation } from "@tanstack/react-query";
import { App, Select } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { type AttendanceNow, keepAttendance } from "./use-attendance.ts";

const offered = [0, 3, 5, 10, 15, 20, 30];

/** How late still is in time; once the lesson has begun it is only told. */
export function GraceField(props: { readonly lesson: LessonNow; readonly now: AttendanceNow }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { lesson, now } = props;
  const save = useMutation({
    mutationFn: (minutes: number) =>
      ask("attendance.grace", { params: { lessonId: lesson.lessonId }, body: { minutes } }),
    onSuccess: (next) => {
      keepAttendance(lesson.lessonId, next);
      void message.success(t("attendance/graceSet"));
    },
  });
  if (!now.mayKeep || now.nowMs >= lesson.startMs) return null;
  const minutes = [...new Set([...offered, now.lateAfterMinutes])].toSorted((a, b) => a - b);
  return (
    <div className="grace">
      <span>{t("attendance/grace")}</span>{" "}
      <Select
        size="small"
        aria-label={t("attendance/grace")}
        value={now.lateAfterMinutes}
        loading={save.isPending}
        onChange={(value) => save.mutate(value)}
        options={minutes.map((n) => ({ value: n, label: t("attendance/graceMinutes", { n }) }))}
      />
      {save.isError ? <Failure error={save.error} /> : null}
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { App, Button } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { type AttendanceNow, keepAttendance } from "./use-attendance.ts";

/** The six fields of a lesson: which are missing, and the confirmation that none is (S0-5.3.1). */
export function CompleteRecord(props: { readonly lesson: LessonNow; readonly now: AttendanceNow }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { lesson, now } = props;
  const complete = useMutation({
    mutationFn: () => ask("session-record.complete", { params: { lessonId: lesson.lessonId } }),
    onSuccess: (next) => keepAttendance(lesson.lessonId, next),
  });
  if (now.completedAtMs !== null)
    return (
      <Status tone="good">{t("attendance/completed", { at: dayMinute(now.completedAtMs) })}</Status>
    );
  const fields = listed(now.missing.map((field) => t(`attendance/fields/${field}`)));
  return (
    <>
      {now.missing.length > 0 ? (
        <Status tone="warn">{t("attendance/missing", { fields })}</Status>
      ) : null}
      {now.mayKeep && now.missing.length === 0 && now.nowMs >= lesson.endMs ? (
        <Button
          size="small"
          loading={complete.isPending}
          onClick={() =>
            void modal.confirm({
              title: t("attendance/completeTitle"),
              content: t("attendance/completeText"),
              okText: t("common/confirm"),
              cancelText: t("common/cancel"),
              onOk: () => complete.mutateAsync().catch(() => undefined),
            })
          }
        >
          {t("attendance/complete")}
        </Button>
      ) : now.missing.length === 0 ? (
        <span className="quiet">{t("attendance/recordWhole")}</span>
      ) : null}
      {complete.isError ? <Failure error={complete.error} /> : null}
    </>
  );
}

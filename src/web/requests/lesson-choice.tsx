import { useQuery } from "@tanstack/react-query";
import { Button, Select } from "antd";
import { useMemo, useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { dayMinute, dayStart, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { AskedLesson } from "./typed-request.ts";
import { useDebounced } from "./use-debounced.ts";

const yearDays = 400;
const mostLessons = 20;

function useFound(text: string) {
  const span = useMemo(
    () => ({ fromMs: dayStart(nowMs(), -yearDays), toMs: dayStart(nowMs(), 1) }),
    [],
  );
  const rested = useDebounced(text.trim(), 250);
  return useQuery({
    queryKey: ["askable-lessons", span, rested],
    queryFn: () =>
      ask("requests.lessons", { query: { ...span, ...(rested === "" ? {} : { text: rested }) } }),
    placeholderData: (old) => old,
  });
}

/** Lessons found by any word of their name; what is chosen stands below and can be taken out again. */
export function LessonChoice(props: {
  readonly value: readonly AskedLesson[];
  readonly onChange: (lessons: readonly AskedLesson[]) => void;
}) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const found = useFound(text);
  const chosen = new Set(props.value.map((lesson) => lesson.lessonId));
  const lessons = (found.data?.lessons ?? []).filter((lesson) => !chosen.has(lesson.lessonId));
  return (
    <>
      <Select<string>
        className="lesson-find"
        showSearch={{ filterOption: false, onSearch: setText, searchValue: text }}
        value={null}
        loading={found.isFetching}
        disabled={props.value.length >= mostLessons}
        placeholder={t("requestForm/lessonsHint")}
        aria-label={t("requestForm/lessonsFind")}
        notFoundContent={found.isPending ? t("common/loading") : t("requestForm/lessonsNone")}
        onSelect={(lessonId: string) => {
          const lesson = lessons.find((one) => one.lessonId === lessonId);
          if (lesson !== undefined) props.onChange([...props.value, lesson]);
          setText("");
        }}
        options={lessons.map((lesson) => ({
          value: lesson.lessonId,
          title: lesson.title,
          label: <LessonLabel lesson={lesson} />,
        }))}
      />
      {found.isError ? <Failure error={found.error} onRetry={() => void found.refetch()} /> : null}
      <ul className="lessons-chosen">
        {props.value.map((lesson) => (
          <li key={lesson.lessonId}>
            <LessonLabel lesson={lesson} />
            <Button
              size="small"
              aria-label={t("requestForm/lessonRemove", { name: lesson.title })}
              onClick={() => props.onChange(props.value.filter((one) => one !== lesson))}
            >
              {t("requestForm/remove")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function LessonLabel(props: { readonly lesson: AskedLesson }) {
  const { lesson } = props;
  return (
    <span className="lesson-label">
      <span>{lesson.title}</span>
      <small className="number">
        {dayMinute(lesson.startMs)}–{minuteOfDay(lesson.endMs)} {lesson.venue}
      </small>
    </span>
  );
}

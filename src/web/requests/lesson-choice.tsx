import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { day, dayMinute, dayStart, instantOf, minuteOfDay } from "../look/times.ts";
import { SensitivityTag } from "../lessons/label.tsx";
import { useWords } from "../words/index.ts";
import type { AskedLesson } from "./typed-request.ts";
import { useDebounced } from "../look/use-debounced.ts";

const mostLessons = 20;
/** How far back one question for lessons reaches. */
export const askableDays = Math.floor(limits.requestLessonsSpanMs / 86_400_000) - 1;

/** Lessons of the quarter that ends with `lastDay` of the house. */
function useFound(text: string, lastDay: string) {
  const toMs = dayStart(instantOf(lastDay, "12:00"), 1);
  const span = { fromMs: dayStart(toMs, -askableDays), toMs };
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
  const [lastDay, setLastDay] = useState(() => day(nowMs()));
  const found = useFound(text, lastDay);
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
      <label className="lesson-until">
        {t("requestForm/lessonsUntil", { days: askableDays })}
        <DatePicker
          size="small"
          inputReadOnly
          allowClear={false}
          value={dayjs(lastDay)}
          maxDate={dayjs(day(nowMs()))}
          onChange={(date) => setLastDay(date === null ? lastDay : date.format("YYYY-MM-DD"))}
        />
      </label>
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
      <span>
        {lesson.title} <SensitivityTag label={lesson.sensitivity} />
      </span>
      <small className="number">
        {dayMinute(lesson.startMs)}–{minuteOfDay(lesson.endMs)} {lesson.venue}
      </small>
    </span>
  );
}

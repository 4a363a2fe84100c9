import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { LessonStatus } from "../lessons/lesson-rows.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { minuteOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { type Column, lessonsOf } from "./columns.ts";
import { isMovable } from "./use-carry.ts";
import type { Mover } from "./use-move.ts";

/** A phone's timetable: the lessons of a day, room by room, each moved by its button. */
export function DayList(props: {
  readonly columns: readonly Column[];
  readonly lessons: readonly LessonNow[];
  readonly mover: Mover;
  readonly onMoveTo: (lesson: LessonNow) => void;
}) {
  const { t } = useWords();
  const rooms = props.columns
    .map((column) => ({ column, here: lessonsOf(props.lessons, column) }))
    .filter(({ here }) => here.length > 0);
  if (rooms.length === 0)
    return (
      <div className="sheet">
        <Empty title={t("gridPage/noLessons")} />
      </div>
    );
  return (
    <div className="stack">
      {rooms.map(({ column, here }) => (
        <section key={column.key} className="sheet" aria-label={column.title}>
          <h2>{column.title}</h2>
          <ul className="tt-list">
            {here.map((lesson) => (
              <Line key={lesson.lessonId} {...props} lesson={lesson} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Line(props: {
  readonly lesson: LessonNow;
  readonly mover: Mover;
  readonly onMoveTo: (lesson: LessonNow) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  const { lesson, mover } = props;
  return (
    <li>
      <span className="number">
        {minuteOfDay(lesson.startMs)}
        <br />
        {minuteOfDay(lesson.endMs)}
      </span>
      <span>
        <Link to="/lessons/$lessonId" params={{ lessonId: lesson.lessonId }}>
          {lesson.project}
        </Link>
        <br />
        <small className="quiet">{listed(lesson.teachers.map((teacher) => teacher.name))}</small>
        <br />
        <LessonStatus lesson={lesson} />
      </span>
      {may("lesson.plan") && isMovable(lesson) ? (
        <Button
          aria-label={`${t("gridPage/moveTo")} ${lesson.project}`}
          onClick={() => props.onMoveTo(lesson)}
        >
          {t("gridPage/moveTo")}
        </Button>
      ) : null}
      {mover.failed?.lessonId === lesson.lessonId ? (
        <div className="tt-list-refused">
          <Failure error={mover.failed.error} onRetry={undefined} />
          <Button size="small" onClick={mover.forget}>
            {t("gridPage/refusedClose")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

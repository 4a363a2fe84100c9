import { CheckOutlined, ClockCircleOutlined } from "@ant-design/icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Status, type Tone } from "../look/status.tsx";
import { day, minuteOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { LessonStateName } from "../words/states.ts";
import { SensitivityTag } from "./label.tsx";
import type { LessonNow } from "./use-lessons.ts";
import "./lessons.css";

const tones: Record<LessonStateName, Tone> = {
  planned: "busy",
  recording: "good",
  ended: "plain",
  cancelled: "plain",
};
const icons: Partial<Record<LessonStateName, ReactNode>> = {
  planned: <ClockCircleOutlined aria-hidden />,
  ended: <CheckOutlined aria-hidden />,
};

export function LessonStatus(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  return (
    <Status tone={tones[props.lesson.state]} icon={icons[props.lesson.state]}>
      {t(`terms/lessonStates/${props.lesson.state}`)}
    </Status>
  );
}

/** Lessons as rows of one sheet; narrow screens stack what wide ones line up. */
export function LessonRows(props: {
  readonly lessons: readonly LessonNow[];
  readonly withDay?: boolean;
}) {
  const { t } = useWords();
  const may = useMay();
  return (
    <ul className="lesson-rows">
      {props.lessons.map((lesson) => (
        <li key={lesson.lessonId}>
          <span className="lesson-when number">
            {props.withDay === true ? <small>{day(lesson.startMs)}</small> : null}
            {minuteOfDay(lesson.startMs)}–{minuteOfDay(lesson.endMs)}
          </span>
          <span className="lesson-what">
            <Link to="/lessons/$lessonId" params={{ lessonId: lesson.lessonId }}>
              {lesson.project}
            </Link>{" "}
            <SensitivityTag label={lesson.sensitivity} />
            <small>{[lesson.course, listed(lesson.audiences)].join(" · ")}</small>
          </span>
          <span className="lesson-who">
            {listed(lesson.teachers.map((teacher) => teacher.name))}
          </span>
          <span className="lesson-where">{lesson.venueName}</span>
          <span className="lesson-state">
            {lesson.recording ? null : <Status tone="plain">{t("lessons/notRecorded")}</Status>}
            <LessonStatus lesson={lesson} />
          </span>
          <span className="lesson-go">
            {may("viewing.open") &&
            lesson.recording &&
            (lesson.state === "ended" || lesson.state === "recording") ? (
              <Link
                to="/lessons/$lessonId/recording"
                params={{ lessonId: lesson.lessonId }}
                aria-label={`${t("home/open")}: ${lesson.officialName}`}
              >
                {t("home/open")}
              </Link>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

import { WarningFilled } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown } from "antd";
import type { CSSProperties, DragEvent, KeyboardEvent } from "react";
import { lacksAgreement } from "../../kernel/lessons/external.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { Failure } from "../look/failure.tsx";
import { minuteOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { type Column, beganBefore } from "./columns.ts";
import { isMovable } from "./use-carry.ts";
import type { Mover } from "./use-move.ts";

interface Props {
  readonly lesson: LessonNow;
  readonly column: Column;
  readonly style: CSSProperties;
  /** A teacher who stands in another room at the same time. */
  readonly clash: string | undefined;
  readonly carrying: boolean;
  readonly mover: Mover;
  readonly onMoveTo: (lesson: LessonNow) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onLeave: () => void;
  readonly onDragStart: (event: DragEvent<HTMLElement>) => void;
  readonly onDragEnd: () => void;
  /** Something is put down on it: the house says why not, unless it is itself moved a little. */
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
}

/** A lesson in the grid; what the house refused about it stands at it. */
export function LessonBlock(props: Props) {
  const { t } = useWords();
  const may = useMay();
  const acts = useActs(props.lesson, props.onMoveTo);
  const { lesson, column, mover, carrying } = props;
  const begun = beganBefore(lesson, column);
  const movable = may("lesson.plan") && isMovable(lesson) && !begun;
  const time = `${minuteOfDay(lesson.startMs)}–${minuteOfDay(lesson.endMs)}`;
  const teachers = listed(lesson.teachers.map((teacher) => teacher.name));
  const failed = mover.failed?.lessonId === lesson.lessonId ? mover.failed.error : null;
  const kind = `tt-block tt-${lesson.state}${carrying ? " carrying" : ""}`;
  const fixed = isMovable(lesson) && begun ? "fixedBefore" : "fixedStarted";
  const why = t(`gridPage/${may("lesson.plan") ? fixed : "fixedRight"}`);
  return (
    <div
      className="tt-place"
      style={props.style}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        props.onDrop(event);
      }}
    >
      <Dropdown trigger={["click"]} menu={{ items: acts }}>
        <button
          type="button"
          className={kind}
          draggable={movable}
          {...(movable ? {} : { title: why })}
          onKeyDown={props.onKey}
          onBlur={props.onLeave}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", lesson.project);
            props.onDragStart(event);
          }}
          onDragEnd={props.onDragEnd}
        >
          <b>{lesson.project}</b>
          <span className="unseen">{`${column.title} ${column.note}`}</span>
          <span className="tt-time number">{time}</span>
          <span>{column.venueId === null ? lesson.venueName : teachers}</span>
          <Marks lesson={lesson} clash={props.clash} />
        </button>
      </Dropdown>
      {failed === null ? null : (
        <div className="tt-refused">
          <strong>{t("gridPage/refused")}</strong>
          <Failure error={failed} />
          <Button size="small" onClick={mover.forget}>
            {t("gridPage/refusedClose")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Marks(props: { readonly lesson: LessonNow; readonly clash: string | undefined }) {
  const { t } = useWords();
  const { lesson, clash } = props;
  const lacks = lacksAgreement(lesson);
  return (
    <span className="tt-marks">
      {lesson.state === "planned" ? null : <em>{t(`terms/lessonStates/${lesson.state}`)}</em>}
      {lesson.activity === "external-training" ? <em>{t("gridPage/external")}</em> : null}
      {lacks ? (
        <em className="tt-warn">
          <WarningFilled aria-hidden /> {t("gridPage/lacks")}
        </em>
      ) : null}
      {clash === undefined ? null : (
        <em className="tt-warn">
          <WarningFilled aria-hidden /> {t("gridPage/teacherTwice", { teacher: clash })}
        </em>
      )}
    </span>
  );
}

function useActs(lesson: LessonNow, onMoveTo: (lesson: LessonNow) => void) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const params = { lessonId: lesson.lessonId };
  const open = {
    key: "open",
    label: t("gridPage/open"),
    onClick: () => void navigate({ to: "/lessons/$lessonId", params }),
  };
  if (!may("lesson.plan") || !isMovable(lesson)) return [open];
  return [
    open,
    { key: "move", label: t("gridPage/moveTo"), onClick: () => onMoveTo(lesson) },
    {
      key: "change",
      label: t("common/change"),
      onClick: () => void navigate({ to: "/lessons/$lessonId/change", params }),
    },
  ];
}

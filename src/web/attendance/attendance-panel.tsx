import { QrcodeOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import { Button, Dropdown, Segmented } from "antd";
import { useState } from "react";
import { address } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, minuteOfDay, secondOfDay } from "../look/times.ts";
import { isRefused } from "../session/queries.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { AttendanceRows } from "./attendance-rows.tsx";
import { CompleteRecord } from "./complete-record.tsx";
import { GraceField } from "./grace-field.tsx";
import { RosterImport } from "./roster-import.tsx";
import { type AttendanceNow, useAttendance } from "./use-attendance.ts";
import "./attendance.css";

/** Who of a lesson is expected and who came, live; for whoever keeps the list, and the director. */
export function AttendancePanel(props: { readonly lesson: LessonNow }) {
  const may = useMay();
  return may("attendance.read") && props.lesson.state !== "cancelled" ? (
    <Panel lesson={props.lesson} />
  ) : null;
}

function Panel(props: { readonly lesson: LessonNow }) {
  const { t } = useWords();
  const { lesson } = props;
  const list = useAttendance(lesson.lessonId);
  // Whoever may know the lesson by a lent view does not know who came.
  if (isRefused(list.error, "not_found")) return null;
  return (
    <section className="sheet attendance" aria-label={t("attendance/title")}>
      <h2>
        {t("attendance/title")} <span className="quiet">{t("attendance/note")}</span>
      </h2>
      {list.data === undefined ? (
        <div className="sheet-body">
          {list.isError ? (
            <Failure error={list.error} onRetry={() => void list.refetch()} />
          ) : (
            <Bones rows={6} />
          )}
        </div>
      ) : (
        <Sheet lesson={lesson} now={list.data} />
      )}
    </section>
  );
}

function Sheet(props: { readonly lesson: LessonNow; readonly now: AttendanceNow }) {
  const { t } = useWords();
  const { lesson, now } = props;
  const [shown, setShown] = useState<"all" | "open">("all");
  const lines =
    shown === "all"
      ? now.lines
      : now.lines.filter((line) => line.standing === "expected" || line.standing === "absent");
  const { expected, valid, late, leave, absent } = now.tally;
  return (
    <>
      <div className="sheet-body stack">
        <div className="attendance-head">
          <b className="number">
            {t("attendance/tally", { expected, came: valid + late, late, leave, absent })}
          </b>
          <Tools lesson={lesson} now={now} />
        </div>
        <Times now={now} lesson={lesson} />
        {now.mayKeep ? <RosterImport lesson={lesson} now={now} /> : null}
      </div>
      {now.lines.length === 0 ? (
        <Empty title={t("attendance/empty")} next={t("attendance/emptyNext")} />
      ) : (
        <>
          <div className="attendance-filter">
            <Segmented<"all" | "open">
              aria-label={t("attendance/filter")}
              value={shown}
              onChange={setShown}
              options={[
                { value: "all", label: t("attendance/all") },
                { value: "open", label: t("attendance/open") },
              ]}
            />
          </div>
          <AttendanceRows lessonId={lesson.lessonId} now={now} lines={lines} />
        </>
      )}
    </>
  );
}

/** When one may check in and out, and what has been settled. */
function Times(props: { readonly now: AttendanceNow; readonly lesson: LessonNow }) {
  const { t } = useWords();
  const { now, lesson } = props;
  // The spans are half-open; what people are told is the last second that counts.
  const last = (atMs: number) => secondOfDay(atMs - 1);
  return (
    <dl className="facts">
      <dt>{t("attendance/inSpan")}</dt>
      <dd>
        <span className="number">
          {secondOfDay(now.inSpan.startMs)}–{last(now.inSpan.endMs)}
        </span>{" "}
        <span className="quiet number">
          {t("attendance/lateFrom", { at: secondOfDay(now.lateFromMs) })}
        </span>
        <GraceField lesson={lesson} now={now} />
      </dd>
      <dt>{t("attendance/outSpan")}</dt>
      <dd>
        <span className="number">
          {secondOfDay(now.outSpan.startMs)}–{last(now.outSpan.endMs)}
        </span>{" "}
        <span className="quiet">
          {now.needsOut ? t("attendance/needsOut") : t("attendance/outFree")}
        </span>
      </dd>
      <dt>{t("attendance/record")}</dt>
      <dd>
        <CompleteRecord lesson={lesson} now={now} />
      </dd>
      {now.closedAtMs === null ? null : (
        <>
          <dt>{t("attendance/kinds/absent")}</dt>
          <dd>
            <Status tone="plain">
              {t("attendance/closed", { at: minuteOfDay(now.closedAtMs) })}
            </Status>
          </dd>
        </>
      )}
      {now.completedAtMs === null ? null : (
        <>
          <dt>{t("attendance/complete")}</dt>
          <dd className="number">{dayMinute(now.completedAtMs)}</dd>
        </>
      )}
    </dl>
  );
}

function Tools(props: { readonly lesson: LessonNow; readonly now: AttendanceNow }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const params = { lessonId: props.lesson.lessonId };
  const file = (name: "attendance.sheet" | "attendance.table" | "session-record.print") => (
    <a href={address(name, { params })} download>
      {name === "attendance.sheet"
        ? t("attendance/print")
        : name === "attendance.table"
          ? t("attendance/table")
          : t("attendance/record")}
    </a>
  );
  return (
    <span className="attendance-tools">
      {props.now.mayKeep ? (
        <Button
          type="primary"
          icon={<QrcodeOutlined aria-hidden />}
          onClick={() => void navigate({ to: "/lessons/$lessonId/door", params })}
        >
          {t("attendance/showDoor")}
        </Button>
      ) : null}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "sheet", label: file("attendance.sheet") },
            { key: "table", label: file("attendance.table") },
            { key: "record", label: file("session-record.print") },
          ],
        }}
      >
        <Button>{t("attendance/sheets")}</Button>
      </Dropdown>
    </span>
  );
}

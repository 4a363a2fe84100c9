import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { Button, DatePicker, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { teachingWeek } from "../../kernel/lessons/weeks.ts";
import { type Period, usualPeriods } from "../../contract/timetable.ts";
import type { Venue } from "../../contract/routes/places.ts";
import { ask } from "../ask.ts";
import { type LessonNow, useLessons } from "../lessons/use-lessons.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { day, dayStart, instantOf, weekStart, weekdayOf } from "../look/times.ts";
import { useMay, useMe } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import type { Column } from "./columns.ts";
import { DayList } from "./day-list.tsx";
import { TimetableGrid } from "./grid.tsx";
import { MoveDialog } from "./move-dialog.tsx";
import { PeriodsDialog } from "./periods-dialog.tsx";
import { useMove } from "./use-move.ts";
import { useNarrow } from "./use-narrow.ts";
import { usePeriods } from "./use-periods.ts";
import { type Teachers, useTeachers } from "./use-teachers.ts";
import "../lessons/lessons.css";
import "./timetable.css";

type View = "room" | "day" | "teacher";

/** What the address says: which way to look, which room or whose lessons, which day. Teachers begin with their own. */
function useWhere(venues: readonly Venue[]) {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const me = useMe();
  const narrow = useNarrow();
  const wide = search.view ?? (me.role === "teacher" ? "teacher" : "room");
  const view: View = narrow ? "day" : wide;
  const room = venues.find((venue) => venue.venueId === search.room) ?? venues[0];
  const atMs = search.day === undefined ? nowMs() : instantOf(search.day, "12:00");
  const go = (to: { view?: View; room?: string; teacher?: string; day?: string }) =>
    void navigate({ to: "/timetable", search: { ...search, ...to }, replace: true });
  return { view, room, teacher: search.teacher, atMs, narrow, go };
}
type Where = ReturnType<typeof useWhere>;

function columnsOf(t: Say, of: Looked): Column[] {
  const today = dayStart(nowMs());
  const { venues, teachers } = of;
  const { view, room, atMs } = of.where;
  if (view === "day") {
    const dayMs = dayStart(atMs);
    return venues.map(({ venueId, name, area }) => ({
      key: venueId,
      venueId,
      teacherId: null,
      dayMs,
      title: name,
      note: area,
      today: false,
    }));
  }
  if (room === undefined) return [];
  const whose =
    view === "teacher"
      ? { venueId: null, teacherId: teachers.chosen }
      : { venueId: room.venueId, teacherId: null };
  const monday = weekStart(atMs);
  return Array.from({ length: 7 }, (_, at) => {
    const dayMs = dayStart(monday, at);
    return {
      key: String(dayMs),
      ...whose,
      dayMs,
      title: t(`lessons/weekdays/d${weekdayOf(dayMs)}`),
      note: day(dayMs).slice(5),
      today: dayMs === today,
    };
  });
}

/** 课表: periods by weekdays of a room or of a teacher, or by rooms of a day. */
export function GridPage() {
  const { t } = useWords();
  const found = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  const venues = (found.data?.venues ?? []).filter((venue) => venue.state === "open");
  const where = useWhere(venues);
  const monday = weekStart(where.atMs);
  const lessons = useLessons({ fromMs: monday, toMs: dayStart(monday, 7) });
  const periods = usePeriods();
  const teachers = useTeachers(lessons.data?.lessons ?? [], where.teacher);
  const trouble = [found, lessons, periods].find((one) => one.isError);
  return (
    <div className="page">
      <Head narrow={where.narrow} />
      <div className="filters">
        <Steps where={where} termStart={periods.data?.termStart ?? null} />
        <Views where={where} venues={venues} teachers={teachers} />
        <Link to="/lessons">{t("gridPage/list")}</Link>
      </div>
      {trouble === undefined ? null : (
        <Failure error={trouble.error} onRetry={() => void trouble.refetch()} />
      )}
      {found.isPending || lessons.isPending ? <Bones rows={8} /> : null}
      {found.data !== undefined && venues.length === 0 ? (
        <div className="sheet">
          <Empty title={t("gridPage/noRooms")} next={t("gridPage/noRoomsNext")} />
        </div>
      ) : null}
      {lessons.data === undefined || venues.length === 0 ? null : (
        <Shown
          where={where}
          venues={venues}
          teachers={teachers}
          lessons={lessons.data.lessons}
          periods={periods.data?.periods ?? usualPeriods}
        />
      )}
    </div>
  );
}

function Head(props: { readonly narrow: boolean }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const periods = usePeriods();
  const [editing, setEditing] = useState(false);
  const mayPlan = may("lesson.plan");
  const note = mayPlan ? (props.narrow ? "noteNarrow" : "note") : "noteRead";
  return (
    <>
      <PageHead
        title={t("gridPage/title")}
        note={t(`gridPage/${note}`)}
        tools={
          mayPlan ? (
            <>
              <Button onClick={() => setEditing(true)}>{t("gridPage/periods")}</Button>
              <Link to="/timetable/import">{t("gridPage/import")}</Link>
              <AddButton
                word={t("lessons/plan")}
                onClick={() => void navigate({ to: "/lessons/plan", search: {} })}
              />
            </>
          ) : null
        }
      />
      {editing && periods.data !== undefined ? (
        <PeriodsDialog now={periods.data} onClose={() => setEditing(false)} />
      ) : null}
    </>
  );
}

/** What is looked at: rooms, teachers, days. */
interface Looked {
  readonly where: Where;
  readonly venues: readonly Venue[];
  readonly teachers: Teachers;
}

/** The grid, or on a phone the day's list, with what moves lessons in it. */
function Shown(
  props: Looked & { readonly lessons: readonly LessonNow[]; readonly periods: readonly Period[] },
) {
  const { t } = useWords();
  const mover = useMove();
  const [moving, setMoving] = useState<LessonNow | null>(null);
  const { where, venues, lessons, periods } = props;
  const columns = columnsOf(t, props);
  const label = {
    day: day(where.atMs),
    room: where.room?.name ?? "",
    teacher: t("gridPage/byTeacher"),
  }[where.view];
  const shared = { columns, lessons, mover, onMoveTo: setMoving };
  return (
    <>
      {where.narrow ? (
        <DayList {...shared} />
      ) : (
        <TimetableGrid {...shared} label={label} periods={periods} />
      )}
      {moving === null ? null : (
        <MoveDialog
          lesson={moving}
          venues={venues}
          periods={periods}
          mover={mover}
          onClose={() => setMoving(null)}
        />
      )}
    </>
  );
}

/** Which week or day is shown, and which teaching week that is. */
function Steps(props: { readonly where: Where; readonly termStart: string | null }) {
  const { t } = useWords();
  const { where, termStart } = props;
  const { view, atMs, go } = where;
  const days = view === "day" ? 1 : 7;
  const monday = weekStart(atMs);
  const week = termStart === null ? 0 : teachingWeek(day(atMs), termStart);
  return (
    <>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t(view === "day" ? "gridPage/previousDay" : "gridPage/previousWeek")}
        onClick={() => go({ day: day(dayStart(atMs, -days)) })}
      />
      <Button onClick={() => go({ day: day(nowMs()) })}>
        {t(view === "day" ? "common/today" : "gridPage/thisWeek")}
      </Button>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t(view === "day" ? "gridPage/nextDay" : "gridPage/nextWeek")}
        onClick={() => go({ day: day(dayStart(atMs, days)) })}
      />
      <DatePicker
        allowClear={false}
        aria-label={t("lessons/date")}
        value={dayjs(day(atMs))}
        onChange={(date) => (date === null ? undefined : go({ day: date.format("YYYY-MM-DD") }))}
      />
      <span className="number quiet">
        {view === "day"
          ? t(`lessons/weekdays/d${weekdayOf(atMs)}`)
          : `${day(monday)} ${t("common/to")} ${day(dayStart(monday, 6))}`}
        {week > 0 ? ` · ${t("gridPage/week", { n: week })}` : ""}
      </span>
    </>
  );
}

function Views(props: Looked) {
  const { t } = useWords();
  const { view, room, narrow, go } = props.where;
  if (narrow) return null;
  return (
    <>
      <Segmented<View>
        aria-label={t("gridPage/view")}
        value={view}
        onChange={(chosen) => go({ view: chosen })}
        options={[
          { value: "room", label: t("gridPage/byRoom") },
          { value: "teacher", label: t("gridPage/byTeacher") },
          { value: "day", label: t("gridPage/byDay") },
        ]}
      />
      {view === "room" && room !== undefined ? (
        <Select<string>
          showSearch={{ optionFilterProp: "label" }}
          style={{ minWidth: 160 }}
          aria-label={t("gridPage/room")}
          value={room.venueId}
          onChange={(venueId) => go({ room: venueId })}
          options={props.venues.map((venue) => ({ value: venue.venueId, label: venue.name }))}
        />
      ) : null}
      {view === "teacher" ? (
        <Select<string>
          showSearch={{ optionFilterProp: "label" }}
          style={{ minWidth: 160 }}
          aria-label={t("gridPage/teacher")}
          value={props.teachers.chosen}
          onChange={(accountId) => go({ teacher: accountId })}
          options={props.teachers.options}
        />
      ) : null}
    </>
  );
}

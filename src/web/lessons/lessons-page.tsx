import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, DatePicker, Input, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { type BookmarkKind, bookmarkKinds } from "../../contract/looking.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { day, dayStart, instantOf, weekStart, weekdayOf } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { LessonRows } from "./lesson-rows.tsx";
import { useLessons, type LessonNow } from "./use-lessons.ts";

type Range = "day" | "week";

function spanOf(atMs: number, range: Range) {
  if (range === "day") return { fromMs: dayStart(atMs), toMs: dayStart(atMs, 1) };
  const fromMs = weekStart(atMs);
  return { fromMs, toMs: dayStart(fromMs, 7) };
}

interface Sieve {
  readonly text: string;
  readonly venueId: string | undefined;
  readonly state: LessonNow["state"] | undefined;
}

function kept(lesson: LessonNow, sieve: Sieve): boolean {
  if (sieve.venueId !== undefined && lesson.venueId !== sieve.venueId) return false;
  if (sieve.state !== undefined && lesson.state !== sieve.state) return false;
  const text = [
    lesson.officialName,
    lesson.project,
    lesson.course,
    ...lesson.audiences,
    ...lesson.teachers.map((teacher) => teacher.name),
  ]
    .join(" ")
    .toLowerCase();
  return text.includes(sieve.text.trim().toLowerCase());
}

export function LessonsPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [atMs, setAt] = useState(() => nowMs());
  const [range, setRange] = useState<Range>("week");
  const [sieve, setSieve] = useState<Sieve>({ text: "", venueId: undefined, state: undefined });
  const span = useMemo(() => spanOf(atMs, range), [atMs, range]);
  const [bookmark, setBookmark] = useState<BookmarkKind | undefined>(undefined);
  const lessons = useLessons({ ...span, bookmark });
  const shown = (lessons.data?.lessons ?? []).filter((lesson) => kept(lesson, sieve));
  const plan = may("lesson.plan") ? (
    <AddButton word={t("lessons/plan")} onClick={() => void navigate({ to: "/lessons/plan" })} />
  ) : null;
  return (
    <div className="page">
      <PageHead
        title={t("lessons/title")}
        note={
          <span className="number">
            {range === "day"
              ? day(span.fromMs)
              : `${day(span.fromMs)} ${t("common/to")} ${day(dayStart(span.toMs, -1))}`}
          </span>
        }
        tools={plan}
      />
      <div className="filters">
        <When atMs={atMs} range={range} onAt={setAt} onRange={setRange} />
        <Input.Search
          className="grow"
          allowClear
          placeholder={t("lessons/filterHint")}
          aria-label={t("lessons/filter")}
          onChange={(event) => setSieve({ ...sieve, text: event.target.value })}
        />
        {may("place.read") ? (
          <VenueFilter
            value={sieve.venueId}
            onChange={(venueId) => setSieve({ ...sieve, venueId })}
          />
        ) : null}
        <StateFilter value={sieve.state} onChange={(state) => setSieve({ ...sieve, state })} />
        <BookmarkFilter value={bookmark} onChange={setBookmark} />
      </div>
      {lessons.isError ? (
        <Failure error={lessons.error} onRetry={() => void lessons.refetch()} />
      ) : null}
      <section className="sheet" aria-label={t("lessons/title")}>
        {lessons.isPending ? <Bones rows={8} /> : null}
        {lessons.data !== undefined && shown.length === 0 ? (
          <Empty
            title={t("lessons/empty")}
            next={may("lesson.plan") ? t("lessons/emptyNext") : t("lessons/emptyNextRead")}
            tools={plan}
          />
        ) : null}
        <ByDay lessons={shown} />
      </section>
    </div>
  );
}

/** Which day or week is shown. */
function When(props: {
  readonly atMs: number;
  readonly range: Range;
  readonly onAt: (atMs: number) => void;
  readonly onRange: (range: Range) => void;
}) {
  const { t } = useWords();
  const { atMs, range, onAt, onRange } = props;
  const step = (direction: 1 | -1) => onAt(dayStart(atMs, direction * (range === "day" ? 1 : 7)));
  return (
    <>
      <Segmented<Range>
        aria-label={t("lessons/view")}
        value={range}
        onChange={onRange}
        options={[
          { value: "day", label: t("lessons/day") },
          { value: "week", label: t("lessons/week") },
        ]}
      />
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t("lessons/previous")}
        onClick={() => step(-1)}
      />
      <Button onClick={() => onAt(nowMs())}>{t("common/today")}</Button>
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t("lessons/next")}
        onClick={() => step(1)}
      />
      <DatePicker
        allowClear={false}
        aria-label={t("lessons/date")}
        value={dayjs(day(atMs))}
        onChange={(date) =>
          date === null ? undefined : onAt(instantOf(date.format("YYYY-MM-DD"), "12:00"))
        }
      />
    </>
  );
}

function ByDay(props: { readonly lessons: readonly LessonNow[] }) {
  const { t } = useWords();
  const days = Map.groupBy(
    props.lessons.toSorted((a, b) => a.startMs - b.startMs),
    (lesson) => dayStart(lesson.startMs),
  );
  return [...days].map(([startMs, lessons]) => (
    <div key={startMs}>
      <h2 className="day-head">
        <span className="number">{day(startMs)}</span>
        <span>{t(`lessons/weekdays/d${weekdayOf(startMs)}`)}</span>
        <span className="quiet">{lessons.length}</span>
      </h2>
      <LessonRows lessons={lessons} />
    </div>
  ));
}

/** Lessons with a bookmark of one kind (S0-5.2.2). */
function BookmarkFilter(props: {
  readonly value: BookmarkKind | undefined;
  readonly onChange: (kind: BookmarkKind | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <Select
      allowClear
      style={{ minWidth: 150 }}
      aria-label={t("looking/bookmarkFilter")}
      placeholder={t("looking/bookmarkFilter")}
      value={props.value}
      onChange={props.onChange}
      options={bookmarkKinds.map((value) => ({ value, label: t(`terms/bookmarks/${value}`) }))}
    />
  );
}

function VenueFilter(props: {
  readonly value: string | undefined;
  readonly onChange: (venueId: string | undefined) => void;
}) {
  const { t } = useWords();
  const venues = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  return (
    <Select<string>
      allowClear
      style={{ minWidth: 130 }}
      placeholder={t("lessons/venue")}
      aria-label={t("lessons/venue")}
      options={(venues.data?.venues ?? []).map((venue) => ({
        value: venue.venueId,
        label: venue.name,
      }))}
      onChange={(venueId: string | undefined) => props.onChange(venueId)}
    />
  );
}

const states = ["planned", "recording", "ended", "cancelled"] as const;

function StateFilter(props: {
  readonly value: LessonNow["state"] | undefined;
  readonly onChange: (state: LessonNow["state"] | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <Select<LessonNow["state"]>
      allowClear
      style={{ minWidth: 110 }}
      placeholder={t("lessons/state")}
      aria-label={t("lessons/state")}
      options={states.map((value) => ({ value, label: t(`terms/lessonStates/${value}`) }))}
      onChange={(state: LessonNow["state"] | undefined) => props.onChange(state)}
    />
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../ask.ts";
import { HouseState } from "../board/house-state.tsx";
import { Rooms } from "../board/rooms.tsx";
import { useBoard, type BoardNow } from "../board/use-board.ts";
import { EntryLines } from "../ledger/entry-lines.tsx";
import type { Line } from "../ledger/entry-words.ts";
import { LessonRows } from "../lessons/lesson-rows.tsx";
import { useLessons } from "../lessons/use-lessons.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status } from "../look/status.tsx";
import { dayStart } from "../look/times.ts";
import { useMay, useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { Section } from "./section.tsx";

/**
 * Today's lessons, and yesterday's below while they may still be open. A teacher's own of today stand with
 * what they must confirm, in a section of their own.
 */
export function TodaySection(props: { readonly mine?: boolean }) {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const span = useMemo(() => ({ fromMs: dayStart(nowMs(), -1), toMs: dayStart(nowMs(), 1) }), []);
  const todayMs = dayStart(nowMs());
  const lessons = useLessons(span);
  const board = useBoardIf(may("recording.read"));
  const all = (lessons.data?.lessons ?? []).filter(
    (lesson) =>
      props.mine !== true || lesson.teachers.some((teacher) => teacher.accountId === me.accountId),
  );
  const today = all.filter((lesson) => lesson.startMs >= todayMs);
  const yesterday = all.filter((lesson) => lesson.startMs < todayMs);
  return (
    <>
      {props.mine === true ? null : (
        <Section
          title={t("home/allLessonsToday")}
          tools={
            <>
              <Ready board={board} venueIds={today.map((lesson) => lesson.venueId)} />
              <Link to="/lessons">{t("home/allLessons")}</Link>
            </>
          }
        >
          {lessons.isPending ? <Bones rows={3} /> : null}
          {lessons.isError ? (
            <Failure error={lessons.error} onRetry={() => void lessons.refetch()} />
          ) : null}
          {lessons.data !== undefined && today.length === 0 ? (
            <Empty title={t("home/noLessons")} next={t("home/noLessonsNext")} />
          ) : (
            <LessonRows lessons={today} />
          )}
        </Section>
      )}
      {yesterday.length === 0 ? null : (
        <Section title={t("home/openYesterday")}>
          <LessonRows lessons={yesterday} />
        </Section>
      )}
    </>
  );
}

function useBoardIf(may: boolean): BoardNow | undefined {
  const board = useQuery({
    queryKey: ["board"],
    queryFn: () => ask("board.read", {}, { background: true }),
    refetchInterval: 5_000,
    enabled: may,
  });
  return board.data;
}

/** Whether every camera of these venues is there: the question before a lesson. */
function Ready(props: {
  readonly board: BoardNow | undefined;
  readonly venueIds: readonly string[];
}) {
  const { t } = useWords();
  if (props.board === undefined || props.venueIds.length === 0) return null;
  const cameras = props.board.venues
    .filter((venue) => props.venueIds.includes(venue.venueId))
    .flatMap((venue) => venue.cameras);
  const lost = new Set(
    cameras.filter((camera) => camera.state === "lost").map((camera) => camera.cameraId),
  ).size;
  return lost === 0 ? (
    <Status tone="good">{t("home/camerasReady")}</Status>
  ) : (
    <Status tone="alarm">{t("home/camerasNotReady", { n: lost })}</Status>
  );
}

export function NextLessons() {
  const { t } = useWords();
  const span = useMemo(() => ({ fromMs: dayStart(nowMs()), toMs: dayStart(nowMs(), 15) }), []);
  const lessons = useLessons(span);
  const next = (lessons.data?.lessons ?? []).filter(
    (lesson) => lesson.endMs > nowMs() && lesson.state !== "cancelled",
  );
  return (
    <Section
      title={t("home/nextLessons")}
      tools={<Link to="/lessons">{t("home/allLessons")}</Link>}
    >
      {lessons.isPending ? <Bones rows={3} /> : null}
      {lessons.isError ? (
        <Failure error={lessons.error} onRetry={() => void lessons.refetch()} />
      ) : null}
      {lessons.data !== undefined && next.length === 0 ? (
        <Empty title={t("home/noNext")} next={t("home/noNextNext")} />
      ) : (
        <LessonRows lessons={next} withDay />
      )}
    </Section>
  );
}

export function RoomsSection() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  const board = useBoard(5_000);
  return (
    <Section
      title={me.role === "manager" ? t("home/rooms") : t("board/title")}
      tools={<Link to="/board">{t("home/toBoard")}</Link>}
    >
      {board.isPending ? <Bones rows={4} /> : null}
      {board.data === undefined && board.isError ? (
        <Failure error={board.error} onRetry={() => void board.refetch()} />
      ) : null}
      {board.data === undefined ? null : board.data.venues.length === 0 ? (
        <Empty
          title={t("board/noVenues")}
          next={t("board/noVenuesNext")}
          tools={may("place.manage") ? <Link to="/places">{t("board/addPlaces")}</Link> : undefined}
        />
      ) : (
        <div className="sheet-body">
          <Rooms board={board.data} />
        </div>
      )}
    </Section>
  );
}

export function HouseSection() {
  const board = useBoard(5_000);
  if (board.data === undefined)
    return board.isError ? (
      <Failure error={board.error} onRetry={() => void board.refetch()} />
    ) : (
      <Bones rows={2} />
    );
  return <HouseState board={board.data} />;
}

/** What the house does by the minute would hide what people did; alone it is shown. */
function newsOf(lines: readonly Line[]): readonly Line[] {
  const byTheMinute: readonly string[] = ["vault.round-taken@1", "plan.written@1"];
  const news = lines.filter((line) => !byTheMinute.includes(line.kind));
  return (news.length > 0 ? news : lines).slice(0, 12);
}

export function LedgerSection() {
  const { t } = useWords();
  const entries = useQuery({
    queryKey: ["ledger", "newest"],
    queryFn: () => ask("ledger.list", { query: {} }, { background: true }),
    refetchInterval: 15_000,
  });
  return (
    <Section
      title={t("home/recent")}
      tools={
        <>
          <Link to="/sign-ins">{t("home/toSignIns")}</Link>
          <Link to="/ledger">{t("home/toLedger")}</Link>
        </>
      }
    >
      {entries.isPending ? <Bones rows={5} /> : null}
      {entries.isError ? (
        <Failure error={entries.error} onRetry={() => void entries.refetch()} />
      ) : null}
      {entries.data === undefined ? null : <EntryLines lines={newsOf(entries.data.lines)} />}
    </Section>
  );
}

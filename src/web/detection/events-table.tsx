import { Link } from "@tanstack/react-router";
import type { TableColumnsType } from "antd";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { daySecond, length } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { detection } from "../words/zh-CN/detection.ts";
import { Snapshot } from "./snapshot.tsx";
import { type EventLine, type EventsWish, useEvents } from "./use-detection.ts";

type FactName = keyof typeof detection.facts;

/** Events, newest first; of one lesson where one is given. */
export function EventsTable(props: { readonly wish: EventsWish }) {
  const { t } = useWords();
  const readsLessons = useMay()("lesson.read");
  const events = useEvents(props.wish);
  if (events.isError) return <Failure error={events.error} onRetry={() => void events.refetch()} />;
  return (
    <SheetTable<EventLine>
      rows={events.data?.events}
      rowKey="eventId"
      columns={columns(t, readsLessons && props.wish.lessonId === undefined)}
      empty={<Empty title={t("detectionPage/none")} next={t("detectionPage/noneNext")} />}
    />
  );
}

function columns(t: Say, linksLessons: boolean): TableColumnsType<EventLine> {
  return [
    {
      title: t("detectionPage/kind"),
      render: (_, one) => (
        <>
          <Status tone={one.endedAtMs === null ? "alarm" : "plain"}>
            {t(`detection/kinds/${one.kind}`)}
          </Status>
          {one.times > 1 ? <small> {t("detectionPage/times", { n: one.times })}</small> : null}
        </>
      ),
    },
    {
      title: t("detectionPage/camera"),
      render: (_, one) => (
        <>
          {one.label} {one.name}
          <br />
          <small className="quiet">{one.venueName}</small>
        </>
      ),
    },
    {
      title: t("detectionPage/began"),
      render: (_, one) => <span className="number">{daySecond(one.beganAtMs)}</span>,
    },
    {
      title: t("detectionPage/lasted"),
      render: (_, one) =>
        one.endedAtMs === null || one.ending === null ? (
          t("detectionPage/goesOn")
        ) : (
          <>
            <span className="number">{length(one.endedAtMs - one.beganAtMs)}</span>
            <br />
            <small className="quiet">{t(`detection/endings/${one.ending}`)}</small>
          </>
        ),
    },
    {
      title: t("detectionPage/facts"),
      render: (_, one) => <small>{factText(t, one.facts)}</small>,
    },
    { title: t("detectionPage/snapshot"), render: (_, one) => <Snapshot event={one} /> },
    ...(linksLessons ? [lessonColumn(t)] : []),
  ];
}

function lessonColumn(t: Say): TableColumnsType<EventLine>[number] {
  return {
    title: t("detectionPage/lesson"),
    render: (_, one) =>
      one.lessonId === null ? (
        "—"
      ) : (
        <Link to="/lessons/$lessonId" params={{ lessonId: one.lessonId }}>
          {t("detectionPage/openLesson")}
        </Link>
      ),
  };
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(detection.facts, name);
}

function factText(t: Say, facts: EventLine["facts"]): string {
  return Object.entries(facts)
    .map(([name, value]) => `${isFact(name) ? t(`detection/facts/${name}`) : name} ${value}`)
    .join(" · ");
}

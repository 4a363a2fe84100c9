import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask, type Answer } from "../ask.ts";
import { Section } from "../home/section.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, minuteOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { cardTones } from "./use-readiness.ts";
import "./readiness.css";

type Line = Answer<"readiness.today">["lessons"][number];

/** The teacher's day: is every camera ready, and what must be confirmed. */
export function MyDaySection() {
  const { t } = useWords();
  const today = useQuery({
    queryKey: ["readiness-today"],
    queryFn: () => ask("readiness.today", {}, { background: true }),
    refetchInterval: 15_000,
  });
  const lines = today.data?.lessons ?? [];
  return (
    <Section
      title={t("home/lessonsToday")}
      tools={<Link to="/lessons">{t("home/allLessons")}</Link>}
    >
      {today.isPending ? <Bones rows={2} /> : null}
      {today.isError ? <Failure error={today.error} onRetry={() => void today.refetch()} /> : null}
      {today.data !== undefined && lines.length === 0 ? (
        <Empty title={t("readinessPage/homeNone")} next={t("readinessPage/homeNoneNext")} />
      ) : null}
      <ul className="day-rows">
        {lines.map((line) => (
          <DayRow key={line.lessonId} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function DayRow(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const { lessonId, card } = line;
  return (
    <li>
      <span className="number">
        {minuteOfDay(line.startMs)}–{minuteOfDay(line.endMs)}
      </span>
      <span className="day-what">
        <Link to="/lessons/$lessonId/ready" params={{ lessonId }}>
          {line.title}
        </Link>
        <small className="quiet">{line.venueName}</small>
      </span>
      <span className="day-states">
        {card === null ? null : (
          <Status tone={cardTones[card]}>{t(`readinessTerms/cards/${card}`)}</Status>
        )}
        <Cameras line={line} />
        {line.exam === null ? null : (
          <Status tone={line.exam === "open" ? "good" : "busy"}>
            {t(`readinessPage/${line.exam === "open" ? "homeExamOpen" : "homeExamClosed"}`)}
          </Status>
        )}
        {line.sealed ? <Status tone="alarm">{t("readinessPage/homeSealed")}</Status> : null}
      </span>
    </li>
  );
}

function Cameras(props: { readonly line: Line }) {
  const { t } = useWords();
  const { cameras, troubled, card } = props.line;
  if (card === null) return null;
  if (cameras === 0) return <Status tone="alarm">{t("readinessPage/homeNoCamera")}</Status>;
  return troubled === 0 ? (
    <Status tone="good">{t("readinessPage/homeReady", { n: cameras })}</Status>
  ) : (
    <Status tone="alarm">{t("readinessPage/homeTroubled", { n: troubled })}</Status>
  );
}

/** What of lessons waits for the director: sealed stretches, and exams that cannot open. */
export function WaitingSection() {
  const { t } = useWords();
  const waiting = useQuery({
    queryKey: ["readiness-waiting"],
    queryFn: () => ask("readiness.waiting", {}, { background: true }),
    refetchInterval: 15_000,
  });
  if (waiting.isError) return <Failure error={waiting.error} />;
  const { privacy = [], overrides = [] } = waiting.data ?? {};
  if (privacy.length + overrides.length === 0) return null;
  return (
    <Section title={t("readinessPage/waiting")}>
      <ul className="day-rows">
        {overrides.map((one) => (
          <WaitingRow
            key={one.overrideId}
            {...one}
            what={t("readinessPage/waitingOverride")}
            atMs={one.askedAtMs}
          />
        ))}
        {privacy.map((one) => (
          <WaitingRow
            key={one.eventId}
            {...one}
            what={t("readinessPage/waitingPrivacy")}
            atMs={one.declaredAtMs}
          />
        ))}
      </ul>
    </Section>
  );
}

function WaitingRow(props: {
  readonly lessonId: string;
  readonly lesson: string;
  readonly what: string;
  readonly atMs: number;
}) {
  const { lessonId, lesson, what } = props;
  return (
    <li>
      <span className="number">{dayMinute(props.atMs)}</span>
      <span className="day-what">
        <Link to="/lessons/$lessonId/ready" params={{ lessonId }}>
          {lesson}
        </Link>
      </span>
      <span className="day-states">
        <Status tone="alarm">{what}</Status>
      </span>
    </li>
  );
}

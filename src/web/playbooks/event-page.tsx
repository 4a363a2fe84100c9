import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Event, EventStep } from "../../contract/playbooks.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { ConcludeSection } from "./conclude-section.tsx";
import { CutSection } from "./cut-section.tsx";
import { EventState } from "./events-page.tsx";
import { HandleSection } from "./handle-section.tsx";
import { PreserveSection } from "./preserve-section.tsx";
import { NoticeLine, ReportSection } from "./report-section.tsx";
import { TraceSection } from "./trace-section.tsx";
import { useEvent } from "./use-events.ts";
import "./playbooks.css";

/** One event with its steps in their order; what is done stays to be read, what is missing is asked. */
export function EventPage() {
  const { t } = useWords();
  const { eventId = "" } = useParams({ strict: false });
  const read = useEvent(eventId);
  if (read.isError)
    return (
      <div className="page">
        <PageHead title={t("playbookPage/title")} />
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      </div>
    );
  return read.data === undefined ? <Bones rows={8} /> : <Shown event={read.data} />;
}

function Shown(props: { readonly event: Event }) {
  const { t } = useWords();
  const may = useMay();
  const { event } = props;
  const open = event.closedAtMs === null;
  const handles = may("incident.handle") && open;
  const whole = may("ledger.read");
  return (
    <div className="page">
      <PageHead
        title={t(`playbookTerms/kinds/${event.kind}`)}
        note={event.drill ? t("playbookPage/drillNote") : t(`playbookTerms/advice/${event.kind}`)}
        tools={<EventState one={event} />}
      />
      <Facts event={event} />
      <MyNotices event={event} />
      <StepLine event={event} />
      <div className="event-parts">
        <Step event={event} step="cut">
          <CutSection event={event} handles={handles} lifts={may("incident.handle")} />
        </Step>
        {whole ? (
          <Step event={event} step="preserve">
            <PreserveSection event={event} handles={handles} />
          </Step>
        ) : null}
        <Step event={event} step="report">
          <ReportSection event={event} handles={handles} />
        </Step>
        <Step event={event} step="handle">
          <HandleSection event={event} handles={handles} />
          {whole && event.kind === "footage-leak" ? (
            <TraceSection event={event} handles={handles} />
          ) : null}
        </Step>
        <Step event={event} step="conclude">
          <ConcludeSection event={event} handles={handles} />
        </Step>
      </div>
    </div>
  );
}

function Facts(props: { readonly event: Event }) {
  const { t } = useWords();
  const { event } = props;
  return (
    <section className="sheet" aria-label={t("playbookPage/what")}>
      <div className="sheet-body stack">
        <p className="event-told">{event.what}</p>
        <p className="quiet">
          {`${t("playbookPage/discoverer")} ${event.discoverer} · ${dayMinute(event.discoveredAtMs)} · `}
          {`${t("playbookPage/declaredBy")} ${event.declaredBy} · ${dayMinute(event.declaredAtMs)}`}
          {event.incidentId === null ? null : (
            <>
              {" · "}
              <Link to="/incidents">{t("playbookPage/toIncident")}</Link>
            </>
          )}
        </p>
      </div>
    </section>
  );
}

/** What this person was told and has not acknowledged yet: before anything else. */
function MyNotices(props: { readonly event: Event }) {
  const { t } = useWords();
  const mine = props.event.notices.filter((notice) => notice.mine);
  if (mine.length === 0) return null;
  return (
    <section className="sheet" aria-label={t("playbookPage/home")}>
      <div className="sheet-body stack">
        {mine.map((notice) => (
          <NoticeLine key={notice.noticeId} notice={notice} onReceipt={undefined} />
        ))}
      </div>
    </section>
  );
}

/** The five steps at a glance, each a way to its part of the page. */
function StepLine(props: { readonly event: Event }) {
  const { t } = useWords();
  return (
    <ol className="event-steps">
      {props.event.steps.map(({ step, done }, at) => (
        <li key={step}>
          <a href={`#${step}`}>
            <Status tone={done ? "good" : "plain"}>
              {`${at + 1} ${t(`playbookTerms/steps/${step}`)}`}
            </Status>
          </a>
        </li>
      ))}
    </ol>
  );
}

function Step(props: {
  readonly event: Event;
  readonly step: EventStep;
  readonly children: ReactNode;
}) {
  const { t } = useWords();
  const { event, step } = props;
  const done = event.steps.some((one) => one.step === step && one.done);
  const title = t(`playbookTerms/steps/${step}`);
  return (
    <section className="sheet" id={step} aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
        <Status tone={done ? "good" : "plain"}>
          {t(done ? "playbookPage/stepDone" : "playbookPage/stepOpen")}
        </Status>
      </div>
      <div className="sheet-body stack">{props.children}</div>
    </section>
  );
}

import { Link, useParams } from "@tanstack/react-router";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { CardPanel } from "./card-panel.tsx";
import { ExamPanel } from "./exam-panel.tsx";
import { PrivacyButton, PrivacyPanel } from "./privacy-panel.tsx";
import { ProblemsPanel, ReportButton } from "./problems.tsx";
import { RulesPanel } from "./rules.tsx";
import { type ReadinessNow, useReadiness } from "./use-readiness.ts";
import "./readiness.css";

/** Everything a teacher does before and during a lesson, mostly on a phone. */
export function ReadinessPage() {
  const { t } = useWords();
  const { lessonId = "" } = useParams({ strict: false });
  const read = useReadiness(lessonId);
  return (
    <div className="page">
      <PageHead
        title={t("readinessPage/title")}
        note={read.data?.title}
        tools={
          <Link to="/lessons/$lessonId" params={{ lessonId }}>
            {t("player/back")}
          </Link>
        }
      />
      {read.isPending ? <Bones rows={8} /> : null}
      {read.isError && read.data === undefined ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
      {read.data === undefined ? null : <Standing now={read.data} />}
    </div>
  );
}

function Standing(props: { readonly now: ReadinessNow }) {
  const { now } = props;
  // What must be done next stands first.
  const unsigned = now.card === "open" || now.card === "late";
  return (
    <div className="stack readiness">
      <MomentActs now={now} />
      <PrivacyPanel now={now} />
      {unsigned ? <CardPanel now={now} /> : null}
      {now.exam === null ? null : <ExamPanel now={now} exam={now.exam} />}
      {unsigned ? null : <CardPanel now={now} />}
      <ProblemsPanel now={now} />
      <RulesPanel lessonId={now.lessonId} />
    </div>
  );
}

/** The two buttons of the moment, where a thumb finds them. */
function MomentActs(props: { readonly now: ReadinessNow }) {
  const { now } = props;
  const running = now.privacy.some((event) => event.endedAtMs === null);
  const declares = now.mayDeclare && !running;
  if (!now.mayReport && !declares) return null;
  return (
    <div className="lesson-acts">
      {now.mayReport ? <ReportButton now={now} /> : null}
      {declares ? <PrivacyButton now={now} /> : null}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { CameraStrips } from "./camera-strips.tsx";
import { CardFacts } from "./card-facts.tsx";
import { Certificate } from "./certificate.tsx";
import { Comments } from "./comments.tsx";
import { ConfirmCard } from "./confirm-card.tsx";
import { CoverageSheet } from "./coverage-sheet.tsx";
import { GapLines } from "./gap-lines.tsx";
import { LessonTasks } from "./lesson-tasks.tsx";
import { type Card, stateTones, useCard, verdictTones } from "./use-completion.ts";
import "./completion.css";

/** 课后核对: what should be there against what is, and the teacher's word on it (S0-4.3c). */
export function CompletionPage() {
  const { t } = useWords();
  const { lessonId = "" } = useParams({ strict: false });
  const read = useCard(lessonId);
  const card = read.data;
  return (
    <div className="page completion">
      <PageHead
        title={t("completionCard/title")}
        note={card === undefined ? t("completionCard/note") : <CardHead card={card} />}
      />
      {read.isPending ? <Bones rows={9} /> : null}
      {card === undefined && read.isError ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
      {card === undefined ? null : <CardBody card={card} />}
      <p className="page-back">
        <Link to="/lessons/$lessonId" params={{ lessonId }}>
          {t("completionCard/back")}
        </Link>
      </p>
    </div>
  );
}

function CardHead(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const waits = card.state === "open" || card.state === "overdue";
  return (
    <>
      <span>{card.officialName}</span>{" "}
      <Status tone={stateTones[card.state]}>{t(`completionTerms/states/${card.state}`)}</Status>{" "}
      {card.nowMs < card.lesson.endMs ? null : (
        <Status tone={verdictTones[card.verdict]}>
          {t(`completionTerms/verdicts/${card.verdict}`)}
        </Status>
      )}{" "}
      {waits ? (
        <span className="number quiet">
          {t(card.state === "overdue" ? "completionCard/overdue" : "completionCard/due", {
            at: dayMinute(card.dueMs),
          })}
        </span>
      ) : null}
    </>
  );
}

function CardBody(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const { lessonId } = card;
  const lesson = useQuery({
    queryKey: ["lesson", lessonId],
    queryFn: () => ask("lessons.read", { params: { lessonId } }),
  });
  const over = card.nowMs >= card.lesson.endMs;
  return (
    <div className="wide-narrow">
      <div className="stack">
        {over && card.missingKinds.length > 0 ? (
          <p className="completion-alarm">
            <Status tone="alarm">
              {t("completionCard/kindMissing", {
                kinds: listed(card.missingKinds.map((kind) => t(`terms/coverage/${kind}`))),
              })}
            </Status>
          </p>
        ) : null}
        <CameraStrips card={card} />
        <GapLines card={card} />
        <CoverageSheet card={card} />
        <CardFacts card={card} />
        <LessonTasks card={card} groups={(lesson.data?.groups ?? []).map((group) => group.name)} />
      </div>
      <div className="stack">
        <ConfirmCard card={card} />
        <Certificate card={card} />
        <Comments lessonId={lessonId} />
      </div>
    </div>
  );
}

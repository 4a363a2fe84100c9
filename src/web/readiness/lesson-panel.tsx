import { useNavigate } from "@tanstack/react-router";
import { Button } from "antd";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { PrivacyButton } from "./privacy-panel.tsx";
import { ReportButton } from "./problems.tsx";
import { type ReadinessNow, cardTones, useReadiness } from "./use-readiness.ts";
import "./readiness.css";

/** On a lesson's own page: how the card and the exam stand, and the buttons of the moment. */
export function ReadinessPanel(props: { readonly lessonId: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { lessonId } = props;
  const now = useReadiness(lessonId).data;
  if (now === undefined) return null;
  const running = now.privacy.some((event) => event.endedAtMs === null);
  return (
    <section className="sheet readiness-panel" aria-label={t("readinessPage/panel")}>
      <div className="sheet-head">
        <h2>{t("readinessPage/panel")}</h2>
        <Standing now={now} />
      </div>
      <div className="sheet-body lesson-acts">
        <Button
          size="large"
          type={now.teaches && (now.card === "open" || now.card === "late") ? "primary" : "default"}
          onClick={() => void navigate({ to: "/lessons/$lessonId/ready", params: { lessonId } })}
        >
          {t("readinessPage/open")}
        </Button>
        {now.mayReport ? <ReportButton now={now} /> : null}
        {now.mayDeclare && !running ? <PrivacyButton now={now} /> : null}
      </div>
    </section>
  );
}

function Standing(props: { readonly now: ReadinessNow }) {
  const { t } = useWords();
  const { card, exam, privacy, problems } = props.now;
  return (
    <span className="tools">
      {card === null ? null : (
        <Status tone={cardTones[card]}>{t(`readinessTerms/cards/${card}`)}</Status>
      )}
      {exam === null ? null : (
        <Status tone={exam.openedAtMs === null ? "busy" : "good"}>
          {exam.openedAtMs === null
            ? t("readinessPage/homeExamClosed")
            : t("readinessPage/homeExamOpen")}
        </Status>
      )}
      {privacy.some((event) => event.sealed) ? (
        <Status tone="alarm">{t("readinessPage/homeSealed")}</Status>
      ) : null}
      {problems.length === 0 ? null : (
        <Status tone="warn">{`${t("readinessPage/reports")} ${problems.length}`}</Status>
      )}
    </span>
  );
}

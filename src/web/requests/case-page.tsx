import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { ExportsPanel } from "../exports/exports-panel.tsx";
import { type PostWord, usePostWord } from "../institution/post-word.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { PolicyAt } from "../policies/policy-at.tsx";
import { useWords, type Say } from "../words/index.ts";
import { ApprovalStrip } from "./approval-strip.tsx";
import { CaseActs } from "./case-acts.tsx";
import { CaseFacts } from "./case-facts.tsx";
import { CaseProof } from "./case-proof.tsx";
import { DecideForm } from "./decide-form.tsx";
import { RequestStatus, waitWord } from "./request-state.tsx";
import { caseItems } from "./strip-items.ts";
import { type Case, useCase } from "./use-requests.ts";
import "./requests.css";

/** One request with everything needed to decide it, on one page. */
export function CasePage() {
  const { t } = useWords();
  const { requestId } = useParams({ strict: false });
  const one = useCase(requestId ?? "");
  if (one.data === undefined) {
    return (
      <div className="page">
        <PageHead title={t("requests/title")} />
        {one.isError ? (
          <Failure error={one.error} onRetry={() => void one.refetch()} />
        ) : (
          <Bones rows={9} />
        )}
      </div>
    );
  }
  return <WholeCase one={one.data} />;
}

function WholeCase(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const postWord = usePostWord(one.profile);
  const next = nextWord(t, one, postWord);
  const decidedAtMs = one.steps.flatMap((each) => each.decidedAtMs ?? []).at(-1);
  const step = one.can.includes("decide")
    ? one.steps.find((each) => each.state === "waiting")
    : undefined;
  return (
    <div className="page case-page">
      <PageHead
        title={`${t(`requestTerms/operations/${one.operation}/name`)} ${one.serial}`}
        note={
          <span className="case-note">
            <RequestStatus state={one.state} />
            {one.overdue ? <Status tone="alarm">{t("requests/overdue")}</Status> : null}
            <span>{waitWord(t, one, postWord)}</span>
          </span>
        }
        tools={<CaseActs one={one} />}
      />
      {step === undefined ? null : (
        <Button
          className="case-jump"
          type="primary"
          size="large"
          block
          onClick={() => document.getElementById("decide")?.scrollIntoView({ behavior: "smooth" })}
        >
          {t("requestCase/decideTitle")}
        </Button>
      )}
      <div className={step === undefined ? "stack" : "case-columns"}>
        <div className="stack">
          <CaseFacts one={one} />
          <section
            className={step === undefined ? "sheet" : "sheet strip-upright"}
            aria-label={t("approvalStrip/title")}
          >
            <h2>{t("approvalStrip/title")}</h2>
            {next === null ? null : (
              <p className="case-next">
                <b>{t("requestCase/next")}</b> {next}
              </p>
            )}
            <ApprovalStrip items={caseItems(t, one, postWord)} label={t("approvalStrip/title")} />
            {decidedAtMs === undefined ? null : (
              <PolicyAt rule="approval-routes" atMs={decidedAtMs} />
            )}
          </section>
        </div>
        {step === undefined ? null : (
          <DecideForm key={`${one.requestId} ${step.number}`} one={one} step={step} />
        )}
      </div>
      <div className="stack case-more">
        <ExportsPanel one={one} />
        <CaseProof requestId={one.requestId} />
      </div>
      <p style={{ marginTop: 14 }}>
        <Link to="/requests">{t("homeRequests/toAll")}</Link>
      </p>
    </div>
  );
}

/** What happens next, once this is decided. */
function nextWord(t: Say, one: Case, postWord: PostWord): string | null {
  if (one.emergency !== null && one.state === "emergency")
    return t("approvalStrip/emergency", {
      name: one.emergency.name,
      at: dayMinute(one.emergency.papersDueMs),
    });
  if (one.state === "rejected") return t("requestCase/rejectedNext");
  if (one.state === "lapsed") return t("requestCase/lapsedNext");
  if (one.state === "granted") return t(`requestTerms/operations/${one.operation}/after`);
  if (one.state !== "waiting") return null;
  const at = one.steps.findIndex((step) => step.state === "waiting");
  const after = one.steps[at + 1];
  return after === undefined
    ? t(`requestTerms/operations/${one.operation}/after`)
    : t("approvalStrip/nextAfter", {
        post: postWord(after.post),
      });
}

import { FilePdfOutlined } from "@ant-design/icons";
import { useParams } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { address } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { dayMinute, size } from "../look/times.ts";
import { keptReasons } from "../../contract/retention.ts";
import { useWords, type Say } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { CaseItems } from "./case-items.tsx";
import { CaseForm, CaseSignatures } from "./case-papers.tsx";
import { CaseStatus } from "./case-state.tsx";
import { DecidePanel } from "./decide-panel.tsx";
import { ExecutePanel } from "./execute-panel.tsx";
import { ListActs } from "./list-acts.tsx";
import { SubmitPanel } from "./submit-panel.tsx";
import { type Case, useCase } from "./use-destruction.ts";
import { ResultPanel, WitnessPanels } from "./witness-panels.tsx";
import "./destruction.css";

/** One destruction with everything needed for its next step, on one page. */
export function DestructionCasePage() {
  const { t } = useWords();
  const { caseId } = useParams({ strict: false });
  const one = useCase(caseId ?? "");
  if (one.data === undefined)
    return (
      <div className="page">
        <PageHead title={t("destruction/title")} />
        {one.isError ? (
          <Failure error={one.error} onRetry={() => void one.refetch()} />
        ) : (
          <Bones rows={9} />
        )}
      </div>
    );
  return <WholeCase one={one.data} />;
}

function WholeCase(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  return (
    <div className="page">
      <PageHead
        title={t("destruction/caseTitle", { serial: one.serial })}
        note={
          <span className="destruction-note">
            <CaseStatus state={one.state} />
            <span>
              {t("destruction/amountText", {
                items: one.items,
                objects: one.objects,
                size: size(one.sizeBytes),
              })}
            </span>
          </span>
        }
        tools={<Files one={one} />}
      />
      <div className="stack">
        <Next one={one} />
        <ListActs one={one} />
        {one.can.includes("submit") ? <SubmitPanel one={one} /> : null}
        {one.can.includes("decide") ? <DecidePanel one={one} /> : null}
        {one.can.includes("witness") ? <WitnessPanels one={one} /> : null}
        {one.can.includes("execute") ? <ExecutePanel one={one} /> : null}
        {one.can.includes("sign-result") ? <ResultPanel one={one} /> : null}
        <CaseItems one={one} />
        <CaseForm one={one} />
        <CaseSignatures one={one} />
      </div>
    </div>
  );
}

function Files(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const params = { caseId: one.caseId };
  return (
    <>
      <Button
        icon={<FilePdfOutlined aria-hidden />}
        href={address("destruction.form", { params })}
        target="_blank"
      >
        {t("destruction/printForm")}
      </Button>
      {one.certificateSha256 === null && !isOpenCertificate(one) ? null : (
        <Button
          type="primary"
          icon={<FilePdfOutlined aria-hidden />}
          href={address("destruction.certificate", { params })}
          target="_blank"
        >
          {one.certificateSha256 === null
            ? t("destruction/certificateOpen")
            : t("destruction/certificate")}
        </Button>
      )}
    </>
  );
}

/** Destroyed, and not at its end: the certificate can be read as far as it has come. */
const isOpenCertificate = (one: Case): boolean =>
  one.state === "waiting-lock" || one.state === "verified";

/** What the case waits for, in one line. */
function Next(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  if (one.state === "listed" && one.reason !== null)
    return (
      <Alert
        type="warning"
        showIcon
        title={t("destruction/reasonBack", { why: reasonText(t, one.reason) })}
      />
    );
  if (one.state === "cooling" && one.coolUntilMs !== null && one.nowMs < one.coolUntilMs)
    return (
      <Alert
        type="info"
        showIcon
        title={t("destruction/coolUntil", { at: dayMinute(one.coolUntilMs) })}
      />
    );
  if (one.state === "submitted" && !one.can.includes("decide"))
    return (
      <Alert
        type="info"
        showIcon
        title={
          one.deciders.length === 0
            ? t("destruction/nobody")
            : t("destruction/waitsFor", { names: listed(one.deciders) })
        }
      />
    );
  if (one.state === "waiting-lock" && one.lockedUntilMs !== null)
    return (
      <Alert
        type="warning"
        showIcon
        title={t("destruction/lockedUntil", { at: dayMinute(one.lockedUntilMs) })}
      />
    );
  return null;
}

/** Codes of the judge of eligibility in words. */
function reasonText(t: Say, reason: string): string {
  const words = reason.split(" ").map((code) => {
    const known = keptReasons.find((one) => one === code);
    return known === undefined ? code : t(`retention/reasons/${known}`);
  });
  return listed(words);
}

import { FileExcelOutlined, FilePdfOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { selfCheckSections } from "../../contract/supervision.ts";
import { address, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { taskTones } from "../tasks/task-tone.ts";
import { useWords } from "../words/index.ts";
import { FigureList } from "./figure-list.tsx";
import { SelfCheckForm } from "./self-check-form.tsx";
import { type SelfCheck, sectionWord } from "./use-supervision.ts";

/** F-14 of one month: figures, answers, signature. */
export function SelfCheckPage() {
  const { t } = useWords();
  const params: { readonly month?: string } = useParams({ strict: false });
  const month = params.month ?? "";
  const check = useQuery({
    queryKey: ["supervision", "monthly", month],
    queryFn: () => ask("selfChecks.read", { params: { month } }),
  });
  const title = t("supervision/monthly/title", { month });
  return (
    <div className="page">
      <PageHead
        title={title}
        note={
          <Link to="/supervision" search={{ tab: "monthly" }}>
            {t("supervision/monthly/back")}
          </Link>
        }
        tools={check.data === undefined ? null : <Papers month={month} />}
      />
      {check.isPending ? <Bones rows={9} /> : null}
      {check.isError ? <Failure error={check.error} onRetry={() => void check.refetch()} /> : null}
      {check.data === undefined ? null : <Whole check={check.data} />}
    </div>
  );
}

function Papers(props: { readonly month: string }) {
  const { t } = useWords();
  const params = { month: props.month };
  return (
    <>
      <Button icon={<FilePdfOutlined aria-hidden />} href={address("selfChecks.sheet", { params })}>
        {t("supervision/monthly/print")}
      </Button>
      <Button
        icon={<FileExcelOutlined aria-hidden />}
        href={address("selfChecks.table", { params })}
      >
        {t("supervision/monthly/export")}
      </Button>
    </>
  );
}

function Whole(props: { readonly check: SelfCheck }) {
  const { t } = useWords();
  const { check } = props;
  return (
    <div className="stack">
      <p>
        <Status tone={taskTones[check.state]}>{t(`tending/taskStates/${check.state}`)}</Status>{" "}
        <span className="quiet">
          {check.signed === null
            ? t("supervision/monthly/duePeriod", { at: dayMinute(check.dueMs) })
            : t("supervision/monthly/signedBy", {
                name: check.signed.name,
                at: dayMinute(check.signed.atMs),
              })}
        </span>
      </p>
      {check.mine ? <SelfCheckForm check={check} /> : <Answered check={check} />}
    </div>
  );
}

function Answered(props: { readonly check: SelfCheck }) {
  const { t } = useWords();
  const { figures, signed } = props.check;
  return (
    <>
      {selfCheckSections.map((section) => {
        const answer = signed?.sections.find((one) => one.section === section);
        return (
          <section className="sheet" key={section} aria-label={sectionWord(t, section)}>
            <h2>{sectionWord(t, section)}</h2>
            <div className="sheet-body stack">
              <FigureList figures={figures[section] ?? {}} />
              {answer === undefined ? null : (
                <>
                  <p>
                    <Status tone={answer.result === "fit" ? "good" : "warn"}>
                      {t(`supervision/monthly/results/${answer.result}`)}
                    </Status>{" "}
                    {answer.evidence}
                  </p>
                  {answer.findings.length === 0 ? null : (
                    <ol>
                      {answer.findings.map((finding) => (
                        <li key={finding.taskId}>
                          {[finding.text, finding.measure]
                            .filter((text) => text !== "")
                            .join(" → ")}
                          {finding.dueMs === null ? null : (
                            <span className="quiet">
                              {" "}
                              {t("supervision/monthly/dueOn", { day: day(finding.dueMs - 1) })}
                            </span>
                          )}
                        </li>
                      ))}
                    </ol>
                  )}
                </>
              )}
            </div>
          </section>
        );
      })}
      {signed === null ? null : (
        <div className="sheet sheet-body">
          <SignatureImage strokes={signed.strokes} by={signed.name} />
          <p className="quiet">{t("supervision/monthly/toTask")}</p>
        </div>
      )}
    </>
  );
}

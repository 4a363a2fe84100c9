import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { Assignment, Standard, SummaryLine } from "../../contract/scoring.ts";
import { address, ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { DeviceImportDialog } from "./device-import-dialog.tsx";
import { HistoryDialog } from "./history-dialog.tsx";
import { points, ratingWord } from "./points.ts";
import { ReleaseDialog } from "./release-dialog.tsx";
import { type Scoring, scoringKey } from "./use-kept-marks.ts";
import "./scoring.css";

/** Scoring of a lesson: its checklists, and for each the summary of results (成绩汇总表). */
export function LessonScoringPage() {
  const { t } = useWords();
  const may = useMay();
  const { lessonId = "" } = useParams({ strict: false });
  const [assigning, setAssigning] = useState(false);
  const read = useQuery({
    queryKey: scoringKey(lessonId),
    queryFn: () => ask("scoring.lesson", { params: { lessonId } }),
  });
  const add = may("score.manage") ? (
    <AddButton word={t("scoringPage/assign")} onClick={() => setAssigning(true)} />
  ) : undefined;
  return (
    <div className="page">
      <PageHead title={t("scoringPage/title")} note={t("scoringPage/note")} tools={add} />
      {read.isPending ? <Bones rows={8} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.data === undefined ? null : <Assignments lessonId={lessonId} scoring={read.data} />}
      <p className="page-back">
        <Link to="/lessons/$lessonId" params={{ lessonId }}>
          {t("scoringPage/back")}
        </Link>
      </p>
      {assigning ? <AssignDialog lessonId={lessonId} onClose={() => setAssigning(false)} /> : null}
    </div>
  );
}

function Assignments(props: { readonly lessonId: string; readonly scoring: Scoring }) {
  const { t } = useWords();
  const may = useMay();
  const { scoring } = props;
  if (scoring.assignments.length === 0) {
    return (
      <div className="sheet">
        <Empty
          title={t("scoringPage/empty")}
          next={t(may("score.manage") ? "scoringPage/emptyNext" : "scoringPage/emptyOther")}
        />
      </div>
    );
  }
  return (
    <div className="stack">
      {scoring.assignments.map((assignment) => (
        <Results key={assignment.assignmentId} assignment={assignment} scoring={scoring} />
      ))}
    </div>
  );
}

function Results(props: { readonly assignment: Assignment; readonly scoring: Scoring }) {
  const { t } = useWords();
  const { assignment, scoring } = props;
  const { assignmentId, checklist } = assignment;
  const [looked, setLooked] = useState<string | null>(null);
  const summary = useQuery({
    queryKey: ["scoring-summary", assignmentId],
    queryFn: () => ask("scoring.summary", { params: { assignmentId } }),
    staleTime: 0,
  });
  const lines = summary.data?.lines;
  return (
    <section className="stack" aria-label={checklist.title}>
      <div className="scoring-head">
        <h2>
          {checklist.title}{" "}
          <span className="quiet">
            {t("checklistPages/versionText", { version: checklist.version })}
          </span>
        </h2>
        <ResultTools assignment={assignment} scoring={scoring} lines={lines} />
      </div>
      {summary.data === undefined ? null : <StandardLine standard={summary.data.standard} />}
      {summary.isError ? <Failure error={summary.error} /> : null}
      <SheetTable<SummaryLine>
        rows={lines}
        rowKey="studentId"
        columns={columns(t, { assignment, scoring, onLook: setLooked })}
        empty={
          <Empty title={t("scoringPage/noCandidates")} next={t("scoringPage/noCandidatesNext")} />
        }
      />
      {looked === null ? null : (
        <HistoryDialog
          assignmentId={assignmentId}
          studentId={looked}
          onClose={() => setLooked(null)}
        />
      )}
    </section>
  );
}

function ResultTools(props: {
  readonly assignment: Assignment;
  readonly scoring: Scoring;
  readonly lines: readonly SummaryLine[] | undefined;
}) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const [releasing, setReleasing] = useState(false);
  const [importing, setImporting] = useState(false);
  const { assignment, lines } = props;
  const { assignmentId, checklist, lessonId, releasedAtMs } = assignment;
  const params = { assignmentId };
  return (
    <div className="tools">
      {props.scoring.examines && may("score.give") ? (
        <Button
          type="primary"
          onClick={() =>
            void navigate({
              to: "/lessons/$lessonId/scoring/$assignmentId",
              params: { lessonId, assignmentId },
            })
          }
        >
          {t("scoringPage/score")}
        </Button>
      ) : null}
      {may("score.import") && checklist.items.some((item) => item.device !== undefined) ? (
        <Button onClick={() => setImporting(true)}>{t("deviceImport/open")}</Button>
      ) : null}
      <Button href={address("scoring.summarySheet", { params })} download>
        {t("scoringPage/print")}
      </Button>
      <Button href={address("scoring.summaryTable", { params })} download>
        {t("scoringPage/table")}
      </Button>
      {releasedAtMs === null && may("score.manage") ? (
        <Button onClick={() => setReleasing(true)}>{t("scoringPage/release")}</Button>
      ) : null}
      <Status tone={releasedAtMs === null ? "plain" : "good"}>
        {releasedAtMs === null
          ? t("scoringPage/unreleased")
          : t("scoringPage/released", { at: dayMinute(releasedAtMs) })}
      </Status>
      {importing ? (
        <DeviceImportDialog
          assignment={assignment}
          scoring={props.scoring}
          onClose={() => setImporting(false)}
        />
      ) : null}
      {releasing ? (
        <ReleaseDialog
          assignment={assignment}
          open={lines?.filter((line) => line.result === "open").length ?? 0}
          onClose={() => setReleasing(false)}
        />
      ) : null}
    </div>
  );
}

function StandardLine(props: { readonly standard: Standard }) {
  const { t } = useWords();
  const { standard } = props;
  if (standard.passPercent === null) return <p className="quiet">{t("scoringPage/passUnknown")}</p>;
  const percent = points(standard.passPercent, 1);
  return (
    <p className="quiet number">
      {standard.rule === "fixed"
        ? t("scoringPage/passFixed", { percent })
        : t("scoringPage/passRegression", {
            percent,
            rSquared: points(standard.rSquared, 2),
            slope: points(standard.slope, 1),
          })}
      {standard.caution === "small-cohort" ? ` ${t("scoringPage/smallCohort")}` : ""}
    </p>
  );
}

const resultTones: Readonly<Record<SummaryLine["result"], Tone>> = {
  passed: "good",
  failed: "alarm",
  open: "plain",
};

function resultColumn(t: Say) {
  return {
    title: t("scoringPage/result"),
    key: "result",
    render: (_: unknown, line: SummaryLine) => (
      <>
        <Status tone={resultTones[line.result]}>{t(`scoringTerms/results/${line.result}`)}</Status>{" "}
        {line.conflicts.length > 0 ? (
          <Status tone="warn">{t("scoringPage/conflict")}</Status>
        ) : null}
        {line.rulesBroken.length > 0 ? <Status tone="warn">{t("stepRules/broken")}</Status> : null}
      </>
    ),
  };
}

/** 系统自动评分 beside 教师人工评分, where the checklist takes points from a device. */
function automaticColumns(t: Say, { checklist }: Assignment) {
  if (checklist.items.every((item) => item.device === undefined)) return [];
  return [
    {
      title: t("deviceFiguresWords/automatic"),
      key: "automatic",
      render: (_: unknown, line: SummaryLine) => points(line.automatic, 2),
    },
    {
      title: t("deviceFiguresWords/manual"),
      key: "manual",
      render: (_: unknown, line: SummaryLine) => points(line.manual, 2),
    },
  ];
}

function columns(
  t: Say,
  of: {
    readonly assignment: Assignment;
    readonly scoring: Scoring;
    readonly onLook: (studentId: string) => void;
  },
) {
  const stepOf = new Map(of.assignment.checklist.items.map((item) => [item.itemId, item.step]));
  const groupOf = new Map(of.scoring.candidates.map((one) => [one.studentId, one.group]));
  return [
    { title: t("scoringPage/candidate"), dataIndex: "name", key: "name" },
    {
      title: t("scoringPage/group"),
      key: "group",
      render: (_: unknown, line: SummaryLine) => groupOf.get(line.studentId) ?? "",
    },
    ...automaticColumns(t, of.assignment),
    {
      title: t("scoringPage/points"),
      key: "points",
      render: (_: unknown, line: SummaryLine) => points(line.points, 2),
    },
    {
      title: t("scoringPage/percent"),
      key: "percent",
      render: (_: unknown, line: SummaryLine) =>
        line.percent === null ? "—" : `${points(line.percent, 1)}%`,
    },
    {
      title: t("scoringPage/rating"),
      key: "rating",
      render: (_: unknown, line: SummaryLine) => ratingWord(t, line.rating),
    },
    {
      title: t("scoringPage/critical"),
      key: "critical",
      render: (_: unknown, line: SummaryLine) =>
        listed(line.criticalMissed.map((id) => stepOf.get(id) ?? id)),
    },
    { title: t("scoringPage/examiners"), dataIndex: "examiners", key: "examiners" },
    resultColumn(t),
    {
      title: t("scoringPage/history"),
      key: "history",
      render: (_: unknown, line: SummaryLine) => (
        <Button
          size="small"
          aria-label={`${t("scoringPage/history")} ${line.name}`}
          onClick={() => of.onLook(line.studentId)}
        >
          {t(line.corrected ? "scoringPage/corrected" : "scoringPage/history")}
        </Button>
      ),
    },
  ];
}

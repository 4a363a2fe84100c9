import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import type { ExamLine } from "../../contract/osce.ts";
import { type Answer, address, ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { points } from "../scoring/points.ts";
import { queries } from "../session/queries.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import "./exams.css";

type Results = Answer<"exams.results">;

export const resultTones: Readonly<Record<ExamLine["result"], Tone>> = {
  passed: "good",
  failed: "alarm",
  open: "plain",
  absent: "warn",
};

const resultsKey = (examId: string) => ["exam-results", examId] as const;

/** 成绩汇总表 of the whole exam: candidate by station, made anew from the marks each time. */
export function ExamResultsPage() {
  const { t } = useWords();
  const { examId = "" } = useParams({ strict: false });
  const read = useQuery({
    queryKey: resultsKey(examId),
    queryFn: () => ask("exams.results", { params: { examId } }),
    staleTime: 0,
  });
  return (
    <div className="page">
      <PageHead
        title={read.data?.exam.title ?? t("examResults/title")}
        note={t("examResults/note")}
        tools={read.data === undefined ? undefined : <ResultTools results={read.data} />}
      />
      {read.isError ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <>
          {read.data === undefined ? null : <Standards results={read.data} />}
          <SheetTable<ExamLine>
            rows={read.data?.lines}
            rowKey="candidateId"
            columns={read.data === undefined ? [] : columns(t, read.data)}
            empty={<Empty title={t("examResults/empty")} next={t("examResults/emptyNext")} />}
          />
        </>
      )}
      <p className="page-back">
        <Link to="/exams">{t("examBoard/back")}</Link>
      </p>
    </div>
  );
}

function Standards(props: { readonly results: Results }) {
  const { t } = useWords();
  const { passPercent, leastStations, stations } = props.results;
  const small = stations.some((one) => one.standard.caution === "small-cohort");
  return (
    <div className="stack exam-standards">
      <p className="number">
        {passPercent === null
          ? t("examResults/passOpen")
          : t("examResults/passAt", { percent: points(passPercent, 1) })}
        {leastStations > 0 ? ` · ${t("examResults/least", { count: leastStations })}` : ""}
      </p>
      <ul className="exam-cuts quiet number">
        {stations.map(({ key, name, standard }) => (
          <li key={key}>
            {t("examResults/stationCut", { name, percent: points(standard.passPercent, 1) })}
            {standard.rSquared === null
              ? ""
              : t("examResults/regression", {
                  rSquared: points(standard.rSquared, 2),
                  slope: points(standard.slope, 1),
                })}
          </li>
        ))}
      </ul>
      {small ? <p className="quiet">{t("examResults/smallCohort")}</p> : null}
    </div>
  );
}

function ResultTools(props: { readonly results: Results }) {
  const { t } = useWords();
  const may = useMay();
  const { exam, lines } = props.results;
  const { examId, releasedAtMs } = exam;
  const [asking, setAsking] = useState(false);
  const release = useMutation({
    mutationFn: () => ask("exams.release", { params: { examId }, body: {} }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: resultsKey(examId) });
      setAsking(false);
    },
  });
  return (
    <>
      <Status tone={releasedAtMs === null ? "plain" : "good"}>
        {releasedAtMs === null
          ? t("examResults/unreleased")
          : t("examResults/released", { at: dayMinute(releasedAtMs) })}
      </Status>
      <Button href={address("exams.resultsSheet", { params: { examId } })} download>
        {t("examResults/print")}
      </Button>
      <Button href={address("exams.resultsTable", { params: { examId } })} download>
        {t("examResults/table")}
      </Button>
      {releasedAtMs === null && may("exam.plan") ? (
        <Button type="primary" onClick={() => setAsking(true)}>
          {t("examResults/release")}
        </Button>
      ) : null}
      <Modal
        open={asking}
        title={t("examResults/release")}
        okText={t("examResults/release")}
        okButtonProps={{ loading: release.isPending }}
        onOk={() => release.mutate()}
        onCancel={() => setAsking(false)}
      >
        <div className="stack">
          <p>
            {t("examResults/releaseText", {
              count: lines.filter((line) => line.result === "open").length,
            })}
          </p>
          {release.isError ? <Failure error={release.error} /> : null}
        </div>
      </Modal>
    </>
  );
}

function columns(t: Say, { stations }: Results) {
  const percent = (value: number | null) => (value === null ? "—" : points(value, 1));
  return [
    { title: t("examResults/name"), dataIndex: "name", key: "name" },
    { title: t("examResults/number"), dataIndex: "number", key: "number" },
    ...stations.map(({ key, name }, at) => ({
      title: name,
      key,
      render: (_: unknown, line: ExamLine) => {
        const one = line.stations[at];
        if (one === undefined || one.percent === null) return "—";
        return one.result === "failed" ? (
          <Status tone="alarm">{percent(one.percent)}</Status>
        ) : (
          <span className="number">{percent(one.percent)}</span>
        );
      },
    })),
    {
      title: t("examResults/percent"),
      key: "percent",
      render: (_: unknown, line: ExamLine) => <b className="number">{percent(line.percent)}</b>,
    },
    { title: t("examResults/stationsPassed"), dataIndex: "stationsPassed", key: "stationsPassed" },
    {
      title: t("examResults/result"),
      key: "result",
      render: (_: unknown, { result }: ExamLine) => (
        <Status tone={resultTones[result]}>{t(`examTerms/results/${result}`)}</Status>
      ),
    },
  ];
}

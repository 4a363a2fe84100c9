import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Button, ConfigProvider } from "antd";
import { useState } from "react";
import type { ExamInput } from "../../contract/osce.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { useWords } from "../words/index.ts";
import { CandidatesPart } from "./candidates-part.tsx";
import { CircuitsPart } from "./circuits-part.tsx";
import { blankExam, fitted } from "./draft.ts";
import { GeneralPart } from "./general-part.tsx";
import { PublishDialog, WithdrawDialog } from "./publish-dialogs.tsx";
import { RotationGrid } from "./rotation-grid.tsx";
import { StationsPart } from "./stations-part.tsx";
import { TimingPart } from "./timing-part.tsx";
import { TroublesList } from "./troubles-list.tsx";
import { type ExamNow, examKey, placeExam } from "./use-exam.ts";
import "./exams.css";

export function NewExamPage() {
  return <ExamForm exam={null} />;
}

export function ExamPage() {
  const { t } = useWords();
  const { examId = "" } = useParams({ strict: false });
  const read = useQuery({
    queryKey: examKey(examId),
    queryFn: () => ask("exams.read", { params: { examId } }),
  });
  if (read.data !== undefined)
    return <ExamForm key={`${examId} ${read.data.version} ${read.data.state}`} exam={read.data} />;
  return (
    <div className="page">
      <PageHead title={t("examForm/title")} />
      {read.isPending ? <Bones rows={12} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
    </div>
  );
}

/** The whole plan on one page; what stands against it is found by the house each time it is saved. */
function ExamForm(props: { readonly exam: ExamNow | null }) {
  const { t } = useWords();
  const { exam } = props;
  const [typed, setTyped] = useState<ExamInput>(() => exam?.input ?? blankExam(nowMs()));
  const [changed, setChanged] = useState(false);
  const draft = exam === null || exam.state === "draft";
  const change = (next: ExamInput) => {
    setTyped(fitted(next));
    setChanged(true);
  };
  // A published exam shows the order the house has: it changes there, not here.
  const input = draft ? typed : (exam?.input ?? typed);
  return (
    <div className="page exam-form">
      <PageHead
        title={exam === null ? t("examForm/newTitle") : exam.input.title}
        note={t("examForm/note")}
        tools={<FormTools exam={exam} typed={typed} changed={changed} />}
      />
      <TroublesList exam={exam} changed={changed} />
      <ConfigProvider componentDisabled={!draft}>
        <div className={draft ? "exam-parts" : "exam-parts exam-fixed"}>
          <GeneralPart input={input} onChange={change} />
          <TimingPart input={input} onChange={change} />
          <StationsPart input={input} onChange={change} />
          <CircuitsPart input={input} onChange={change} />
        </div>
      </ConfigProvider>
      <CandidatesPart input={input} exam={exam} onChange={change} />
      <RotationGrid input={input} exam={exam} onChange={change} />
      <p className="page-back">
        <Link to="/exams">{t("examForm/back")}</Link>
      </p>
    </div>
  );
}

function FormTools(props: {
  readonly exam: ExamNow | null;
  readonly typed: ExamInput;
  readonly changed: boolean;
}) {
  const { t } = useWords();
  const { exam, typed, changed } = props;
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"publish" | "withdraw" | null>(null);
  const save = useMutation({
    mutationFn: () =>
      ask("exams.save", {
        body: {
          of: exam === null ? null : { examId: exam.examId, version: exam.version },
          input: typed,
        },
      }),
    onSuccess: (saved) => {
      placeExam(saved);
      void navigate({ to: "/exams/$examId", params: { examId: saved.examId } });
    },
  });
  const named = [typed.title, typed.course, ...typed.stations.map((one) => one.name)];
  const whole = named.every((one) => one.trim() !== "") && typed.audiences.length > 0;
  const ready = exam !== null && !changed && exam.troubles.length === 0;
  return (
    <>
      {exam === null || exam.state === "draft" ? (
        <>
          {changed ? <span className="quiet">{t("examForm/unsaved")}</span> : null}
          <Button
            type={ready ? "default" : "primary"}
            disabled={!whole}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t("examForm/save")}
          </Button>
          <Button type="primary" disabled={!ready} onClick={() => setAsking("publish")}>
            {t("examForm/publish")}
          </Button>
        </>
      ) : (
        <PublishedTools exam={exam} onWithdraw={() => setAsking("withdraw")} />
      )}
      {save.isError ? <Failure error={save.error} /> : null}
      {exam !== null && asking === "publish" ? (
        <PublishDialog exam={exam} onClose={() => setAsking(null)} />
      ) : null}
      {exam !== null && asking === "withdraw" ? (
        <WithdrawDialog exam={exam} onClose={() => setAsking(null)} />
      ) : null}
    </>
  );
}

function PublishedTools(props: { readonly exam: ExamNow; readonly onWithdraw: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { examId, state, begun } = props.exam;
  const params = { examId };
  return (
    <>
      <Status tone={state === "published" ? "good" : "warn"}>
        {t(`examTerms/states/${state}`)}
      </Status>
      {state === "published" ? (
        <Button
          type="primary"
          onClick={() => void navigate({ to: "/exams/$examId/board", params })}
        >
          {t("examForm/toBoard")}
        </Button>
      ) : null}
      {state === "published" && !begun ? (
        <Button danger onClick={props.onWithdraw}>
          {t("examForm/withdraw")}
        </Button>
      ) : null}
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type Answer, ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { examsKey } from "./use-exam.ts";

type Head = Answer<"exams.list">["exams"][number];

const stateTones: Readonly<Record<Head["state"], Tone>> = {
  draft: "plain",
  published: "good",
  withdrawn: "warn",
};

/** Exams in stations: those this person plans, examines in or leads. */
export function ExamsPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const read = useQuery({ queryKey: examsKey, queryFn: () => ask("exams.list", {}) });
  const plans = may("exam.plan");
  const add = plans ? (
    <AddButton word={t("examsPage/add")} onClick={() => void navigate({ to: "/exams/new" })} />
  ) : undefined;
  return (
    <div className="page">
      <PageHead title={t("examsPage/title")} note={t("examsPage/note")} tools={add} />
      {read.isError ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : (
        <SheetTable<Head>
          rows={read.data?.exams}
          rowKey="examId"
          columns={columns(t, plans)}
          empty={
            <Empty
              title={t("examsPage/empty")}
              next={t(plans ? "examsPage/emptyNext" : "examsPage/emptyOther")}
            />
          }
        />
      )}
    </div>
  );
}

function columns(t: Say, plans: boolean) {
  return [
    {
      title: t("examsPage/name"),
      key: "title",
      render: (_: unknown, one: Head) => <ExamLink one={one} plans={plans} />,
    },
    {
      title: t("examsPage/start"),
      key: "start",
      render: (_: unknown, one: Head) => <span className="number">{dayMinute(one.startMs)}</span>,
    },
    {
      title: t("examsPage/size"),
      key: "size",
      render: (_: unknown, { stations, circuits, candidates }: Head) =>
        t("examsPage/sizeText", { stations, circuits, candidates }),
    },
    {
      title: t("examsPage/state"),
      key: "state",
      render: (_: unknown, { state }: Head) => (
        <Status tone={stateTones[state]}>{t(`examTerms/states/${state}`)}</Status>
      ),
    },
    {
      title: t("examsPage/board"),
      key: "links",
      render: (_: unknown, one: Head) => <ExamLinks one={one} />,
    },
  ];
}

function ExamLink(props: { readonly one: Head; readonly plans: boolean }) {
  const { one, plans } = props;
  const params = { examId: one.examId };
  return (
    <Link to={plans ? "/exams/$examId" : "/exams/$examId/board"} params={params}>
      {one.title}
    </Link>
  );
}

function ExamLinks(props: { readonly one: Head }) {
  const { t } = useWords();
  const { examId, state } = props.one;
  if (state !== "published") return null;
  return (
    <span className="exam-links">
      <Link to="/exams/$examId/board" params={{ examId }}>
        {t("examsPage/board")}
      </Link>
      <Link to="/exams/$examId/results" params={{ examId }}>
        {t("examsPage/results")}
      </Link>
    </span>
  );
}

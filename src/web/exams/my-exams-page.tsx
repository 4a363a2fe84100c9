import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Answer, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { day, minuteOfDay, secondOfDay } from "../look/times.ts";
import { points } from "../scoring/points.ts";
import { useWords } from "../words/index.ts";
import { resultTones } from "./results-page.tsx";
import { useHouseNow } from "./use-board.ts";
import "./exams.css";

type Own = Answer<"exams.own">["exams"][number];
const askEveryMs = 10_000;

/** A candidate's own way through the exam, to the second, and once released the own result. */
export function MyExamsPage() {
  const { t } = useWords();
  const read = useQuery({
    queryKey: ["my-exams"],
    queryFn: async () => {
      const own = await ask("exams.own", {}, { background: true });
      return { ...own, aheadMs: own.nowMs - nowMs() };
    },
    // What is over and told does not change any more.
    refetchInterval: ({ state }) => {
      const exams = state.data?.exams ?? [];
      const told = exams.length > 0 && exams.every((exam) => exam.result !== null);
      return told ? false : askEveryMs;
    },
    networkMode: "always",
  });
  const now = useHouseNow(read.data?.aheadMs ?? 0);
  return (
    <div className="page">
      <PageHead title={t("myExams/title")} note={t("myExams/note")} />
      {read.isPending ? <Bones rows={8} /> : null}
      {read.isError && read.data === undefined ? (
        <Failure error={read.error} onRetry={() => void read.refetch()} />
      ) : null}
      {read.data?.exams.length === 0 ? (
        <div className="sheet">
          <Empty title={t("myExams/empty")} next={t("myExams/emptyNext")} />
        </div>
      ) : null}
      {read.data?.exams.map((exam) => (
        <OwnExam key={exam.examId} exam={exam} now={now} />
      ))}
    </div>
  );
}

function OwnExam(props: { readonly exam: Own; readonly now: number }) {
  const { t } = useWords();
  const { exam, now } = props;
  const [first] = exam.stops;
  return (
    <section className="sheet sheet-body stack" aria-label={exam.title}>
      <h2>
        {exam.title}{" "}
        <span className="quiet number">{first === undefined ? "" : day(first.readMs)}</span>
      </h2>
      {exam.paused ? <Status tone="warn">{t("myExams/paused")}</Status> : null}
      {exam.begun && !exam.paused ? <p className="quiet">{t("myExams/moved")}</p> : null}
      {exam.result === null ? null : <OwnResult result={exam.result} />}
      <ol className="exam-stops">
        {exam.stops.map((stop) => {
          const current = exam.begun && now >= stop.readMs && now < stop.endMs;
          const time = exam.begun ? secondOfDay : minuteOfDay;
          return (
            <li key={stop.number} aria-current={current ? "step" : undefined}>
              <b className="number">{time(stop.readMs)}</b>
              <span>
                {stop.rest
                  ? t("myExams/rest")
                  : t("myExams/stop", { number: stop.number, station: stop.station })}
                <span className="quiet">
                  {" "}
                  {stop.venue} {stop.place}
                </span>
              </span>
              {current ? <Status tone="busy">{t("myExams/now")}</Status> : null}
              {stop.replay === null ? null : (
                <Link
                  to="/lessons/$lessonId/recording"
                  params={{ lessonId: stop.replay.lessonId }}
                  search={{ at: stop.replay.atMs }}
                  aria-label={t("myExams/replayOf", { station: stop.station })}
                >
                  {t("myExams/replay")}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function OwnResult(props: { readonly result: NonNullable<Own["result"]> }) {
  const { t } = useWords();
  const { result, percent, passPercent, stationsPassed, stations } = props.result;
  return (
    <div className="stack">
      <p>
        <Status tone={resultTones[result]}>{t(`examTerms/results/${result}`)}</Status>{" "}
        <span className="number">
          {percent === null ? "" : t("myExams/total", { percent: points(percent, 1) })}{" "}
          {passPercent === null ? "" : t("myExams/pass", { percent: points(passPercent, 1) })}{" "}
          {t("myExams/stationsPassed", { count: stationsPassed })}
        </span>
      </p>
      <ul className="exam-own-stations">
        {stations.map((one) => (
          <li key={one.name}>
            <span>{one.name}</span>
            <Status tone={resultTones[one.result]}>
              {one.percent === null ? "—" : `${points(one.percent, 1)}%`}
            </Status>
          </li>
        ))}
      </ul>
      <p>
        <Link to="/my/scores">{t("myExams/details")}</Link>
      </p>
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { createContext, use, useMemo } from "react";
import type { PlaceState } from "../../contract/osce.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { length, secondOfDay } from "../look/times.ts";
import { Examining, type StripProps } from "../scoring/examiner-page.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import {
  type Board,
  type Moment,
  boardKey,
  momentAt,
  nextBell,
  useBoard,
  useHouseNow,
  whoIsAt,
} from "./use-board.ts";
import "./exams.css";

/** An examiner at one place of a running exam: the board brings the candidate of the hour. */
export function ExamScorePage() {
  const { t } = useWords();
  const { examId = "", assignmentId = "" } = useParams({ strict: false });
  const read = useBoard(examId);
  const board = read.data?.board;
  const place = board?.places.find((one) =>
    one.assignments.some((it) => it.assignmentId === assignmentId),
  );
  if (board !== undefined && place !== undefined)
    return (
      <AtPlace
        board={board}
        place={place}
        aheadMs={read.data?.aheadMs ?? 0}
        assignmentId={assignmentId}
      />
    );
  return (
    <div className="page">
      <PageHead title={t("examFollow/title")} />
      {read.isPending ? <Bones rows={10} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {board === undefined ? null : (
        <div className="sheet">
          <Empty title={t("scoringPage/empty")} next={t("scoringPage/emptyOther")} />
        </div>
      )}
    </div>
  );
}

function AtPlace(props: {
  readonly board: Board;
  readonly place: PlaceState;
  readonly aheadMs: number;
  readonly assignmentId: string;
}) {
  const { board, place, assignmentId } = props;
  const moment = momentAt(board, useHouseNow(props.aheadMs));
  const part = place.assignments.find((one) => one.assignmentId === assignmentId);
  // The one before stays on the screen through the change-over: its rating is given then.
  const here = whoIsAt(board, { ...place, turn: moment.phase.turn });
  const stand = useMemo(() => ({ board, place, moment }), [board, place, moment]);
  return (
    <Stand value={stand}>
      <Examining
        lessonId={part?.lessonId ?? ""}
        assignmentId={assignmentId}
        follow={{
          studentId: here?.how === "absent" ? null : (here?.candidateId ?? null),
          Strip,
        }}
      />
    </Stand>
  );
}

/** The place of this examiner and the moment of the day, for the strip above the sheet. */
const Stand = createContext<{
  readonly board: Board;
  readonly place: PlaceState;
  readonly moment: Moment;
} | null>(null);

function Strip({ unfinished, show }: StripProps) {
  const stand = use(Stand);
  return stand === null ? null : <StripAt {...stand} unfinished={unfinished} show={show} />;
}

function StripAt(
  props: StripProps & {
    readonly board: Board;
    readonly place: PlaceState;
    readonly moment: Moment;
  },
) {
  const { t } = useWords();
  const { board, place, moment, unfinished, show } = props;
  const { phase, run, elapsedMs } = moment;
  const here = whoIsAt(board, { ...place, turn: phase.turn });
  const next = whoIsAt(board, { ...place, turn: phase.turn + 1 });
  const bell = run.startedMs === null ? null : nextBell(board, moment);
  const before = unfinished.find((one) => one.studentId !== here?.candidateId);
  return (
    <section className="sheet exam-strip" aria-label={t("examFollow/title")}>
      <div>
        <b>{t(`examTerms/phases/${phase.name}`)}</b>{" "}
        <b className="number" role="timer">
          {run.startedMs === null ? "" : length(phase.toMs - elapsedMs)}
        </b>{" "}
        <span className="quiet number">
          {bell === null ? "" : t("examBoard/next", { at: secondOfDay(bell.atMs) })}
        </span>
      </div>
      <div role="status">
        {here === null ? (
          t("examFollow/nobody")
        ) : here.how === "absent" ? (
          <Status tone="alarm">{t("examFollow/absent", { name: here.name })}</Status>
        ) : (
          t("examFollow/now", { name: here.name })
        )}{" "}
        <span className="quiet">
          {next === null ? "" : t("examBoard/nextCandidate", { name: next.name })}
        </span>
      </div>
      {before === undefined ? null : (
        <div>
          <Status tone="warn">{t("examFollow/unfinished", { name: before.name })}</Status>{" "}
          <Button size="small" onClick={() => show(before.studentId)}>
            {t("examFollow/finish")}
          </Button>
        </div>
      )}
      <RoomGate board={board} place={place} turn={phase.turn} />
      <Link to="/exams/$examId/board" params={{ examId: board.examId }}>
        {t("examFollow/toBoard")}
      </Link>
    </section>
  );
}

/** Nothing is scored before the room was opened, and it opens only while it is recorded (S0-5.2.3). */
function RoomGate(props: {
  readonly board: Board;
  readonly place: PlaceState;
  readonly turn: number;
}) {
  const { t } = useWords();
  const { board, place, turn } = props;
  const { condition, assignments } = place;
  const now = assignments.find((one) => turn >= one.fromTurn && turn < one.toTurn);
  const lessonId = now?.lessonId ?? assignments[0]?.lessonId ?? "";
  const open = useMutation({
    mutationFn: () => ask("exam.open", { params: { lessonId }, body: {} }),
    onSettled: () => void queries.invalidateQueries({ queryKey: boardKey(board.examId) }),
  });
  if (condition !== "waiting" && condition !== "camera-down") return null;
  return (
    <div className="stack">
      <Status tone={condition === "waiting" ? "warn" : "alarm"}>
        {t(condition === "waiting" ? "examFollow/roomClosed" : "examFollow/roomDown")}
      </Status>
      {open.isError ? <Failure error={open.error} /> : null}
      <div>
        <Button type="primary" loading={open.isPending} onClick={() => open.mutate()}>
          {t("examFollow/openRoom")}
        </Button>{" "}
        <Link to="/lessons/$lessonId" params={{ lessonId }}>
          {t("examBoard/openRoom")}
        </Link>
      </div>
    </div>
  );
}

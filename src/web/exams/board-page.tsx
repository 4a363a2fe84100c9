import { Link, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { length, minuteOfDay, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { useBells } from "./bell.ts";
import { BoardTools } from "./board-tools.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { PlaceCard } from "./place-card.tsx";
import { useAwake } from "./use-awake.ts";
import { type Board, type Moment, momentAt, nextBell, useBoard, useHouseNow } from "./use-board.ts";
import "./exams.css";

/** The run board: the same on every screen, by the house's clock. */
export function BoardPage() {
  const { t } = useWords();
  const { examId = "" } = useParams({ strict: false });
  const read = useBoard(examId);
  if (read.data !== undefined)
    return <Day board={read.data.board} aheadMs={read.data.aheadMs} away={read.isError} />;
  return (
    <div className="page">
      <PageHead title={t("examBoard/title")} />
      {read.isPending ? <Bones rows={10} /> : null}
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      <p className="page-back">
        <Link to="/exams">{t("examBoard/back")}</Link>
      </p>
    </div>
  );
}

function Day(props: { readonly board: Board; readonly aheadMs: number; readonly away: boolean }) {
  const { t } = useWords();
  const { board, aheadMs, away } = props;
  const screen = useRef<HTMLDivElement>(null);
  const moment = momentAt(board, useHouseNow(aheadMs));
  const bells = useBells(board, moment);
  useAwake(board, moment);
  return (
    <div className="page exam-board" ref={screen}>
      <PageHead
        title={board.title}
        tools={<BoardTools board={board} moment={moment} bells={bells} screen={screen} />}
      />
      {away ? <Status tone="warn">{t("examBoard/offline")}</Status> : null}
      <ClockFace board={board} moment={moment} />
      {bells.shown === null ? null : (
        <p className={`exam-bell exam-bell-${bells.shown.bell}`} role="alert">
          {t(`examTerms/bells/${bells.shown.bell}`)}
        </p>
      )}
      {board.circuits.map((name, circuit) => (
        <section key={name} className="stack" aria-label={t("examBoard/circuit", { name })}>
          {board.circuits.length > 1 ? <h2>{t("examBoard/circuit", { name })}</h2> : null}
          <div className="exam-places">
            {board.places
              .filter((place) => place.circuit === circuit)
              .map((place) => (
                <PlaceCard key={place.station} board={board} place={place} moment={moment} />
              ))}
          </div>
        </section>
      ))}
      <PeoplePanel board={board} />
      <p className="page-back">
        <Link to="/exams">{t("examBoard/back")}</Link>
      </p>
    </div>
  );
}

function ClockFace(props: { readonly board: Board; readonly moment: Moment }) {
  const { t } = useWords();
  const { board, moment } = props;
  const { phase, run, elapsedMs, nowMs, endMs } = moment;
  const paused = run.pauses.at(-1)?.toMs === null;
  const waiting = run.startedMs === null;
  const bell = waiting ? null : nextBell(board, moment);
  const leftMs = waiting ? Math.max(0, board.plannedMs - nowMs) : phase.toMs - elapsedMs;
  const reason = board.acts.findLast((one) => one.kind === "pause")?.reason ?? "";
  const count = board.stations.length;
  return (
    <section
      className={`sheet exam-clock exam-phase-${paused ? "paused" : phase.name}`}
      aria-label={t("examBoard/title")}
    >
      <div>
        <strong>
          {paused ? t("examBoard/paused", { reason }) : t(`examTerms/phases/${phase.name}`)}
        </strong>
        <span className="quiet">
          {waiting
            ? t("examBoard/planned", { at: minuteOfDay(board.plannedMs) })
            : t("examBoard/round", {
                round: Math.floor(phase.turn / count) + 1,
                turn: (phase.turn % count) + 1,
              })}
        </span>
      </div>
      <b className="exam-left number" role="timer" aria-label={t("examBoard/left")}>
        {/* Seconds are told as those that are still whole. */}
        {length(Math.max(0, Math.ceil(leftMs / 1_000)) * 1_000)}
      </b>
      <div className="number">
        <span>
          {t("examBoard/clock")} {secondOfDay(nowMs)}
        </span>
        <span className="quiet">
          {bell === null || paused ? "" : t("examBoard/next", { at: secondOfDay(bell.atMs) })}{" "}
          {t("examBoard/expectedEnd", { at: minuteOfDay(endMs) })}
        </span>
        {endMs > board.heldToMs ? (
          <Status tone="alarm">
            {t("examBoard/overHeld", { at: minuteOfDay(board.heldToMs) })}
          </Status>
        ) : null}
      </div>
    </section>
  );
}

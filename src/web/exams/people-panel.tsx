import { useMutation } from "@tanstack/react-query";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { RowAct } from "../look/row-act.tsx";
import { Status } from "../look/status.tsx";
import { secondOfDay } from "../look/times.ts";
import { standingOf } from "../../kernel/osce/run-acts.ts";
import { newId } from "../scoring/new-id.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { type Board, boardKey, heardNow, sendAct } from "./use-board.ts";

/** Who is late or absent, and everything that was done on the day. */
export function PeoplePanel(props: { readonly board: Board }) {
  const { t } = useWords();
  const { board } = props;
  const standing = standingOf(board.acts);
  const note = useMutation({
    mutationFn: (of: { candidateId: string; kind: "absent" | "late" | "present" }) =>
      sendAct(board.examId, { actId: newId(nowMs()), ...of }),
    onSuccess: (after) => {
      queries.setQueryData(boardKey(after.examId), heardNow(after));
    },
  });
  return (
    <div className="exam-people">
      <section className="sheet sheet-body stack" aria-label={t("examBoard/people")}>
        <h2>{t("examBoard/people")}</h2>
        {note.isError ? <Failure error={note.error} /> : null}
        <ul className="exam-candidates">
          {board.candidates.map(({ candidateId, name, number }) => {
            const how = standing.get(candidateId);
            const say = (kind: "absent" | "late" | "present") => note.mutate({ candidateId, kind });
            return (
              <li key={candidateId}>
                <span>
                  {name} <span className="quiet number">{number}</span>
                </span>
                {how === undefined ? null : (
                  <Status tone={how === "absent" ? "alarm" : "warn"}>
                    {t(`examBoard/${how}`)}
                  </Status>
                )}
                {!board.runs ? null : how === undefined ? (
                  <span className="tools">
                    <RowAct word={t("examBoard/markLate")} row={name} onClick={() => say("late")} />
                    <RowAct
                      word={t("examBoard/markAbsent")}
                      row={name}
                      onClick={() => say("absent")}
                    />
                  </span>
                ) : (
                  <RowAct
                    word={t("examBoard/markPresent")}
                    row={name}
                    onClick={() => say("present")}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </section>
      <DayLog board={board} />
    </div>
  );
}

function DayLog(props: { readonly board: Board }) {
  const { t } = useWords();
  const { board } = props;
  const nameOf = new Map(board.candidates.map((one) => [one.candidateId, one.name]));
  const stationOf = new Map(board.stations.map((one) => [one.key, one.name]));
  return (
    <section className="sheet sheet-body stack" aria-label={t("examBoard/log")}>
      <h2>{t("examBoard/log")}</h2>
      {board.acts.length === 0 ? <p className="quiet">{t("examBoard/noLog")}</p> : null}
      <ol className="exam-log">
        {board.acts.toReversed().map((act) => (
          <li key={act.actId}>
            <span className="number">{secondOfDay(act.atMs)}</span>{" "}
            <b>{t(`examTerms/acts/${act.kind}`)}</b>{" "}
            {[
              nameOf.get(act.candidateId ?? ""),
              stationOf.get(act.station ?? ""),
              act.reason,
              act.by,
            ]
              .filter((one) => one !== undefined && one !== null && one !== "")
              .join(" · ")}
          </li>
        ))}
      </ol>
    </section>
  );
}

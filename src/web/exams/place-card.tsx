import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { useState } from "react";
import type { PlaceState } from "../../contract/osce.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { Status, type Tone } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { newId } from "../scoring/new-id.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import {
  type Board,
  type Moment,
  type Standing,
  boardKey,
  heardNow,
  sendAct,
  turnAhead,
  whoIsAt,
} from "./use-board.ts";

const tones: Readonly<Record<PlaceState["condition"], Tone>> = {
  waiting: "warn",
  ready: "good",
  recording: "busy",
  "camera-down": "alarm",
  rest: "plain",
};

/** One place: who is there, who comes next, and whether it is recorded and scored. */
export function PlaceCard(props: {
  readonly board: Board;
  readonly place: PlaceState;
  readonly moment: Moment;
}) {
  const { t } = useWords();
  const { board, place, moment } = props;
  const [telling, setTelling] = useState(false);
  const station = board.stations.find((one) => one.key === place.station);
  const number = board.stations.findIndex((one) => one.key === place.station) + 1;
  const name = station?.name ?? "";
  const { circuit } = place;
  const turn = turnAhead(moment);
  const over = moment.phase.name === "over";
  const here = over ? null : whoIsAt(board, { circuit, station: place.station, turn });
  const next =
    turn + 1 < moment.turns
      ? whoIsAt(board, { circuit, station: place.station, turn: turn + 1 })
      : null;
  return (
    <article className="sheet exam-card" aria-label={name}>
      <header>
        <span className="exam-number number">{number}</span>
        <b>{name}</b>
        <Status tone={tones[place.condition]}>
          {t(`examTerms/conditions/${place.condition}`)}
        </Status>
      </header>
      <Here standing={here} />
      <p className="quiet">
        {next === null ? "" : t("examBoard/nextCandidate", { name: next.name })}
      </p>
      <footer>
        <span className="quiet">
          {place.venue} {place.examiners.join("、")}
        </span>
        {station?.rest === true ? null : (
          <CardTools
            board={board}
            place={place}
            turn={turn}
            name={name}
            onTell={() => setTelling(true)}
          />
        )}
      </footer>
      {telling ? (
        <TroubleDialog board={board} place={place} name={name} onClose={() => setTelling(false)} />
      ) : null}
    </article>
  );
}

function Here(props: { readonly standing: Standing | null }) {
  const { t } = useWords();
  const { standing } = props;
  if (standing === null) return <p className="exam-here quiet">{t("examBoard/empty")}</p>;
  return (
    <p className={`exam-here ${standing.how ?? ""}`}>
      {standing.name}{" "}
      {standing.how === null ? null : (
        <Status tone={standing.how === "absent" ? "alarm" : "warn"}>
          {t(`examBoard/${standing.how}`)}
        </Status>
      )}
    </p>
  );
}

function CardTools(props: {
  readonly board: Board;
  readonly place: PlaceState;
  readonly turn: number;
  readonly name: string;
  readonly onTell: () => void;
}) {
  const { t } = useWords();
  const { board, place, turn, name } = props;
  const { scored, expected } = place;
  const own = board.own.some(
    (one) => one.circuit === place.circuit && one.station === place.station,
  );
  const now =
    place.assignments.find((one) => turn >= one.fromTurn && turn < one.toTurn) ??
    place.assignments[0];
  return (
    <div className="exam-card-tools">
      <span className="number">{t("examBoard/scored", { scored, expected })}</span>
      {now === undefined ? null : (
        <Link to="/lessons/$lessonId" params={{ lessonId: now.lessonId }}>
          {t("examBoard/openRoom")}
        </Link>
      )}
      {own && now !== undefined ? (
        <Link
          to="/exams/$examId/score/$assignmentId"
          params={{ examId: board.examId, assignmentId: now.assignmentId }}
        >
          {t("examBoard/score")}
        </Link>
      ) : null}
      {board.runs ? (
        <Button
          size="small"
          danger
          aria-label={`${t("examBoard/trouble")} ${name}`}
          onClick={props.onTell}
        >
          {t("examBoard/trouble")}
        </Button>
      ) : null}
    </div>
  );
}

function TroubleDialog(props: {
  readonly board: Board;
  readonly place: PlaceState;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { board, place, name, onClose } = props;
  const [what, setWhat] = useState("");
  const [actId] = useState(() => newId(nowMs()));
  const tell = useMutation({
    mutationFn: () =>
      sendAct(board.examId, {
        actId,
        kind: "trouble",
        circuit: place.circuit,
        station: place.station,
        reason: what.trim(),
      }),
    onSuccess: (after) => {
      queries.setQueryData(boardKey(after.examId), heardNow(after));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("examBoard/troubleTitle", { station: name })}
      okText={t("examBoard/trouble")}
      okButtonProps={{ danger: true, loading: tell.isPending }}
      onOk={() => tell.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p>{t("examBoard/troubleText")}</p>
        <TextField label={t("examBoard/troubleWhat")} value={what} onChange={setWhat} />
        {tell.isError ? <Failure error={tell.error} /> : null}
      </div>
    </Modal>
  );
}

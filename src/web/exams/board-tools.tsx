import { FullscreenOutlined, SoundOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button, Modal } from "antd";
import { type RefObject, useState } from "react";
import { isPaused } from "../../kernel/osce/run-clock.ts";
import { Failure } from "../look/failure.tsx";
import { fullScreen } from "../look/full-screen.ts";
import { nowMs } from "../look/now.ts";
import { TextField } from "../look/text-field.tsx";
import { newId } from "../scoring/new-id.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import type { Bells } from "./bell.ts";
import { type Board, type Moment, boardKey, heardNow, sendAct } from "./use-board.ts";

/** What is done to the clock, and how this screen shows and sounds it. */
export function BoardTools(props: {
  readonly board: Board;
  readonly moment: Moment;
  readonly bells: Bells;
  readonly screen: RefObject<HTMLDivElement | null>;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const { board, moment, bells } = props;
  const [asking, setAsking] = useState<ClockAct | null>(null);
  const act = actNow(board, moment);
  return (
    <>
      <Button
        aria-pressed={bells.on}
        icon={<SoundOutlined aria-hidden />}
        onClick={() => bells.turn()}
      >
        {t(bells.on ? "examBoard/soundOn" : "examBoard/soundOff")}
      </Button>
      <Button
        icon={<FullscreenOutlined aria-hidden />}
        onClick={() => fullScreen(props.screen.current)}
      >
        {t("examBoard/fullScreen")}
      </Button>
      <Button
        onClick={() =>
          void navigate({ to: "/exams/$examId/results", params: { examId: board.examId } })
        }
      >
        {t("examsPage/results")}
      </Button>
      {act === null ? null : (
        <Button type={act === "pause" ? "default" : "primary"} onClick={() => setAsking(act)}>
          {t(`examBoard/${act}`)}
        </Button>
      )}
      {asking === null ? null : (
        <ActDialog
          board={board}
          kind={asking}
          getContainer={() => props.screen.current ?? document.body}
          onClose={() => setAsking(null)}
        />
      )}
    </>
  );
}

type ClockAct = "start" | "pause" | "resume";

function actNow(board: Board, { run, phase }: Moment): ClockAct | null {
  if (!board.leads) return null;
  if (run.startedMs === null) return "start";
  if (isPaused(run)) return "resume";
  return phase.name === "over" ? null : "pause";
}

function ActDialog(props: {
  readonly board: Board;
  readonly kind: ClockAct;
  readonly getContainer: () => HTMLElement;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { board, kind, onClose } = props;
  const [reason, setReason] = useState("");
  const [actId] = useState(() => newId(nowMs()));
  const send = useMutation({
    mutationFn: () => sendAct(board.examId, { actId, kind, reason: reason.trim() }),
    onSuccess: (after) => {
      queries.setQueryData(boardKey(after.examId), heardNow(after));
      onClose();
    },
  });
  const needsReason = kind === "pause";
  return (
    <Modal
      open
      title={t(`examBoard/${kind}`)}
      okText={t(`examBoard/${kind}`)}
      okButtonProps={{
        disabled: needsReason && reason.trim() === "",
        loading: send.isPending,
      }}
      getContainer={props.getContainer}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        {kind === "start" ? <p>{t("examBoard/startText")}</p> : null}
        {needsReason ? (
          <>
            <p>{t("examBoard/pauseText")}</p>
            <TextField label={t("examBoard/reason")} value={reason} onChange={setReason} required />
          </>
        ) : null}
        {send.isError ? <Failure error={send.error} /> : null}
      </div>
    </Modal>
  );
}

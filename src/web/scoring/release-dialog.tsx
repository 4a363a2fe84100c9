import { useMutation } from "@tanstack/react-query";
import { Modal } from "antd";
import type { Assignment } from "../../contract/scoring.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { scoringKey } from "./use-kept-marks.ts";

export function ReleaseDialog(props: {
  readonly assignment: Assignment;
  /** Candidates whose result is not settled yet. */
  readonly open: number;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { assignmentId, lessonId } = props.assignment;
  const release = useMutation({
    mutationFn: () => ask("scoring.release", { params: { assignmentId }, body: {} }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: scoringKey(lessonId) });
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("scoringPage/releaseTitle")}
      okText={t("scoringPage/release")}
      okButtonProps={{ loading: release.isPending }}
      onOk={() => release.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("scoringPage/releaseText")}</p>
        {props.open === 0 ? null : <p>{t("scoringPage/releaseOpen", { count: props.open })}</p>}
        {release.isError ? <Failure error={release.error} /> : null}
      </div>
    </Modal>
  );
}

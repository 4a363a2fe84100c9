import { useQuery } from "@tanstack/react-query";
import { Modal } from "antd";
import { ask } from "../ask.ts";
import { kindWord } from "../ledger/entry-words.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { daySecond } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import "../playbooks/playbooks.css";

/** 处置记录: every step of how an incident was handled, as the ledger tells it. */
export function HistoryDialog(props: {
  readonly incidentId: string;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { incidentId } = props;
  const read = useQuery({
    queryKey: ["incidents", incidentId, "history"],
    queryFn: () => ask("incidents.history", { params: { incidentId } }),
  });
  return (
    <Modal open title={t("incidentCare/history")} footer={null} onCancel={props.onClose}>
      {read.isError ? <Failure error={read.error} /> : null}
      {read.isPending ? <Bones rows={4} /> : null}
      {read.data?.steps.length === 0 ? <Empty title={t("incidentCare/historyNone")} /> : null}
      <ol className="event-lines">
        {(read.data?.steps ?? []).map((step) => (
          <li key={`${step.atMs} ${step.kind}`}>
            <strong>{kindWord(t, step.kind)}</strong>
            {step.text === "" ? null : <p>{step.text}</p>}
            <small>{`${daySecond(step.atMs)} · ${step.by}`}</small>
          </li>
        ))}
      </ol>
    </Modal>
  );
}

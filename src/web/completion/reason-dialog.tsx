import { Modal, Radio } from "antd";
import { useId, useState } from "react";
import { type GapReason, gapReasons, type Interruption } from "../../contract/completion.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { useCardAct } from "./use-completion.ts";

/** Why one or several interruptions came about; what the house suggests is chosen already. */
export function ReasonDialog(props: {
  readonly lessonId: string;
  readonly lines: readonly Interruption[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { lessonId, lines } = props;
  const id = useId();
  const suggested = new Set(lines.map((line) => line.suggested));
  const [reason, setReason] = useState<GapReason | null>(
    suggested.size === 1 ? (lines[0]?.suggested ?? null) : null,
  );
  const [text, setText] = useState("");
  const give = useCardAct(
    (chosen: GapReason) =>
      ask("completion.reason", {
        params: { lessonId },
        body: {
          interruptionIds: lines.flatMap((line) => line.interruptionId ?? []),
          reason: chosen,
          text: text.trim(),
        },
      }),
    props.onClose,
  );
  const lacks = reason === null || (reason === "other" && text.trim() === "");
  return (
    <Modal
      open
      title={t("completionCard/reasonTitle")}
      okText={t("completionCard/giveReason")}
      okButtonProps={{ disabled: lacks, loading: give.isPending }}
      onOk={() => {
        if (reason !== null) give.mutate(reason);
      }}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="quiet">
          {lines.length > 1 ? `${t("completionCard/chosen", { count: lines.length })}。` : ""}
          {t("completionCard/reasonText")}
        </p>
        <div>
          <p id={id} className="required">
            {t("completionCard/pick")}
          </p>
          <Radio.Group
            className="reason-choices"
            aria-labelledby={id}
            value={reason}
            onChange={(event) =>
              setReason(gapReasons.find((one) => one === event.target.value) ?? null)
            }
            options={gapReasons.map((value) => ({
              value,
              label: t(`completionTerms/reasons/${value}`),
            }))}
          />
        </div>
        <TextField
          label={t("completionCard/details")}
          value={text}
          onChange={setText}
          required={reason === "other"}
          long
          {...(reason === "other" ? { hint: t("completionCard/detailsOther") } : {})}
        />
        {give.isError ? <Failure error={give.error} /> : null}
      </div>
    </Modal>
  );
}

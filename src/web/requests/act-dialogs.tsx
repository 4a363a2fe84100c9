import { Modal, Radio, Select } from "antd";
import { useState, type ReactNode } from "react";
import { paperKinds, type Paper, type PaperKind } from "../../contract/approval.ts";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { MediumChoice } from "../media/medium-choice.tsx";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { PaperUpload } from "./paper-upload.tsx";
import { SigningFields } from "./signing-fields.tsx";
import { type After, useAct, useSignedAct } from "./use-act.ts";
import { caseChanged, type Case } from "./use-requests.ts";

interface DialogProps {
  readonly one: Case;
  readonly onClose: () => void;
}

/** After an act the answer becomes the case, and the dialog closes. */
const afterAct = (onClose: () => void): After<Case> => ({
  onDone: (next) => {
    caseChanged(next);
    onClose();
  },
});

function ActDialog(props: {
  readonly title: string;
  readonly text: string;
  readonly danger?: boolean;
  readonly ready: boolean;
  readonly act: ReturnType<typeof useAct<Case>>;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  return (
    <Modal
      open
      title={props.title}
      okText={props.title}
      okButtonProps={{
        disabled: !props.ready,
        loading: props.act.isPending,
        danger: props.danger ?? false,
      }}
      onOk={() => props.act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{props.text}</p>
        {props.children}
        {props.act.isError ? <Failure error={props.act.error} /> : null}
      </div>
    </Modal>
  );
}

const paramsOf = (one: Case) => ({ params: { requestId: one.requestId } });

export function WithdrawDialog(props: DialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const act = useAct(
    () => ask("requests.withdraw", { ...paramsOf(props.one), body: { reason } }),
    afterAct(props.onClose),
  );
  return (
    <ActDialog
      title={t("requestCase/withdraw")}
      text={t("requestCase/withdrawText")}
      danger
      ready
      act={act}
      onClose={props.onClose}
    >
      <TextField label={t("requestCase/withdrawReason")} value={reason} long onChange={setReason} />
    </ActDialog>
  );
}

export function CoSignDialog(props: DialogProps) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("requests.co-sign", { ...paramsOf(props.one), body: { reason, signing: signed } }),
    afterAct(props.onClose),
  );
  return (
    <ActDialog
      title={t("requestCase/coSign")}
      text={t("requestCase/coSignText")}
      danger
      ready={reason.trim() !== "" && signing.signing !== null}
      act={act}
      onClose={props.onClose}
    >
      <TextField
        label={t("requestCase/coSignReason")}
        value={reason}
        most={limits.reasonCharacters}
        required
        onChange={setReason}
      />
      <SigningFields signing={signing} />
    </ActDialog>
  );
}

export function HandOverDialog(props: DialogProps) {
  const { t } = useWords();
  const [receiver, setReceiver] = useState(props.one.handler);
  const [medium, setMedium] = useState("");
  const [mediumId, setMediumId] = useState<string | null>(null);
  const rule = props.one.registeredMedium;
  const told = mediumId !== null || (rule === null && medium.trim() !== "");
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("requests.hand-over", {
        ...paramsOf(props.one),
        body: { receiver, medium, mediumId, signing: signed },
      }),
    afterAct(props.onClose),
  );
  return (
    <ActDialog
      title={t("requestCase/handOver")}
      text={t("requestCase/handOverText")}
      ready={receiver.trim() !== "" && told && signing.signing !== null}
      act={act}
      onClose={props.onClose}
    >
      <TextField
        label={t("requestCase/receiver")}
        value={receiver}
        required
        onChange={setReceiver}
      />
      <MediumChoice
        requestId={props.one.requestId}
        state="issued"
        rule={rule}
        value={mediumId}
        onChange={setMediumId}
      />
      {rule !== null || mediumId !== null ? null : (
        <TextField
          label={t("requestCase/medium")}
          hint={t("requestCase/mediumHint")}
          value={medium}
          required
          onChange={setMedium}
        />
      )}
      <SigningFields signing={signing} />
    </ActDialog>
  );
}

export function ReturnDialog(props: DialogProps) {
  const { t } = useWords();
  const [how, setHow] = useState<"returned" | "destroyed">("returned");
  const [paper, setPaper] = useState<Paper | null>(null);
  const [mediumId, setMediumId] = useState<string | null>(null);
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("requests.return", {
        ...paramsOf(props.one),
        body: { how, paperId: paper?.paperId ?? null, mediumId, signing: signed },
      }),
    afterAct(props.onClose),
  );
  return (
    <ActDialog
      title={t("requestCase/doReturn")}
      text={t("requestCase/returnText")}
      ready={signing.signing !== null && (how === "returned" || paper !== null)}
      act={act}
      onClose={props.onClose}
    >
      <Radio.Group
        aria-label={t("requestCase/returnHow")}
        value={how}
        onChange={(event) => setHow(event.target.value === "destroyed" ? "destroyed" : "returned")}
        options={(["returned", "destroyed"] as const).map((value) => ({
          value,
          label: t(`approvalStrip/how/${value}`),
        }))}
      />
      <MediumChoice
        requestId={props.one.requestId}
        state="handed-over"
        rule={null}
        value={mediumId}
        onChange={setMediumId}
      />
      <PaperUpload
        kind="return-statement"
        needed={how === "destroyed"}
        papers={paper === null ? [] : [paper]}
        onAdd={setPaper}
      />
      <SigningFields signing={signing} />
    </ActDialog>
  );
}

export function CloseDialog(props: DialogProps) {
  const { t } = useWords();
  const act = useAct(() => ask("requests.close", paramsOf(props.one)), afterAct(props.onClose));
  return (
    <ActDialog
      title={t("requestCase/close")}
      text={t("requestCase/closeText")}
      ready
      act={act}
      onClose={props.onClose}
    />
  );
}

export function AddPaperDialog(props: DialogProps) {
  const { t } = useWords();
  const [kind, setKind] = useState<PaperKind>("letter");
  const [paper, setPaper] = useState<Paper | null>(null);
  const act = useAct(
    async () =>
      paper === null
        ? null
        : ask("requests.add-paper", { ...paramsOf(props.one), body: { paperId: paper.paperId } }),
    afterAct(props.onClose),
  );
  return (
    <ActDialog
      title={t("requestCase/addPaper")}
      text={t("requestCase/addPaperText")}
      ready={paper !== null}
      act={act}
      onClose={props.onClose}
    >
      <Select<PaperKind>
        aria-label={t("requestCase/addPaperKind")}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setPaper(null);
        }}
        options={paperKinds
          .filter((value) => value !== "snapshot" && value !== "found-picture")
          .map((value) => ({ value, label: t(`requestTerms/papers/${value}`) }))}
      />
      <PaperUpload
        kind={kind}
        needed
        papers={paper === null ? [] : [paper]}
        onAdd={setPaper}
        onRemove={() => setPaper(null)}
      />
    </ActDialog>
  );
}

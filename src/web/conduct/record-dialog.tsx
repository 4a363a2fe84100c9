import { Modal } from "antd";
import { useState } from "react";
import { type Concerned, type ViolationCode, violationCodes } from "../../contract/conduct.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { ChosenField } from "../media/chosen-field.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { PersonField } from "./person-field.tsx";
import { minuteTyped } from "./typed-minute.ts";
import { conductChanged } from "./use-conduct.ts";

/** One of the six violations, as people found it. */
export function RecordDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [code, setCode] = useState<ViolationCode>("V0-1");
  const [text, setText] = useState("");
  const [place, setPlace] = useState("");
  const [at, setAt] = useState(() => dayMinute(nowMs()));
  const [person, setPerson] = useState<Concerned | null>(null);
  const noticedAtMs = minuteTyped(at);
  const act = useAct(
    async () =>
      noticedAtMs === undefined
        ? null
        : ask("conduct.record", {
            body: { code, text, place, noticedAtMs, person, lessonId: null, cameraId: null },
          }),
    {
      onDone: () => {
        conductChanged();
        props.onClose();
      },
      said: t("conductPage/saved"),
    },
  );
  return (
    <Modal
      open
      title={t("conductPage/record")}
      okText={t("conductPage/record")}
      okButtonProps={{
        disabled: text.trim() === "" || noticedAtMs === undefined,
        loading: act.isPending,
      }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <ChosenField
          label={t("conductPage/kind")}
          value={code}
          onChange={setCode}
          options={violationCodes.map((value) => ({
            value,
            label: t(`conductTerms/codes/${value}`),
          }))}
        />
        <TextField long required label={t("conductPage/what")} value={text} onChange={setText} />
        <TextField
          required
          label={t("conductPage/at")}
          hint={t("matterPage/recordingHint")}
          value={at}
          onChange={setAt}
        />
        <TextField label={t("reportPage/place")} value={place} onChange={setPlace} />
        <PersonField label={t("matterPage/person")} value={person} onChange={setPerson} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

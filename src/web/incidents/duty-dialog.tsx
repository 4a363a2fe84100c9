import { useMutation, useQuery } from "@tanstack/react-query";
import { App, InputNumber, Modal } from "antd";
import { useState } from "react";
import { type IncidentDuty, type IncidentTargets, severities } from "../../contract/incidents.ts";
import { type Answer, ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { ChoiceField } from "../look/choice-field.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

type Read = Answer<"incidentDuty.read">;
const nobody = "none";

/** Who is on duty, who stands in, and the targets of each level with an example (C-53). */
export function DutyDialog(props: { readonly onClose: () => void }) {
  const read = useQuery({
    queryKey: ["incident-duty"],
    queryFn: () => ask("incidentDuty.read", {}),
  });
  if (read.isError) return <Failure error={read.error} />;
  return read.data === undefined ? <Bones rows={3} /> : <Form read={read.data} {...props} />;
}

function Form(props: { readonly read: Read; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { people } = props.read;
  const [duty, setDuty] = useState<IncidentDuty>(props.read.duty);
  const save = useMutation({
    mutationFn: () => ask("incidentDuty.change", { body: duty }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["incident-duty"] });
      void message.success(t("incidentCare/dutySaved"));
      props.onClose();
    },
  });
  const options = [
    { value: nobody, label: t("incidentCare/unset") },
    ...people.map((one) => ({ value: one.accountId, label: `${one.name} ${one.login}` })),
  ];
  const named = (value: string) => (value === nobody ? null : value);
  return (
    <Modal
      open
      title={t("incidentCare/duty")}
      okText={t("incidentCare/save")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="quiet">{t("incidentCare/dutyNote")}</p>
        <ChoiceField
          label={t("incidentCare/onDuty")}
          value={duty.onDutyId ?? nobody}
          options={options}
          onChange={(value) => setDuty({ ...duty, onDutyId: named(value) })}
        />
        <ChoiceField
          label={t("incidentCare/delegate")}
          value={duty.delegateId ?? nobody}
          options={options}
          onChange={(value) => setDuty({ ...duty, delegateId: named(value) })}
        />
        <Targets targets={duty.targets} onChange={(targets) => setDuty({ ...duty, targets })} />
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}

function Targets(props: {
  readonly targets: IncidentTargets;
  readonly onChange: (targets: IncidentTargets) => void;
}) {
  const { t } = useWords();
  const { targets, onChange } = props;
  const lines = [
    { name: "recordingLoss" as const, label: t("incidentCare/recordingLoss"), hint: "" },
    ...severities.map((name) => ({
      name,
      label: t(`tending/severities/${name}`),
      hint: t(`incidentCare/levels/${name}`),
    })),
  ];
  return (
    <fieldset className="incident-targets">
      <legend>{t("incidentCare/targets")}</legend>
      {lines.map(({ name, label, hint }) => (
        <label key={name}>
          <span>
            {label} <small className="quiet">{hint}</small>
          </span>
          <InputNumber
            min={1}
            max={480}
            precision={0}
            value={targets[name]}
            onChange={(value) => {
              if (value !== null) onChange({ ...targets, [name]: value });
            }}
          />
        </label>
      ))}
    </fieldset>
  );
}

import { useNavigate } from "@tanstack/react-router";
import { InputNumber, Modal, Select } from "antd";
import { useId, useState } from "react";
import { limits } from "../../contract/limits.ts";
import { inspectingUnits, populations } from "../../contract/supervision.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { afterSigning } from "./use-supervision.ts";

/** What is drawn from, and how much; the house draws the seed. */
export function DrawDialog(props: {
  readonly quarters: readonly string[];
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [quarter, setQuarter] = useState(props.quarters[0] ?? "");
  const [unit, setUnit] = useState<(typeof inspectingUnits)[number]>("academic-affairs");
  const [population, setPopulation] = useState<(typeof populations)[number]>("recordings");
  const [size, setSize] = useState(10);
  const draw = useAct(() => ask("spotChecks.draw", { body: { quarter, unit, population, size } }), {
    onDone: ({ checkId }) => {
      afterSigning();
      void navigate({ to: "/supervision/spot-checks/$checkId", params: { checkId } });
    },
    said: t("supervision/quarterly/drawnSaid"),
  });
  return (
    <Modal
      open
      title={t("supervision/quarterly/drawTitle")}
      okText={t("supervision/quarterly/draw")}
      cancelText={t("common/cancel")}
      okButtonProps={{ loading: draw.isPending }}
      onOk={() => draw.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p className="quiet">{t("supervision/quarterly/drawNote")}</p>
        <Choice
          label={t("supervision/quarterly/quarter")}
          value={quarter}
          options={props.quarters.map((value) => ({ value, label: value }))}
          onChange={setQuarter}
        />
        <Choice
          label={t("supervision/quarterly/unit")}
          value={unit}
          options={inspectingUnits.map((value) => ({
            value,
            label: t(`supervision/quarterly/units/${value}`),
          }))}
          onChange={setUnit}
        />
        <Choice
          label={t("supervision/quarterly/population")}
          value={population}
          options={populations.map((value) => ({
            value,
            label: t(`supervision/quarterly/populations/${value}`),
          }))}
          onChange={setPopulation}
        />
        <SizeField size={size} onSize={setSize} />
        {draw.isError ? <Failure error={draw.error} /> : null}
      </div>
    </Modal>
  );
}

function SizeField(props: { readonly size: number; readonly onSize: (size: number) => void }) {
  const { t } = useWords();
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{t("supervision/quarterly/size")}</label>
      <InputNumber
        id={id}
        min={1}
        max={limits.sampleSize}
        precision={0}
        value={props.size}
        onChange={(value) => props.onSize(value ?? 1)}
      />
    </div>
  );
}

function Choice<V extends string>(props: {
  readonly label: string;
  readonly value: V;
  readonly options: { value: V; label: string }[];
  readonly onChange: (value: V) => void;
}) {
  const id = useId();
  return (
    <div className="signing-field">
      <label htmlFor={id}>{props.label}</label>
      <Select<V> id={id} value={props.value} options={props.options} onChange={props.onChange} />
    </div>
  );
}

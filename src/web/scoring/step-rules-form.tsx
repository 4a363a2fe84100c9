import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, InputNumber, Select } from "antd";
import { deviceFigures } from "../../contract/device-scores.ts";
import { limits } from "../../contract/limits.ts";
import type { ChecklistItem, StepRule } from "../../contract/scoring.ts";
import { useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import "./device-scores.css";

const kinds = ["after", "before", "within"] as const;
const start = "";

/** What more a step may ask: points from a device, and an order or a time the marks must keep. */
export function StepExtras(props: {
  readonly item: ChecklistItem;
  readonly number: number;
  readonly others: readonly ChecklistItem[];
  readonly onChange: (item: ChecklistItem) => void;
}) {
  const { t } = useWords();
  const { item, number, others, onChange } = props;
  const { rules = [] } = item;
  const put = (next: readonly StepRule[]) => {
    const { rules: _, ...rest } = item;
    onChange(next.length === 0 ? rest : { ...rest, rules: [...next] });
  };
  if (item.kind === "penalty") return null;
  return (
    <div className="checklist-rules">
      {item.kind === "graded" ? (
        <FromDevice item={item} number={number} onChange={onChange} />
      ) : null}
      {rules.map((rule, at) => (
        <RuleRow
          key={at}
          rule={rule}
          named={(word) => `${word} ${number}.${at + 1}`}
          others={others}
          onChange={(next) => put(rules.map((one, index) => (index === at ? next : one)))}
          onRemove={() => put(rules.filter((_, index) => index !== at))}
        />
      ))}
      {rules.length >= limits.stepRules ? null : (
        <Button
          size="small"
          type="link"
          icon={<PlusOutlined aria-hidden />}
          style={{ justifySelf: "start" }}
          aria-label={told(t("stepRules/title"), `${t("stepRules/add")} ${number}`)}
          onClick={() => put([...rules, { kind: "within", seconds: 10, itemId: null, penalty: 1 }])}
        >
          {t("stepRules/title")}
        </Button>
      )}
    </div>
  );
}

function FromDevice(props: {
  readonly item: ChecklistItem;
  readonly number: number;
  readonly onChange: (item: ChecklistItem) => void;
}) {
  const { t } = useWords();
  const { item, onChange } = props;
  return (
    <Select
      size="small"
      style={{ width: 260 }}
      aria-label={`${t("stepRules/device")} ${props.number}`}
      value={item.device ?? ""}
      options={[
        { value: "", label: t("stepRules/noDevice") },
        ...deviceFigures.map((name) => ({
          value: name,
          label: told(t("stepRules/device"), t(`deviceTerms/figures/${name}`)),
        })),
      ]}
      onChange={(name) => {
        const { device: _, ...rest } = item;
        const found = deviceFigures.find((one) => one === name);
        onChange(found === undefined ? rest : { ...rest, device: found });
      }}
    />
  );
}

function RuleRow(props: {
  readonly rule: StepRule;
  readonly named: (word: string) => string;
  readonly others: readonly ChecklistItem[];
  readonly onChange: (rule: StepRule) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { rule, named, others, onChange } = props;
  const steps = others
    .filter((one) => one.kind !== "penalty")
    .map((one) => ({ value: one.itemId, label: one.step === "" ? one.itemId : one.step }));
  const first = steps[0]?.value ?? "";
  const ofKind = (kind: StepRule["kind"]): StepRule =>
    kind === "within"
      ? { kind, seconds: 10, itemId: rule.itemId, penalty: rule.penalty }
      : { kind, itemId: rule.itemId ?? first, penalty: rule.penalty };
  return (
    <div className="checklist-rule">
      <Select
        size="small"
        aria-label={named(t("stepRules/title"))}
        value={rule.kind}
        options={kinds.map((kind) => ({
          value: kind,
          label: t(`stepRules/kinds/${kind}`),
          disabled: kind !== "within" && first === "",
        }))}
        onChange={(kind) => onChange(ofKind(kind))}
      />
      <Select
        size="small"
        style={{ minWidth: 160 }}
        aria-label={named(t("stepRules/of"))}
        value={rule.itemId ?? start}
        options={
          rule.kind === "within" ? [{ value: start, label: t("stepRules/start") }, ...steps] : steps
        }
        onChange={(itemId) =>
          onChange(
            rule.kind === "within"
              ? { ...rule, itemId: itemId === start ? null : itemId }
              : { ...rule, itemId },
          )
        }
      />
      {rule.kind === "within" ? (
        <InputNumber
          size="small"
          aria-label={named(t("stepRules/seconds"))}
          suffix={t("stepRules/seconds")}
          min={1}
          max={7_200}
          precision={0}
          value={rule.seconds}
          onChange={(seconds) => onChange({ ...rule, seconds: seconds ?? 10 })}
        />
      ) : null}
      <label>
        {t("stepRules/penalty")}{" "}
        <InputNumber
          size="small"
          aria-label={named(t("stepRules/penalty"))}
          min={0.5}
          max={100}
          step={0.5}
          value={rule.penalty}
          onChange={(penalty) => onChange({ ...rule, penalty: penalty ?? 0.5 })}
        />
      </label>
      <Button
        type="text"
        size="small"
        danger
        icon={<DeleteOutlined aria-hidden />}
        aria-label={named(t("stepRules/remove"))}
        onClick={props.onRemove}
      />
    </div>
  );
}

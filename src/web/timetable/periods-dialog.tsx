import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import type { PeriodTable } from "../../contract/timetable.ts";
import { ask } from "../ask.ts";
import { typedTime } from "../lessons/plan-text.ts";
import { DayField } from "../look/day-field.tsx";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { clockOf, typedMinute } from "./columns.ts";

interface Line {
  readonly key: number;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

interface Versioned extends PeriodTable {
  readonly version: number;
}

/** What was typed, and the periods it comes to once every line is whole. */
function useLines(now: Versioned) {
  const [lines, setLines] = useState<readonly Line[]>(() =>
    now.periods.map(({ name, fromMinute, toMinute }, key) => ({
      key,
      name,
      from: clockOf(fromMinute),
      to: clockOf(toMinute),
    })),
  );
  const periods = lines.flatMap((line) => {
    const name = line.name.trim();
    const fromMinute = typedMinute(line.from);
    const toMinute = typedMinute(line.to);
    return name === "" || fromMinute === undefined || toMinute === undefined
      ? []
      : [{ name, fromMinute, toMinute }];
  });
  const whole =
    lines.length > 0 &&
    periods.length === lines.length &&
    periods.every((period) => period.toMinute > period.fromMinute);
  return { lines, setLines, periods, whole };
}

/** The institution's own periods; lessons keep their times whatever stands here. */
export function PeriodsDialog(props: { readonly now: Versioned; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { now, onClose } = props;
  const { lines, setLines, periods, whole } = useLines(now);
  const [termStart, setTermStart] = useState(now.termStart ?? "");
  const save = useMutation({
    mutationFn: () =>
      ask("periods.change", {
        body: { periods, termStart: termStart === "" ? null : termStart, version: now.version },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["periods"] });
      void message.success(t("periodsDialog/saved"));
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t("periodsDialog/title")}
      okText={t("periodsDialog/save")}
      cancelText={t("common/cancel")}
      okButtonProps={{ disabled: !whole, loading: save.isPending }}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t("periodsDialog/text")}</p>
        <Lines lines={lines} onLines={setLines} />
        {whole ? null : <p className="field-error">{t("periodsDialog/wrong")}</p>}
        <DayField label={t("periodsDialog/termStart")} value={termStart} onChange={setTermStart} />
        {save.isError ? <Failure error={save.error} /> : null}
      </div>
    </Modal>
  );
}

function Lines(props: {
  readonly lines: readonly Line[];
  readonly onLines: (lines: readonly Line[]) => void;
}) {
  const { t } = useWords();
  const { lines, onLines } = props;
  const put = (key: number, part: Partial<Line>) =>
    onLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  return (
    <>
      <ol className="tt-lines">
        {lines.map((line, at) => (
          <LineFields
            key={line.key}
            line={line}
            n={at + 1}
            onPut={(part) => put(line.key, part)}
            onRemove={() => onLines(lines.filter((one) => one.key !== line.key))}
          />
        ))}
      </ol>
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={lines.length >= limits.periods}
          onClick={() => onLines([...lines, nextLine(lines)])}
        >
          {t("periodsDialog/add")}
        </Button>
      </div>
    </>
  );
}

/** Ten minutes after the last one, as long as most are. */
function nextLine(lines: readonly Line[]): Line {
  const end = typedMinute(lines.at(-1)?.to ?? "") ?? 8 * 60 - 10;
  const from = Math.min(end + 10, 23 * 60);
  return {
    key: Math.max(-1, ...lines.map((line) => line.key)) + 1,
    name: String(lines.length + 1),
    from: clockOf(from),
    to: clockOf(from + 45),
  };
}

function LineFields(props: {
  readonly line: Line;
  readonly n: number;
  readonly onPut: (part: Partial<Line>) => void;
  readonly onRemove: () => void;
}) {
  const { t } = useWords();
  const { line, n, onPut } = props;
  return (
    <li>
      <Input
        aria-label={t("periodsDialog/nameOf", { n })}
        value={line.name}
        maxLength={20}
        onChange={(event) => onPut({ name: event.target.value })}
      />
      <Input
        aria-label={t("periodsDialog/fromOf", { n })}
        value={line.from}
        maxLength={5}
        inputMode="numeric"
        onChange={(event) => onPut({ from: typedTime(event.target.value) })}
      />
      <Input
        aria-label={t("periodsDialog/toOf", { n })}
        value={line.to}
        maxLength={5}
        inputMode="numeric"
        onChange={(event) => onPut({ to: typedTime(event.target.value) })}
      />
      <Button
        aria-label={t("periodsDialog/remove", { n })}
        icon={<DeleteOutlined aria-hidden />}
        onClick={props.onRemove}
      />
    </li>
  );
}

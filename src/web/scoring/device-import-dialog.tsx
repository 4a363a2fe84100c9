import { UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { App, Button, DatePicker, Input, InputNumber, Modal, Radio, Select, Upload } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import {
  type CprMode,
  cprModes,
  type DeviceFormat,
  deviceFormats,
  type DeviceMapping,
} from "../../contract/device-scores.ts";
import { limits } from "../../contract/limits.ts";
import type { Assignment } from "../../contract/scoring.ts";
import {
  deviceHeadings,
  type DeviceRead,
  guessedMapping,
  readDeviceSheet,
} from "../../kernel/scoring/device-sheet.ts";
import { readDeviceStatements } from "../../kernel/scoring/device-statements.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { DeviceMappingForm } from "./device-mapping-form.tsx";
import { points } from "./points.ts";
import { type Scoring, scoringKey } from "./use-kept-marks.ts";
import "./device-scores.css";

interface Typed {
  readonly studentId: string | null;
  readonly format: DeviceFormat;
  readonly text: string;
  /** The chosen file was longer than the house reads; nothing of it is taken. */
  readonly tooLong: boolean;
  readonly mapping: DeviceMapping | null;
  readonly device: string;
  readonly mode: CprMode;
  readonly started: Dayjs | null;
  readonly aheadSeconds: number;
  readonly reason: string;
}

/** What would come of it, read by the very code the house reads it with. */
function readTyped({ format, text, mapping }: Typed): DeviceRead | undefined {
  if (text === "") return undefined;
  if (format === "xapi") return readDeviceStatements(text);
  return mapping === null ? undefined : readDeviceSheet(text, mapping);
}

/** One candidate's export of a manikin: shown as it would be read, taken once it is confirmed. */
export function DeviceImportDialog(props: {
  readonly assignment: Assignment;
  readonly scoring: Scoring;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { assignment, scoring } = props;
  const [typed, setTyped] = useState<Typed>({
    studentId: null,
    format: "csv",
    text: "",
    tooLong: false,
    mapping: null,
    device: "",
    mode: "thirty-two",
    started: null,
    aheadSeconds: 0,
    reason: "",
  });
  const change = (part: Partial<Typed>) => setTyped((now) => ({ ...now, ...part }));
  const read = readTyped(typed);
  const again = scoring.devices.some(
    (one) => one.assignmentId === assignment.assignmentId && one.studentId === typed.studentId,
  );
  const send = useMutation({
    mutationFn: () =>
      ask("scoring.import", {
        params: { assignmentId: assignment.assignmentId, studentId: typed.studentId ?? "" },
        body: {
          format: typed.format,
          text: typed.text,
          mapping: typed.format === "csv" ? typed.mapping : null,
          mode: typed.mode,
          device: typed.device,
          startedAtMs: typed.started?.valueOf() ?? null,
          clockAheadMs: Math.round(typed.aheadSeconds * 1_000),
          reason: typed.reason.trim() === "" ? null : typed.reason,
        },
      }),
    onSuccess: ({ figures }) => {
      void queries.invalidateQueries({ queryKey: scoringKey(assignment.lessonId) });
      void queries.invalidateQueries({ queryKey: ["scoring-summary", assignment.assignmentId] });
      void message.success(t("deviceImport/done", { score: points(figures.scores.overall, 1) }));
      props.onClose();
    },
  });
  const ready =
    typed.studentId !== null &&
    typed.device.trim() !== "" &&
    read?.faults.length === 0 &&
    (!again || typed.reason.trim() !== "");
  return (
    <Modal
      open
      width={780}
      title={t("deviceImport/title")}
      okText={t("deviceImport/confirm")}
      okButtonProps={{ disabled: !ready, loading: send.isPending }}
      onOk={() => send.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack device-import">
        <p className="quiet">
          {t("deviceImport/note")} <Link to="/automatic-scores">{t("deviceImport/how")}</Link>
        </p>
        <Whom typed={typed} assignment={assignment} scoring={scoring} onChange={change} />
        <ExportFile typed={typed} onChange={change} />
        {typed.format === "csv" && typed.mapping !== null ? (
          <DeviceMappingForm
            headings={deviceHeadings(typed.text)}
            mapping={typed.mapping}
            onChange={(mapping) => change({ mapping })}
          />
        ) : null}
        {typed.tooLong ? (
          <p role="alert">{t("deviceImport/tooLong", { most: limits.deviceCharacters })}</p>
        ) : null}
        {read === undefined ? null : <Outlook read={read} lines={linesOf(typed)} />}
        {again ? (
          <label>
            {t("deviceImport/reason")}
            <Input
              value={typed.reason}
              maxLength={limits.nameCharacters}
              onChange={(event) => change({ reason: event.target.value })}
            />
            <small className="quiet">{t("deviceImport/reasonNote")}</small>
          </label>
        ) : null}
        {send.isError ? <Failure error={send.error} /> : null}
      </div>
    </Modal>
  );
}

interface PartProps {
  readonly typed: Typed;
  readonly onChange: (part: Partial<Typed>) => void;
}

function Whom(props: PartProps & { readonly assignment: Assignment; readonly scoring: Scoring }) {
  const { t } = useWords();
  const { typed, onChange, assignment, scoring } = props;
  const seated = assignment.seating?.candidateIds;
  const candidates = scoring.candidates.filter((one) =>
    seated === undefined
      ? assignment.stationId === null || one.stationId === assignment.stationId
      : seated.includes(one.studentId),
  );
  return (
    <div className="device-mapping">
      <label>
        {t("deviceImport/candidate")}
        <Select
          aria-label={t("deviceImport/candidate")}
          showSearch={{ optionFilterProp: "label" }}
          value={typed.studentId}
          options={candidates.map((one) => ({ value: one.studentId, label: one.name }))}
          onChange={(studentId) => onChange({ studentId })}
        />
      </label>
      <label>
        {t("deviceImport/device")}
        <Input
          value={typed.device}
          placeholder={t("deviceImport/deviceHint")}
          maxLength={limits.nameCharacters}
          onChange={(event) => onChange({ device: event.target.value })}
        />
      </label>
      <label>
        {t("deviceImport/mode")}
        <Select
          aria-label={t("deviceImport/mode")}
          value={typed.mode}
          options={cprModes.map((mode) => ({ value: mode, label: t(`deviceTerms/modes/${mode}`) }))}
          onChange={(mode) => onChange({ mode })}
        />
      </label>
      {typed.format === "xapi" ? null : (
        <label>
          {t("deviceImport/started")}
          <DatePicker
            showTime
            value={typed.started}
            onChange={(started) => onChange({ started })}
          />
          <small className="quiet">{t("deviceImport/startedNote")}</small>
        </label>
      )}
      <label>
        {t("deviceImport/ahead")}
        <InputNumber
          value={typed.aheadSeconds}
          step={0.1}
          onChange={(seconds) => onChange({ aheadSeconds: seconds ?? 0 })}
        />
      </label>
    </div>
  );
}

function ExportFile({ typed, onChange }: PartProps) {
  const { t } = useWords();
  const take = async (file: File) => {
    // No character takes less than a byte: what is longer in bytes by so much is not read at all.
    const whole = file.size > limits.deviceCharacters * 4 ? null : await file.text();
    const tooLong = whole === null || whole.length > limits.deviceCharacters;
    const text = tooLong ? "" : whole;
    const mapping =
      typed.format === "csv" && !tooLong ? guessedMapping(deviceHeadings(text)) : null;
    onChange({ text, tooLong, mapping });
  };
  return (
    <div className="tools">
      <Radio.Group
        aria-label={t("deviceImport/format")}
        value={typed.format}
        options={deviceFormats.map((format) => ({
          value: format,
          label: t(`deviceTerms/formats/${format}`),
        }))}
        onChange={(event) =>
          onChange({
            format: deviceFormats.find((one) => one === event.target.value) ?? "csv",
            text: "",
            tooLong: false,
            mapping: null,
          })
        }
      />
      <Upload
        accept={typed.format === "csv" ? ".csv,.txt,.tsv" : ".json"}
        maxCount={1}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />}>{t("deviceImport/file")}</Button>
      </Upload>
      <small className="quiet">{t("deviceImport/fileNote")}</small>
    </div>
  );
}

const faultsShown = 8;
const lineCharacters = 80;

/** Rows as people count them; statements have none. */
function linesOf({ format, text }: Typed): readonly string[] {
  return format === "csv" ? text.split(/\r\n|\r|\n/) : [];
}

function Outlook({
  read,
  lines,
}: {
  readonly read: DeviceRead;
  readonly lines: readonly string[];
}) {
  const { t } = useWords();
  const { faults, events } = read;
  if (faults.length === 0) {
    return (
      <p role="status">
        {t("deviceImport/found", {
          compressions: events.compressions.length,
          breaths: events.breaths.length,
        })}
      </p>
    );
  }
  return (
    <div role="alert">
      <p>{t("deviceImport/faults", { count: faults.length })}</p>
      <ul>
        {faults.slice(0, faultsShown).map(({ row, fault }) => (
          <li key={`${row} ${fault}`}>
            {row === 0
              ? t("deviceImport/faultWhole", { fault: t(`deviceTerms/faults/${fault}`) })
              : t("deviceImport/faultRow", { row, fault: t(`deviceTerms/faults/${fault}`) })}{" "}
            <code>{(lines[row - 1] ?? "").slice(0, lineCharacters)}</code>
          </li>
        ))}
      </ul>
      {faults.length > faultsShown ? (
        <p className="quiet">{t("deviceImport/more", { count: faults.length - faultsShown })}</p>
      ) : null}
    </div>
  );
}

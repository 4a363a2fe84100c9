import { useMutation } from "@tanstack/react-query";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import {
  type AttendanceNow,
  type LineNow,
  type MarkNow,
  keepAttendance,
} from "./use-attendance.ts";

/** Every mark of a person, the corrected ones as well; correcting writes a new one. */
export function MarksDialog(props: {
  readonly lessonId: string;
  readonly now: AttendanceNow;
  readonly line: LineNow;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { line, now, lessonId, onClose } = props;
  const [correcting, setCorrecting] = useState<MarkNow | null>(null);
  return (
    <Modal
      open
      title={t("attendance/historyOf", { name: line.name })}
      footer={null}
      onCancel={onClose}
    >
      <div className="stack">
        {line.marks.length === 0 ? (
          <p className="quiet">{t("attendance/historyNone")}</p>
        ) : (
          <ol className="mark-list">
            {line.marks.map((mark) => (
              <li key={mark.markId} data-old={mark.correctedById !== null}>
                <MarkText mark={mark} />
                {now.mayKeep && isCorrectable(mark) ? (
                  <Button size="small" onClick={() => setCorrecting(mark)}>
                    {t("attendance/correct")}
                  </Button>
                ) : null}
              </li>
            ))}
          </ol>
        )}
        {correcting === null ? null : (
          <Correction
            key={correcting.markId}
            lessonId={lessonId}
            mark={correcting}
            onDone={() => setCorrecting(null)}
          />
        )}
      </div>
    </Modal>
  );
}

function isCorrectable(mark: MarkNow): boolean {
  return mark.correctedById === null && mark.verdict !== "repeated" && mark.verdict !== "outside";
}

function MarkText(props: { readonly mark: MarkNow }) {
  const { t } = useWords();
  const { mark } = props;
  const parts = [
    t(`attendance/ways/${mark.way}`),
    mark.terminal,
    mark.by === null || mark.way !== "teacher" ? "" : t("attendance/by", { name: mark.by }),
    mark.reason,
    mark.correctedById === null ? "" : t("attendance/correctedNote"),
  ];
  return (
    <span>
      <b className="number">{secondOfDay(mark.atMs)}</b>{" "}
      {mark.correctsId === null ? null : `${t("attendance/corrects")} → `}
      {t(`attendance/kinds/${mark.kind}`)} · {t(`attendance/verdicts/${mark.verdict}`)}
      <small className="quiet">{parts.filter((part) => part !== "").join(" · ")}</small>
    </span>
  );
}

const choices = [
  { key: "in/valid", kind: "in", verdict: "valid" },
  { key: "in/late", kind: "in", verdict: "late" },
  { key: "leave/valid", kind: "leave", verdict: "valid" },
  { key: "absent/valid", kind: "absent", verdict: "valid" },
  { key: "void", kind: "in", verdict: "void" },
] as const;
type Choice = (typeof choices)[number];

function Correction(props: {
  readonly lessonId: string;
  readonly mark: MarkNow;
  readonly onDone: () => void;
}) {
  const { t } = useWords();
  const { lessonId, mark, onDone } = props;
  const [to, setTo] = useState<Choice | null>(null);
  const [reason, setReason] = useState("");
  const correct = useMutation({
    mutationFn: (choice: Choice) =>
      ask("attendance.correct", {
        params: { lessonId },
        body: {
          markId: mark.markId,
          kind: choice.verdict === "void" || mark.kind === "out" ? mark.kind : choice.kind,
          verdict: choice.verdict,
          reason: reason.trim(),
        },
      }),
    onSuccess: (now) => {
      keepAttendance(lessonId, now);
      onDone();
    },
  });
  // A check-out is only ever taken back, or stands again.
  const offered = choices.filter(({ key, kind, verdict }) =>
    mark.kind === "out"
      ? key === "void" || key === "in/valid"
      : !(kind === mark.kind && verdict === mark.verdict),
  );
  const words = (choice: Choice) => {
    if (choice.verdict === "void") return t("attendance/verdicts/void");
    if (mark.kind === "out") return t("attendance/kinds/out");
    if (choice.verdict === "late") return t("attendance/standings/late");
    return t(`attendance/kinds/${choice.kind}`);
  };
  return (
    <form
      className="stack correction"
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== null) correct.mutate(to);
      }}
    >
      <Radio.Group
        aria-label={t("attendance/correctTo")}
        value={to?.key}
        onChange={(event) =>
          setTo(choices.find((choice) => choice.key === event.target.value) ?? null)
        }
        options={offered.map((choice) => ({ value: choice.key, label: words(choice) }))}
      />
      <TextField label={t("attendance/reason")} value={reason} onChange={setReason} required />
      {correct.isError ? <Failure error={correct.error} /> : null}
      <div>
        <Button
          type="primary"
          htmlType="submit"
          disabled={to === null || reason.trim() === ""}
          loading={correct.isPending}
        >
          {t("attendance/correct")}
        </Button>
      </div>
    </form>
  );
}

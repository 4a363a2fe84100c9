import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { Failure } from "../look/failure.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { secondOfDay } from "../look/times.ts";
import { isRefused } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { MarksDialog } from "./marks-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import {
  type AttendanceNow,
  type LineNow,
  type Marking,
  keyOfLine,
  useMarking,
} from "./use-attendance.ts";

const tones: Record<LineNow["standing"], Tone> = {
  expected: "plain",
  valid: "good",
  late: "warn",
  leave: "busy",
  absent: "alarm",
};

/** One person a row, usable with a thumb: who, where they stand, and what the teacher may note. */
export function AttendanceRows(props: {
  readonly lessonId: string;
  readonly now: AttendanceNow;
  readonly lines: readonly LineNow[];
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { lessonId, now, lines } = props;
  const [asked, setAsked] = useState<Omit<Marking, "reason"> | null>(null);
  const [told, setTold] = useState<LineNow | null>(null);
  const marking = useMarking(lessonId, () => {
    setAsked(null);
    void message.success(t("attendance/saved"));
  });
  const note = (line: LineNow, kind: Marking["kind"]) => {
    marking.reset();
    if (kind === "leave") return setAsked({ line, kind });
    // Outside of its time the house asks why; then the page does.
    marking.mutate(
      { line, kind, reason: "" },
      {
        onError: (error) => {
          if (isRefused(error, "attendance_reason_missing")) setAsked({ line, kind });
        },
      },
    );
  };
  const trouble = marking.isError && asked === null ? marking.error : null;
  const open = lines.find((line) => told !== null && keyOfLine(line) === keyOfLine(told)) ?? told;
  return (
    <>
      {trouble === null ? null : (
        <div className="sheet-body">
          <Failure error={trouble} />
        </div>
      )}
      <ul className="attendance-rows">
        {lines.map((line) => (
          <Row
            key={keyOfLine(line)}
            line={line}
            now={now}
            busy={marking.isPending}
            onNote={(kind) => note(line, kind)}
            onTold={() => setTold(line)}
          />
        ))}
      </ul>
      {asked === null ? null : (
        <ReasonDialog
          title={`${asked.line.name} · ${t(`attendance/kinds/${asked.kind}`)}`}
          label={asked.kind === "leave" ? t("attendance/reasonLeave") : t("attendance/reasonLate")}
          busy={marking.isPending}
          error={isRefused(marking.error, "attendance_reason_missing") ? null : marking.error}
          onReason={(reason) => marking.mutate({ ...asked, reason })}
          onClose={() => setAsked(null)}
        />
      )}
      {open === null ? null : (
        <MarksDialog lessonId={lessonId} now={now} line={open} onClose={() => setTold(null)} />
      )}
    </>
  );
}

interface RowParts {
  readonly line: LineNow;
  readonly now: AttendanceNow;
  readonly busy: boolean;
  readonly onNote: (kind: Marking["kind"]) => void;
  readonly onTold: () => void;
}

function Row(props: RowParts) {
  const { t } = useWords();
  const { line } = props;
  const about = [line.login, line.group, line.station === "" ? "" : `#${line.station}`];
  return (
    <li>
      <span className="attendance-who">
        <b>{line.name === "" ? t("common/unknown") : line.name}</b>
        <small>{about.filter((part) => part !== "").join(" · ")}</small>
      </span>
      <span className="attendance-stands">
        <Status tone={tones[line.standing]}>{t(`attendance/standings/${line.standing}`)}</Status>
        {line.flags.map((flag) => (
          <Status key={flag} tone="warn">
            {t(`attendance/flags/${flag}`)}
          </Status>
        ))}
      </span>
      <span className="attendance-times number quiet">
        {line.inAtMs === null ? null : (
          <span>
            {t("attendance/inAt")} {secondOfDay(line.inAtMs)}
          </span>
        )}
        {line.outAtMs === null ? null : (
          <span>
            {t("attendance/outAt")} {secondOfDay(line.outAtMs)}
          </span>
        )}
      </span>
      <RowActs {...props} />
    </li>
  );
}

function RowActs(props: RowParts) {
  const { t } = useWords();
  const { line, now, busy, onNote, onTold } = props;
  const mayCome = line.inAtMs === null && now.nowMs >= now.inSpan.startMs;
  const mayGo = line.inAtMs !== null && line.outAtMs === null && now.nowMs >= now.outSpan.startMs;
  const mayLeave = line.standing === "expected";
  const keeps = now.mayKeep && !line.flags.includes("not-listed");
  const more = [
    ...(keeps && mayLeave ? [{ key: "leave", label: t("attendance/leaveAct") }] : []),
    { key: "marks", label: t("attendance/history") },
  ];
  return (
    <span className="attendance-acts">
      {keeps && mayCome ? (
        <Button disabled={busy} onClick={() => onNote("in")}>
          {t("attendance/come")}
        </Button>
      ) : null}
      {keeps && mayGo ? (
        <Button disabled={busy} onClick={() => onNote("out")}>
          {t("attendance/go")}
        </Button>
      ) : null}
      <Dropdown
        trigger={["click"]}
        menu={{
          items: more,
          onClick: ({ key }) => (key === "leave" ? onNote("leave") : onTold()),
        }}
      >
        <Button
          type="text"
          icon={<MoreOutlined aria-hidden />}
          aria-label={`${line.name} ${t("attendance/history")}`}
        />
      </Dropdown>
    </span>
  );
}

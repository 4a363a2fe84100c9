import { Button } from "antd";
import { useState } from "react";
import type { Interruption } from "../../contract/completion.ts";
import { Status } from "../look/status.tsx";
import { length, minuteOfDay, secondOfDay } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { ReasonDialog } from "./reason-dialog.tsx";
import { RemarkDialog } from "./remark-dialog.tsx";
import { type Card, causeWord, reasonWord } from "./use-completion.ts";

type Asked = { readonly lines: readonly Interruption[]; readonly act: "reason" | "remark" };

/** Each interruption with what the house knows and what the teacher says of it (F-25). */
export function GapLines(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const [asked, setAsked] = useState<Asked | null>(null);
  const open = card.interruptions.filter((one) => one.reason === null);
  const reasonable = open.filter((one) => one.interruptionId !== null);
  const close = () => setAsked(null);
  const [first] = asked?.lines ?? [];
  return (
    <section className="sheet" aria-label={t("completionCard/gaps")}>
      <div className="sheet-head">
        <h2>
          {t("completionCard/gaps")} <span className="quiet">{card.interruptions.length}</span>
        </h2>
        {card.interruptions.length === 0 ? null : open.length === 0 ? (
          <Status tone="good">{t("completionCard/reasonedAll")}</Status>
        ) : (
          <Status tone="alarm">{t("completionCard/unreasoned", { count: open.length })}</Status>
        )}
      </div>
      {card.interruptions.length === 0 ? (
        <p className="sheet-body quiet">{t("completionCard/gapsNone")}</p>
      ) : null}
      {card.mayKeep && reasonable.length > 1 ? (
        <p className="sheet-body">
          <Button onClick={() => setAsked({ lines: reasonable, act: "reason" })}>
            {t("completionCard/giveAll", { count: reasonable.length })}
          </Button>
        </p>
      ) : null}
      <ul className="gap-lines">
        {card.interruptions.map((line) => (
          <GapLine
            key={line.interruptionId ?? `${line.cameraId}/${line.startMs}`}
            card={card}
            line={line}
            onAct={(act) => setAsked({ lines: [line], act })}
          />
        ))}
      </ul>
      {asked?.act === "reason" ? (
        <ReasonDialog lessonId={card.lessonId} lines={asked.lines} onClose={close} />
      ) : null}
      {asked?.act === "remark" && first !== undefined ? (
        <RemarkDialog lessonId={card.lessonId} line={first} onClose={close} />
      ) : null}
    </section>
  );
}

function GapLine(props: {
  readonly card: Card;
  readonly line: Interruption;
  readonly onAct: (act: Asked["act"]) => void;
}) {
  const { t } = useWords();
  const { card, line, onAct } = props;
  const camera = card.cameras.find((one) => one.cameraId === line.cameraId);
  const name = camera === undefined ? "" : `${camera.label} ${camera.name}`;
  return (
    <li>
      <div>
        <b>{name}</b>{" "}
        <span className="number">
          {secondOfDay(line.startMs)} – {line.endMs === null ? "" : secondOfDay(line.endMs)}
        </span>{" "}
        {line.endMs === null ? (
          <Status tone="alarm">{t("completionCard/goesOn")}</Status>
        ) : (
          <span className="number quiet">{length(line.endMs - line.startMs)}</span>
        )}
        <p className="quiet">{t("completionCard/found", { cause: causeWord(t, line.cause) })}</p>
        <Said line={line} nowMs={card.nowMs} />
      </div>
      {card.mayKeep && line.interruptionId !== null ? (
        <div className="gap-acts">
          <Button
            type={line.reason === null ? "primary" : "default"}
            aria-label={`${t(line.reason === null ? "completionCard/giveReason" : "completionCard/correct")}: ${name} ${secondOfDay(line.startMs)}`}
            onClick={() => onAct("reason")}
          >
            {t(line.reason === null ? "completionCard/giveReason" : "completionCard/correct")}
          </Button>
          {line.reason === null ? null : (
            <Button
              aria-label={`${t("completionCard/addRemark")}: ${name} ${secondOfDay(line.startMs)}`}
              onClick={() => onAct("remark")}
            >
              {t("completionCard/addRemark")}
            </Button>
          )}
        </div>
      ) : null}
    </li>
  );
}

function Said(props: { readonly line: Interruption; readonly nowMs: number }) {
  const { t } = useWords();
  const { line } = props;
  const old = line.notes.filter((note) => note.noteId !== line.reason?.noteId);
  return (
    <>
      {line.interruptionId === null ? (
        <p className="quiet">{t("completionCard/entering")}</p>
      ) : line.reason === null ? (
        <p>
          <Status tone="alarm">
            {line.notes.some((note) => note.kind === "reason")
              ? t("completionCard/askAgain")
              : props.nowMs >= line.dueMs
                ? `${t("interruptionsPage/waiting")}，${t("completionCard/overdueGap")}`
                : t("interruptionsPage/waiting")}
          </Status>
        </p>
      ) : (
        <p>
          {reasonWord(t, line.reason)}{" "}
          <span className="quiet">
            {line.reason.by} {minuteOfDay(line.reason.atMs)}
          </span>
        </p>
      )}
      {old.map((note) => (
        <p key={note.noteId} className={note.kind === "reason" ? "quiet gap-old" : "quiet"}>
          {note.kind === "reason"
            ? reasonWord(t, note)
            : t("completionCard/remarkOf", { text: note.text })}{" "}
          {note.by}
        </p>
      ))}
    </>
  );
}

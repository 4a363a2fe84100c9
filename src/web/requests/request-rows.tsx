import { Link } from "@tanstack/react-router";
import { usePostWord } from "../institution/post-word.ts";
import { Status } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { RequestStatus, waitWord } from "./request-state.tsx";
import type { Line } from "./use-requests.ts";
import "./requests.css";

/** Requests as rows of one sheet; on a phone each is a card to press with the thumb. */
export function RequestRows(props: { readonly lines: readonly Line[]; readonly bare?: boolean }) {
  const { t } = useWords();
  return (
    <>
      {props.bare === true ? null : (
        <div className="request-heads" aria-hidden>
          <span>{t("requests/serial")}</span>
          <span>{t("requests/what")}</span>
          <span>{t("requests/who")}</span>
          <span>{t("requests/waits")}</span>
          <span>{t("requests/due")}</span>
          <span>{t("requests/state")}</span>
        </div>
      )}
      <ul className="request-rows">
        {props.lines.map((line) => (
          <li key={line.requestId}>
            <Row line={line} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Row(props: { readonly line: Line }) {
  const { t } = useWords();
  const { line } = props;
  const waits = waitWord(t, line, usePostWord(line.profile));
  const name = t(`requestTerms/operations/${line.operation}/name`);
  const purpose = line.purpose === null ? null : t(`terms/purposes/${line.purpose}`);
  return (
    <>
      <span className="request-serial number">{line.serial}</span>
      <span className="request-what">
        <Link
          to="/requests/$requestId"
          params={{ requestId: line.requestId }}
          aria-label={`${name} ${line.serial}`}
        >
          {name}
        </Link>
        <small>{titlesOf(line, t("requests/noLessons"))}</small>
        {line.titles.length > 1 ? (
          <small>{t("requests/lessonsMore", { n: line.titles.length })}</small>
        ) : null}
      </span>
      <span className="request-who">
        {line.filedBy}
        <small>
          {[line.unit === "" ? null : line.unit, purpose]
            .filter((part) => part !== null)
            .join(" · ")}
        </small>
        <small className="number">{dayMinute(line.filedAtMs)}</small>
      </span>
      <span className="request-waits">
        {line.mine ? <b>{t("requests/youDecide")}</b> : waits}
        {line.mine ? <small>{waits}</small> : null}
      </span>
      <span className="request-due number">
        {line.dueMs === null ? null : t("requests/dueAt", { at: day(line.dueMs) })}
      </span>
      <span className="request-state">
        <RequestStatus state={line.state} />
        {line.overdue ? <Status tone="alarm">{t("requests/overdue")}</Status> : null}
      </span>
    </>
  );
}

function titlesOf(line: Line, unknown: string): string {
  return line.titles[0] ?? unknown;
}

import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { ClockRight } from "./clock-right.tsx";
import type { BoardNow } from "./use-board.ts";
import "./board.css";

const lowBytes = 50_000_000_000;
const manyWaiting = 200;

/** One line of facts: recording, ledger, disk, waiting segments, clock. */
export function HouseState(props: { readonly board: BoardNow }) {
  const { t } = useWords();
  const { board } = props;
  const disk = (freeBytes: number): Tone =>
    freeBytes < lowBytes / 10 ? "alarm" : freeBytes < lowBytes ? "warn" : "good";
  return (
    <section className="sheet" aria-label={t("board/house")}>
      <dl className="house-state">
        <Fact
          name={t("board/recorder")}
          tone={board.recorder === "running" ? "good" : "alarm"}
          word={board.recorder === "running" ? t("board/running") : t("board/silent")}
        />
        <Fact
          name={t("board/waiting")}
          tone={board.waitingSegments > manyWaiting ? "warn" : "good"}
          word={String(board.waitingSegments)}
        />
        <Fact
          name={t("board/ledger")}
          tone={board.ledger.publishedAtMs === null ? "warn" : "good"}
          word={t("board/ledgerText", { size: board.ledger.size, pending: board.ledger.pending })}
          more={`${t("board/published")} ${board.ledger.publishedAtMs === null ? t("board/never") : dayMinute(board.ledger.publishedAtMs)}`}
        />
        <Fact
          name={t("board/vault")}
          tone={disk(board.vaultFreeBytes)}
          word={t("board/free", { size: size(board.vaultFreeBytes) })}
        />
        <Fact
          name={t("board/spool")}
          tone={disk(board.spoolFreeBytes)}
          word={t("board/free", { size: size(board.spoolFreeBytes) })}
        />
        <Fact
          name={t("board/clock")}
          tone={board.clock.trusted ? "good" : "alarm"}
          word={board.clock.trusted ? t("board/clockGood") : t("board/clockBad")}
          more={t("board/drift", { n: board.clock.driftMs })}
        />
        {board.clock.trusted ? null : <ClockRight />}
        {board.vacantOffices.includes("custodian") ? (
          <Fact
            name={t("officeWords/custodian")}
            tone="alarm"
            word={t("board/nobody")}
            more={<Link to="/institution">{t("board/appoint")}</Link>}
          />
        ) : null}
      </dl>
    </section>
  );
}

function Fact(props: {
  readonly name: string;
  readonly tone: Tone;
  readonly word: string;
  readonly more?: ReactNode;
}) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <Status tone={props.tone}>{props.word}</Status>
        {props.more === undefined ? null : <small>{props.more}</small>}
      </dd>
    </div>
  );
}

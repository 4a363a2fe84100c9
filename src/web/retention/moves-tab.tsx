import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Radio, type TableColumnsType } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { SignedDialog } from "./signed-dialog.tsx";
import { type Move, retentionKey } from "./use-retention.ts";

const tones: Readonly<Record<Move["state"], Tone>> = {
  waiting: "warn",
  done: "good",
  rejected: "plain",
};

/** 类别调整: upwards with a reason, downwards only with the director's signature. */
export function MovesTab() {
  const { t } = useWords();
  const [deciding, setDeciding] = useState<Move | null>(null);
  const list = useQuery({
    queryKey: [...retentionKey, "moves"],
    queryFn: () => ask("retention.moves", { query: {} }),
  });
  return (
    <>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Move>
        rows={list.data?.moves}
        rowKey="reclassificationId"
        columns={columns(t, list.data?.mine === true ? setDeciding : null)}
        empty={<Empty title={t("retentionPage/noMoves")} next={t("retentionPage/noMovesNext")} />}
      />
      {deciding === null ? null : <Decide one={deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

function Decide(props: { readonly one: Move; readonly onClose: () => void }) {
  const { t } = useWords();
  const { one } = props;
  const [decision, setDecision] = useState<"agreed" | "disagreed">("agreed");
  return (
    <SignedDialog
      title={t("retentionPage/decideMove")}
      text={t("retentionPage/decideText", { name: one.name, move: moveWord(t, one) })}
      ok={t("retentionPage/sign")}
      done={t("retentionPage/moveDecided")}
      field={{ word: t("retentionPage/opinion"), required: false, most: limits.textCharacters }}
      run={(opinion, signing) =>
        ask("retention.decide-move", {
          params: { reclassificationId: one.reclassificationId },
          body: { decision, opinion, signing },
        })
      }
      onClose={props.onClose}
    >
      <p className="quiet">{told(t("retentionPage/reason"), one.reason)}</p>
      <Radio.Group
        aria-label={t("retentionPage/decideMove")}
        value={decision}
        onChange={(event) =>
          setDecision(event.target.value === "disagreed" ? "disagreed" : "agreed")
        }
        options={[
          { value: "agreed", label: t("retentionPage/agree") },
          { value: "disagreed", label: t("retentionPage/disagree") },
        ]}
      />
    </SignedDialog>
  );
}

export function moveWord(t: Say, one: Move): string {
  const classes = `${t(`retention/classes/${one.fromClass}`)} → ${t(`retention/classes/${one.toClass}`)}`;
  if (one.fromPartition === one.toPartition) return classes;
  const partitions = `${t(`retentionPage/partitions/${one.fromPartition}`)} → ${t(`retentionPage/partitions/${one.toPartition}`)}`;
  return one.fromClass === one.toClass ? partitions : `${classes}；${partitions}`;
}

export function MoveStatus(props: { readonly one: Move }) {
  const { t } = useWords();
  return (
    <Status tone={tones[props.one.state]}>{t(`retention/moveStates/${props.one.state}`)}</Status>
  );
}

function columns(t: Say, onDecide: ((one: Move) => void) | null): TableColumnsType<Move> {
  return [
    {
      title: t("retentionPage/name"),
      render: (_: unknown, one: Move) => (
        <Link className="keeping-name" to="/retention/$itemId" params={{ itemId: one.itemId }}>
          {one.name}
        </Link>
      ),
    },
    { title: t("retentionPage/move"), render: (_: unknown, one: Move) => moveWord(t, one) },
    {
      title: t("retentionPage/reason"),
      render: (_: unknown, one: Move) => <span className="keeping-name">{one.reason}</span>,
    },
    {
      title: t("retentionPage/proposed"),
      render: (_: unknown, one: Move) => (
        <>
          <span className="number">{dayMinute(one.proposedAtMs)}</span> {one.proposedBy}
        </>
      ),
    },
    {
      title: t("retentionPage/decided"),
      render: (_: unknown, one: Move) =>
        one.decidedAtMs === null ? null : (
          <>
            <span className="number">{dayMinute(one.decidedAtMs)}</span> {one.decidedBy}
          </>
        ),
    },
    { title: t("common/state"), render: (_: unknown, one: Move) => <MoveStatus one={one} /> },
    ...(onDecide === null
      ? []
      : [
          {
            title: t("common/actions"),
            render: (_: unknown, one: Move) =>
              one.state === "waiting" ? (
                <RowAct
                  word={t("retentionPage/decideMove")}
                  row={one.name}
                  onClick={() => onDecide(one)}
                />
              ) : null,
          },
        ]),
  ];
}

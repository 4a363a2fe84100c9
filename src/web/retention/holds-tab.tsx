import { useQuery } from "@tanstack/react-query";
import { Switch, type TableColumnsType } from "antd";
import { useState } from "react";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { HoldForm } from "./hold-form.tsx";
import { SignedDialog } from "./signed-dialog.tsx";
import { type Hold, retentionKey } from "./use-retention.ts";

/** 冻结: what may not be touched, why, and by whom; lifted by the director's signature only. */
export function HoldsTab() {
  const { t } = useWords();
  const may = useMay();
  const [all, setAll] = useState(false);
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  const list = useQuery({
    queryKey: [...retentionKey, "holds", all],
    queryFn: () => ask("retention.holds", { query: { all: all ? "yes" : "no" } }),
  });
  return (
    <>
      <div className="keeping-filter">
        <label>
          <Switch size="small" checked={all} onChange={setAll} /> {t("retentionPage/withLifted")}
        </label>
        {may("retention.manage") ? (
          <AddButton word={t("retentionPage/addHold")} onClick={() => setAdding(true)} />
        ) : null}
      </div>
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<Hold>
        rows={list.data?.holds}
        rowKey="holdId"
        columns={columns(t, list.data?.mine === true ? setLifting : null)}
        empty={<Empty title={t("retentionPage/noHolds")} next={t("retentionPage/noHoldsNext")} />}
      />
      {adding ? <HoldForm onClose={() => setAdding(false)} /> : null}
      {lifting === null ? null : (
        <SignedDialog
          danger
          title={t("retentionPage/lift")}
          text={t("retentionPage/liftText", {
            cause: t(`retention/causes/${lifting.cause}`),
            items: String(lifting.items),
          })}
          ok={t("retentionPage/lift")}
          done={t("retentionPage/lifted")}
          field={{ word: t("retentionPage/reason"), required: true, most: limits.textCharacters }}
          run={(reason, signing) =>
            ask("retention.lift-hold", {
              params: { holdId: lifting.holdId },
              body: { reason, signing },
            })
          }
          onClose={() => setLifting(null)}
        />
      )}
    </>
  );
}

function aboutOf(t: Say, hold: Hold): string {
  if (hold.scope === "camera" && hold.startMs !== null && hold.endMs !== null)
    return `${hold.cameraLabel ?? ""} ${dayMinute(hold.startMs)} ${t("common/to")} ${dayMinute(hold.endMs)}`;
  const [first = ""] = hold.names;
  return hold.names.length > 1
    ? t("retentionPage/andMore", { name: first, more: String(hold.items - 1) })
    : first;
}

function columns(t: Say, onLift: ((hold: Hold) => void) | null): TableColumnsType<Hold> {
  return [
    {
      title: t("retentionPage/cause"),
      render: (_: unknown, hold: Hold) => t(`retention/causes/${hold.cause}`),
    },
    {
      title: t("retentionPage/about"),
      render: (_: unknown, hold: Hold) => (
        <span className="keeping-name">
          {t(`retention/scopes/${hold.scope}`)} · {aboutOf(t, hold)}
        </span>
      ),
    },
    {
      title: t("retentionPage/reason"),
      render: (_: unknown, hold: Hold) => <span className="keeping-name">{hold.reason}</span>,
    },
    { title: t("retentionPage/count"), dataIndex: "items", className: "number" },
    {
      title: t("retentionPage/placed"),
      render: (_: unknown, hold: Hold) => (
        <>
          <span className="number">{dayMinute(hold.placedAtMs)}</span> {hold.placedBy}
        </>
      ),
    },
    {
      title: t("common/state"),
      render: (_: unknown, hold: Hold) =>
        hold.liftedAtMs === null ? (
          <Status tone="warn">{t("retentionPage/standing")}</Status>
        ) : (
          <Status tone="plain">
            {t("retentionPage/liftedBy", {
              at: dayMinute(hold.liftedAtMs),
              name: hold.liftedBy ?? "",
            })}
          </Status>
        ),
    },
    ...(onLift === null
      ? []
      : [
          {
            title: t("common/actions"),
            render: (_: unknown, hold: Hold) =>
              hold.liftedAtMs === null ? (
                <RowAct
                  danger
                  word={t("retentionPage/lift")}
                  row={aboutOf(t, hold)}
                  onClick={() => onLift(hold)}
                />
              ) : null,
          },
        ]),
  ];
}

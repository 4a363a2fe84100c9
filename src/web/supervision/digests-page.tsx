import { Link } from "@tanstack/react-router";
import { Button, Select, type TableColumnsType } from "antd";
import { ask } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { type DigestLine, afterSigning, useDigests } from "./use-supervision.ts";

export const digestTones = {
  waiting: "busy",
  escalated: "alarm",
  acknowledged: "good",
  "acknowledged-late": "warn",
} as const satisfies Record<DigestLine["state"], Tone>;

/** 督办摘要: what the director is told of each month, and who acknowledged it. */
export function DigestsPage() {
  const { t } = useWords();
  const may = useMay();
  const list = useDigests();
  return (
    <div className="page">
      <PageHead
        title={t("supervision/tabs/digest")}
        note={t("supervision/digest/note")}
        tools={may("digest.acknowledge") ? <SuperiorChoice /> : null}
      />
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <SheetTable<DigestLine>
        rows={list.data?.digests ?? (list.isError ? [] : undefined)}
        rowKey="digestId"
        columns={columns(t)}
        empty={
          <Empty title={t("supervision/digest/none")} next={t("supervision/digest/noneNext")} />
        }
      />
    </div>
  );
}

/** To whom a digest goes that nobody acknowledged in seven days. */
function SuperiorChoice() {
  const { t } = useWords();
  const list = useDigests();
  const name = useAct(
    (accountId: string) =>
      ask("digests.nameSuperior", { body: { accountId: accountId === "" ? null : accountId } }),
    { onDone: afterSigning, said: t("supervision/digest/superiorSaid") },
  );
  return (
    <span>
      <span className="quiet">{t("supervision/digest/superior")}</span>{" "}
      <Select<string>
        aria-label={t("supervision/digest/superior")}
        style={{ minWidth: 180 }}
        value={list.data?.superior?.accountId ?? ""}
        loading={name.isPending}
        onChange={(value) => name.mutate(value)}
        options={[
          { value: "", label: t("supervision/digest/everybody") },
          ...(list.data?.superiors ?? []).map((one) => ({
            value: one.accountId,
            label: one.name,
          })),
        ]}
      />
    </span>
  );
}

function columns(t: Say): TableColumnsType<DigestLine> {
  return [
    {
      title: t("supervision/digest/month"),
      render: (_, one) => <span className="number">{one.month}</span>,
    },
    { title: t("supervision/digest/tasks"), dataIndex: "overdueTasks" },
    { title: t("supervision/digest/incidents"), dataIndex: "openIncidents" },
    { title: t("supervision/digest/refusals"), dataIndex: "refusals" },
    {
      title: t("supervision/digest/state"),
      render: (_, one) => (
        <>
          <Status tone={digestTones[one.state]}>
            {t(`supervision/digest/states/${one.state}`)}
          </Status>{" "}
          <span className="quiet number">
            {one.acknowledged === null
              ? dayMinute(one.dueMs)
              : `${one.acknowledged.name} ${dayMinute(one.acknowledged.atMs)}`}
          </span>
        </>
      ),
    },
    {
      title: "",
      fixed: "right",
      render: (_, one) => {
        const word = one.mine ? t("supervision/digest/sign") : t("supervision/digest/open");
        return (
          <Link to="/digests/$digestId" params={{ digestId: one.digestId }}>
            <Button
              size="small"
              type={one.mine ? "primary" : "default"}
              aria-label={`${word} ${one.month}`}
            >
              {word}
            </Button>
          </Link>
        );
      },
    },
  ];
}

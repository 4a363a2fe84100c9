import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { ask, type Answer } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { DataTable } from "../look/scroll.tsx";
import { Status } from "../look/status.tsx";
import { daySecond, length } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";

type Line = Answer<"me.sign-ins">["lines"][number];

/** The person's own lines of the register: who else would notice a stranger at the account. */
export function OwnSignIns() {
  const { t } = useWords();
  const lines = useInfiniteQuery({
    queryKey: ["own-sign-ins"],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      ask("me.sign-ins", { query: pageParam === undefined ? {} : { beforeMs: pageParam } }),
    initialPageParam: undefined,
    getNextPageParam: (page): number | undefined =>
      page.more ? page.lines.at(-1)?.startedAtMs : undefined,
  });
  return (
    <section className="sheet" aria-label={t("myAccount/signIns")}>
      <div className="sheet-head">
        <h2>{t("myAccount/signIns")}</h2>
        <span className="quiet own-note">{t("myAccount/signInsNote")}</span>
      </div>
      {lines.isPending ? <Bones rows={4} /> : null}
      {lines.isError ? <Failure error={lines.error} onRetry={() => void lines.refetch()} /> : null}
      {lines.data === undefined ? null : (
        <DataTable<Line>
          size="small"
          rowKey="signInId"
          columns={columns(t)}
          dataSource={lines.data.pages.flatMap((page) => page.lines)}
          pagination={false}
          locale={{ emptyText: <Empty title={t("signIns/empty")} /> }}
          scroll={{ x: "max-content" }}
        />
      )}
      {lines.hasNextPage ? (
        <Button block loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {t("common/more")}
        </Button>
      ) : null}
    </section>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("signIns/startedAt"),
      className: "number",
      render: (_: unknown, line: Line) => daySecond(line.startedAtMs),
    },
    {
      title: t("signIns/terminal"),
      render: (_: unknown, line: Line) => (
        <span style={{ display: "inline-flex", gap: 8 }}>
          {line.terminal}
          {line.differs ? <Status tone="warn">{t("myAccount/differs")}</Status> : null}
        </span>
      ),
    },
    { title: t("signIns/address"), dataIndex: "address", className: "number" },
    {
      title: t("signIns/duration"),
      className: "number",
      render: (_: unknown, line: Line) =>
        line.durationMs === null ? (
          <Status tone="good">{line.own ? t("myAccount/here") : t("signIns/online")}</Status>
        ) : (
          length(line.durationMs)
        ),
    },
    {
      title: t("signIns/exit"),
      render: (_: unknown, line: Line) => (line.exit === null ? "" : t(`terms/exits/${line.exit}`)),
    },
  ];
}

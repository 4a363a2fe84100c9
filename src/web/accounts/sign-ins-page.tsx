import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { DataTable } from "../look/scroll.tsx";
import { Status } from "../look/status.tsx";
import { daySecond, length } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords, type Say } from "../words/index.ts";

type Line = Answer<"sign-ins.list">["lines"][number];

/** 账号 姓名 登录时间 操作终端 操作时长: the columns of the regulation, in its order. */
export function SignInsPage() {
  const { t } = useWords();
  const may = useMay();
  const [openOnly, setOpenOnly] = useState(false);
  const [forcing, setForcing] = useState<Line | null>(null);
  const lines = useInfiniteQuery({
    queryKey: ["sign-ins", openOnly],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      ask("sign-ins.list", {
        query: {
          ...(openOnly ? { openOnly: "yes" } : {}),
          ...(pageParam === undefined ? {} : { beforeMs: pageParam }),
        },
      }),
    initialPageParam: undefined,
    getNextPageParam: (page): number | undefined =>
      page.more ? page.lines.at(-1)?.startedAtMs : undefined,
  });
  const shown = lines.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t("signIns/title")}
        note={t("signIns/note")}
        tools={
          <>
            <Checkbox checked={openOnly} onChange={(event) => setOpenOnly(event.target.checked)}>
              {t("signIns/onlyOnline")}
            </Checkbox>
            <Button onClick={() => void lines.refetch()}>{t("common/reload")}</Button>
          </>
        }
      />
      {lines.isError ? <Failure error={lines.error} onRetry={() => void lines.refetch()} /> : null}
      <div className="stack">
        <div className="sheet">
          {lines.isPending ? (
            <Bones rows={8} />
          ) : (
            <DataTable<Line>
              size="small"
              rowKey="signInId"
              columns={columns(t, may("account.manage") ? setForcing : undefined)}
              dataSource={shown}
              pagination={false}
              locale={{ emptyText: <Empty title={t("signIns/empty")} /> }}
              scroll={{ x: "max-content" }}
            />
          )}
        </div>
        {lines.hasNextPage ? (
          <Button
            block
            loading={lines.isFetchingNextPage}
            onClick={() => void lines.fetchNextPage()}
          >
            {t("common/more")}
          </Button>
        ) : null}
      </div>
      {forcing === null ? null : <Force line={forcing} onClose={() => setForcing(null)} />}
    </div>
  );
}

function columns(t: Say, onForce: ((line: Line) => void) | undefined) {
  return [
    { title: t("signIns/login"), dataIndex: "login" },
    { title: t("signIns/name"), dataIndex: "name" },
    {
      title: t("signIns/startedAt"),
      className: "number",
      render: (_: unknown, line: Line) => daySecond(line.startedAtMs),
    },
    { title: t("signIns/terminal"), dataIndex: "terminal" },
    {
      title: t("signIns/duration"),
      className: "number",
      render: (_: unknown, line: Line) =>
        line.durationMs === null ? (
          <Status tone="good">{t("signIns/online")}</Status>
        ) : (
          length(line.durationMs)
        ),
    },
    {
      title: t("signIns/endedAt"),
      className: "number",
      render: (_: unknown, line: Line) =>
        line.endedAtMs === null ? "" : daySecond(line.endedAtMs),
    },
    {
      title: t("signIns/exit"),
      render: (_: unknown, line: Line) => (line.exit === null ? "" : t(`terms/exits/${line.exit}`)),
    },
    { title: t("signIns/address"), dataIndex: "address", className: "number" },
    {
      title: t("common/actions"),
      render: (_: unknown, line: Line) =>
        line.endedAtMs !== null || onForce === undefined ? null : (
          <Button
            size="small"
            danger
            aria-label={`${t("signIns/force")} ${line.name}`}
            onClick={() => onForce(line)}
          >
            {t("signIns/force")}
          </Button>
        ),
    },
  ];
}

function Force(props: { readonly line: Line; readonly onClose: () => void }) {
  const { t } = useWords();
  const force = useMutation({
    mutationFn: () => ask("sign-ins.force-out", { params: { signInId: props.line.signInId } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["sign-ins"] });
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("signIns/forceTitle", { name: props.line.name })}
      okText={t("signIns/force")}
      okButtonProps={{ danger: true, loading: force.isPending }}
      onOk={() => force.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("signIns/forceText")}</p>
        {force.isError ? <Failure error={force.error} /> : null}
      </div>
    </Modal>
  );
}

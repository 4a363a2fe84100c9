import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Input, Select, type TableColumnsType } from "antd";
import { useState } from "react";
import { partitionNames } from "../../contract/lesson.ts";
import { limits } from "../../contract/limits.ts";
import { itemKinds, itemStates, retentionClasses } from "../../contract/retention.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { DataTable } from "../look/scroll.tsx";
import { Status } from "../look/status.tsx";
import { day } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { CopiesStatus, ItemStatus, itemName, untilWord } from "./item-words.tsx";
import { type ItemLine, retentionKey } from "./use-retention.ts";

interface Chosen {
  readonly text?: string | undefined;
  readonly kind?: (typeof itemKinds)[number] | undefined;
  readonly class?: (typeof retentionClasses)[number] | undefined;
  readonly partition?: (typeof partitionNames)[number] | undefined;
  readonly state?: (typeof itemStates)[number] | undefined;
  readonly held?: "yes" | "no" | undefined;
}

/** The register of keeping with the columns of its form, filtered as one likes. */
export function LedgerTab() {
  const { t } = useWords();
  const may = useMay();
  const [chosen, setChosen] = useState<Chosen>({});
  const [page, setPage] = useState(1);
  const query = { ...chosen, offset: (page - 1) * limits.pageRows };
  const list = useQuery({
    queryKey: [...retentionKey, "items", query],
    queryFn: ({ signal }) => ask("retention.items", { query, signal }),
    placeholderData: keepPreviousData,
  });
  const choose = (part: Chosen) => {
    setPage(1);
    setChosen(Object.fromEntries(Object.entries({ ...chosen, ...part }).filter(([, one]) => one)));
  };
  return (
    <>
      <Filters onChoose={choose} />
      {may("register.read") ? (
        <div className="keeping-tools">
          <Link to="/registers/$form" params={{ form: "F-27" }}>
            <Button>{t("retentionPage/printed")}</Button>
          </Link>
        </div>
      ) : null}
      {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
      <div className="sheet">
        {list.data === undefined ? (
          <Bones rows={8} />
        ) : (
          <DataTable<ItemLine>
            bordered
            size="small"
            rowKey="itemId"
            columns={columns(t)}
            dataSource={list.data.items}
            scroll={{ x: "max-content" }}
            locale={{
              emptyText: (
                <Empty title={t("retentionPage/empty")} next={t("retentionPage/emptyNext")} />
              ),
            }}
            pagination={{
              current: page,
              pageSize: limits.pageRows,
              total: list.data.total,
              showSizeChanger: false,
              showTotal: (count) => t("retentionPage/total", { count: String(count) }),
              onChange: setPage,
            }}
          />
        )}
      </div>
    </>
  );
}

function Filters(props: { readonly onChoose: (part: Chosen) => void }) {
  const { t } = useWords();
  const { onChoose } = props;
  const options = <V extends string>(names: readonly V[], word: (name: V) => string) =>
    names.map((name) => ({ value: name, label: word(name) }));
  return (
    <search className="keeping-filter">
      <Input.Search
        allowClear
        placeholder={t("retentionPage/search")}
        aria-label={t("retentionPage/search")}
        onSearch={(text) => onChoose({ text })}
      />
      <Select
        allowClear
        placeholder={t("retentionPage/kind")}
        aria-label={t("retentionPage/kind")}
        options={options(itemKinds, (name) => t(`retention/kinds/${name}`))}
        onChange={(kind: Chosen["kind"]) => onChoose({ kind })}
      />
      <Select
        allowClear
        placeholder={t("retentionPage/class")}
        aria-label={t("retentionPage/class")}
        options={options(retentionClasses, (name) => t(`retention/classes/${name}`))}
        onChange={(name: Chosen["class"]) => onChoose({ class: name })}
      />
      <Select
        allowClear
        placeholder={t("retentionPage/partition")}
        aria-label={t("retentionPage/partition")}
        options={options(partitionNames, (name) => t(`retentionPage/partitions/${name}`))}
        onChange={(partition: Chosen["partition"]) => onChoose({ partition })}
      />
      <Select
        allowClear
        placeholder={t("retentionPage/state")}
        aria-label={t("retentionPage/state")}
        options={options(itemStates, (name) => t(`retention/states/${name}`))}
        onChange={(state: Chosen["state"]) => onChoose({ state })}
      />
      <Select
        allowClear
        placeholder={t("retentionPage/held")}
        aria-label={t("retentionPage/held")}
        options={[
          { value: "yes", label: t("retentionPage/heldYes") },
          { value: "no", label: t("retentionPage/heldNo") },
        ]}
        onChange={(held: Chosen["held"]) => onChoose({ held })}
      />
    </search>
  );
}

/** Exactly the columns of the form, in its order. */
function columns(t: Say): TableColumnsType<ItemLine> {
  return [
    { title: t("retentionPage/number"), dataIndex: "number", className: "number" },
    {
      title: t("retentionPage/name"),
      render: (_: unknown, item: ItemLine) => (
        <Link className="keeping-name" to="/retention/$itemId" params={{ itemId: item.itemId }}>
          {itemName(t, item)}
        </Link>
      ),
    },
    {
      title: t("retentionPage/partition"),
      render: (_: unknown, item: ItemLine) => t(`retentionPage/partitions/${item.partition}`),
    },
    {
      title: t("retentionPage/class"),
      render: (_: unknown, item: ItemLine) => t(`retention/classes/${item.class}`),
    },
    {
      title: t("retentionPage/formed"),
      className: "number",
      render: (_: unknown, item: ItemLine) => day(item.formedMs),
    },
    {
      title: t("retentionPage/until"),
      className: "number",
      render: (_: unknown, item: ItemLine) => untilWord(t, item),
    },
    {
      title: t("retentionPage/held"),
      render: (_: unknown, item: ItemLine) =>
        item.held ? (
          <Status tone="warn">{t("retentionPage/heldYes")}</Status>
        ) : (
          t("retentionPage/heldNo")
        ),
    },
    {
      title: t("retentionPage/copies"),
      className: "number",
      render: (_: unknown, item: ItemLine) =>
        item.copies === null ? (
          t("retentionPage/noCopies")
        ) : (
          <CopiesStatus copies={item.copies} state={item.state} />
        ),
    },
    {
      title: t("retentionPage/state"),
      render: (_: unknown, item: ItemLine) => <ItemStatus state={item.state} />,
    },
  ];
}

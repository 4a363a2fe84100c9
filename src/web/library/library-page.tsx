import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Input, Select } from "antd";
import { useState } from "react";
import { type Answer, ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { day } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import { AddDialog } from "./add-dialog.tsx";
import { ItemState } from "./item-state.tsx";
import "./library.css";

type Item = Answer<"library.list">["items"][number];

/** 校本资源: approved clips kept for teaching, found by words and year (S3-Q6). */
export function LibraryPage() {
  const { t } = useWords();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const [text, setText] = useState("");
  const [year, setYear] = useState<number | null>(null);
  const query = { text: text.trim(), ...(year === null ? {} : { year }) };
  const listed = useQuery({
    queryKey: ["library", "list", query],
    queryFn: () => ask("library.list", { query }),
    placeholderData: (before) => before,
  });
  const wanted = query.text !== "" || year !== null;
  const years = listed.data?.years ?? [];
  return (
    <div className="page">
      <PageHead
        title={t("library/title")}
        note={t("library/note")}
        tools={
          may("library.publish") ? (
            <AddButton word={t("library/add")} onClick={() => setAdding(true)} />
          ) : null
        }
      />
      <div className="library-search" role="search">
        <Input.Search
          aria-label={t("library/search")}
          placeholder={t("library/search")}
          allowClear
          maxLength={120}
          onSearch={setText}
        />
        <Select<number>
          aria-label={t("library/year")}
          placeholder={t("library/allYears")}
          allowClear
          value={year}
          onChange={(next: number | undefined) => setYear(next ?? null)}
          options={years.map((value) => ({ value, label: String(value) }))}
        />
      </div>
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<Item>
        rows={listed.data?.items}
        rowKey="itemId"
        columns={columns(t)}
        empty={
          wanted ? (
            <Empty title={t("library/nothingFound")} next={t("library/nothingFoundNext")} />
          ) : (
            <Empty title={t("library/empty")} next={t("library/emptyNext")} />
          )
        }
      />
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
    </div>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("library/name"),
      key: "title",
      render: (_: unknown, one: Item) => (
        <Link to="/library/$itemId" params={{ itemId: one.itemId }}>
          {one.title}
        </Link>
      ),
    },
    {
      title: t("library/project"),
      key: "project",
      render: (_: unknown, one: Item) => listed(one.projects),
    },
    {
      title: t("library/recordedAt"),
      key: "recordedAt",
      render: (_: unknown, one: Item) => day(one.recordedAtMs),
    },
    {
      title: t("library/masking"),
      key: "masked",
      render: (_: unknown, one: Item) =>
        one.masked ? t("library/masked") : t("library/notMasked"),
    },
    { title: t("library/fromCase"), dataIndex: "serial", key: "serial" },
    {
      title: t("library/looksTitle"),
      dataIndex: "looks",
      key: "looks",
      align: "right" as const,
    },
    {
      title: t("library/state"),
      key: "state",
      render: (_: unknown, one: Item) => <ItemState state={one.state} />,
    },
  ];
}

import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { Button, DatePicker, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useMemo, useState } from "react";
import type { EntryKind } from "../../contract/entries.ts";
import { ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { DataTable } from "../look/scroll.tsx";
import { dayStart, daySecond, instantOf } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { ChangeTable } from "./change-table.tsx";
import { CheckpointSheet } from "./checkpoint-sheet.tsx";
import { EntryProofDrawer } from "./entry-proof.tsx";
import {
  actorWord,
  changeRows,
  fieldWord,
  kindNames,
  kindWord,
  lessonOf,
  subjectWord,
  summary,
  textOf,
  type Line,
} from "./entry-words.ts";

interface Filter {
  readonly kind: EntryKind | undefined;
  readonly from: Dayjs | null;
  readonly to: Dayjs | null;
  readonly subjectId: string | undefined;
}
const everything: Filter = { kind: undefined, from: null, to: null, subjectId: undefined };

/** Pages that point at entries of a kind open the ledger with it chosen. */
function startingWith(name: string | undefined): Filter {
  const kind = kindNames.find((one) => one === name);
  return kind === undefined ? everything : { ...everything, kind };
}

function queryOf(filter: Filter) {
  const start = (at: Dayjs) => instantOf(at.format("YYYY-MM-DD"), "00:00");
  return {
    ...(filter.kind === undefined ? {} : { kind: filter.kind }),
    ...(filter.subjectId === undefined ? {} : { subjectId: filter.subjectId }),
    ...(filter.from === null ? {} : { fromMs: start(filter.from) }),
    ...(filter.to === null ? {} : { toMs: dayStart(start(filter.to), 1) }),
  };
}

export function LedgerPage() {
  const { t } = useWords();
  const search: { readonly kind?: string } = useSearch({ strict: false });
  const [filter, setFilter] = useState<Filter>(() => startingWith(search.kind));
  const [proofOf, setProofOf] = useState<Line | null>(null);
  const query = useMemo(() => queryOf(filter), [filter]);
  const entries = useInfiniteQuery({
    queryKey: ["ledger", query],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      ask("ledger.list", {
        query: pageParam === undefined ? query : { ...query, before: pageParam },
      }),
    initialPageParam: undefined,
    getNextPageParam: (page): number | undefined =>
      page.more
        ? (page.lines.findLast((line) => line.index !== null)?.index ?? undefined)
        : undefined,
  });
  const lines = entries.data?.pages.flatMap((page) => page.lines) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t("ledger/title")}
        note={t("ledger/note")}
        tools={<Button onClick={() => void entries.refetch()}>{t("common/reload")}</Button>}
      />
      <div className="stack">
        <CheckpointSheet />
        <Filters filter={filter} onChange={setFilter} />
        {entries.isError ? (
          <Failure error={entries.error} onRetry={() => void entries.refetch()} />
        ) : null}
        <div className="sheet">
          {entries.isPending ? (
            <Bones rows={10} />
          ) : (
            <DataTable<Line>
              size="small"
              rowKey="entryId"
              columns={columns(t, setProofOf, (subjectId) =>
                setFilter({ ...everything, subjectId }),
              )}
              dataSource={lines}
              pagination={false}
              scroll={{ x: 1_080 }}
              locale={{
                emptyText: <Empty title={t("ledger/empty")} next={t("ledger/emptyNext")} />,
              }}
              expandable={expandable}
            />
          )}
        </div>
        {entries.hasNextPage ? (
          <Button
            block
            loading={entries.isFetchingNextPage}
            onClick={() => void entries.fetchNextPage()}
          >
            {t("common/more")}
          </Button>
        ) : null}
      </div>
      <EntryProofDrawer line={proofOf} onClose={() => setProofOf(null)} />
    </div>
  );
}

const expandable = { expandedRowRender: (line: Line) => <Body line={line} /> };

function columns(t: Say, onProof: (line: Line) => void, onSubject: (subjectId: string) => void) {
  return [
    {
      title: t("ledger/index"),
      width: 96,
      className: "number",
      render: (_: unknown, line: Line) => (line.index === null ? t("ledger/pending") : line.index),
    },
    {
      title: t("ledger/at"),
      width: 160,
      className: "number",
      render: (_: unknown, line: Line) => daySecond(line.atMs),
    },
    {
      title: t("ledger/kind"),
      width: 184,
      render: (_: unknown, line: Line) => <b>{kindWord(t, line.kind)}</b>,
    },
    {
      title: t("ledger/actor"),
      width: 120,
      render: (_: unknown, line: Line) => actorWord(t, line.actorName),
    },
    {
      title: t("ledger/subject"),
      width: 110,
      render: (_: unknown, line: Line) => (
        <Button
          type="link"
          size="small"
          className="entry-subject"
          title={t("ledger/filterSubject")}
          onClick={() => onSubject(line.subject.id)}
        >
          {subjectWord(t, line.subject.type)}
        </Button>
      ),
    },
    {
      title: t("ledger/content"),
      ellipsis: true,
      render: (_: unknown, line: Line) => <span className="quiet">{summary(t, line)}</span>,
    },
    {
      title: t("ledger/proof"),
      width: 84,
      render: (_: unknown, line: Line) => (
        <Button
          size="small"
          disabled={line.index === null}
          aria-label={`${t("ledger/proof")} ${line.index ?? ""}`}
          onClick={() => onProof(line)}
        >
          {t("ledger/proof")}
        </Button>
      ),
    },
  ];
}

function Filters(props: { readonly filter: Filter; readonly onChange: (filter: Filter) => void }) {
  const { t } = useWords();
  const { filter, onChange } = props;
  return (
    <div style={{ display: "flex", flexWrap: "wrap", gap: 8 }}>
      <Select<EntryKind>
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        style={{ minWidth: 190 }}
        placeholder={t("ledger/filterKind")}
        aria-label={t("ledger/filterKind")}
        {...(filter.kind === undefined ? {} : { value: filter.kind })}
        options={kindNames.map((value) => ({ value, label: t(`terms/entryKinds/${value}`) }))}
        onChange={(kind: EntryKind | undefined) => onChange({ ...filter, kind })}
      />
      <DatePicker
        placeholder={t("ledger/filterFrom")}
        aria-label={t("ledger/filterFrom")}
        value={filter.from}
        onChange={(from) => onChange({ ...filter, from })}
      />
      <DatePicker
        placeholder={t("ledger/filterTo")}
        aria-label={t("ledger/filterTo")}
        value={filter.to}
        onChange={(to) => onChange({ ...filter, to })}
      />
      {filter === everything ? null : (
        <Button onClick={() => onChange(everything)}>{t("ledger/clear")}</Button>
      )}
    </div>
  );
}

function Body(props: { readonly line: Line }) {
  const { t } = useWords();
  const may = useMay();
  const lessonId = lessonOf(props.line);
  const rows = changeRows(t, props.line.body);
  const personal = Object.entries(props.line.personal);
  const plain = rows === undefined ? Object.entries(props.line.body) : [];
  return (
    <div style={{ maxWidth: 900 }}>
      <dl className="facts">
        {[...personal, ...plain].map(([field, value]) => (
          <div key={field} style={{ display: "contents" }}>
            <dt>{fieldWord(t, field, value)}</dt>
            <dd>{textOf(t, field, value)}</dd>
          </div>
        ))}
      </dl>
      {rows === undefined ? null : <ChangeTable rows={rows} />}
      {lessonId !== undefined && may("lookers.read") ? (
        <p className="page-back">
          <Link to="/lessons/$lessonId/lookers" params={{ lessonId }}>
            {t("ledger/lookers")}
          </Link>
        </p>
      ) : null}
    </div>
  );
}

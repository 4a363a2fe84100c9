import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Select, Tabs } from "antd";
import { operations, type Operation } from "../../contract/approval.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { useMay, useMe } from "../session/me.ts";
import { useWords, type Say } from "../words/index.ts";
import { RequestRows } from "./request-rows.tsx";
import { type Box, boxes, type Inbox, useInbox } from "./use-requests.ts";
import "./requests.css";

/** Who keeps an eye on the whole: everybody else has what waits, what is theirs and what they did. */
const overseers: readonly string[] = ["admin", "director", "superior", "auditor"];

function useBoxes(): { readonly shown: readonly Box[]; readonly first: Box } {
  const me = useMe();
  const may = useMay();
  const oversees = overseers.includes(me.role);
  const shown = boxes.filter((box) => {
    if (box === "mine") return may("request.file");
    if (box === "all" || box === "overdue") return oversees || may("request.handle");
    return me.role !== "auditor";
  });
  const first: Box = may("request.decide") ? "todo" : me.role === "auditor" ? "all" : "mine";
  return { shown, first };
}

export function RequestsPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const { shown, first } = useBoxes();
  const inbox = useInbox(true);
  const box = shown.find((one) => one === search.box) ?? first;
  const go = (next: { readonly box?: Box; readonly operation?: Operation | undefined }) => {
    const operation = "operation" in next ? next.operation : search.operation;
    void navigate({
      to: "/requests",
      search: { box: next.box ?? box, ...(operation === undefined ? {} : { operation }) },
      replace: true,
    });
  };
  return (
    <div className="page">
      <PageHead
        title={t("requests/title")}
        note={t("requests/note")}
        tools={
          may("request.file") ? (
            <AddButton
              word={t("requests/newOne")}
              onClick={() => void navigate({ to: "/requests/new" })}
            />
          ) : undefined
        }
      />
      <div className="filters request-filters">
        <OperationFilter value={search.operation} onChange={(operation) => go({ operation })} />
      </div>
      <Tabs
        className="request-tabs"
        activeKey={box}
        destroyOnHidden
        onChange={(key) => {
          const next = shown.find((one) => one === key);
          if (next !== undefined) go({ box: next });
        }}
        items={shown.map((one) => ({
          key: one,
          label: <TabLabel box={one} inbox={inbox.data} />,
          children: <BoxList box={one} operation={search.operation} />,
        }))}
      />
    </div>
  );
}

function TabLabel(props: { readonly box: Box; readonly inbox: Inbox | undefined }) {
  const { t } = useWords();
  const number =
    props.box === "todo" ? props.inbox?.todo : props.box === "overdue" ? props.inbox?.overdue : 0;
  return (
    <>
      {t(`requests/boxes/${props.box}`)}
      {number === undefined || number === 0 ? null : (
        <span className={`tab-number tab-number-${props.box}`}>{number}</span>
      )}
    </>
  );
}

function OperationFilter(props: {
  readonly value: Operation | undefined;
  readonly onChange: (operation: Operation | undefined) => void;
}) {
  const { t } = useWords();
  return (
    <Select<Operation>
      allowClear
      className="request-filter"
      placeholder={t("requests/filter")}
      aria-label={t("requests/filter")}
      {...(props.value === undefined ? {} : { value: props.value })}
      options={operations.map((value) => ({
        value,
        label: t(`requestTerms/operations/${value}/name`),
      }))}
      onChange={(operation: Operation | undefined) => props.onChange(operation)}
    />
  );
}

function BoxList(props: { readonly box: Box; readonly operation: Operation | undefined }) {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const { box, operation } = props;
  const lines = useInfiniteQuery({
    queryKey: ["requests", box, operation ?? "every"],
    queryFn: ({ pageParam }: { pageParam: number | undefined }) =>
      ask("requests.list", {
        query: {
          box,
          ...(operation === undefined ? {} : { operation }),
          ...(pageParam === undefined ? {} : { beforeMs: pageParam }),
        },
      }),
    initialPageParam: undefined,
    getNextPageParam: (page): number | undefined =>
      page.more ? page.requests.at(-1)?.filedAtMs : undefined,
  });
  const shown = lines.data?.pages.flatMap((page) => page.requests) ?? [];
  if (lines.isError) return <Failure error={lines.error} onRetry={() => void lines.refetch()} />;
  return (
    <div className="stack">
      <section className="sheet" aria-label={t(`requests/boxes/${box}`)}>
        {lines.isPending ? (
          <Bones rows={6} />
        ) : shown.length > 0 ? (
          <RequestRows lines={shown} />
        ) : (
          <Empty
            {...emptyWords(t, box)}
            tools={
              may("request.file") && box === "mine" ? (
                <AddButton
                  word={t("requests/newOne")}
                  onClick={() => void navigate({ to: "/requests/new" })}
                />
              ) : undefined
            }
          />
        )}
      </section>
      {lines.hasNextPage ? (
        <Button block loading={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {t("requests/older")}
        </Button>
      ) : null}
    </div>
  );
}

const emptyWords = (t: Say, box: Box) => ({
  title: t(`requests/empty/${box}`),
  next: t(`requests/emptyNext/${box}`),
});

import { Progress } from "antd";
import { Status } from "../look/status.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { day, size } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import type { Case, Item } from "./use-destruction.ts";

const begun: readonly Case["state"][] = ["executing", "waiting-lock", "verified", "finished"];

/** The list as the form prints it; once it has begun, how far each item has come and where its copies went. */
export function CaseItems(props: { readonly one: Case }) {
  const { t } = useWords();
  const { one } = props;
  const isBegun = begun.includes(one.state);
  const done = one.list.filter((item) => item.step === "checked").length;
  return (
    <>
      {isBegun ? (
        <section className="sheet" aria-label={t("destruction/progress")}>
          <h2>{t("destruction/progress")}</h2>
          <div className="sheet-body">
            <Progress
              percent={Math.round((100 * done) / Math.max(1, one.list.length))}
              status={done === one.list.length ? "success" : "active"}
              aria-label={t("destruction/progress")}
            />
            <p>{t("destruction/progressText", { done, all: one.list.length })}</p>
          </div>
        </section>
      ) : null}
      <h2 className="destruction-head">{t("destruction/list")}</h2>
      <SheetTable<Item>
        rows={one.list}
        rowKey="itemId"
        columns={columns(t, isBegun)}
        empty={null}
      />
      {isBegun ? <Copies one={one} /> : null}
    </>
  );
}

function columns(t: Say, isBegun: boolean) {
  return [
    { title: t("destruction/number"), dataIndex: "number", key: "number" },
    {
      title: t("destruction/state"),
      key: "state",
      render: (_: unknown, item: Item) => <ItemState item={item} isBegun={isBegun} />,
    },
    {
      title: t("destruction/name"),
      key: "name",
      render: (_: unknown, item: Item) => <span className="destruction-name">{item.name}</span>,
    },
    {
      title: t("destruction/amount"),
      key: "amount",
      render: (_: unknown, item: Item) =>
        t("destruction/pieces", { objects: item.objects, size: size(item.sizeBytes) }),
    },
    {
      title: t("destruction/partition"),
      key: "partition",
      render: (_: unknown, item: Item) =>
        item.partition === "operations"
          ? t("retention/sources/watch-day")
          : t(`terms/activities/${item.partition}`),
    },
    {
      title: t("destruction/formed"),
      key: "formed",
      render: (_: unknown, item: Item) => day(item.formedMs),
    },
    {
      title: t("destruction/class"),
      key: "class",
      render: (_: unknown, item: Item) => t(`retention/classes/${item.class}`),
    },
    {
      title: t("destruction/due"),
      key: "due",
      render: (_: unknown, item: Item) => (item.minUntilMs === null ? "" : day(item.minUntilMs)),
    },
  ];
}

function ItemState(props: { readonly item: Item; readonly isBegun: boolean }) {
  const { t } = useWords();
  const { item, isBegun } = props;
  if (isBegun)
    return (
      <Status tone={item.step === "checked" ? "good" : item.step === "waiting" ? "plain" : "busy"}>
        {t(`destruction/steps/${item.step}`)}
      </Status>
    );
  if (item.why.length === 0) return <Status tone="good">{t("destruction/may")}</Status>;
  return (
    <span className="destruction-whys">
      {item.why.map((why) => (
        <Status key={why} tone="warn">
          {t(`retention/reasons/${why}`)}
        </Status>
      ))}
    </span>
  );
}

/** A lock that has ended is told with its day, too. */
function fateText(t: Say, copy: Item["copies"][number]): string {
  const fate = t(`destruction/fates/${copy.state}`);
  if (copy.untilMs === null) return fate;
  return copy.state === "deleted"
    ? t("destruction/wasLocked", { at: day(copy.untilMs) })
    : `${fate} ${day(copy.untilMs)}`;
}

/** What the local bytes lay on, and what it was told: only what was done. */
function Medium(props: { readonly medium: NonNullable<Case["medium"]> }) {
  const { t } = useWords();
  const { medium } = props;
  const names = [medium.fileSystem, medium.device, medium.model].filter((name) => name !== "");
  return (
    <section className="sheet" aria-label={t("destruction/medium")}>
      <h2>{t("destruction/medium")}</h2>
      <div className="sheet-body">
        <p>
          {t(`destruction/media/${medium.kind}`)} <span className="quiet">{names.join(" · ")}</span>
        </p>
        <p>{t(medium.inPlace ? "destruction/inPlace" : "destruction/notInPlace")}</p>
        <p>
          {t(`destruction/trimmings/${medium.trimming}`)}
          {medium.trimmedBytes === null ? "" : ` ${size(medium.trimmedBytes)}`}
        </p>
      </div>
    </section>
  );
}

type CopyRow = Item["copies"][number] & { readonly key: string; readonly number: string };

function Copies(props: { readonly one: Case }) {
  const { t } = useWords();
  const rows = props.one.list.flatMap((item) =>
    item.copies.map((copy, at): CopyRow => ({
      ...copy,
      key: `${item.itemId} ${at}`,
      number: item.number,
    })),
  );
  if (rows.length === 0) return null;
  return (
    <>
      <h2 className="destruction-head">{t("destruction/copiesOf")}</h2>
      <SheetTable<CopyRow>
        rows={rows}
        rowKey="key"
        empty={null}
        columns={[
          { title: t("destruction/number"), dataIndex: "number", key: "number" },
          {
            title: t("destruction/where"),
            key: "where",
            render: (_: unknown, copy: CopyRow) => (
              <span>
                {t(`destruction/wheres/${copy.where}`)} <span className="quiet">{copy.name}</span>
              </span>
            ),
          },
          {
            title: t("destruction/category"),
            key: "category",
            render: (_: unknown, copy: CopyRow) => t(`destruction/categories/${copy.category}`),
          },
          {
            title: t("destruction/fate"),
            key: "fate",
            render: (_: unknown, copy: CopyRow) => (
              <Status tone={copy.state === "erased" || copy.state === "deleted" ? "good" : "warn"}>
                {fateText(t, copy)}
              </Status>
            ),
          },
          {
            title: t("destruction/checked"),
            key: "checked",
            render: (_: unknown, copy: CopyRow) =>
              copy.checked ? t("destruction/isChecked") : t("destruction/notChecked"),
          },
        ]}
      />
      {props.one.medium === null ? null : <Medium medium={props.one.medium} />}
    </>
  );
}

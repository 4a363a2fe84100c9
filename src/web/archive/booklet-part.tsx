import { Empty } from "../look/empty.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import type { Campaign, SheetLine } from "./use-archive.ts";

const states = ["printed", "received", "scanned", "missing"] as const;

/** The year's printed sheets, for binding: numbers and whether the signed paper is back. */
export function BookletPart(props: { readonly one: Campaign }) {
  const { t } = useWords();
  const { booklet } = props.one;
  const back = booklet.filter((line) => line.state === "received" || line.state === "scanned");
  return (
    <>
      <h2 className="archive-head">
        {t("archivePage/booklet")}
        <small className="quiet">
          {booklet.length === 0
            ? ""
            : t("archivePage/bookletText", { count: booklet.length, back: back.length })}
        </small>
      </h2>
      <SheetTable<SheetLine>
        rows={booklet}
        rowKey="sheetId"
        columns={columns(t)}
        empty={<Empty title={t("archivePage/bookletNone")} next={t("archivePage/bookletNext")} />}
      />
    </>
  );
}

function columns(t: Say) {
  return [
    { title: t("archivePage/serial"), dataIndex: "serial", key: "serial" },
    { title: t("archivePage/form"), dataIndex: "form", key: "form" },
    { title: t("archivePage/pages"), dataIndex: "pages", key: "pages" },
    {
      title: t("archivePage/printedAt"),
      key: "printedAt",
      render: (_: unknown, one: SheetLine) => dayMinute(one.printedAtMs),
    },
    {
      title: t("archivePage/paperState"),
      key: "state",
      render: (_: unknown, one: SheetLine) => <PaperState one={one} />,
    },
  ];
}

function PaperState(props: { readonly one: SheetLine }) {
  const { t } = useWords();
  const state = states.find((name) => name === props.one.state) ?? "printed";
  const tone = state === "missing" ? "alarm" : state === "printed" ? "warn" : "good";
  return <Status tone={tone}>{t(`archivePage/paperStates/${state}`)}</Status>;
}

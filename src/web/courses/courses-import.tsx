import { App } from "antd";
import { address, upload, type Answer } from "../ask.ts";
import { FaultTable } from "../look/fault-table.tsx";
import { DataTable } from "../look/scroll.tsx";
import { SheetImport } from "../look/sheet-import.tsx";
import { Status } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

type Reading = Answer<"courses.import">;
type Line = Reading["rows"][number];

/** Takes courses with their items from a sheet: checked first, taken whole or not at all. */
export function CoursesImport(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { onClose } = props;
  return (
    <SheetImport<Reading>
      title={t("coursesPage/import")}
      lead={t("coursesPage/importLead")}
      take={t("coursesPage/take")}
      template={address("courses.template")}
      send={(file, step) => upload("courses.import", file, { step })}
      onTaken={(taken) => {
        void queries.invalidateQueries({ queryKey: ["courses"] });
        if (!taken.taken) return;
        void message.success(t("coursesPage/taken", { n: taken.rows.length }));
        onClose();
      }}
      onClose={onClose}
    >
      {(reading) => <ReadingView reading={reading} />}
    </SheetImport>
  );
}

function ReadingView(props: { readonly reading: Reading }) {
  const { t } = useWords();
  const { rows, faults } = props.reading;
  if (faults.length > 0)
    return (
      <>
        <Status tone="alarm">{t("coursesPage/faults", { n: faults.length })}</Status>
        <FaultTable faults={faults} />
      </>
    );
  return (
    <>
      <Status tone="good">{t("coursesPage/good", { n: rows.length })}</Status>
      <DataTable<Line>
        size="small"
        rowKey="code"
        columns={[
          { title: t("coursesPage/code"), dataIndex: "code" },
          { title: t("coursesPage/name"), dataIndex: "name" },
          { title: t("coursesPage/items"), dataIndex: "items" },
          {
            title: "",
            render: (_, row) => (row.known ? t("coursesPage/known") : t("coursesPage/fresh")),
          },
        ]}
        dataSource={[...rows]}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        scroll={{ x: "max-content" }}
      />
    </>
  );
}

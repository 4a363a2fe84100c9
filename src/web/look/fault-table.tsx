import type { TimetablePreview } from "../../contract/routes/lessons.ts";
import { faultWord } from "../words/row-faults.ts";
import { useWords } from "../words/index.ts";
import { DataTable } from "./scroll.tsx";

type RowFault = TimetablePreview["faults"][number];

/** What is wrong with a sheet, place by place. */
export function FaultTable(props: { readonly faults: readonly RowFault[] }) {
  const { t } = useWords();
  return (
    <DataTable<RowFault>
      size="small"
      rowKey={(fault) => `${fault.row}/${fault.column}/${fault.code}`}
      columns={[
        { title: t("sheetImport/row"), dataIndex: "row" },
        { title: t("sheetImport/column"), dataIndex: "column" },
        { title: t("sheetImport/value"), dataIndex: "value" },
        { title: t("sheetImport/wrong"), render: (_, fault) => faultWord(t, fault.code) },
      ]}
      dataSource={[...props.faults]}
      pagination={{ pageSize: 10, hideOnSinglePage: true }}
      scroll={{ x: "max-content" }}
    />
  );
}

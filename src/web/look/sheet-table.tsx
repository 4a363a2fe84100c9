import type { TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { Bones } from "./empty.tsx";
import { DataTable } from "./scroll.tsx";

/** A list as a table on a sheet: its structure while loading, pages of 50, sideways scrolling. */
export function SheetTable<T extends object>(props: {
  readonly rows: readonly T[] | undefined;
  readonly rowKey: keyof T & string;
  readonly columns: TableColumnsType<T>;
  readonly empty: ReactNode;
}) {
  return (
    <div className="sheet">
      {props.rows === undefined ? (
        <Bones rows={8} />
      ) : (
        <DataTable<T>
          size="small"
          rowKey={props.rowKey}
          columns={props.columns}
          dataSource={props.rows}
          locale={{ emptyText: props.empty }}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: "max-content" }}
        />
      )}
    </div>
  );
}

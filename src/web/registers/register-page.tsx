import { FileExcelOutlined, PrinterOutlined } from "@ant-design/icons";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import { FormName, officialForms } from "../../contract/forms.ts";
import { limits } from "../../contract/limits.ts";
import type { RegisterRow } from "../../contract/routes/registers.ts";
import { address, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { DataTable } from "../look/scroll.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { PeriodChoice } from "./period-choice.tsx";
import { PrintedSheets } from "./printed-sheets.tsx";
import { type Period, periods, usePeriod } from "./use-period.ts";
import "./registers.css";

/** One register: the columns of its paper form, newest last. */
export function RegisterPage() {
  const params: { readonly form?: string } = useParams({ strict: false });
  const form = FormName.safeParse(params.form);
  return form.success ? <OneRegister key={form.data} form={form.data} /> : <NoRegister />;
}

function NoRegister() {
  const { t } = useWords();
  return (
    <div className="page">
      <Empty
        title={t("refusals/not_found/what")}
        next={<Link to="/registers">{t("registers/title")}</Link>}
      />
    </div>
  );
}

function OneRegister({ form }: { readonly form: FormName }) {
  const { t } = useWords();
  const chosen = usePeriod(periods.thisMonth);
  const [text, setText] = useState("");
  const [page, setPage] = useState(1);
  const { period } = chosen;
  const columns = useColumns(form);
  const offset = (page - 1) * limits.pageRows;
  const lines = useQuery({
    queryKey: ["register", form, period, text, page],
    queryFn: ({ signal }) =>
      ask("registers.read", { params: { form }, query: { ...period, text, offset }, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="page">
      <PageHead
        title={officialForms[form].title}
        note={`${form} · ${t(`registers/about/${form}`)}`}
        tools={<RegisterTools form={form} period={period} text={text} />}
      />
      <div className="register-filter">
        <PeriodChoice
          chosen={{ ...chosen, choose: (...days) => (setPage(1), chosen.choose(...days)) }}
        />
        <Input.Search
          allowClear
          placeholder={t("registers/search")}
          aria-label={t("registers/search")}
          onSearch={(value) => {
            setPage(1);
            setText(value);
          }}
        />
      </div>
      {lines.isError ? <Failure error={lines.error} /> : null}
      <div className="sheet register-table">
        {lines.data === undefined ? (
          <Bones rows={8} />
        ) : (
          <DataTable<RegisterRow>
            bordered
            size="small"
            rowKey="number"
            columns={columns}
            dataSource={lines.data.rows}
            scroll={{ x: "max-content" }}
            locale={{
              emptyText: <Empty title={t("registers/empty")} next={t("registers/emptyNext")} />,
            }}
            pagination={{
              current: page,
              pageSize: limits.pageRows,
              total: lines.data.total,
              showSizeChanger: false,
              hideOnSinglePage: false,
              showTotal: (count) => t("registers/total", { count: String(count) }),
              onChange: setPage,
            }}
          />
        )}
      </div>
      <PrintedSheets form={form} />
    </div>
  );
}

/** The running number, then exactly the columns of the form. */
function useColumns(form: FormName): TableColumnsType<RegisterRow> {
  const { t } = useWords();
  const may = useMay();
  const cells = officialForms[form].columns.map((column, at) => ({
    title: column.title,
    key: column.title,
    align: column.align,
    className: "register-cell",
    render: (_: unknown, row: RegisterRow) => row.cells[at] ?? "",
  }));
  return [
    {
      title: t("registers/number"),
      key: "number",
      className: "number",
      render: (_: unknown, row: RegisterRow) =>
        row.requestId === null || !may("request.read") ? (
          row.number
        ) : (
          <Link to="/requests/$requestId" params={{ requestId: row.requestId }}>
            {row.number}
          </Link>
        ),
    },
    ...cells,
  ];
}

function RegisterTools(props: {
  readonly form: FormName;
  readonly period: Period;
  readonly text: string;
}) {
  const { t } = useWords();
  const { form, period, text } = props;
  const queries = useQueryClient();
  const print = useMutation({
    mutationFn: () => ask("registers.print", { params: { form }, body: period }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["register-sheets", form] }),
  });
  return (
    <>
      <Button
        href={address("registers.table", { params: { form }, query: { ...period, text } })}
        download
        icon={<FileExcelOutlined aria-hidden />}
      >
        {t("registers/table")}
      </Button>
      <Button
        type="primary"
        icon={<PrinterOutlined aria-hidden />}
        title={t("registers/printHint")}
        loading={print.isPending}
        onClick={() => print.mutate()}
      >
        {t("registers/print")}
      </Button>
      {print.isError ? <Failure error={print.error} /> : null}
    </>
  );
}

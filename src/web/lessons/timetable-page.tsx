import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Upload } from "antd";
import type { TimetablePreview } from "../../contract/routes/lessons.ts";
import { address, ask, upload } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { FaultTable } from "../look/fault-table.tsx";
import { PageHead } from "../look/page-head.tsx";
import { DataTable } from "../look/scroll.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, minuteOfDay } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";

/** Preview first, confirm then; one bad row and nothing is imported. */
export function TimetablePage() {
  const { t } = useWords();
  const preview = useMutation({ mutationFn: (file: File) => upload("timetable.preview", file) });
  const confirm = useMutation({
    mutationFn: (previewId: string) => ask("timetable.import", { body: { previewId } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["lessons"] }),
  });
  const again = () => {
    preview.reset();
    confirm.reset();
  };
  const template = (
    <Button icon={<DownloadOutlined aria-hidden />} href={address("timetable.template")} download>
      {t("timetable/template")}
    </Button>
  );
  return (
    <div className="page">
      <PageHead title={t("timetable/title")} note={t("timetable/note")} tools={template} />
      <div className="stack">
        {preview.isError ? <Failure error={preview.error} /> : null}
        {confirm.isError ? <Failure error={confirm.error} onRetry={again} /> : null}
        {confirm.data !== undefined ? (
          <div className="sheet">
            <Empty
              title={t("timetable/done", { n: confirm.data.lessons.length })}
              tools={
                <>
                  <Link to="/lessons">{t("timetable/toLessons")}</Link>
                  <Button onClick={again}>{t("timetable/another")}</Button>
                </>
              }
            />
          </div>
        ) : preview.isPending ? (
          <div className="sheet">
            <Bones rows={6} />
          </div>
        ) : preview.data !== undefined ? (
          <Preview
            preview={preview.data}
            busy={confirm.isPending}
            onConfirm={(id) => confirm.mutate(id)}
            onAgain={again}
          />
        ) : (
          <Choose onFile={(file) => preview.mutate(file)} />
        )}
      </div>
    </div>
  );
}

function Choose(props: { readonly onFile: (file: File) => void }) {
  const { t } = useWords();
  return (
    <Upload.Dragger
      accept=".xlsx,.csv"
      multiple={false}
      showUploadList={false}
      aria-label={t("timetable/choose")}
      beforeUpload={(file) => {
        // Too large a file is refused by the house, with its reason in words.
        props.onFile(file);
        return false;
      }}
    >
      <p style={{ fontSize: 30, color: "var(--blue)" }}>
        <InboxOutlined aria-hidden />
      </p>
      <p>
        <b>{t("timetable/choose")}</b>
      </p>
      <p className="quiet">{t("timetable/chooseHint")}</p>
    </Upload.Dragger>
  );
}

type Row = TimetablePreview["rows"][number];

function Preview(props: {
  readonly preview: TimetablePreview;
  readonly busy: boolean;
  readonly onConfirm: (previewId: string) => void;
  readonly onAgain: () => void;
}) {
  const { t } = useWords();
  const { preview } = props;
  const bad = preview.faults.length > 0;
  const columns = [
    { title: t("timetable/row"), dataIndex: "row", width: 70 },
    { title: t("timetable/name"), dataIndex: "officialName" },
    {
      title: t("plan/span"),
      className: "number",
      render: (_: unknown, row: Row) => `${dayMinute(row.startMs)}–${minuteOfDay(row.endMs)}`,
    },
    { title: t("plan/venue"), dataIndex: "venueName" },
    {
      title: t("timetable/teachers"),
      render: (_: unknown, row: Row) => listed(row.teacherNames),
    },
  ];
  return (
    <>
      <div className="filters" style={{ margin: 0 }}>
        <b>{preview.fileName}</b>
        {bad ? (
          <Status tone="alarm">{t("timetable/faultsText", { n: preview.faults.length })}</Status>
        ) : (
          <Status tone="good">{t("timetable/goodText", { n: preview.rows.length })}</Status>
        )}
        <span style={{ marginLeft: "auto" }} className="quiet number">
          {t("timetable/expires", { at: dayMinute(preview.expiresAtMs) })}
        </span>
        <Button onClick={props.onAgain}>{t("timetable/another")}</Button>
        <Button
          type="primary"
          disabled={bad || preview.rows.length === 0}
          loading={props.busy}
          onClick={() => props.onConfirm(preview.previewId)}
        >
          {t("timetable/confirm")}
        </Button>
      </div>
      {bad ? (
        <section className="sheet" aria-label={t("timetable/faults")}>
          <h2>{t("timetable/faults")}</h2>
          <FaultTable faults={preview.faults} />
        </section>
      ) : null}
      <section className="sheet" aria-label={t("timetable/good")}>
        <h2>{t("timetable/good")}</h2>
        <DataTable<Row>
          size="small"
          rowKey="row"
          columns={columns}
          dataSource={[...preview.rows]}
          pagination={{ pageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: "max-content" }}
        />
      </section>
    </>
  );
}

import { DownloadOutlined, UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { App, Button, Modal, Table, Upload } from "antd";
import { useState } from "react";
import { address, upload, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { Status } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import { faultWord } from "../words/row-faults.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import type { AttendanceNow } from "./use-attendance.ts";

type Reading = Answer<"roster.import">;
type Fault = Reading["faults"][number];
type Person = Reading["lines"][number];

/** Takes a roster with its groups from a sheet: checked first, taken whole or not at all. */
export function RosterImport(props: { readonly lesson: LessonNow; readonly now: AttendanceNow }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { lesson, now } = props;
  const n = now.lines.filter((line) => line.accountId !== null).length;
  return (
    <div className="attendance-roster">
      <span className="quiet">{t("attendance/withAccount", { n })}</span>
      <Button size="small" icon={<UploadOutlined aria-hidden />} onClick={() => setOpen(true)}>
        {t("attendance/rosterImport")}
      </Button>
      {open ? <ImportDialog lesson={lesson} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function ImportDialog(props: { readonly lesson: LessonNow; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { lesson, onClose } = props;
  const [file, setFile] = useState<File | null>(null);
  const send = (chosen: File, step: "check" | "take") =>
    upload("roster.import", chosen, { lessonId: lesson.lessonId, step });
  const read = useMutation({ mutationFn: (chosen: File) => send(chosen, "check") });
  const take = useMutation({
    mutationFn: (chosen: File) => send(chosen, "take"),
    onSuccess: (taken) => {
      for (const name of ["lesson", "lessons", "attendance", "seats"])
        void queries.invalidateQueries({ queryKey: [name] });
      if (!taken.taken) return;
      void message.success(t("attendance/rosterTaken", { n: taken.lines.length }));
      onClose();
    },
  });
  const reading = read.data;
  const ready = reading !== undefined && reading.faults.length === 0 && file !== null;
  return (
    <Modal
      open
      width={720}
      title={t("attendance/rosterImport")}
      okText={t("attendance/rosterTake")}
      okButtonProps={{ disabled: !ready, loading: take.isPending }}
      onOk={() => (file === null ? undefined : take.mutate(file))}
      onCancel={onClose}
    >
      <div className="stack">
        <p className="quiet">{t("attendance/rosterLead")}</p>
        <div className="attendance-tools">
          <Upload
            accept=".xlsx,.csv"
            multiple={false}
            showUploadList={false}
            beforeUpload={(chosen) => {
              setFile(chosen);
              read.mutate(chosen);
              return false;
            }}
          >
            <Button icon={<UploadOutlined aria-hidden />} loading={read.isPending}>
              {t("attendance/rosterChoose")}
            </Button>
          </Upload>
          <Button
            icon={<DownloadOutlined aria-hidden />}
            href={address("roster.template")}
            download
          >
            {t("attendance/rosterTemplate")}
          </Button>
        </div>
        {read.isError ? <Failure error={read.error} /> : null}
        {take.isError ? <Failure error={take.error} /> : null}
        {reading === undefined ? null : <ReadingView reading={reading} />}
      </div>
    </Modal>
  );
}

function ReadingView(props: { readonly reading: Reading }) {
  const { t } = useWords();
  const { reading } = props;
  const bad = reading.faults.length > 0;
  return (
    <>
      {bad ? (
        <Status tone="alarm">{t("attendance/rosterFaults", { n: reading.faults.length })}</Status>
      ) : (
        <Status tone="good">
          {t("attendance/rosterGood", { n: reading.lines.length, g: reading.groups.length })}
        </Status>
      )}
      {!bad && reading.leaving.length > 0 ? (
        <Status tone="warn">
          {t("attendance/rosterLeaving", { names: listed(reading.leaving) })}
        </Status>
      ) : null}
      {bad ? (
        <Table<Fault>
          size="small"
          rowKey={(fault) => `${fault.row}/${fault.column}/${fault.code}`}
          columns={[
            { title: t("attendance/row"), dataIndex: "row" },
            { title: t("attendance/column"), dataIndex: "column" },
            { title: t("attendance/value"), dataIndex: "value" },
            { title: t("attendance/wrong"), render: (_, fault) => faultWord(t, fault.code) },
          ]}
          dataSource={[...reading.faults]}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: "max-content" }}
        />
      ) : (
        <Table<Person>
          size="small"
          rowKey="row"
          columns={[
            { title: t("attendance/person"), dataIndex: "name" },
            { title: t("attendance/number"), dataIndex: "login" },
            { title: t("attendance/group"), dataIndex: "group" },
            { title: t("attendance/station"), dataIndex: "station" },
          ]}
          dataSource={[...reading.lines]}
          pagination={{ pageSize: 10, hideOnSinglePage: true }}
          scroll={{ x: "max-content" }}
        />
      )}
    </>
  );
}

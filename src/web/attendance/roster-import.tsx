import { UploadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useState } from "react";
import { address, upload, type Answer } from "../ask.ts";
import { FaultTable } from "../look/fault-table.tsx";
import { DataTable } from "../look/scroll.tsx";
import { SheetImport } from "../look/sheet-import.tsx";
import { Status } from "../look/status.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import type { AttendanceNow } from "./use-attendance.ts";

type Reading = Answer<"roster.import">;
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
  return (
    <SheetImport<Reading>
      title={t("attendance/rosterImport")}
      lead={t("attendance/rosterLead")}
      take={t("attendance/rosterTake")}
      template={address("roster.template")}
      send={(file, step) => upload("roster.import", file, { lessonId: lesson.lessonId, step })}
      onTaken={(taken) => {
        for (const name of ["lesson", "lessons", "attendance", "seats"])
          void queries.invalidateQueries({ queryKey: [name] });
        if (!taken.taken) return;
        void message.success(t("attendance/rosterTaken", { n: taken.lines.length }));
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
        <FaultTable faults={reading.faults} />
      ) : (
        <DataTable<Person>
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

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Checkbox, Select, type TableColumnsType } from "antd";
import { useState } from "react";
import { lacksAgreement } from "../../kernel/lessons/external.ts";
import { address, ask } from "../ask.ts";
import type { LessonNow } from "../lessons/use-lessons.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute, instantOf, minuteOfDay } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import "../lessons/lessons.css";
import "./timetable.css";

/** 对外活动清单 of a year (S0-5.2.4): who came, by which agreement, and where one is missing. */
export function ExternalsPage() {
  const { t } = useWords();
  const may = useMay();
  const thisYear = Number(day(nowMs()).slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const [onlyMissing, setOnlyMissing] = useState(false);
  const span = {
    fromMs: instantOf(`${year}-01-01`, "00:00"),
    toMs: instantOf(`${year + 1}-01-01`, "00:00"),
  };
  const found = useQuery({
    queryKey: ["lessons", "external", year],
    queryFn: () => ask("externals.list", { query: span }),
  });
  const rows = found.data?.lessons.filter((lesson) => !onlyMissing || lacksAgreement(lesson));
  return (
    <div className="page">
      <PageHead
        title={t("externalsPage/title")}
        note={t("externalsPage/note")}
        tools={
          <Button href={address("externals.table", { query: span })}>
            {t("externalsPage/table")}
          </Button>
        }
      />
      <div className="filters">
        <Select<number>
          className="tt-year"
          aria-label={t("externalsPage/year")}
          value={year}
          onChange={setYear}
          options={[1, 0, -1, -2, -3, -4].map((shift) => ({
            value: thisYear + shift,
            label: thisYear + shift,
          }))}
        />
        <Checkbox checked={onlyMissing} onChange={(event) => setOnlyMissing(event.target.checked)}>
          {t("externalsPage/onlyMissing")}
        </Checkbox>
      </div>
      {found.isError ? (
        <Failure error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <SheetTable<LessonNow>
          rows={rows}
          rowKey="lessonId"
          columns={columns(t, may("lesson.plan"))}
          empty={<Empty title={t("externalsPage/empty")} next={t("externalsPage/emptyNext")} />}
        />
      )}
    </div>
  );
}

function columns(t: Say, mayPlan: boolean): TableColumnsType<LessonNow> {
  return [
    {
      title: t("externalsPage/when"),
      render: (_, lesson) => (
        <span className="number">{`${dayMinute(lesson.startMs)}–${minuteOfDay(lesson.endMs)}`}</span>
      ),
    },
    {
      title: t("externalTerms/kind"),
      render: (_, lesson) =>
        lesson.external === null ? "—" : t(`externalTerms/kinds/${lesson.external.kind}`),
    },
    { title: t("externalTerms/party"), render: (_, lesson) => lesson.external?.party ?? "—" },
    {
      title: t("externalTerms/agreement"),
      render: (_, lesson) =>
        lesson.external?.agreement ?? (
          <>
            <Status tone="warn">{t("externalTerms/missing")}</Status>{" "}
            {mayPlan ? (
              <Link to="/lessons/$lessonId/change" params={{ lessonId: lesson.lessonId }}>
                {t("externalTerms/fill")}
              </Link>
            ) : null}
          </>
        ),
    },
    {
      title: t("externalsPage/lesson"),
      render: (_, lesson) => (
        <Link to="/lessons/$lessonId" params={{ lessonId: lesson.lessonId }}>
          {lesson.project}
        </Link>
      ),
    },
    { title: t("plan/venue"), render: (_, lesson) => lesson.venueName },
    {
      title: t("plan/teachers"),
      render: (_, lesson) => listed(lesson.teachers.map((teacher) => teacher.name)),
    },
  ];
}

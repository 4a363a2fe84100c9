import { useMutation } from "@tanstack/react-query";
import { App, Button, Checkbox, Input, type TableColumnsType } from "antd";
import { useState } from "react";
import type { Course, CourseItem } from "../../contract/courses.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { RowAct } from "../look/row-act.tsx";
import { DataTable } from "../look/scroll.tsx";
import { Status } from "../look/status.tsx";
import { useMay } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { type Say, useWords } from "../words/index.ts";
import { CourseDialog } from "./course-dialog.tsx";
import { useCourses } from "./use-courses.ts";
import { CoursesImport } from "./courses-import.tsx";
import "../lessons/lessons.css";
import "./courses.css";

function keptOf(
  courses: readonly Course[],
  sieve: { readonly text: string; readonly withRetired: boolean },
): Course[] {
  return courses.filter(
    (course) => (sieve.withRetired || course.state === "active") && isKept(course, sieve.text),
  );
}

function isKept(course: Course, text: string): boolean {
  const words = [
    course.code,
    course.name,
    course.department,
    course.teacherName,
    ...course.items.flatMap((item) => [item.code, item.name]),
  ];
  return words.join(" ").toLowerCase().includes(text.trim().toLowerCase());
}

/** 课程与项目库: what lessons and exams choose from. */
export function CoursesPage() {
  const { t } = useWords();
  const may = useMay();
  const found = useCourses();
  const [text, setText] = useState("");
  const [withRetired, setWithRetired] = useState(false);
  const [open, setOpen] = useState<Course | "new" | "import" | null>(null);
  const retire = useRetire();
  const shown = keptOf(found.data?.courses ?? [], { text, withRetired });
  const mayPlan = may("lesson.plan");
  const add = <AddButton word={t("coursesPage/add")} onClick={() => setOpen("new")} />;
  return (
    <div className="page">
      <PageHead
        title={t("coursesPage/title")}
        note={t("coursesPage/note")}
        tools={
          mayPlan ? (
            <>
              <Button onClick={() => setOpen("import")}>{t("coursesPage/import")}</Button>
              {add}
            </>
          ) : null
        }
      />
      <Sieve withRetired={withRetired} onText={setText} onWithRetired={setWithRetired} />
      {found.isError ? <Failure error={found.error} onRetry={() => void found.refetch()} /> : null}
      {retire.isError ? <Failure error={retire.error} /> : null}
      <div className="sheet">
        {found.isPending ? <Bones rows={8} /> : null}
        {found.data === undefined ? null : (
          <DataTable<Course>
            size="small"
            rowKey="courseId"
            columns={columns(t, mayPlan, { onChange: setOpen, onRetire: retire.ask })}
            dataSource={shown}
            expandable={itemsBelow(withRetired)}
            locale={{
              emptyText: (
                <Empty
                  title={t("coursesPage/empty")}
                  next={mayPlan ? t("coursesPage/emptyNext") : t("coursesPage/emptyNextRead")}
                  tools={mayPlan ? add : null}
                />
              ),
            }}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
          />
        )}
      </div>
      {open === "import" ? <CoursesImport onClose={() => setOpen(null)} /> : null}
      {open === null || open === "import" ? null : (
        <CourseDialog course={open === "new" ? null : open} onClose={() => setOpen(null)} />
      )}
    </div>
  );
}

function Sieve(props: {
  readonly withRetired: boolean;
  readonly onText: (text: string) => void;
  readonly onWithRetired: (withRetired: boolean) => void;
}) {
  const { t } = useWords();
  return (
    <div className="filters">
      <Input.Search
        className="grow"
        allowClear
        aria-label={t("coursesPage/filter")}
        placeholder={t("coursesPage/filterHint")}
        onChange={(event) => props.onText(event.target.value)}
      />
      <Checkbox
        checked={props.withRetired}
        onChange={(event) => props.onWithRetired(event.target.checked)}
      >
        {t("coursesPage/retiredToo")}
      </Checkbox>
    </div>
  );
}

function useRetire() {
  const { t } = useWords();
  const { modal } = App.useApp();
  const act = useMutation({
    mutationFn: ({ courseId, version, state }: Course) =>
      ask("courses.retire", {
        params: { courseId },
        body: { version, retired: state === "active" },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["courses"] }),
  });
  const confirm = (course: Course) => {
    if (course.state === "retired") {
      act.mutate(course);
      return;
    }
    modal.confirm({
      title: t("coursesPage/retireTitle", { name: course.name }),
      content: t("coursesPage/retireText"),
      okText: t("coursesPage/retire"),
      cancelText: t("common/cancel"),
      onOk: () => act.mutate(course),
    });
  };
  return { isError: act.isError, error: act.error, ask: confirm };
}

function columns(
  t: Say,
  mayPlan: boolean,
  acts: {
    readonly onChange: (course: Course) => void;
    readonly onRetire: (course: Course) => void;
  },
): TableColumnsType<Course> {
  return [
    { title: t("coursesPage/code"), dataIndex: "code" },
    { title: t("coursesPage/name"), render: (_, course) => <strong>{course.name}</strong> },
    { title: t("coursesPage/department"), render: (_, course) => course.department || "—" },
    { title: t("coursesPage/family"), render: (_, course) => t(`terms/families/${course.family}`) },
    { title: t("coursesPage/scene"), render: (_, course) => t(`terms/scenes/${course.scene}`) },
    { title: t("coursesPage/hours"), dataIndex: "hours" },
    {
      title: t("coursesPage/teacher"),
      render: (_, course) => course.teacherName || t("coursesPage/noTeacher"),
    },
    {
      title: t("coursesPage/items"),
      render: (_, course) =>
        t("coursesPage/itemsCount", {
          n: course.items.filter((item) => item.state === "active").length,
        }),
    },
    {
      title: "",
      render: (_, course) => (
        <span className="course-acts">
          <span className="quiet">{t("coursesPage/version", { n: course.version })}</span>
          {course.state === "retired" ? (
            <Status tone="plain">{t("coursesPage/retired")}</Status>
          ) : null}
          {mayPlan ? (
            <>
              <RowAct
                word={t("coursesPage/change")}
                row={course.name}
                onClick={() => acts.onChange(course)}
              />
              <RowAct
                word={
                  course.state === "active" ? t("coursesPage/retire") : t("coursesPage/restore")
                }
                row={course.name}
                onClick={() => acts.onRetire(course)}
              />
            </>
          ) : null}
        </span>
      ),
    },
  ];
}

/** The items of a course below its row. */
function itemsBelow(all: boolean) {
  return {
    expandedRowRender: (course: Course) => <Items items={course.items} all={all} />,
  };
}

function Items(props: { readonly items: readonly CourseItem[]; readonly all: boolean }) {
  const { t } = useWords();
  const items = props.items.filter((item) => props.all || item.state === "active");
  if (items.length === 0) return <p className="quiet">{t("coursesPage/noItems")}</p>;
  return (
    <ul className="course-items">
      {items.map((item) => (
        <li key={item.itemId}>
          <span className="number">{item.code}</span>
          <b>{item.name}</b>
          <span>{t(`terms/scenes/${item.scene}`)}</span>
          <span className="number">{t("coursesPage/minutes", { n: item.minutes })}</span>
          {item.state === "retired" ? (
            <Status tone="plain">{t("coursesPage/retired")}</Status>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

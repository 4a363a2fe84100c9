import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import type { Checklist } from "../../contract/scoring.ts";
import { fullPoints } from "../../kernel/scoring/checklist-score.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";

export const checklistsKey = ["checklists"] as const;

/** 评分表: each in its newest version. */
export function ChecklistsPage() {
  const { t } = useWords();
  const may = useMay();
  const navigate = useNavigate();
  const listed = useQuery({ queryKey: checklistsKey, queryFn: () => ask("checklists.list", {}) });
  const add = may("score.manage") ? (
    <AddButton
      word={t("checklistPages/add")}
      onClick={() => void navigate({ to: "/checklists/new" })}
    />
  ) : undefined;
  return (
    <div className="page">
      <PageHead title={t("checklistPages/title")} note={t("checklistPages/note")} tools={add} />
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<Checklist>
        rows={listed.data?.checklists}
        rowKey="checklistId"
        columns={columns(t, may("score.manage"))}
        empty={<Empty title={t("checklistPages/empty")} next={t("checklistPages/emptyNext")} />}
      />
    </div>
  );
}

function columns(t: Say, mayEdit: boolean) {
  return [
    {
      title: t("checklistPages/name"),
      key: "title",
      render: (_: unknown, one: Checklist) =>
        mayEdit ? (
          <Link to="/checklists/$checklistId" params={{ checklistId: one.checklistId }}>
            {one.title}
          </Link>
        ) : (
          one.title
        ),
    },
    {
      title: t("checklistPages/version"),
      key: "version",
      render: (_: unknown, one: Checklist) =>
        t("checklistPages/versionText", { version: one.version }),
    },
    {
      title: t("checklistPages/items"),
      key: "items",
      render: (_: unknown, one: Checklist) => one.items.length,
    },
    {
      title: t("checklistPages/full"),
      key: "full",
      render: (_: unknown, one: Checklist) => fullPoints(one),
    },
    { title: t("checklistPages/pass"), dataIndex: "passPercent", key: "pass" },
    {
      title: t("checklistPages/published"),
      key: "published",
      render: (_: unknown, one: Checklist) => `${dayMinute(one.publishedAtMs)} ${one.publishedBy}`,
    },
  ];
}

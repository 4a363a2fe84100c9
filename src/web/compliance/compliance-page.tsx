import { useNavigate, useSearch } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { daySecond } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { ArticlesTab } from "./articles-tab.tsx";
import { PrincipleTiles } from "./principle-tiles.tsx";
import { QuestionsTab } from "./questions-tab.tsx";
import { type ComplianceTab, complianceTabs, useBoard } from "./use-compliance.ts";
import "./compliance.css";

/** 合规看板: six principles, every article, and the questions of inspectors. */
export function CompliancePage() {
  const { t } = useWords();
  const search: { readonly tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tab: ComplianceTab = complianceTabs.find((one) => one === search.tab) ?? "articles";
  const board = useBoard();
  const { data } = board;
  return (
    <div className="page">
      <PageHead
        title={t("compliance/title")}
        note={t("compliance/note")}
        tools={
          <>
            {data === undefined ? null : (
              <span className="quiet number">
                {t("compliance/at", { time: daySecond(data.atMs) })}
              </span>
            )}
            <Button loading={board.isFetching} onClick={() => void board.refetch()}>
              {t("compliance/again")}
            </Button>
          </>
        }
      />
      <div className="stack">
        {board.isError ? (
          <Failure error={board.error} onRetry={() => void board.refetch()} />
        ) : data === undefined ? (
          <Bones rows={4} />
        ) : (
          <PrincipleTiles principles={data.principles} />
        )}
        <Tabs
          activeKey={tab}
          onChange={(key) => void navigate({ to: "/compliance", search: { tab: key } })}
          destroyOnHidden
          items={[
            {
              key: "articles",
              label: t("compliance/tabs/articles"),
              children:
                data === undefined ? <Bones rows={12} /> : <ArticlesTab articles={data.articles} />,
            },
            {
              key: "questions",
              label: t("compliance/tabs/questions"),
              children: <QuestionsTab />,
            },
          ]}
        />
      </div>
    </div>
  );
}

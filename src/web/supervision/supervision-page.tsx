import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { DailyTab } from "./daily-tab.tsx";
import { MonthlyTab } from "./monthly-tab.tsx";
import { QuarterlyTab } from "./quarterly-tab.tsx";
import { type SupervisionTab, supervisionTabs } from "./use-supervision.ts";

/** 监督检查: each day, each month, each quarter. */
export function SupervisionPage() {
  const { t } = useWords();
  const search: { readonly tab?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const tab: SupervisionTab = supervisionTabs.find((one) => one === search.tab) ?? "daily";
  return (
    <div className="page">
      <PageHead title={t("supervision/title")} note={t(`supervision/${tab}/note`)} />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ to: "/supervision", search: { tab: key } })}
        destroyOnHidden
        items={[
          { key: "daily", label: t("supervision/tabs/daily"), children: <DailyTab /> },
          { key: "monthly", label: t("supervision/tabs/monthly"), children: <MonthlyTab /> },
          { key: "quarterly", label: t("supervision/tabs/quarterly"), children: <QuarterlyTab /> },
        ]}
      />
    </div>
  );
}

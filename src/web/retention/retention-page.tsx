import { useNavigate, useSearch } from "@tanstack/react-router";
import { Tabs } from "antd";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { AgreementsTab } from "./agreements-tab.tsx";
import { EvidenceTab } from "./evidence-tab.tsx";
import { ForecastTab } from "./forecast-tab.tsx";
import { HoldsTab } from "./holds-tab.tsx";
import { LedgerTab } from "./ledger-tab.tsx";
import { MovesTab } from "./moves-tab.tsx";
import { TermsTab } from "./terms-tab.tsx";
import { isRetentionTab, type RetentionTab } from "./retention-tabs.ts";
import "./retention.css";

/** 留存台账: what is kept, until when and why; what falls due; holds, evidence, agreements and moves. */
export function RetentionPage() {
  const { t } = useWords();
  const search: { readonly tab?: RetentionTab } = useSearch({ strict: false });
  const navigate = useNavigate();
  return (
    <div className="page">
      <PageHead title={t("retentionPage/title")} note={t("retentionPage/note")} />
      <Tabs
        activeKey={search.tab ?? "items"}
        onChange={(key) => {
          if (isRetentionTab(key)) void navigate({ to: "/retention", search: { tab: key } });
        }}
        destroyOnHidden
        items={[
          { key: "items", label: t("retentionPage/items"), children: <LedgerTab /> },
          { key: "forecast", label: t("retentionPage/forecast"), children: <ForecastTab /> },
          { key: "holds", label: t("retentionPage/holds"), children: <HoldsTab /> },
          { key: "evidence", label: t("retentionPage/evidence"), children: <EvidenceTab /> },
          { key: "agreements", label: t("retentionPage/agreements"), children: <AgreementsTab /> },
          { key: "moves", label: t("retentionPage/moves"), children: <MovesTab /> },
          { key: "terms", label: t("ownTerms/title"), children: <TermsTab /> },
        ]}
      />
    </div>
  );
}

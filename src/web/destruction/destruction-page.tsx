import { Tabs } from "antd";
import { PageHead } from "../look/page-head.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { CandidatesTab } from "./candidates-tab.tsx";
import { CasesTab } from "./cases-tab.tsx";
import "./destruction.css";

/** 销毁: what is due, and the cases by which it goes (S0-17). */
export function DestructionPage() {
  const { t } = useWords();
  const may = useMay();
  const manages = may("destruction.manage");
  return (
    <div className="page">
      <PageHead title={t("destruction/title")} note={t("destruction/note")} />
      {manages ? (
        <Tabs
          items={[
            { key: "due", label: t("destruction/tabs/due"), children: <CandidatesTab /> },
            { key: "cases", label: t("destruction/tabs/cases"), children: <CasesTab /> },
          ]}
        />
      ) : (
        <CasesTab />
      )}
    </div>
  );
}

import { Tabs } from "antd";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { CamerasTab } from "./cameras-tab.tsx";
import { SiteTab } from "./site-tab.tsx";
import { VenuesTab } from "./venues-tab.tsx";
import "./places.css";

export function PlacesPage() {
  const { t } = useWords();
  return (
    <div className="page">
      <PageHead title={t("places/title")} />
      <Tabs
        items={[
          { key: "cameras", label: t("places/cameras"), children: <CamerasTab /> },
          { key: "venues", label: t("places/venues"), children: <VenuesTab /> },
          { key: "site", label: t("places/site"), children: <SiteTab /> },
        ]}
      />
    </div>
  );
}

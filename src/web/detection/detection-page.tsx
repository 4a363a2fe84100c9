import { Select } from "antd";
import { useState } from "react";
import { type DetectionKind, detectionKinds } from "../../contract/detection.ts";
import { PageHead } from "../look/page-head.tsx";
import { useWords } from "../words/index.ts";
import { CamerasNow } from "./cameras-now.tsx";
import { EventsTable } from "./events-table.tsx";
import "./detection.css";

/** 画面检测: how the cameras are seen now, and what was wrong with them. */
export function DetectionPage() {
  const { t } = useWords();
  const [kind, setKind] = useState<DetectionKind>();
  return (
    <div className="page">
      <PageHead title={t("detectionPage/title")} note={t("detectionPage/note")} />
      <CamerasNow />
      <section className="stack" aria-label={t("detectionPage/events")}>
        <div className="sheet-head">
          <h2>{t("detectionPage/events")}</h2>
          <Select<DetectionKind>
            allowClear
            style={{ minWidth: 160 }}
            aria-label={t("detectionPage/kind")}
            placeholder={t("detectionPage/kindAll")}
            options={detectionKinds.map((value) => ({
              value,
              label: t(`detection/kinds/${value}`),
            }))}
            onChange={(value) => setKind(value)}
          />
        </div>
        <EventsTable wish={kind === undefined ? {} : { kind }} />
      </section>
    </div>
  );
}

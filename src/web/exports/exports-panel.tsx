import { Button } from "antd";
import { useState } from "react";
import type { RequestCase } from "../../contract/approval.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { ExportCard } from "./export-card.tsx";
import { StartDialog } from "./start-form.tsx";
import { useExports } from "./use-exports.ts";
import "./exports.css";

const states: readonly RequestCase["state"][] = ["granted", "handed-over", "returned", "closed"];

/** On a granted case, for whoever carries it out: start, progress, take. Nobody else sees it. */
export function ExportsPanel(props: { readonly one: RequestCase }) {
  const may = useMay();
  const { one } = props;
  const shown = may("export.make") && one.operation !== "view" && states.includes(one.state);
  return shown ? <Panel one={one} /> : null;
}

function Panel(props: { readonly one: RequestCase }) {
  const { t } = useWords();
  const { one } = props;
  const [starting, setStarting] = useState(false);
  const listed = useExports(one.requestId);
  const lines = listed.data?.exports;
  const startable =
    one.state === "granted" &&
    lines !== undefined &&
    lines.every((line) => line.state === "failed");
  return (
    <section className="sheet" aria-label={t("exportsPanel/title")}>
      <div className="sheet-head">
        <h2>{t("exportsPanel/title")}</h2>
        <div className="tools">
          {startable ? (
            <Button type="primary" onClick={() => setStarting(true)}>
              {t("exportsPanel/start")}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="sheet-body">
        <p className="quiet">{t("exportsPanel/note")}</p>
        {listed.isError ? (
          <Failure error={listed.error} onRetry={() => void listed.refetch()} />
        ) : null}
        {listed.isPending ? <Bones rows={3} /> : null}
        {lines?.length === 0 ? (
          <Empty title={t("exportsPanel/none")} next={t("exportsPanel/noneNext")} />
        ) : null}
        {lines?.map((line) => (
          <ExportCard key={line.exportId} line={line} rule={one.registeredMedium} />
        ))}
      </div>
      {starting ? (
        <StartDialog
          one={one}
          ffmpeg={listed.data?.ffmpeg ?? false}
          onClose={() => setStarting(false)}
        />
      ) : null}
    </section>
  );
}

import type { TableColumnsType } from "antd";
import type { KindAccount } from "../../contract/completion.ts";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { length } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import { listed } from "../words/listed.ts";
import type { Card } from "./use-completion.ts";

/** 覆盖情况: each of the four kinds with its cameras, and the minutes expected, present and missing. */
export function CoverageSheet(props: { readonly card: Card }) {
  const { t } = useWords();
  const { card } = props;
  const labels = new Map(card.cameras.map((one) => [one.cameraId, one.label]));
  const columns: TableColumnsType<KindAccount> = [
    {
      title: t("completionCard/kind"),
      render: (_, kind) => t(`terms/coverage/${kind.kind}`),
    },
    {
      title: t("completionCard/cameras"),
      render: (_, kind) =>
        kind.cameraIds.length === 0 ? (
          <Status tone="alarm">{t("completionCard/noCamera")}</Status>
        ) : (
          listed(kind.cameraIds.map((id) => labels.get(id) ?? ""))
        ),
    },
    {
      title: t("completionCard/expected"),
      className: "number",
      render: (_, kind) => length(kind.expectedMs),
    },
    {
      title: t("completionCard/present"),
      className: "number",
      render: (_, kind) => length(kind.presentMs),
    },
    {
      title: t("completionCard/missing"),
      render: (_, kind) =>
        kind.missingMs === 0 ? (
          <Status tone="good">{t("completionCard/whole")}</Status>
        ) : (
          <Status tone="alarm">
            <span className="number">{length(kind.missingMs)}</span>
          </Status>
        ),
    },
  ];
  return (
    <section className="stack" aria-label={t("completionCard/sheet")}>
      <h2 className="completion-title">{t("completionCard/sheet")}</h2>
      <SheetTable<KindAccount> rows={card.kinds} rowKey="kind" columns={columns} empty={null} />
    </section>
  );
}

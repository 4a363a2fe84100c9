import { Link } from "@tanstack/react-router";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { dayMinute, size } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { CaseStatus } from "./case-state.tsx";
import { type CaseLine, useCases } from "./use-destruction.ts";

/** Every case, the newest first: the history of destruction. */
export function CasesTab() {
  const { t } = useWords();
  const cases = useCases();
  return (
    <div className="stack">
      {cases.isError ? <Failure error={cases.error} onRetry={() => void cases.refetch()} /> : null}
      <SheetTable<CaseLine>
        rows={cases.data?.cases}
        rowKey="caseId"
        columns={columns(t)}
        empty={<Empty title={t("destruction/noCases")} next={t("destruction/noCasesNext")} />}
      />
    </div>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("destruction/serial"),
      key: "serial",
      render: (_: unknown, one: CaseLine) => (
        <Link to="/destruction/$caseId" params={{ caseId: one.caseId }}>
          {one.serial}
        </Link>
      ),
    },
    {
      title: t("destruction/state"),
      key: "state",
      render: (_: unknown, one: CaseLine) => <CaseStatus state={one.state} />,
    },
    {
      title: t("destruction/amount"),
      key: "amount",
      render: (_: unknown, one: CaseLine) =>
        t("destruction/amountText", {
          items: one.items,
          objects: one.objects,
          size: size(one.sizeBytes),
        }),
    },
    { title: t("destruction/listedBy"), dataIndex: "listedBy", key: "listedBy" },
    {
      title: t("destruction/listedAt"),
      key: "listedAt",
      render: (_: unknown, one: CaseLine) => dayMinute(one.listedAtMs),
    },
    {
      title: t("destruction/finishedAt"),
      key: "finishedAt",
      render: (_: unknown, one: CaseLine) =>
        one.finishedAtMs === null ? "" : dayMinute(one.finishedAtMs),
    },
  ];
}

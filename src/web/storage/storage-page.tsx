import { useQuery } from "@tanstack/react-query";
import { Button, type TableColumnsType } from "antd";
import type { CameraReach, PartitionState } from "../../contract/storage.ts";
import { address, type Answer, ask } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, dayMinute, size } from "../look/times.ts";
import { type Say, useWords } from "../words/index.ts";
import { DiskCard } from "./disk-card.tsx";
import { OverflowLine } from "./overflow-line.tsx";
import "../tasks/tending.css";

type State = Answer<"storage.read">;

/** 存储: disks and how long they last, the five partitions, how far back the cameras go. */
export function StoragePage() {
  const { t } = useWords();
  const storage = useQuery({
    queryKey: ["storage"],
    queryFn: () => ask("storage.read", {}),
    refetchInterval: 60_000,
  });
  const year = Number(day(nowMs()).slice(0, 4));
  return (
    <div className="page">
      <PageHead
        title={t("storagePage/title")}
        note={t("storagePage/note")}
        tools={
          <Button href={address("storage.report", { query: { year } })}>
            {t("storagePage/report")}
          </Button>
        }
      />
      {storage.isPending ? <Bones rows={10} /> : null}
      {storage.isError ? (
        <Failure error={storage.error} onRetry={() => void storage.refetch()} />
      ) : null}
      {storage.data === undefined ? null : <StorageParts state={storage.data} />}
    </div>
  );
}

function StorageParts(props: { readonly state: State }) {
  const { t } = useWords();
  const { state } = props;
  return (
    <div className="stack">
      <section className="sheet" aria-label={t("storagePage/disks")}>
        <div className="sheet-head">
          <h2>{t("storagePage/disks")}</h2>
        </div>
        {state.disks.length === 0 ? (
          <Empty title={t("storagePage/disksNone")} next={t("storagePage/disksNoneNext")} />
        ) : (
          <div className="disk-cards">
            {state.disks.map((disk) => (
              <DiskCard key={disk.mountPoint} disk={disk} />
            ))}
          </div>
        )}
        <OverflowLine overflow={state.overflow} />
        <div className="storage-notes">
          {state.planningStopped ? (
            <Status tone="alarm">{t("storagePage/planningStopped")}</Status>
          ) : null}
          {state.rollingDaysHeld === null ? null : (
            <Status tone={state.rollingDaysHeld < 30 ? "alarm" : "good"}>
              {t("storagePage/held", { n: state.rollingDaysHeld })}
            </Status>
          )}
        </div>
      </section>
      <section aria-label={t("storagePage/partitions")}>
        <h2>{t("storagePage/partitions")}</h2>
        {state.partitionsAtMs === null ? null : (
          <p className="quiet number">
            {t("storagePage/partitionsAt", { at: dayMinute(state.partitionsAtMs) })}
          </p>
        )}
        <SheetTable<PartitionState>
          rows={state.partitions}
          rowKey="partition"
          columns={partitionColumns(t)}
          empty={t("storagePage/disksNone")}
        />
      </section>
      <section aria-label={t("storagePage/cameras")}>
        <h2>{t("storagePage/cameras")}</h2>
        <SheetTable<CameraReach>
          rows={state.cameras}
          rowKey="cameraId"
          columns={cameraColumns(t)}
          empty={
            <Empty title={t("storagePage/camerasNone")} next={t("storagePage/camerasNoneNext")} />
          }
        />
      </section>
    </div>
  );
}

function partitionColumns(t: Say): TableColumnsType<PartitionState> {
  return [
    {
      title: t("storagePage/partition"),
      render: (_, one) =>
        one.partition === "operations"
          ? t("storagePage/operations")
          : t(`terms/activities/${one.partition}`),
    },
    {
      title: t("storagePage/files"),
      align: "right",
      render: (_, one) => <span className="number">{one.files}</span>,
    },
    {
      title: t("storagePage/size"),
      align: "right",
      render: (_, one) => <span className="number">{size(one.sizeBytes)}</span>,
    },
    {
      title: t("storagePage/growth"),
      align: "right",
      render: (_, one) => (
        <span className="number">
          {one.growthPerDayBytes === null
            ? t("storagePage/growthUnknown")
            : size(Math.max(0, one.growthPerDayBytes))}
        </span>
      ),
    },
  ];
}

function cameraColumns(t: Say): TableColumnsType<CameraReach> {
  return [
    { title: t("storagePage/camera"), render: (_, one) => `${one.label} ${one.name}` },
    {
      title: t("storagePage/since"),
      render: (_, one) => <span className="number">{one.sinceDate}</span>,
    },
    {
      title: t("storagePage/oldest"),
      render: (_, one) => <span className="number">{one.oldestDate ?? "—"}</span>,
    },
    {
      title: t("storagePage/days"),
      align: "right",
      render: (_, one) => <span className="number">{`${one.days} / ${one.dueDays}`}</span>,
    },
    {
      title: t("storagePage/lost"),
      render: (_, one) =>
        one.lost.length === 0 ? (
          <Status tone="good">{t("storagePage/lostNone")}</Status>
        ) : (
          <Status tone="alarm">
            {one.lost
              .slice(0, 6)
              .map(({ startMs, endMs }) => `${dayMinute(startMs)} – ${dayMinute(endMs)}`)
              .join("；")}
          </Status>
        ),
    },
  ];
}

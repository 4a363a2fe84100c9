import { Empty } from "../look/empty.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { day, size } from "../look/times.ts";
import { useWords } from "../words/index.ts";
import type { Rolling } from "./use-destruction.ts";

type Oldest = Rolling["oldest"][number];

/** Of each 24-hour camera the oldest day that lies on the disk (S3-B1). */
export function OldestDays(props: { readonly days: readonly Oldest[] }) {
  const { t } = useWords();
  return (
    <>
      <h2 className="destruction-head">{t("destruction/rolling/oldest")}</h2>
      <SheetTable<Oldest>
        rows={props.days}
        rowKey="cameraId"
        empty={
          <Empty
            title={t("destruction/rolling/noOldest")}
            next={t("destruction/rolling/noOldestNext")}
          />
        }
        columns={[
          { title: t("destruction/rolling/camera"), dataIndex: "label", key: "label" },
          {
            title: t("destruction/rolling/oldestDay"),
            key: "oldest",
            render: (_: unknown, one: Oldest) => (one.oldestMs === null ? "" : day(one.oldestMs)),
          },
          { title: t("destruction/rolling/keptDays"), dataIndex: "days", key: "days" },
          {
            title: t("destruction/rolling/status"),
            key: "state",
            render: (_: unknown, one: Oldest) =>
              one.oldestMs === null ? (
                <Status tone="alarm">{t("destruction/rolling/unreadable")}</Status>
              ) : one.enough ? (
                <Status tone="good">{t("destruction/rolling/enough")}</Status>
              ) : (
                <Status tone="warn">{t("destruction/rolling/short")}</Status>
              ),
          },
        ]}
      />
    </>
  );
}

interface WeekRow {
  readonly key: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly label: string;
  readonly days: number;
  readonly objects: number;
  readonly sizeBytes: number;
}

/** What was overwritten, week by week and camera by camera; a week without any is told, too. */
export function Weeks(props: { readonly weeks: Rolling["weeks"] }) {
  const { t } = useWords();
  const rows = props.weeks.flatMap((week): WeekRow[] => {
    const { fromMs, untilMs } = week;
    const gone = week.cameras.filter((camera) => camera.days > 0);
    const nothing = { label: "", days: 0, objects: 0, sizeBytes: 0 };
    return (gone.length === 0 ? [nothing] : gone).map((camera) => ({
      key: `${fromMs} ${camera.label}`,
      fromMs,
      untilMs,
      label: camera.label,
      days: camera.days,
      objects: camera.objects,
      sizeBytes: camera.sizeBytes,
    }));
  });
  return (
    <>
      <h2 className="destruction-head">{t("destruction/rolling/weeks")}</h2>
      <SheetTable<WeekRow>
        rows={rows}
        rowKey="key"
        empty={
          <Empty
            title={t("destruction/rolling/noWeeks")}
            next={t("destruction/rolling/noWeeksNext")}
          />
        }
        columns={[
          {
            title: t("destruction/rolling/week"),
            key: "week",
            render: (_: unknown, one: WeekRow) => `${day(one.fromMs)} – ${day(one.untilMs - 1)}`,
          },
          {
            title: t("destruction/rolling/camera"),
            key: "camera",
            render: (_: unknown, one: WeekRow) =>
              one.days === 0 ? t("destruction/rolling/nothing") : one.label,
          },
          { title: t("destruction/rolling/days"), dataIndex: "days", key: "days" },
          { title: t("destruction/rolling/objects"), dataIndex: "objects", key: "objects" },
          {
            title: t("destruction/rolling/size"),
            key: "size",
            render: (_: unknown, one: WeekRow) => size(one.sizeBytes),
          },
        ]}
      />
    </>
  );
}

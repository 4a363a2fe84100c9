import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Checkbox, Upload } from "antd";
import { useState } from "react";
import type { UsbEvent } from "../../contract/maintenance.ts";
import { type Answer, ask, upload } from "../ask.ts";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute, daySecond } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { maintenanceChanged, maintenanceKey } from "./use-maintenance.ts";
import "./maintenance.css";

type Listed = Answer<"usb.list">;

/** USB 接入: what was plugged into hosts, and which hosts are seen at all (S0-14.3). */
export function UsbPage() {
  const { t } = useWords();
  const may = useMay();
  const [unknownOnly, setUnknownOnly] = useState(false);
  const listed = useQuery({
    queryKey: [...maintenanceKey, "usb", unknownOnly],
    queryFn: () => ask("usb.list", { query: { unknownOnly: unknownOnly ? "yes" : "no" } }),
  });
  return (
    <div className="page">
      <PageHead
        title={t("usbPage/title")}
        note={t("usbPage/note")}
        tools={
          <Checkbox
            checked={unknownOnly}
            onChange={(event) => setUnknownOnly(event.target.checked)}
          >
            {t("usbPage/onlyUnknown")}
          </Checkbox>
        }
      />
      {listed.data === undefined ? null : <Reach listed={listed.data} />}
      {may("maintenance.keep") ? <ImportLog /> : null}
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<UsbEvent>
        rows={listed.data?.events}
        rowKey="eventId"
        columns={columns(t, may("medium.read"))}
        empty={<Empty title={t("usbPage/empty")} next={t("usbPage/emptyNext")} />}
      />
    </div>
  );
}

/** How far the house sees, and that it sees no further. */
function Reach(props: { readonly listed: Listed }) {
  const { t } = useWords();
  const { watch, hosts } = props.listed;
  return (
    <div className="usb-watch">
      <Alert type="info" showIcon title={t("usbPage/limit")} />
      <p>
        {watch.sees && watch.lookedAtMs !== null ? (
          <Status tone="good">
            {t("usbPage/watched", { host: watch.host, at: daySecond(watch.lookedAtMs) })}
          </Status>
        ) : (
          <Status tone="warn">{t("usbPage/blind")}</Status>
        )}
      </p>
      {hosts.length === 0 ? null : (
        <p className="quiet">
          {told(
            t("usbPage/hosts"),
            hosts.map((one) => `${one.host}（${dayMinute(one.lastAtMs)}）`).join("、"),
          )}
        </p>
      )}
    </div>
  );
}

function ImportLog() {
  const { t } = useWords();
  const take = useMutation({
    mutationFn: (file: File) => upload("usb.import", file),
    onSuccess: maintenanceChanged,
  });
  const done = take.data;
  return (
    <div className="usb-watch">
      <Upload.Dragger
        accept=".csv,.json,.jsonl,.ndjson,.xlsx,text/csv,application/json"
        multiple={false}
        showUploadList={false}
        disabled={take.isPending}
        beforeUpload={(file) => {
          take.mutate(file);
          return false;
        }}
      >
        <p>{t("usbPage/import")}</p>
        <p className="quiet">{t("usbPage/importHint")}</p>
      </Upload.Dragger>
      {take.isError ? <Failure error={take.error} /> : null}
      {done === undefined ? null : (
        <Alert
          type={done.faults.length > 0 ? "error" : "success"}
          showIcon
          title={
            done.faults.length > 0
              ? t("usbPage/faults", {
                  count: done.faults.length,
                  rows: done.faults.map((one) => one.row).join("、"),
                })
              : t("usbPage/imported", {
                  rows: done.rows,
                  taken: done.taken,
                  unknown: done.unknown,
                })
          }
        />
      )}
    </div>
  );
}

function columns(t: Say, readsMedia: boolean) {
  return [
    {
      title: t("usbPage/at"),
      key: "at",
      render: (_: unknown, one: UsbEvent) => <span className="number">{daySecond(one.atMs)}</span>,
    },
    { title: t("usbPage/host"), dataIndex: "host", key: "host" },
    {
      title: t("usbPage/action"),
      key: "action",
      render: (_: unknown, one: UsbEvent) => t(`maintenanceTerms/usbActions/${one.action}`),
    },
    {
      title: t("usbPage/device"),
      key: "device",
      render: (_: unknown, one: UsbEvent) =>
        `${t(`maintenanceTerms/usbClasses/${one.class}`)} ${one.name} ${one.vendorId}:${one.productId}`,
    },
    {
      title: t("usbPage/serial"),
      key: "serial",
      render: (_: unknown, one: UsbEvent) => <code className="exact">{one.serial}</code>,
    },
    {
      title: t("usbPage/medium"),
      key: "medium",
      render: (_: unknown, one: UsbEvent) => <MediumWord one={one} readsMedia={readsMedia} />,
    },
    {
      title: t("usbPage/way"),
      key: "way",
      render: (_: unknown, one: UsbEvent) => t(`usbPage/ways/${one.way}`),
    },
  ];
}

function MediumWord(props: { readonly one: UsbEvent; readonly readsMedia: boolean }) {
  const { t } = useWords();
  const { medium, incidentId } = props.one;
  if (medium !== null)
    return props.readsMedia ? (
      <Link to="/media/$mediumId" params={{ mediumId: medium.mediumId }}>
        {medium.label}
      </Link>
    ) : (
      medium.label
    );
  return incidentId === null ? (
    <Status tone="plain">{t("usbPage/notAsked")}</Status>
  ) : (
    <Status tone="alarm">{t("usbPage/unknown")}</Status>
  );
}

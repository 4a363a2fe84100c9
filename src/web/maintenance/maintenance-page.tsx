import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Button, Segmented } from "antd";
import { useState } from "react";
import type { Device } from "../../contract/maintenance.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { FormsDialog } from "./forms-dialog.tsx";
import { OpenDialog } from "./open-dialog.tsx";
import { TicketsTable } from "./tickets-table.tsx";
import { maintenanceKey, useDevices } from "./use-maintenance.ts";
import { WarrantyWord } from "./warranty-word.tsx";

type Tab = "tickets" | "devices";
type Box = "open" | "all";

/** 维护: tickets of the five kinds, and the devices they are about (S0-5.4.1). */
export function MaintenancePage() {
  const { t } = useWords();
  const may = useMay();
  const [tab, setTab] = useState<Tab>("tickets");
  const [box, setBox] = useState<Box>("open");
  const [dialog, setDialog] = useState<"open" | "forms" | null>(null);
  const close = () => setDialog(null);
  return (
    <div className="page">
      <PageHead
        title={t("maintenancePage/title")}
        note={t("maintenancePage/note")}
        tools={
          <>
            <Button onClick={() => setDialog("forms")}>{t("maintenancePage/forms")}</Button>
            {may("maintenance.keep") ? (
              <AddButton word={t("maintenancePage/add")} onClick={() => setDialog("open")} />
            ) : null}
          </>
        }
      />
      <div className="maintenance-tools">
        <Segmented<Tab>
          value={tab}
          onChange={setTab}
          options={[
            { value: "tickets", label: t("maintenancePage/tickets") },
            { value: "devices", label: t("maintenancePage/devices") },
          ]}
        />
        {tab === "devices" ? null : (
          <Segmented<Box>
            value={box}
            onChange={setBox}
            options={[
              { value: "open", label: t("maintenancePage/unfinished") },
              { value: "all", label: t("maintenancePage/all") },
            ]}
          />
        )}
      </div>
      {tab === "tickets" ? <Tickets box={box} /> : <Devices />}
      {dialog === "open" ? <OpenDialog onClose={close} /> : null}
      {dialog === "forms" ? <FormsDialog onClose={close} /> : null}
    </div>
  );
}

function Tickets(props: { readonly box: Box }) {
  const { box } = props;
  const listed = useQuery({
    queryKey: [...maintenanceKey, "tickets", box],
    queryFn: () => ask("maintenance.list", { query: { box } }),
  });
  return (
    <>
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <TicketsTable tickets={listed.data?.tickets} />
    </>
  );
}

function Devices() {
  const { t } = useWords();
  const listed = useDevices();
  return (
    <>
      {listed.isError ? (
        <Failure error={listed.error} onRetry={() => void listed.refetch()} />
      ) : null}
      <SheetTable<Device>
        rows={listed.data?.devices}
        rowKey="deviceId"
        columns={columns(t)}
        empty={
          <Empty
            title={t("maintenancePage/deviceEmpty")}
            next={t("maintenancePage/deviceEmptyNext")}
          />
        }
      />
    </>
  );
}

function columns(t: Say) {
  return [
    {
      title: t("maintenancePage/number"),
      key: "number",
      render: (_: unknown, one: Device) => (
        <Link to="/maintenance/$deviceId" params={{ deviceId: one.deviceId }}>
          {one.number}
        </Link>
      ),
    },
    { title: t("maintenancePage/deviceName"), dataIndex: "name", key: "name" },
    {
      title: t("maintenancePage/deviceKind"),
      key: "kind",
      render: (_: unknown, one: Device) => t(`maintenanceTerms/devices/${one.kind}`),
    },
    {
      title: t("maintenancePage/warranty"),
      key: "warranty",
      render: (_: unknown, one: Device) => <WarrantyWord device={one} />,
    },
    {
      title: t("maintenancePage/openTickets"),
      key: "open",
      render: (_: unknown, one: Device) => <span className="number">{one.openTickets}</span>,
    },
  ];
}

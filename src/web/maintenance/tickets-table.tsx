import { Link } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import type { Ticket } from "../../contract/maintenance.ts";
import { Empty } from "../look/empty.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { SignatureImage } from "../look/signature-pad.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { told } from "../words/listed.ts";
import { CloseDialog } from "./close-dialog.tsx";
import "./maintenance.css";

/** Tickets in lines: what was wrong, what was done, who signed. */
export function TicketsTable(props: { readonly tickets: readonly Ticket[] | undefined }) {
  const { t } = useWords();
  const may = useMay();
  const [closing, setClosing] = useState<Ticket | null>(null);
  return (
    <>
      <SheetTable<Ticket>
        rows={props.tickets}
        rowKey="ticketId"
        columns={columns(t, may("maintenance.keep") ? setClosing : undefined)}
        empty={<Empty title={t("maintenancePage/empty")} next={t("maintenancePage/emptyNext")} />}
      />
      {closing === null ? null : <CloseDialog ticket={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

function columns(t: Say, onClose: ((ticket: Ticket) => void) | undefined) {
  return [
    {
      title: t("maintenancePage/kind"),
      key: "kind",
      render: (_: unknown, one: Ticket) => t(`maintenanceTerms/kinds/${one.kind}`),
    },
    {
      title: t("maintenancePage/device"),
      key: "device",
      render: (_: unknown, one: Ticket) => (
        <Link to="/maintenance/$deviceId" params={{ deviceId: one.deviceId }}>
          {`${one.deviceNumber} ${one.deviceName}`}
        </Link>
      ),
    },
    {
      title: t("maintenancePage/fault"),
      key: "fault",
      render: (_: unknown, one: Ticket) => <What one={one} />,
    },
    {
      title: t("maintenancePage/opened"),
      key: "opened",
      render: (_: unknown, one: Ticket) => (
        <>
          <span className="number">{dayMinute(one.openedAtMs)}</span>
          <br />
          {one.openedBy}
        </>
      ),
    },
    {
      title: t("maintenancePage/state"),
      key: "state",
      render: (_: unknown, one: Ticket) =>
        one.closedAtMs === null ? (
          <Status tone="busy">{t("maintenancePage/open")}</Status>
        ) : (
          <>
            <Status tone="good">{t("maintenancePage/done")}</Status>{" "}
            <span className="number">{dayMinute(one.closedAtMs)}</span>
            {one.signature === null ? null : (
              <SignatureImage strokes={one.signature} by={one.closedBy ?? ""} />
            )}
          </>
        ),
    },
    ...(onClose === undefined
      ? []
      : [
          {
            title: "",
            key: "acts",
            render: (_: unknown, one: Ticket) =>
              one.closedAtMs === null ? (
                <Button
                  size="small"
                  aria-label={`${t("maintenancePage/close")} ${one.deviceNumber}`}
                  onClick={() => onClose(one)}
                >
                  {t("maintenancePage/close")}
                </Button>
              ) : null,
          },
        ]),
  ];
}

function What(props: { readonly one: Ticket }) {
  const { t } = useWords();
  const { one } = props;
  const { result } = one;
  return (
    <div className="ticket-what">
      <p>{one.fault}</p>
      {one.before === "" ? null : (
        <p className="quiet">{told(t("maintenancePage/before"), one.before)}</p>
      )}
      {result === null ? null : (
        <>
          <p className="quiet">{told(t("maintenancePage/after"), result.after)}</p>
          <p className="quiet">{told(t("maintenancePage/advice"), result.advice)}</p>
          <p className="quiet">{told(t("maintenancePage/hands"), result.hands)}</p>
          {result.parts.length === 0 ? null : (
            <p className="quiet">{told(t("maintenancePage/parts"), result.parts.join("、"))}</p>
          )}
          {result.remark === "" ? null : (
            <p className="quiet">{told(t("maintenancePage/remark"), result.remark)}</p>
          )}
        </>
      )}
    </div>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { Button } from "antd";
import { useState } from "react";
import { CalendarDay, type Device, type DeviceChange } from "../../contract/maintenance.ts";
import { ask } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { daySecond } from "../look/times.ts";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { type Say, useWords } from "../words/index.ts";
import { maintenanceTerms } from "../words/zh-CN/maintenance.ts";
import { TicketsTable } from "./tickets-table.tsx";
import { maintenanceChanged, maintenanceKey } from "./use-maintenance.ts";
import { WarrantyWord } from "./warranty-word.tsx";
import "../conduct/conduct.css";

/** A device with everything done about it and every change the house saw in it. */
export function DevicePage() {
  const { t } = useWords();
  const { deviceId } = useParams({ strict: false });
  const id = deviceId ?? "";
  const read = useQuery({
    queryKey: [...maintenanceKey, "device", id],
    queryFn: () => ask("devices.read", { params: { deviceId: id } }),
  });
  const { device, tickets, changes = [] } = read.data ?? {};
  const title =
    device === undefined ? t("maintenancePage/device") : `${device.number} ${device.name}`;
  return (
    <div className="page">
      <PageHead title={title} note={<Link to="/maintenance">{t("maintenancePage/back")}</Link>} />
      {read.isError ? <Failure error={read.error} onRetry={() => void read.refetch()} /> : null}
      {read.isPending ? <Bones rows={8} /> : null}
      {device === undefined ? null : (
        <div className="stack">
          <Facts key={device.acceptedOn ?? ""} device={device} />
          <section aria-label={t("maintenancePage/history")}>
            <div className="sheet-head">
              <h2>{t("maintenancePage/history")}</h2>
            </div>
            <TicketsTable tickets={tickets} />
          </section>
          <section className="sheet" aria-label={t("maintenancePage/changes")}>
            <div className="sheet-head">
              <h2>{t("maintenancePage/changes")}</h2>
            </div>
            <div className="sheet-body">
              <p className="quiet">{t("maintenancePage/changesNote")}</p>
              <Changes changes={changes} />
            </div>
          </section>
        </div>
      )}
    </div>
  );
}

function Facts(props: { readonly device: Device }) {
  const { t } = useWords();
  const may = useMay();
  const { device } = props;
  const [acceptedOn, setAcceptedOn] = useState(device.acceptedOn ?? "");
  const act = useAct(
    () =>
      ask("devices.note", {
        params: { deviceId: device.deviceId },
        body: { acceptedOn: acceptedOn.trim() === "" ? null : acceptedOn.trim() },
      }),
    { onDone: maintenanceChanged, said: t("maintenancePage/saved") },
  );
  const isDay = acceptedOn.trim() === "" || CalendarDay.safeParse(acceptedOn.trim()).success;
  return (
    <section className="sheet">
      <div className="sheet-body stack">
        <dl className="facts">
          <dt>{t("maintenancePage/deviceKind")}</dt>
          <dd>{t(`maintenanceTerms/devices/${device.kind}`)}</dd>
          <dt>{t("maintenancePage/warranty")}</dt>
          <dd>
            <WarrantyWord device={device} />
          </dd>
        </dl>
        {may("maintenance.keep") ? (
          <div className="matter-form">
            <TextField
              label={t("maintenancePage/accepted")}
              hint={t("maintenancePage/acceptedHint")}
              value={acceptedOn}
              onChange={setAcceptedOn}
            />
            {act.isError ? <Failure error={act.error} /> : null}
            <Button disabled={!isDay} loading={act.isPending} onClick={() => act.mutate()}>
              {t("maintenancePage/note2")}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}

type LooksName = keyof typeof maintenanceTerms.looks;
const isLooksName = (name: string): name is LooksName =>
  Object.hasOwn(maintenanceTerms.looks, name);
const looksWord = (t: Say, name: string): string =>
  isLooksName(name) ? t(`maintenanceTerms/looks/${name}`) : name;

function Changes(props: { readonly changes: readonly DeviceChange[] }) {
  const { t } = useWords();
  if (props.changes.length === 0) return <p>{t("maintenancePage/noChanges")}</p>;
  return (
    <ul className="matter-list">
      {props.changes.map((one) => (
        <li key={one.changeId}>
          <span className="number">{daySecond(one.seenAtMs)}</span>{" "}
          {one.ticketId === null ? (
            <Status tone="alarm">{t("maintenancePage/withoutTicket")}</Status>
          ) : (
            <Status tone="good">{t("maintenancePage/withTicket")}</Status>
          )}
          {one.fields.map(({ name, before, after }) => (
            <p key={name}>
              {looksWord(t, name)} <code className="exact">{before}</code> →{" "}
              <code className="exact">{after}</code>
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}

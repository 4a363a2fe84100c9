import { useQuery } from "@tanstack/react-query";
import { Modal, Select } from "antd";
import { useState } from "react";
import {
  type DeviceChoice,
  TicketInput,
  type TicketKind,
  deviceKinds,
  ticketKinds,
} from "../../contract/maintenance.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute } from "../look/times.ts";
import { ChosenField } from "../media/chosen-field.tsx";
import { useAct } from "../requests/use-act.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { maintenanceChanged, useDevices } from "./use-maintenance.ts";

const otherKinds = deviceKinds.filter((kind) => kind !== "camera");
type OtherKind = (typeof otherKinds)[number];

/** A new ticket: what kind, of what device, what is wrong or to be done. */
export function OpenDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [kind, setKind] = useState<TicketKind>("repair");
  const [device, setDevice] = useState<DeviceChoice | null>(null);
  const [fault, setFault] = useState("");
  const [before, setBefore] = useState("");
  const [incidentId, setIncidentId] = useState<string | null>(null);
  const typed = TicketInput.safeParse({ kind, device, fault, before, incidentId }).data;
  const act = useAct(
    async () => (typed === undefined ? null : ask("maintenance.open", { body: typed })),
    {
      onDone: () => {
        maintenanceChanged();
        props.onClose();
      },
      said: t("maintenancePage/saved"),
    },
  );
  return (
    <Modal
      open
      title={t("maintenancePage/add")}
      okText={t("maintenancePage/add")}
      okButtonProps={{ disabled: typed === undefined, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <ChosenField
          label={t("maintenancePage/kind")}
          value={kind}
          onChange={setKind}
          options={ticketKinds.map((value) => ({
            value,
            label: t(`maintenanceTerms/kinds/${value}`),
          }))}
        />
        <DeviceField onChange={setDevice} />
        <TextField
          long
          required
          label={t("maintenancePage/fault")}
          value={fault}
          onChange={setFault}
        />
        <TextField long label={t("maintenancePage/before")} value={before} onChange={setBefore} />
        <IncidentField value={incidentId} onChange={setIncidentId} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

const another = "another";
interface TypedDevice {
  readonly kind: OtherKind;
  readonly name: string;
  readonly number: string;
}

/** A camera, a device with a file, or another one typed in. */
function DeviceField(props: { readonly onChange: (choice: DeviceChoice | null) => void }) {
  const { t } = useWords();
  const listed = useDevices();
  const [key, setKey] = useState<string | null>(null);
  const [typed, setTyped] = useState<TypedDevice>({ kind: "recorder", name: "", number: "" });
  const { devices = [], cameras = [] } = listed.data ?? {};
  const choose = (next: string) => {
    setKey(next);
    const device = devices.find((one) => one.deviceId === next);
    if (next === another) props.onChange(typed);
    else props.onChange(device === undefined ? { cameraId: next } : { deviceId: next });
  };
  const type = (change: Partial<TypedDevice>) => {
    const next = { ...typed, ...change };
    setTyped(next);
    props.onChange(next);
  };
  return (
    <>
      <div className="signing-field">
        <span aria-hidden>{t("maintenancePage/device")}</span>
        <Select<string>
          aria-label={t("maintenancePage/device")}
          placeholder={t("maintenancePage/device")}
          showSearch={{ optionFilterProp: "label" }}
          value={key}
          onChange={choose}
          options={[
            ...devices.map((one) => ({
              value: one.deviceId,
              label: `${one.number} ${one.name}（${t(`maintenanceTerms/devices/${one.kind}`)}）`,
            })),
            ...cameras.map((one) => ({
              value: one.cameraId,
              label: `${one.label} ${one.name}（${t("maintenancePage/camera")}）`,
            })),
            { value: another, label: t("maintenancePage/another") },
          ]}
        />
      </div>
      {key === another ? <AnotherDevice typed={typed} onChange={type} /> : null}
    </>
  );
}

/** A device nobody has listed yet. */
function AnotherDevice(props: {
  readonly typed: TypedDevice;
  readonly onChange: (change: Partial<TypedDevice>) => void;
}) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <>
      <ChosenField
        label={t("maintenancePage/deviceKind")}
        value={typed.kind}
        onChange={(kind) => onChange({ kind })}
        options={otherKinds.map((value) => ({
          value,
          label: t(`maintenanceTerms/devices/${value}`),
        }))}
      />
      <TextField
        required
        label={t("maintenancePage/deviceName")}
        value={typed.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        required
        label={t("maintenancePage/number")}
        value={typed.number}
        onChange={(number) => onChange({ number })}
      />
    </>
  );
}

/** The incident it answers, for those who read incidents. */
function IncidentField(props: {
  readonly value: string | null;
  readonly onChange: (incidentId: string | null) => void;
}) {
  const { t } = useWords();
  const may = useMay()("incident.read");
  const listed = useQuery({
    queryKey: ["incidents", "unfinished"],
    queryFn: () => ask("incidents.list", { query: { box: "unfinished" } }),
    enabled: may,
  });
  if (!may) return null;
  return (
    <div className="signing-field">
      <span aria-hidden>{t("maintenancePage/incident")}</span>
      <Select<string>
        aria-label={t("maintenancePage/incident")}
        placeholder={t("maintenancePage/incidentNone")}
        allowClear
        value={props.value}
        onChange={(incidentId: string | undefined) => props.onChange(incidentId ?? null)}
        options={(listed.data?.incidents ?? []).map((one) => ({
          value: one.incidentId,
          label: [
            t(`tending/incidentKinds/${one.kind}`),
            one.facts["camera"] ?? one.facts["disk"] ?? "",
            dayMinute(one.lastSeenMs),
          ].join(" "),
        }))}
      />
    </div>
  );
}

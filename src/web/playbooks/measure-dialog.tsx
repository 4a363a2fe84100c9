import { useQuery } from "@tanstack/react-query";
import { Radio } from "antd";
import { useState } from "react";
import type { MeasureKind, MeasureOrder } from "../../contract/playbooks.ts";
import { type Role, roleNames } from "../../contract/roles.ts";
import { ask } from "../ask.ts";
import { useCameras } from "../places/use-places.ts";
import { TextField } from "../look/text-field.tsx";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { ChoiceField } from "../look/choice-field.tsx";
import { EventDialog } from "./event-dialog.tsx";
import { useEventAct } from "./use-events.ts";

const allRooms = "all";
type Whom = "everybody" | "role" | "account";

/** Orders one measure: of what, and why. */
export function MeasureDialog(props: {
  readonly eventId: string;
  readonly kind: MeasureKind;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { eventId, kind } = props;
  const [reason, setReason] = useState("");
  const [whom, setWhom] = useState<Whom>("everybody");
  const [role, setRole] = useState<Role | null>(null);
  const [accountId, setAccountId] = useState<string | null>(null);
  const [cameraId, setCameraId] = useState<string | null>(null);
  const [keeps, setKeeps] = useState(true);
  const [venueId, setVenueId] = useState<string>(allRooms);
  const order = orderOf(kind, { whom, role, accountId, cameraId, venueId, keeps });
  const act = useEventAct(
    (asked: MeasureOrder) =>
      ask("events.contain", { params: { eventId }, body: { order: asked, reason } }),
    { said: t("playbookPage/applied"), onDone: props.onClose },
  );
  return (
    <EventDialog
      title={t(`playbookTerms/measures/${kind}`)}
      word={t("playbookPage/apply")}
      danger
      ready={order !== null && reason.trim() !== ""}
      act={act}
      onOk={() => {
        if (order !== null) act.mutate(order);
      }}
      onClose={props.onClose}
    >
      <p className="quiet">{t(`playbookTerms/measureEffects/${kind}`)}</p>
      {kind === "revoke-sign-ins" ? (
        <ChoiceField<Whom>
          label={t("playbookPage/whom")}
          value={whom}
          options={[
            { value: "everybody", label: t("playbookPage/whomEverybody") },
            { value: "role", label: t("playbookPage/whomRole") },
            { value: "account", label: t("playbookPage/whomAccount") },
          ]}
          onChange={setWhom}
        />
      ) : null}
      {kind === "revoke-sign-ins" && whom === "role" ? (
        <ChoiceField<Role>
          label={t("playbookPage/role")}
          value={role}
          options={roleNames.map((value) => ({ value, label: t(`terms/roles/${value}`) }))}
          onChange={setRole}
        />
      ) : null}
      {kind === "lock-account" || (kind === "revoke-sign-ins" && whom === "account") ? (
        <AccountChoice value={accountId} onChange={setAccountId} />
      ) : null}
      {kind === "isolate-camera" ? (
        <>
          <CameraChoice value={cameraId} onChange={setCameraId} />
          <Radio.Group
            aria-label={t("playbookPage/recordingChoice")}
            value={keeps}
            options={[
              { value: true, label: t("playbookPage/keepRecording") },
              { value: false, label: t("playbookPage/stopRecording") },
            ]}
            onChange={(event) => setKeeps(event.target.value === true)}
          />
        </>
      ) : null}
      {kind === "stop-kiosks" ? <RoomChoice value={venueId} onChange={setVenueId} /> : null}
      <TextField
        long
        required
        label={t("playbookPage/reason")}
        hint={t("playbookPage/reasonHint")}
        value={reason}
        onChange={setReason}
      />
    </EventDialog>
  );
}

interface Chosen {
  readonly whom: Whom;
  readonly role: Role | null;
  readonly accountId: string | null;
  readonly cameraId: string | null;
  readonly venueId: string;
  readonly keeps: boolean;
}

/** The order as it was chosen; null while something of it is missing. */
function orderOf(kind: MeasureKind, chosen: Chosen): MeasureOrder | null {
  const { whom, role, accountId, cameraId, keeps: keepsRecording } = chosen;
  if (kind === "freeze-exports") return { kind };
  if (kind === "stop-kiosks")
    return { kind, venueId: chosen.venueId === allRooms ? null : chosen.venueId };
  if (kind === "isolate-camera")
    return cameraId === null ? null : { kind, cameraId, keepsRecording };
  if (kind === "lock-account") return accountId === null ? null : { kind, accountId };
  if (whom === "everybody") return { kind, of: { who: whom } };
  if (whom === "role") return role === null ? null : { kind, of: { who: whom, role } };
  return accountId === null ? null : { kind, of: { who: whom, accountId } };
}

interface Choice {
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

function AccountChoice(props: Choice) {
  const { t } = useWords();
  const me = useMe();
  const people = useQuery({ queryKey: ["event-people"], queryFn: () => ask("events.people", {}) });
  const others = (people.data?.accounts ?? []).filter((one) => one.accountId !== me.accountId);
  return (
    <ChoiceField
      label={t("playbookPage/chooseAccount")}
      value={props.value}
      options={others.map(({ accountId, name, login, role }) => ({
        value: accountId,
        label: `${name} ${login} · ${t(`terms/roles/${role}`)}`,
      }))}
      onChange={props.onChange}
    />
  );
}

function RoomChoice(props: Choice) {
  const { t } = useWords();
  const rooms = useQuery({ queryKey: ["venues"], queryFn: () => ask("venues.list", {}) });
  return (
    <ChoiceField
      label={t("playbookPage/chooseRoom")}
      value={props.value}
      options={[
        { value: allRooms, label: t("playbookPage/allRooms") },
        ...(rooms.data?.venues ?? []).map(({ venueId, name }) => ({ value: venueId, label: name })),
      ]}
      onChange={props.onChange}
    />
  );
}

function CameraChoice(props: Choice) {
  const { t } = useWords();
  const cameras = useCameras();
  return (
    <ChoiceField
      label={t("playbookPage/chooseCamera")}
      value={props.value}
      options={(cameras.data?.cameras ?? [])
        .filter((camera) => camera.state === "active")
        .map(({ cameraId, label, name }) => ({ value: cameraId, label: `${label} ${name}` }))}
      onChange={props.onChange}
    />
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Modal, Select } from "antd";
import { useState } from "react";
import type { Office } from "../../contract/appointments.ts";
import { limits } from "../../contract/limits.ts";
import { roleNames } from "../../contract/roles.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { useWords } from "../words/index.ts";
import { type Appointment, appointmentsChanged } from "./use-institution.ts";

/** Whom to appoint: only people whose duties allow it are offered. */
export function AppointDialog(props: { readonly office: Office; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { office } = props;
  const [accountId, setAccountId] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ["office-candidates", office],
    queryFn: () => ask("appointments.candidates", { query: { office } }),
    staleTime: 0,
  });
  const candidates = found.data?.candidates ?? [];
  const appoint = useMutation({
    mutationFn: (chosen: string) =>
      ask("appointments.open", { body: { office, accountId: chosen } }),
    onSuccess: (next, chosen) => {
      appointmentsChanged(next);
      const name = candidates.find((one) => one.accountId === chosen)?.name ?? "";
      void message.success(t("institution/appointed", { name }));
      props.onClose();
    },
  });
  const roleWord = (role: string): string => {
    const known = roleNames.find((name) => name === role);
    return known === undefined ? role : t(`terms/roles/${known}`);
  };
  return (
    <Modal
      open
      title={t("institution/appointTitle", { office: t(`officeWords/${office}`) })}
      okText={t("institution/appoint")}
      okButtonProps={{ disabled: accountId === null, loading: appoint.isPending }}
      onOk={() => (accountId === null ? undefined : appoint.mutate(accountId))}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("institution/appointmentsText")}</p>
        <div className="signing-field">
          <span>{t("institution/person")}</span>
          <Select<string>
            aria-label={t("institution/person")}
            showSearch={{ optionFilterProp: "label" }}
            loading={found.isPending}
            {...(accountId === null ? {} : { value: accountId })}
            notFoundContent={t("institution/personNone")}
            options={candidates.map((one) => ({
              value: one.accountId,
              label: `${one.name} · ${roleWord(one.role)}`,
            }))}
            onChange={(chosen: string) => setAccountId(chosen)}
          />
          <small className="quiet">{t("institution/personHint")}</small>
        </div>
        {found.isError ? <Failure error={found.error} /> : null}
        {appoint.isError ? <Failure error={appoint.error} /> : null}
      </div>
    </Modal>
  );
}

export function EndAppointmentDialog(props: {
  readonly one: Appointment;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { appointmentId, name } = props.one;
  const [reason, setReason] = useState("");
  const end = useMutation({
    mutationFn: () =>
      ask("appointments.end", { params: { appointmentId }, body: { reason: reason.trim() } }),
    onSuccess: (next) => {
      appointmentsChanged(next);
      void message.success(t("institution/ended"));
      props.onClose();
    },
  });
  return (
    <Modal
      open
      title={t("institution/endTitle", { name })}
      okText={t("institution/end")}
      okButtonProps={{ danger: true, disabled: reason.trim() === "", loading: end.isPending }}
      onOk={() => end.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("institution/endText")}</p>
        <TextField
          required
          most={limits.reasonCharacters}
          label={t("institution/endReason")}
          value={reason}
          onChange={setReason}
        />
        {end.isError ? <Failure error={end.error} /> : null}
      </div>
    </Modal>
  );
}

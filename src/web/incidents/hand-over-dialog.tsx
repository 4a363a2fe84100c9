import { useMutation, useQuery } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { useState } from "react";
import type { Incident } from "../../contract/incidents.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { ChoiceField } from "../look/choice-field.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

/** Gives an incident to another administrator, with the reason. */
export function HandOverDialog(props: { readonly one: Incident; readonly onClose: () => void }) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { incidentId, ownerId, kind } = props.one;
  const duty = useQuery({
    queryKey: ["incident-duty"],
    queryFn: () => ask("incidentDuty.read", {}),
  });
  const [accountId, setAccountId] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const hand = useMutation({
    mutationFn: (to: string) =>
      ask("incidents.handOver", { params: { incidentId }, body: { accountId: to, reason } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["incidents"] });
      void message.success(t("incidentCare/handedOver"));
      props.onClose();
    },
  });
  const others = (duty.data?.people ?? []).filter((person) => person.accountId !== ownerId);
  return (
    <Modal
      open
      title={t("incidentCare/handOverTitle")}
      okText={t("incidentCare/handOver")}
      cancelText={t("common/cancel")}
      okButtonProps={{
        disabled: accountId === null || reason.trim() === "",
        loading: hand.isPending,
      }}
      onOk={() => {
        if (accountId !== null) hand.mutate(accountId);
      }}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t(`tending/incidentKinds/${kind}`)}</p>
        <ChoiceField
          label={t("incidentCare/handOverTo")}
          value={accountId}
          options={others.map((person) => ({
            value: person.accountId,
            label: `${person.name} ${person.login}`,
          }))}
          onChange={setAccountId}
        />
        <TextField
          long
          required
          label={t("incidentCare/reason")}
          value={reason}
          onChange={setReason}
        />
        {hand.isError ? <Failure error={hand.error} /> : null}
      </div>
    </Modal>
  );
}

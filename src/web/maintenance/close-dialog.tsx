import { Modal } from "antd";
import { useState } from "react";
import { type Ticket, TicketResult } from "../../contract/maintenance.ts";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { TextField } from "../look/text-field.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useMe } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { maintenanceChanged } from "./use-maintenance.ts";

/** What was done, and the signature of who did it. */
export function CloseDialog(props: { readonly ticket: Ticket; readonly onClose: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const { ticket } = props;
  const [typed, setTyped] = useState({
    after: "",
    advice: "",
    hands: me.name,
    parts: "",
    remark: "",
  });
  const set = (change: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...change }));
  const parts = typed.parts
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const result = TicketResult.safeParse({ ...typed, parts }).data;
  const { signing, act } = useSignedAct<unknown>(
    async (signed) =>
      result === undefined
        ? null
        : ask("maintenance.close", {
            params: { ticketId: ticket.ticketId },
            body: { ...result, signing: signed },
          }),
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
      title={`${t("maintenancePage/closeTitle")} · ${ticket.deviceNumber} ${ticket.deviceName}`}
      okText={t("maintenancePage/close")}
      okButtonProps={{
        disabled: result === undefined || signing.signing === null,
        loading: act.isPending,
      }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <TextField
          long
          required
          label={t("maintenancePage/after")}
          value={typed.after}
          onChange={(after) => set({ after })}
        />
        <TextField
          long
          required
          label={t("maintenancePage/advice")}
          value={typed.advice}
          onChange={(advice) => set({ advice })}
        />
        <TextField
          required
          label={t("maintenancePage/hands")}
          value={typed.hands}
          onChange={(hands) => set({ hands })}
        />
        <TextField
          long
          label={t("maintenancePage/parts")}
          hint={t("maintenancePage/partsHint")}
          value={typed.parts}
          onChange={(value) => set({ parts: value })}
        />
        <TextField
          label={t("maintenancePage/remark")}
          value={typed.remark}
          onChange={(remark) => set({ remark })}
        />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

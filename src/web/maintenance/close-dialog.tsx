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

const nothing = { after: "", advice: "", hands: "", parts: "", remark: "" };
type Typed = typeof nothing;

/** What was done, and the signature of who did it. */
export function CloseDialog(props: { readonly ticket: Ticket; readonly onClose: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const { ticket } = props;
  const [typed, setTyped] = useState<Typed>({ ...nothing, hands: me.name });
  const set = (change: Partial<Typed>) => setTyped((before) => ({ ...before, ...change }));
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
        <ResultFields typed={typed} onChange={set} />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

function ResultFields(props: {
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
}) {
  const { t } = useWords();
  const { typed, onChange } = props;
  return (
    <>
      <TextField
        long
        required
        label={t("maintenancePage/after")}
        value={typed.after}
        onChange={(after) => onChange({ after })}
      />
      <TextField
        long
        required
        label={t("maintenancePage/advice")}
        value={typed.advice}
        onChange={(advice) => onChange({ advice })}
      />
      <TextField
        required
        label={t("maintenancePage/hands")}
        value={typed.hands}
        onChange={(hands) => onChange({ hands })}
      />
      <TextField
        long
        label={t("maintenancePage/parts")}
        hint={t("maintenancePage/partsHint")}
        value={typed.parts}
        onChange={(value) => onChange({ parts: value })}
      />
      <TextField
        label={t("maintenancePage/remark")}
        value={typed.remark}
        onChange={(remark) => onChange({ remark })}
      />
    </>
  );
}

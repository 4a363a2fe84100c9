import { Modal } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { type Appointment, appointmentsChanged, type DutyText } from "./use-institution.ts";

/** The whole duty, then the signature that takes it up. */
export function AcknowledgeDialog(props: {
  readonly one: Appointment;
  readonly text: DutyText;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { one, text } = props;
  const { signing, act } = useSignedAct(
    (signed) =>
      ask("appointments.acknowledge", {
        params: { appointmentId: one.appointmentId },
        body: { version: text.version, signing: signed },
      }),
    {
      onDone: (next) => {
        appointmentsChanged(next);
        props.onClose();
      },
      said: t("institution/acknowledged"),
    },
  );
  return (
    <Modal
      open
      width={640}
      title={t("institution/acknowledgeTitle", { office: t(`officeWords/${one.office}`) })}
      okText={t("institution/acknowledgeSubmit")}
      okButtonProps={{ disabled: signing.signing === null, loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("institution/acknowledgeText")}</p>
        <Duty text={text} />
        <SigningFields signing={signing} />
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

export function DutyDialog(props: { readonly text: DutyText; readonly onClose: () => void }) {
  const { t } = useWords();
  const { text } = props;
  return (
    <Modal
      open
      width={640}
      title={t("institution/readTitle", {
        office: t(`officeWords/${text.office}`),
        n: text.version,
      })}
      footer={null}
      onCancel={props.onClose}
    >
      <Duty text={text} />
    </Modal>
  );
}

function Duty(props: { readonly text: DutyText }) {
  const { t, language } = useWords();
  const { text } = props;
  const lines = (language === "en" ? text.en : text.zh).split("\n");
  return (
    <div className="duty">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <small className="quiet">
        {t("institution/digest")} <span className="mono duty-digest">{text.sha256}</span>
      </small>
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { App, Modal } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { SigningFields } from "../requests/signing-fields.tsx";
import { useSigning } from "../requests/use-signing.ts";
import { useWords } from "../words/index.ts";
import { type Appointment, appointmentsChanged, type DutyText } from "./use-institution.ts";

/** The whole duty, then the signature that takes it up. */
export function AcknowledgeDialog(props: {
  readonly one: Appointment;
  readonly text: DutyText;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const signing = useSigning();
  const { one, text } = props;
  const acknowledge = useMutation({
    mutationFn: async () =>
      signing.signing === null
        ? null
        : ask("appointments.acknowledge", {
            params: { appointmentId: one.appointmentId },
            body: { version: text.version, signing: signing.signing },
          }),
    onSuccess: (next) => {
      if (next === null) return;
      appointmentsChanged(next);
      void message.success(t("institution/acknowledged"));
      props.onClose();
    },
    onError: signing.refused,
  });
  return (
    <Modal
      open
      width={640}
      title={t("institution/acknowledgeTitle", { office: t(`officeWords/${one.office}`) })}
      okText={t("institution/acknowledgeSubmit")}
      okButtonProps={{ disabled: signing.signing === null, loading: acknowledge.isPending }}
      onOk={() => acknowledge.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("institution/acknowledgeText")}</p>
        <Duty text={text} />
        <SigningFields signing={signing} />
        {acknowledge.isError ? <Failure error={acknowledge.error} /> : null}
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

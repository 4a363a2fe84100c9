import { Button } from "antd";
import { useState } from "react";
import { type AppointmentState, type Office, offices } from "../../contract/appointments.ts";
import { Bones } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { useMay } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { AcknowledgeDialog, DutyDialog } from "./acknowledge-dialog.tsx";
import { AppointDialog, EndAppointmentDialog } from "./appoint-dialog.tsx";
import { type Appointment, type Appointments, useAppointments } from "./use-institution.ts";

const tones: Record<AppointmentState, Tone> = {
  waiting: "warn",
  held: "good",
  unfit: "alarm",
  ended: "plain",
};

type Open =
  | { readonly kind: "appoint"; readonly office: Office }
  | { readonly kind: "read"; readonly office: Office }
  | { readonly kind: "acknowledge"; readonly one: Appointment }
  | { readonly kind: "end"; readonly one: Appointment };

/** Offices held by named persons, taken up by reading and signing their duty (S3-Q1). */
export function AppointmentsSection() {
  const { t } = useWords();
  const known = useAppointments();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const { data } = known;
  return (
    <section className="sheet" aria-label={t("institution/appointments")}>
      <h2>{t("institution/appointments")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("institution/appointmentsText")}</p>
        {known.isError ? <Failure error={known.error} /> : null}
        {data === undefined ? <Bones rows={4} /> : <Offices data={data} onOpen={setOpen} />}
      </div>
      {data === undefined || open === null ? null : (
        <Dialog data={data} open={open} onClose={close} />
      )}
    </section>
  );
}

function Dialog(props: {
  readonly data: Appointments;
  readonly open: Open;
  readonly onClose: () => void;
}) {
  const { data, open, onClose } = props;
  const text = (office: Office) => data.texts.find((one) => one.office === office);
  if (open.kind === "appoint") return <AppointDialog office={open.office} onClose={onClose} />;
  if (open.kind === "end") return <EndAppointmentDialog one={open.one} onClose={onClose} />;
  const duty = text(open.kind === "read" ? open.office : open.one.office);
  if (duty === undefined) return null;
  return open.kind === "read" ? (
    <DutyDialog text={duty} onClose={onClose} />
  ) : (
    <AcknowledgeDialog one={open.one} text={duty} onClose={onClose} />
  );
}

function Offices(props: { readonly data: Appointments; readonly onOpen: (open: Open) => void }) {
  const { t } = useWords();
  const may = useMay();
  const { data, onOpen } = props;
  const mine = data.appointments.filter((one) => one.own && one.state === "waiting");
  return (
    <>
      {mine.map((one) => (
        <div key={one.appointmentId} className="office-line office-mine">
          <span>{t("institution/waitsForYou", { office: t(`officeWords/${one.office}`) })}</span>
          <Button type="primary" onClick={() => onOpen({ kind: "acknowledge", one })}>
            {t("institution/acknowledge")}
          </Button>
        </div>
      ))}
      {offices.map((office) => (
        <div key={office} className="office">
          <div className="office-head">
            <h3>{t(`officeWords/${office}`)}</h3>
            <Button
              size="small"
              aria-label={`${t("institution/read")} ${t(`officeWords/${office}`)}`}
              onClick={() => onOpen({ kind: "read", office })}
            >
              {t("institution/read")}
            </Button>
            {may("office.appoint") ? (
              <Button
                size="small"
                aria-label={`${t("institution/appoint")} ${t(`officeWords/${office}`)}`}
                onClick={() => onOpen({ kind: "appoint", office })}
              >
                {t("institution/appoint")}
              </Button>
            ) : null}
          </div>
          <Holders all={data.appointments.filter((one) => one.office === office)} onOpen={onOpen} />
        </div>
      ))}
    </>
  );
}

function Holders(props: {
  readonly all: readonly Appointment[];
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useWords();
  const may = useMay();
  if (props.all.length === 0) return <p className="quiet">{t("institution/empty")}</p>;
  return (
    <ul className="appointments">
      {props.all.map((one) => (
        <li key={one.appointmentId} className={one.state === "ended" ? "quiet" : undefined}>
          <b>{one.name}</b>
          <Status tone={tones[one.state]}>{t(`institution/states/${one.state}`)}</Status>
          <small className="number">
            {t("institution/openedAt")} {dayMinute(one.openedAtMs)} {one.openedBy}
            {one.acknowledgedAtMs === null
              ? null
              : ` · ${t("institution/acknowledgedAt")} ${dayMinute(one.acknowledgedAtMs)} · ${t(
                  "institution/textVersion",
                  { n: one.textVersion ?? 0 },
                )}`}
            {one.endedAtMs === null
              ? null
              : ` · ${t("institution/endedAt")} ${dayMinute(one.endedAtMs)}`}
          </small>
          {one.state !== "ended" && (one.own || may("office.appoint")) ? (
            <span className="post-act">
              <RowAct
                danger
                word={t("institution/end")}
                row={one.name}
                onClick={() => props.onOpen({ kind: "end", one })}
              />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

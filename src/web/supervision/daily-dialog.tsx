import { Modal } from "antd";
import { useState } from "react";
import { ask } from "../ask.ts";
import { Status } from "../look/status.tsx";
import { TextField } from "../look/text-field.tsx";
import { dayMinute, length } from "../look/times.ts";
import { SigningEnd } from "../requests/signing-end.tsx";
import { useSignedAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { FigureList } from "./figure-list.tsx";
import { type DailyCheck, afterSigning, probeWord } from "./use-supervision.ts";

/** One day: every probe with its figures, what is missing, and the signature. */
export function DailyDialog(props: { readonly check: DailyCheck; readonly onClose: () => void }) {
  const { t } = useWords();
  const { check } = props;
  const { judged, signed } = check;
  return (
    <Modal
      open
      footer={null}
      width={640}
      title={t("supervision/daily/dialog", { day: check.day })}
      onCancel={props.onClose}
    >
      <div className="stack">
        {judged === null ? (
          <p className="quiet">{t("supervision/unjudgedNote")}</p>
        ) : (
          <>
            <p className="quiet">{t("supervision/judgedAt", { at: dayMinute(judged.atMs) })}</p>
            <Probes judged={judged} />
          </>
        )}
        {signed === null ? null : (
          <p>
            {t("tasksPage/signedBy", { name: signed.name, at: dayMinute(signed.atMs) })}{" "}
            {signed.late ? <Status tone="warn">{t("tending/taskStates/done-late")}</Status> : null}
            {signed.remark}
          </p>
        )}
        {check.mine ? <SignDay check={check} onClose={props.onClose} /> : null}
      </div>
    </Modal>
  );
}

function Probes(props: { readonly judged: NonNullable<DailyCheck["judged"]> }) {
  const { t } = useWords();
  const { probes, missing } = props.judged;
  return (
    <>
      {probes.map(({ probe, faults, figures }) => (
        <section key={probe} aria-label={probeWord(t, probe)}>
          <h3>
            {probeWord(t, probe)}{" "}
            <Status tone={faults.length === 0 ? "good" : "alarm"}>
              {faults.length === 0
                ? t("supervision/good")
                : faults.map((fault) => t(`supervision/faults/${fault}`)).join("、")}
            </Status>
          </h3>
          <FigureList figures={figures} />
        </section>
      ))}
      {missing.length === 0 ? null : (
        <section aria-label={t("supervision/daily/missing")}>
          <h3>{t("supervision/daily/missing")}</h3>
          <ul>
            {missing.map((one) => (
              <li key={`${one.lessonId} ${one.camera}`}>
                {t("supervision/daily/missingLine", {
                  name: one.name,
                  camera: one.camera,
                  length: length(one.missingMs),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function SignDay(props: { readonly check: DailyCheck; readonly onClose: () => void }) {
  const { t } = useWords();
  const { day, judged } = props.check;
  const [remark, setRemark] = useState("");
  const red = judged === null || judged.probes.some(({ faults }) => faults.length > 0);
  const sign = useSignedAct(
    (signing) => ask("dailyChecks.sign", { params: { day }, body: { remark, signing } }),
    {
      onDone: () => {
        afterSigning();
        props.onClose();
      },
      said: t("supervision/daily/signed"),
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        sign.act.mutate();
      }}
    >
      {props.check.state === "overdue" ? <Status tone="warn">{t("tasksPage/late")}</Status> : null}
      <TextField
        long
        label={t("supervision/daily/remark")}
        required={red}
        value={remark}
        onChange={setRemark}
      />
      <SigningEnd
        of={sign}
        word={t("supervision/daily/sign")}
        lacks={red && remark.trim() === "" ? t("supervision/daily/remarkLacks") : null}
      />
    </form>
  );
}

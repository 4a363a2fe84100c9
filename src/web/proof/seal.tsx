import {
  CheckCircleFilled,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { ShownStep } from "../words/states.ts";
import { useWords } from "../words/index.ts";
import type { Checked, StepState } from "./verifying.ts";

/** 印泥: red when, and only when, the check in this browser succeeded. */
export function Seal(props: { readonly checked: Checked | undefined; readonly running: boolean }) {
  const { t } = useWords();
  const { checked } = props;
  const mark =
    checked?.sealed === true ? (
      <span className="seal" role="img" aria-label={t("proof/sealNote")}>
        <span>{t("proof/seal")}</span>
      </span>
    ) : (
      <span className="seal seal-empty" aria-hidden>
        {t("proof/notSealed")}
      </span>
    );
  return (
    <output className="seal-line">
      {mark}
      <div>
        <SealWords checked={checked} running={props.running} />
      </div>
    </output>
  );
}

function SealWords(props: { readonly checked: Checked | undefined; readonly running: boolean }) {
  const { t } = useWords();
  const fault = props.checked?.fault;
  if (props.running) return <b>{t("proof/checking")}</b>;
  if (props.checked === undefined) return <b>{t("proof/notSealed")}</b>;
  if (fault === undefined) return <b>{t("proof/sealNote")}</b>;
  if (fault === "not-published") return <b>{t("proof/waiting")}</b>;
  return (
    <>
      <b className="bad">{t("proof/failed")}</b>
      <p>{t(`proof/faults/${fault}`)}</p>
    </>
  );
}

const icons: Record<StepState, ReactNode> = {
  pending: <MinusCircleOutlined aria-hidden />,
  running: <LoadingOutlined aria-hidden />,
  passed: <CheckCircleFilled aria-hidden />,
  failed: <CloseCircleFilled aria-hidden />,
};

export function Steps(props: {
  readonly order: readonly ShownStep[];
  readonly checked: Checked | undefined;
  readonly running: boolean;
  readonly progress: string | undefined;
}) {
  const { t } = useWords();
  const steps =
    props.checked?.steps ??
    props.order.map((step, at): { step: ShownStep; state: StepState } => ({
      step,
      state: props.running && at === 0 ? "running" : "pending",
    }));
  return (
    <ol className="steps">
      {steps.map((one) => (
        <li key={one.step} className={`step-${one.state}`}>
          {icons[one.state]}
          <span>{t(`proof/steps/${one.step}`)}</span>
          <small>
            {one.state === "running" && props.progress !== undefined
              ? props.progress
              : t(`proof/states/${one.state}`)}
          </small>
        </li>
      ))}
    </ol>
  );
}

import { App, Button, Input } from "antd";
import { useId, useState } from "react";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useAct } from "../requests/use-act.ts";
import { useWords } from "../words/index.ts";
import { Countdown } from "./countdown.tsx";
import { afterCase, type Case } from "./use-destruction.ts";

/** The point of no return, with both witnesses at the terminal. */
export function ExecutePanel(props: { readonly one: Case }) {
  const { t } = useWords();
  const { modal } = App.useApp();
  const { one } = props;
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [passwordId, codeId] = [useId(), useId()];
  const execute = useAct(
    () =>
      ask("destruction.execute", {
        params: { caseId: one.caseId },
        body: { password, code: code.trim() === "" ? null : code.trim() },
      }),
    afterCase({ onError: () => setPassword("") }),
  );
  return (
    <section className="sheet" aria-label={t("destruction/executeTitle")}>
      <h2>{t("destruction/executeTitle")}</h2>
      <div className="sheet-body stack">
        <p>{t("destruction/executeText")}</p>
        {one.witnessesUntilMs === null ? null : (
          <Countdown untilMs={one.witnessesUntilMs} nowMs={one.nowMs} />
        )}
        <div className="signing-field">
          <label htmlFor={passwordId}>{t("destruction/password")}</label>
          <Input.Password
            id={passwordId}
            value={password}
            autoComplete="current-password"
            onChange={(event) => setPassword(event.target.value)}
          />
        </div>
        <div className="signing-field">
          <label htmlFor={codeId}>{t("destruction/code")}</label>
          <Input id={codeId} value={code} onChange={(event) => setCode(event.target.value)} />
          <small className="quiet">{t("destruction/codeHint")}</small>
        </div>
        {execute.isError ? <Failure error={execute.error} /> : null}
        <Button
          danger
          type="primary"
          size="large"
          disabled={password === ""}
          loading={execute.isPending}
          onClick={() => {
            void modal.confirm({
              title: t("destruction/executeTitle"),
              content: t("destruction/executeAsk", { count: one.items }),
              okText: t("destruction/execute"),
              okButtonProps: { danger: true },
              onOk: () => execute.mutateAsync().catch(() => undefined),
            });
          }}
        >
          {t("destruction/execute")}
        </Button>
      </div>
    </section>
  );
}

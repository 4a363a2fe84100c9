import { App, Button, Modal } from "antd";
import { useState } from "react";
import { SecretForm } from "../door/secret-form.tsx";
import { nowMs } from "../look/now.ts";
import { PageHead } from "../look/page-head.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { Passkeys } from "../accounts/passkeys.tsx";
import { secretTones } from "../accounts/secret-tones.ts";
import { meKey, useMay, useMe } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { MySignature } from "./my-signature.tsx";
import { OwnSignIns } from "./own-sign-ins.tsx";
import { SecondFactor } from "./second-factor.tsx";
import "./account.css";

/** Everything a person can see and do about their own account. */
export function AccountPage() {
  const { t } = useWords();
  const me = useMe();
  const may = useMay();
  return (
    <div className="page">
      <PageHead title={t("myAccount/title")} note={t("rules/S0-13a")} />
      <div className="stack">
        <div className="columns">
          <Who />
          <Password />
        </div>
        <div className="columns">
          <SecondFactor />
          {may("request.decide") || may("request.handle") ? <MySignature /> : null}
        </div>
        <Passkeys />
        <OwnSignIns key={me.accountId} />
      </div>
    </div>
  );
}

function Who() {
  const { t } = useWords();
  const me = useMe();
  const before = me.lastSignIn;
  return (
    <section className="sheet" aria-label={t("myAccount/who")}>
      <h2>{t("myAccount/who")}</h2>
      <div className="sheet-body stack">
        <dl className="facts">
          <dt>{t("accounts/name")}</dt>
          <dd>{me.name}</dd>
          <dt>{t("accounts/login")}</dt>
          <dd className="mono">{me.login}</dd>
          <dt>{t("accounts/role")}</dt>
          <dd>{t(`terms/roles/${me.role}`)}</dd>
          <dt>{t("session/terminal")}</dt>
          <dd>{me.terminal}</dd>
          <dt>{t("myAccount/lastSignIn")}</dt>
          <dd>
            {before === null
              ? t("myAccount/noneBefore")
              : `${dayMinute(before.startedAtMs)} · ${before.terminal} · ${before.address}`}
          </dd>
        </dl>
        {before?.differs === true ? (
          <div>
            <Status tone="warn">{t("myAccount/lastDiffers")}</Status>
          </div>
        ) : null}
      </div>
    </section>
  );
}

const dayMs = 86_400_000;

function Password() {
  const { t } = useWords();
  const { secret } = useMe();
  const { message } = App.useApp();
  const [changing, setChanging] = useState(false);
  const done = () => {
    setChanging(false);
    void queries.invalidateQueries({ queryKey: meKey });
    void message.success(t("session/changed"));
  };
  const days = Math.max(0, Math.floor((nowMs() - secret.setAtMs) / dayMs));
  return (
    <section className="sheet" aria-label={t("myAccount/password")}>
      <h2>{t("myAccount/password")}</h2>
      <div className="sheet-body stack">
        <dl className="facts">
          <dt>{t("myAccount/state")}</dt>
          <dd>
            <Status tone={secretTones[secret.state]}>
              {t(`terms/secretStates/${secret.state}`)}
            </Status>
          </dd>
          <dt>{t("myAccount/setAt")}</dt>
          <dd>
            {dayMinute(secret.setAtMs)}{" "}
            <span className="quiet">{t("myAccount/age", { days })}</span>
          </dd>
          <dt>{t("myAccount/dueAt")}</dt>
          <dd>{secret.dueMs === null ? t("myAccount/dueNone") : dayMinute(secret.dueMs)}</dd>
        </dl>
        <div>
          <Button type="primary" onClick={() => setChanging(true)}>
            {t("myAccount/change")}
          </Button>
        </div>
      </div>
      <Modal
        open={changing}
        title={t("myAccount/change")}
        footer={null}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <SecretForm first={false} onDone={done} />
      </Modal>
    </section>
  );
}

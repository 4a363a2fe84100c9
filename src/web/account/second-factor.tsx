import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { Bones } from "../look/empty.tsx";
import { CopyButton } from "../look/copy.tsx";
import { Failure } from "../look/failure.tsx";
import { Qr } from "../look/qr.tsx";
import { Status } from "../look/status.tsx";
import { dayMinute } from "../look/times.ts";
import { meKey } from "../session/me.ts";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

const accountKey = ["my-account"] as const;
type Started = Answer<"me.factor-start">;

function refresh(): void {
  void queries.invalidateQueries({ queryKey: accountKey });
  void queries.invalidateQueries({ queryKey: meKey });
}

/** 动态验证码: added in two steps, removed with password and code. */
export function SecondFactor() {
  const { t } = useWords();
  const account = useQuery({ queryKey: accountKey, queryFn: () => ask("me.account", {}) });
  const [doing, setDoing] = useState<"add" | "remove" | null>(null);
  const factor = account.data?.secondFactor ?? null;
  return (
    <section className="sheet" aria-label={t("myAccount/factor")}>
      <h2>{t("myAccount/factor")}</h2>
      <div className="sheet-body stack">
        <p className="quiet">{t("myAccount/factorLead")}</p>
        {account.isPending ? <Bones rows={2} /> : null}
        {account.isError ? (
          <Failure error={account.error} onRetry={() => void account.refetch()} />
        ) : null}
        {account.data === undefined ? null : (
          <>
            <div>
              {factor === null ? (
                <Status tone="plain">{t("myAccount/factorOff")}</Status>
              ) : (
                <>
                  <Status tone="good">
                    {t("myAccount/factorOn", { at: dayMinute(factor.sinceMs) })}
                  </Status>{" "}
                  <span className="quiet">
                    {t("myAccount/codesLeft", { n: factor.recoveryCodesLeft })}
                  </span>
                </>
              )}
            </div>
            <div>
              <Button onClick={() => setDoing(factor === null ? "add" : "remove")}>
                {factor === null ? t("myAccount/factorAdd") : t("myAccount/factorRemove")}
              </Button>
            </div>
          </>
        )}
      </div>
      {doing === "add" ? <AddFactor onClose={() => setDoing(null)} /> : null}
      {doing === "remove" ? <RemoveFactor onClose={() => setDoing(null)} /> : null}
    </section>
  );
}

function AddFactor(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const [started, setStarted] = useState<Started | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => {
    refresh();
    props.onClose();
  };
  return (
    <Modal
      open
      title={codes === null ? t("myAccount/factorAdd") : t("myAccount/codesTitle")}
      footer={null}
      closable={codes === null}
      mask={{ closable: false }}
      keyboard={codes === null}
      onCancel={props.onClose}
    >
      {codes !== null ? (
        <Codes codes={codes} onDone={close} />
      ) : started === null ? (
        <Start onStarted={setStarted} />
      ) : (
        <Confirm started={started} onCodes={setCodes} />
      )}
    </Modal>
  );
}

function Start(props: { readonly onStarted: (started: Started) => void }) {
  const { t } = useWords();
  const start = useMutation({
    mutationFn: (typed: { readonly password: string }) => ask("me.factor-start", { body: typed }),
    onSuccess: props.onStarted,
  });
  return (
    <Form<{ password: string }>
      className="factor-form"
      layout="vertical"
      onFinish={(typed) => start.mutate(typed)}
    >
      <p>{t("myAccount/factorStart")}</p>
      {start.isError ? <Failure error={start.error} /> : null}
      <PasswordField />
      <Button type="primary" htmlType="submit" loading={start.isPending}>
        {t("myAccount/factorNext")}
      </Button>
    </Form>
  );
}

function PasswordField() {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  return (
    <Form.Item label={t("session/password")} name="password" rules={[required]}>
      <Input.Password autoComplete="current-password" maxLength={1_024} />
    </Form.Item>
  );
}

function Confirm(props: {
  readonly started: Started;
  readonly onCodes: (codes: readonly string[]) => void;
}) {
  const { t } = useWords();
  const { secret, qr } = props.started;
  const confirm = useMutation({
    mutationFn: (typed: { readonly code: string }) =>
      ask("me.factor-confirm", { body: { code: typed.code.trim() } }),
    onSuccess: (done) => props.onCodes(done.recoveryCodes),
  });
  const required = { required: true, message: t("common/required") };
  return (
    <Form<{ code: string }>
      className="factor-form"
      layout="vertical"
      onFinish={(typed) => confirm.mutate(typed)}
    >
      <p>{t("myAccount/factorScan")}</p>
      <Qr rows={qr} label={t("myAccount/qr")} />
      <p>
        {t("myAccount/factorSecret")}{" "}
        <code className="mono">{secret.match(/.{1,4}/g)?.join(" ") ?? secret}</code>{" "}
        <CopyButton text={secret} />
      </p>
      {confirm.isError ? <Failure error={confirm.error} /> : null}
      <Form.Item label={t("myAccount/factorCode")} name="code" rules={[required]}>
        <Input inputMode="numeric" autoComplete="one-time-code" maxLength={10} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {t("myAccount/factorConfirm")}
      </Button>
    </Form>
  );
}

function Codes(props: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const { t } = useWords();
  return (
    <div className="stack">
      <p>{t("myAccount/codesText")}</p>
      <ul className="recovery mono">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div style={{ display: "flex", gap: 8 }}>
        <CopyButton text={props.codes.join("\n")} />
        <Button type="primary" size="small" onClick={props.onDone}>
          {t("myAccount/codesDone")}
        </Button>
      </div>
    </div>
  );
}

function RemoveFactor(props: { readonly onClose: () => void }) {
  const { t } = useWords();
  const remove = useMutation({
    mutationFn: (typed: { readonly password: string; readonly code: string }) =>
      ask("me.factor-remove", { body: { password: typed.password, code: typed.code.trim() } }),
    onSuccess: () => {
      refresh();
      props.onClose();
    },
  });
  const required = { required: true, message: t("common/required") };
  return (
    <Modal open title={t("myAccount/factorRemove")} footer={null} onCancel={props.onClose}>
      <Form<{ password: string; code: string }>
        layout="vertical"
        onFinish={(typed) => remove.mutate(typed)}
      >
        {remove.isError ? <Failure error={remove.error} /> : null}
        <PasswordField />
        <Form.Item label={t("myAccount/code")} name="code" rules={[required]}>
          <Input autoComplete="one-time-code" maxLength={16} />
        </Form.Item>
        <Button danger htmlType="submit" loading={remove.isPending}>
          {t("myAccount/factorRemove")}
        </Button>
      </Form>
    </Modal>
  );
}

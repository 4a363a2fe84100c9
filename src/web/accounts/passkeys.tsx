import { KeyOutlined } from "@ant-design/icons";
import { browserSupportsWebAuthn, startRegistration } from "@simplewebauthn/browser";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { ask, RefusedError, TroubleError, type Answer } from "../ask.ts";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { RowAct } from "../look/row-act.tsx";
import { day, dayMinute } from "../look/times.ts";
import { isRefused, queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";

type PasskeyNow = Answer<"passkeys.list">["passkeys"][number];
const key = ["passkeys"] as const;

/** The person's passkeys: a part of the page of one's own account. */
export function Passkeys() {
  const { t } = useWords();
  const list = useQuery({ queryKey: key, queryFn: () => ask("passkeys.list", {}) });
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<PasskeyNow | null>(null);
  const absent = list.data?.absent ?? null;
  const able = list.data !== undefined && absent === null && browserSupportsWebAuthn();
  const done = () => {
    void queries.invalidateQueries({ queryKey: key });
    setAdding(false);
    setRemoving(null);
  };
  return (
    <section className="sheet" aria-label={t("passkeys/title")}>
      <div className="sheet-head">
        <h2>{t("passkeys/title")}</h2>
        <div className="tools">
          <Button
            icon={<KeyOutlined aria-hidden />}
            disabled={!able}
            onClick={() => setAdding(true)}
          >
            {t("passkeys/add")}
          </Button>
        </div>
      </div>
      <div className="sheet-body stack">
        <p className="quiet">
          {absent === null ? t("passkeys/text") : t(`door/passkeyAbsent/${absent}`)}
        </p>
        {list.isPending ? <Bones rows={2} /> : null}
        {list.isError ? <Failure error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.data === undefined ? null : (
          <Keys passkeys={list.data.passkeys} onRemove={setRemoving} />
        )}
      </div>
      {adding ? <Add onDone={done} onClose={() => setAdding(false)} /> : null}
      {removing === null ? null : (
        <Remove passkey={removing} onDone={done} onClose={() => setRemoving(null)} />
      )}
    </section>
  );
}

function Keys(props: {
  readonly passkeys: readonly PasskeyNow[];
  readonly onRemove: (passkey: PasskeyNow) => void;
}) {
  const { t } = useWords();
  if (props.passkeys.length === 0)
    return <Empty title={t("passkeys/none")} next={t("passkeys/noneNext")} />;
  return (
    <ul className="rows">
      {props.passkeys.map((passkey) => (
        <li key={passkey.passkeyId} style={{ display: "flex", gap: 12, alignItems: "center" }}>
          <span style={{ flex: 1, minWidth: 0 }}>
            <b>{passkey.name}</b>
            <br />
            <small className="quiet">
              {t("passkeys/added")} {day(passkey.addedAtMs)} · {t("passkeys/used")}{" "}
              {passkey.usedAtMs === null ? t("passkeys/never") : dayMinute(passkey.usedAtMs)} ·{" "}
              {t(passkey.backedUp ? "passkeys/synced" : "passkeys/device")}
            </small>
          </span>
          <RowAct
            word={t("passkeys/remove")}
            row={passkey.name}
            danger
            onClick={() => props.onRemove(passkey)}
          />
        </li>
      ))}
    </ul>
  );
}

interface Typed {
  readonly name: string;
  readonly password: string;
  readonly code?: string;
}

async function added(typed: Typed): Promise<PasskeyNow> {
  const code = typed.code?.trim() ?? null;
  const options = await ask("passkeys.begin", { body: { password: typed.password, code } });
  const enrolled = await startRegistration({ optionsJSON: options });
  return ask("passkeys.add", {
    body: { name: typed.name, enrolled: { ...enrolled, type: "public-key" } },
  });
}

function Add(props: { readonly onDone: () => void; readonly onClose: () => void }) {
  const { t } = useWords();
  const add = useMutation({ mutationFn: added, onSuccess: props.onDone });
  const rules = [{ required: true, message: t("common/required") }];
  const asksCode = isRefused(add.error, "code_needed") || isRefused(add.error, "code_wrong");
  return (
    <Modal open title={t("passkeys/add")} footer={null} onCancel={props.onClose}>
      <Form<Typed> layout="vertical" onFinish={(typed) => add.mutate(typed)}>
        <p className="quiet">{t("passkeys/again")}</p>
        <Form.Item
          label={t("passkeys/name")}
          name="name"
          extra={t("passkeys/nameHint")}
          rules={rules}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item label={t("session/password")} name="password" rules={rules}>
          <Input.Password autoComplete="current-password" maxLength={1_024} />
        </Form.Item>
        {asksCode ? (
          <Form.Item label={t("door/code")} name="code" extra={t("door/codeHint")} rules={rules}>
            <Input maxLength={16} autoComplete="one-time-code" className="mono" />
          </Form.Item>
        ) : null}
        <Stopped error={add.error} />
        <Button type="primary" htmlType="submit" loading={add.isPending}>
          {t("passkeys/next")}
        </Button>
      </Form>
    </Modal>
  );
}

function Stopped(props: { readonly error: Error | null }) {
  const { t } = useWords();
  const { error } = props;
  if (error === null) return null;
  const ours = error instanceof RefusedError || error instanceof TroubleError;
  return ours ? <Failure error={error} /> : <p role="alert">{t("passkeys/stopped")}</p>;
}

function Remove(props: {
  readonly passkey: PasskeyNow;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { passkeyId, name } = props.passkey;
  const remove = useMutation({
    mutationFn: () => ask("passkeys.remove", { params: { passkeyId } }),
    onSuccess: props.onDone,
  });
  return (
    <Modal
      open
      title={t("passkeys/removeTitle", { name })}
      okText={t("passkeys/remove")}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() => remove.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t("passkeys/removeText")}</p>
        {remove.isError ? <Failure error={remove.error} /> : null}
      </div>
    </Modal>
  );
}

import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Input, Modal, Table } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { CopyButton } from "../look/copy.tsx";
import { Bones, Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { queries } from "../session/queries.ts";
import { useWords, type Say } from "../words/index.ts";
import { AccountForm } from "./account-form.tsx";

export type AccountNow = Answer<"accounts.list">["accounts"][number];
interface Secret {
  readonly name: string;
  readonly login: string;
  readonly secret: string;
}
type Doing =
  | { readonly what: "open" }
  | { readonly what: "change" | "close" | "reset"; readonly account: AccountNow }
  | null;

const tones: Record<AccountNow["state"], Tone> = {
  active: "good",
  locked: "warn",
  closed: "plain",
  expired: "warn",
};

export function AccountsPage() {
  const { t } = useWords();
  const accounts = useQuery({ queryKey: ["accounts"], queryFn: () => ask("accounts.list", {}) });
  const [doing, setDoing] = useState<Doing>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [typed, setTyped] = useState("");
  const done = (shown?: Secret) => {
    void queries.invalidateQueries({ queryKey: ["accounts"] });
    setDoing(null);
    if (shown !== undefined) setSecret(shown);
  };
  const shown = (accounts.data?.accounts ?? []).filter((account) =>
    `${account.login} ${account.name} ${account.personKey}`
      .toLowerCase()
      .includes(typed.trim().toLowerCase()),
  );
  return (
    <div className="page">
      <PageHead
        title={t("accounts/title")}
        note={t("rules/S0-13a")}
        tools={
          <>
            <Input.Search
              allowClear
              style={{ width: 240 }}
              placeholder={t("accounts/filter")}
              aria-label={t("accounts/filter")}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => setDoing({ what: "open" })}
            >
              {t("accounts/open")}
            </Button>
          </>
        }
      />
      {accounts.isError ? (
        <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      <div className="sheet">
        {accounts.isPending ? (
          <Bones rows={8} />
        ) : (
          <Table<AccountNow>
            size="small"
            rowKey="accountId"
            columns={columns(t, setDoing)}
            dataSource={shown}
            locale={{ emptyText: <Empty title={t("accounts/empty")} /> }}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            scroll={{ x: "max-content" }}
          />
        )}
      </div>
      <Modal
        open={doing?.what === "open" || doing?.what === "change"}
        title={doing?.what === "change" ? t("accounts/change") : t("accounts/open")}
        footer={null}
        destroyOnHidden
        width={640}
        onCancel={() => setDoing(null)}
      >
        <AccountForm account={doing?.what === "change" ? doing.account : undefined} onDone={done} />
      </Modal>
      {doing?.what === "close" || doing?.what === "reset" ? (
        <Confirm
          what={doing.what}
          account={doing.account}
          onDone={done}
          onClose={() => setDoing(null)}
        />
      ) : null}
      <SecretDialog secret={secret} onDone={() => setSecret(null)} />
    </div>
  );
}

function columns(t: Say, onDo: (doing: Doing) => void) {
  return [
    { title: t("accounts/login"), dataIndex: "login", className: "number" },
    { title: t("accounts/name"), dataIndex: "name" },
    { title: t("accounts/personKey"), dataIndex: "personKey", className: "number" },
    {
      title: t("accounts/category"),
      render: (_: unknown, account: AccountNow) => t(`terms/categories/${account.category}`),
    },
    {
      title: t("accounts/role"),
      render: (_: unknown, account: AccountNow) => t(`terms/roles/${account.role}`),
    },
    {
      title: t("accounts/expires"),
      className: "number",
      render: (_: unknown, account: AccountNow) =>
        account.expiresAtMs === null ? t("accounts/forever") : day(account.expiresAtMs),
    },
    {
      title: t("accounts/lastSignIn"),
      className: "number",
      render: (_: unknown, account: AccountNow) =>
        account.lastSignInAtMs === null ? t("accounts/never") : dayMinute(account.lastSignInAtMs),
    },
    {
      title: t("accounts/state"),
      render: (_: unknown, account: AccountNow) => (
        <span style={{ display: "flex", gap: 6 }}>
          <Status tone={tones[account.state]}>{t(`terms/accountStates/${account.state}`)}</Status>
          {account.lockedUntilMs !== null && account.state === "locked" ? (
            <small className="quiet">
              {t("accounts/lockedUntil", { at: dayMinute(account.lockedUntilMs) })}
            </small>
          ) : null}
          {account.mustChangeSecret && account.state === "active" ? (
            <Status tone="plain">{t("accounts/mustChange")}</Status>
          ) : null}
        </span>
      ),
    },
    {
      title: t("common/actions"),
      render: (_: unknown, account: AccountNow) =>
        account.state === "closed" ? null : (
          <span style={{ display: "flex", gap: 6 }}>
            <Button
              size="small"
              aria-label={`${t("common/change")} ${account.name}`}
              onClick={() => onDo({ what: "change", account })}
            >
              {t("common/change")}
            </Button>
            <Button
              size="small"
              aria-label={`${t("accounts/reset")} ${account.name}`}
              onClick={() => onDo({ what: "reset", account })}
            >
              {t("accounts/reset")}
            </Button>
            <Button
              size="small"
              danger
              aria-label={`${t("accounts/close")} ${account.name}`}
              onClick={() => onDo({ what: "close", account })}
            >
              {t("accounts/close")}
            </Button>
          </span>
        ),
    },
  ];
}

function Confirm(props: {
  readonly what: "close" | "reset";
  readonly account: AccountNow;
  readonly onDone: (secret?: Secret) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { account, what } = props;
  const params = { accountId: account.accountId };
  const act = useMutation({
    mutationFn: async (): Promise<Secret | undefined> => {
      if (what === "close") {
        await ask("accounts.close", { params });
        return undefined;
      }
      const { oneTimeSecret } = await ask("accounts.reset-secret", { params });
      return { name: account.name, login: account.login, secret: oneTimeSecret };
    },
    onSuccess: (secret) => props.onDone(secret),
  });
  return (
    <Modal
      open
      title={t(`accounts/${what}Title`, { name: account.name })}
      okText={t(`accounts/${what}`)}
      okButtonProps={{ danger: what === "close", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t(`accounts/${what}Text`)}</p>
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

/** Shown once; closing it is a decision, not a slip beside the dialog. */
function SecretDialog(props: { readonly secret: Secret | null; readonly onDone: () => void }) {
  const { t } = useWords();
  const { secret } = props;
  return (
    <Modal
      open={secret !== null}
      title={t("accounts/secretTitle")}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      okText={t("accounts/secretDone")}
      cancelButtonProps={{ style: { display: "none" } }}
      onOk={props.onDone}
    >
      {secret === null ? null : (
        <div className="stack">
          <p>{t("accounts/secretText")}</p>
          <dl className="facts">
            <dt>{t("accounts/name")}</dt>
            <dd>{secret.name}</dd>
            <dt>{t("accounts/login")}</dt>
            <dd className="mono">{secret.login}</dd>
            <dt>{t("accounts/secretTitle")}</dt>
            <dd>
              <code
                className="mono"
                style={{ fontSize: 18, fontWeight: 600, letterSpacing: ".06em" }}
              >
                {secret.secret}
              </code>
            </dd>
          </dl>
          <div>
            <CopyButton text={secret.secret} />
          </div>
        </div>
      )}
    </Modal>
  );
}

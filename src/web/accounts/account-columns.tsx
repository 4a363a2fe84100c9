import type { TableColumnsType } from "antd";
import type { Answer } from "../ask.ts";
import { RowAct } from "../look/row-act.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";

export type AccountNow = Answer<"accounts.list">["accounts"][number];
export type AccountAct = "change" | "close" | "reset";

const tones: Record<AccountNow["state"], Tone> = {
  active: "good",
  locked: "warn",
  closed: "plain",
  expired: "warn",
};

export function accountColumns(
  t: Say,
  onDo: (what: AccountAct, account: AccountNow) => void,
): TableColumnsType<AccountNow> {
  return [
    { title: t("accounts/login"), dataIndex: "login", className: "number" },
    { title: t("accounts/name"), dataIndex: "name" },
    { title: t("accounts/personKey"), dataIndex: "personKey", className: "number" },
    {
      title: t("accounts/category"),
      render: (_, account) => t(`terms/categories/${account.category}`),
    },
    { title: t("accounts/role"), render: (_, account) => t(`terms/roles/${account.role}`) },
    {
      title: t("accounts/expires"),
      className: "number",
      render: (_, { expiresAtMs }) =>
        expiresAtMs === null ? t("accounts/forever") : day(expiresAtMs - 1),
    },
    {
      title: t("accounts/lastSignIn"),
      className: "number",
      render: (_, { lastSignInAtMs }) =>
        lastSignInAtMs === null ? t("accounts/never") : dayMinute(lastSignInAtMs),
    },
    { title: t("accounts/state"), render: (_, account) => <State account={account} /> },
    {
      title: t("common/actions"),
      render: (_, account) => <Acts account={account} onDo={onDo} />,
    },
  ];
}

function State(props: { readonly account: AccountNow }) {
  const { t } = useWords();
  const { account } = props;
  return (
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
  );
}

function Acts(props: {
  readonly account: AccountNow;
  readonly onDo: (what: AccountAct, account: AccountNow) => void;
}) {
  const { t } = useWords();
  const { account, onDo } = props;
  if (account.state === "closed") return null;
  const { name } = account;
  return (
    <span style={{ display: "flex", gap: 6 }}>
      <RowAct word={t("common/change")} row={name} onClick={() => onDo("change", account)} />
      <RowAct word={t("accounts/reset")} row={name} onClick={() => onDo("reset", account)} />
      <RowAct word={t("accounts/close")} row={name} danger onClick={() => onDo("close", account)} />
    </span>
  );
}

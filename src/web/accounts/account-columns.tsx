import type { TableColumnsType } from "antd";
import type { Answer } from "../ask.ts";
import { RowAct } from "../look/row-act.tsx";
import { Status, type Tone } from "../look/status.tsx";
import { day, dayMinute } from "../look/times.ts";
import { useWords, type Say } from "../words/index.ts";
import { secretTones } from "./secret-tones.ts";

export type AccountNow = Answer<"accounts.list">["accounts"][number];
export type AccountAct = "change" | "close" | "reset" | "force" | "factor";

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

/** A password in order needs no mark on its row. */
const quiet = new Set<AccountNow["secret"]["state"]>(["kept", "exempt"]);

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
      {account.state === "active" && !quiet.has(account.secret.state) ? (
        <Status tone={secretTones[account.secret.state]}>
          {t(`terms/secretStates/${account.secret.state}`)}
        </Status>
      ) : null}
      {account.online ? <Status tone="busy">{t("accountCare/online")}</Status> : null}
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
    <span className="row-acts">
      <RowAct word={t("common/change")} row={name} onClick={() => onDo("change", account)} />
      <RowAct word={t("accounts/reset")} row={name} onClick={() => onDo("reset", account)} />
      {account.online ? (
        <RowAct word={t("accountCare/force")} row={name} onClick={() => onDo("force", account)} />
      ) : null}
      {account.secondFactor ? (
        <RowAct word={t("accountCare/factor")} row={name} onClick={() => onDo("factor", account)} />
      ) : null}
      <RowAct word={t("accounts/close")} row={name} danger onClick={() => onDo("close", account)} />
    </span>
  );
}

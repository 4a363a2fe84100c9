import { useQuery } from "@tanstack/react-query";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { routes } from "../../contract/routes.ts";
import { ask } from "../ask.ts";
import { AddButton } from "../look/add-button.tsx";
import { CopyButton } from "../look/copy.tsx";
import { Empty } from "../look/empty.tsx";
import { Failure } from "../look/failure.tsx";
import { PageHead } from "../look/page-head.tsx";
import { SheetTable } from "../look/sheet-table.tsx";
import { queries } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { accountColumns, type AccountAct, type AccountNow } from "./account-columns.tsx";
import { AccountForm } from "./account-form.tsx";
import { ConfirmAct, type Secret } from "./confirm-act.tsx";
import { CompareRoster } from "./compare-roster.tsx";

type Doing =
  | { readonly what: "open" }
  | { readonly what: AccountAct; readonly account: AccountNow }
  | null;

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
            <Button href={routes["accounts.roster"].path}>{t("accountCare/roster")}</Button>
            <CompareRoster />
            <AddButton word={t("accounts/open")} onClick={() => setDoing({ what: "open" })} />
          </>
        }
      />
      {accounts.isError ? (
        <Failure error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      <SheetTable
        rows={accounts.isPending ? undefined : shown}
        rowKey="accountId"
        columns={accountColumns(t, (what, account) => setDoing({ what, account }))}
        empty={<Empty title={t("accounts/empty")} />}
      />
      <Dialogs doing={doing} onDone={done} onClose={() => setDoing(null)} />
      <SecretDialog secret={secret} onDone={() => setSecret(null)} />
    </div>
  );
}

function Dialogs(props: {
  readonly doing: Doing;
  readonly onDone: (secret?: Secret) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { doing, onDone, onClose } = props;
  return (
    <>
      <Modal
        open={doing?.what === "open" || doing?.what === "change"}
        title={doing?.what === "change" ? t("accounts/change") : t("accounts/open")}
        footer={null}
        destroyOnHidden
        width={640}
        onCancel={onClose}
      >
        <AccountForm
          account={doing?.what === "change" ? doing.account : undefined}
          onDone={onDone}
        />
      </Modal>
      {doing === null || doing.what === "open" || doing.what === "change" ? null : (
        <ConfirmAct what={doing.what} account={doing.account} onDone={onDone} onClose={onClose} />
      )}
    </>
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

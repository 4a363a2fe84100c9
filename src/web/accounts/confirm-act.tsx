import { useMutation } from "@tanstack/react-query";
import { Modal } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useWords } from "../words/index.ts";
import type { AccountAct, AccountNow } from "./account-columns.tsx";

export interface Secret {
  readonly name: string;
  readonly login: string;
  readonly secret: string;
}
type Act = Exclude<AccountAct, "change">;

const words = {
  close: { title: "accounts/closeTitle", text: "accounts/closeText", act: "accounts/close" },
  reset: { title: "accounts/resetTitle", text: "accounts/resetText", act: "accounts/reset" },
  force: {
    title: "accountCare/forceTitle",
    text: "accountCare/forceText",
    act: "accountCare/force",
  },
  factor: {
    title: "accountCare/factorTitle",
    text: "accountCare/factorText",
    act: "accountCare/factor",
  },
} as const;

async function perform(what: Act, account: AccountNow): Promise<Secret | undefined> {
  const params = { accountId: account.accountId };
  if (what === "close") await ask("accounts.close", { params });
  if (what === "force") await ask("accounts.force-out", { params });
  if (what === "factor") await ask("accounts.remove-factor", { params });
  if (what !== "reset") return undefined;
  const { oneTimeSecret } = await ask("accounts.reset-secret", { params });
  return { name: account.name, login: account.login, secret: oneTimeSecret };
}

/** What the administration does to one account, said before it is done. */
export function ConfirmAct(props: {
  readonly what: Act;
  readonly account: AccountNow;
  readonly onDone: (secret?: Secret) => void;
  readonly onClose: () => void;
}) {
  const { t } = useWords();
  const { account, what } = props;
  const act = useMutation({
    mutationFn: () => perform(what, account),
    onSuccess: (secret) => props.onDone(secret),
  });
  const said = words[what];
  return (
    <Modal
      open
      title={t(said.title, { name: account.name })}
      okText={t(said.act)}
      okButtonProps={{ danger: what !== "reset", loading: act.isPending }}
      onOk={() => act.mutate()}
      onCancel={props.onClose}
    >
      <div className="stack">
        <p>{t(said.text)}</p>
        {act.isError ? <Failure error={act.error} /> : null}
      </div>
    </Modal>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { ask } from "../ask.ts";
import { useFirstFocus } from "../look/first-focus.ts";
import { Failure } from "../look/failure.tsx";
import { type LockedAs } from "../session/lock.ts";
import { resume } from "../session/me.ts";
import { usePresence } from "../session/presence.ts";
import { useSignOut } from "../session/sign-out.ts";
import { useWords } from "../words/index.ts";
import { Door } from "./door.tsx";

/** The sign-in stays, nothing is shown: its person goes on with the password, anybody else leaves. */
export function LockPage(props: { readonly as: LockedAs }) {
  const { t } = useWords();
  usePresence();
  const first = useFirstFocus();
  const signOut = useSignOut();
  const unlock = useMutation({
    mutationFn: (typed: { readonly password: string }) => ask("sign-in.unlock", { body: typed }),
    onSuccess: resume,
  });
  const { name, login, vouched } = props.as;
  return (
    <Door title={t("lock/title")} lead={vouched ? t("lock/leadAway") : t("lock/lead")}>
      <p className="lock-who">
        <strong>{name}</strong> <span className="mono quiet">{login}</span>
      </p>
      {unlock.isError ? <Failure error={unlock.error} /> : null}
      {vouched ? null : (
        <Form<{ password: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={(typed) => unlock.mutate(typed)}
        >
          <Form.Item
            label={t("session/password")}
            name="password"
            rules={[{ required: true, message: t("common/required") }]}
          >
            <Input.Password autoComplete="current-password" maxLength={1_024} ref={first} />
          </Form.Item>
          <Button type="primary" htmlType="submit" block loading={unlock.isPending}>
            {t("lock/unlock")}
          </Button>
        </Form>
      )}
      <Button type="link" block loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t("session/signOut")}
      </Button>
    </Door>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { ask } from "../ask.ts";
import { useFirstFocus } from "../look/first-focus.ts";
import { Failure } from "../look/failure.tsx";
import { enterAs } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { Door } from "./door.tsx";

interface Typed {
  readonly login: string;
  readonly password: string;
}

export function SignInPage(props: {
  readonly demonstration: boolean;
  readonly notice: string | null;
  readonly onEntered: () => void;
}) {
  const { t } = useWords();
  const first = useFirstFocus();
  const signIn = useMutation({
    mutationFn: (typed: Typed) =>
      ask("sign-in.open", {
        body: { login: typed.login.trim().toLowerCase(), password: typed.password },
      }),
    onSuccess: (me) => {
      props.onEntered();
      enterAs(me);
    },
  });
  const rules = [{ required: true, message: t("common/required") }];
  return (
    <Door
      title={t("session/signInTitle")}
      lead={props.notice ?? t("setup/noDefault")}
      demonstration={props.demonstration}
    >
      {signIn.isError ? <Failure error={signIn.error} /> : null}
      <Form<Typed>
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => signIn.mutate(typed)}
      >
        <Form.Item label={t("session/login")} name="login" rules={rules}>
          <Input
            autoComplete="username"
            ref={first}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
          />
        </Form.Item>
        <Form.Item label={t("session/password")} name="password" rules={rules}>
          <Input.Password autoComplete="current-password" maxLength={1_024} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t("session/signIn")}
        </Button>
      </Form>
    </Door>
  );
}

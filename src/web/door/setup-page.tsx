import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { useFirstFocus } from "../look/first-focus.ts";
import { Failure } from "../look/failure.tsx";
import { enterAs } from "../session/me.ts";
import { queries, setupKey } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { Door } from "./door.tsx";

interface Typed {
  readonly code: string;
  readonly institution: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

/** First run: institution and administrator, with the code from the terminal. */
export function SetupPage(props: { readonly demonstration: boolean }) {
  const { t } = useWords();
  const finish = useMutation({
    mutationFn: (typed: Typed) =>
      ask("setup.finish", {
        body: { ...typed, code: typed.code.trim(), login: typed.login.trim() },
      }),
    onSuccess: (me) => {
      enterAs(me);
      queries.setQueryData(setupKey, { open: false, demonstration: props.demonstration });
    },
  });
  return (
    <Door title={t("setup/title")} lead={t("setup/text")} demonstration={props.demonstration}>
      {finish.isError ? <Failure error={finish.error} /> : null}
      <Form<Typed>
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => finish.mutate(typed)}
      >
        <Fields />
        <Button type="primary" htmlType="submit" block loading={finish.isPending}>
          {t("setup/submit")}
        </Button>
      </Form>
    </Door>
  );
}

function Fields() {
  const { t } = useWords();
  const required = { required: true, message: t("common/required") };
  const first = useFirstFocus();
  return (
    <>
      <Form.Item label={t("setup/code")} name="code" extra={t("setup/codeHint")} rules={[required]}>
        <Input autoComplete="off" ref={first} spellCheck={false} maxLength={64} className="mono" />
      </Form.Item>
      <Form.Item
        label={t("setup/institution")}
        name="institution"
        extra={t("setup/institutionHint")}
        rules={[required]}
      >
        <Input maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item label={t("setup/name")} name="name" rules={[required]}>
        <Input autoComplete="name" maxLength={limits.nameCharacters} />
      </Form.Item>
      <Form.Item
        label={t("setup/login")}
        name="login"
        extra={t("setup/loginHint")}
        rules={[required, { pattern: /^[a-z0-9][a-z0-9._-]{2,}$/, message: t("setup/loginHint") }]}
      >
        <Input
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={limits.loginCharacters}
        />
      </Form.Item>
      <Form.Item
        label={t("session/password")}
        name="password"
        extra={t("session/nextHint")}
        rules={[
          required,
          { min: limits.passwordLeast, message: t("refusals/password_short/what") },
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { limits } from "../../contract/limits.ts";
import { ask } from "../ask.ts";
import { useFirstFocus } from "../look/first-focus.ts";
import { Failure } from "../look/failure.tsx";
import type { Me } from "../session/me.ts";
import { useWords } from "../words/index.ts";

interface Typed {
  readonly current: string;
  readonly next: string;
  readonly repeat: string;
}

export function SecretForm(props: { readonly first: boolean; readonly onDone: (me: Me) => void }) {
  const { t } = useWords();
  const first = useFirstFocus();
  const change = useMutation({
    mutationFn: (typed: Typed) =>
      ask("me.change-secret", { body: { current: typed.current, next: typed.next } }),
    onSuccess: props.onDone,
  });
  const account = useQuery({ queryKey: ["my-account"], queryFn: () => ask("me.account", {}) });
  const least = account.data?.leastCharacters ?? limits.passwordLeast;
  const history = account.data?.history ?? limits.passwordHistory;
  const required = { required: true, message: t("common/required") };
  return (
    <>
      {change.isError ? <Failure error={change.error} /> : null}
      <Form<Typed>
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => change.mutate(typed)}
      >
        <Form.Item
          label={props.first ? t("session/currentFirst") : t("session/current")}
          name="current"
          rules={[required]}
        >
          <Input.Password autoComplete="current-password" ref={first} />
        </Form.Item>
        <Form.Item
          label={t("session/next")}
          name="next"
          extra={t("secretPage/least", { n: least, history })}
          rules={[required, { min: least, message: t("refusals/password_short/what") }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Form.Item
          label={t("session/repeat")}
          name="repeat"
          dependencies={["next"]}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, value: unknown) =>
                value === getFieldValue("next")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("session/repeatWrong"))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {t("session/changeSubmit")}
        </Button>
      </Form>
    </>
  );
}

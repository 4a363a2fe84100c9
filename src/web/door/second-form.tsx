import { useMutation } from "@tanstack/react-query";
import { Button, Form } from "antd";
import { ask } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import type { Me } from "../session/me.ts";
import { useWords } from "../words/index.ts";
import { CodeField } from "./code-field.tsx";

/** After coming back from a sign-in service: the house's own code, where the account has one. */
export function SecondForm(props: {
  readonly onEntered: (me: Me) => void;
  readonly onBack: () => void;
}) {
  const { t } = useWords();
  const show = useMutation({
    mutationFn: (typed: { readonly code: string }) =>
      ask("sign-in.second", { body: { code: typed.code.trim() } }),
    onSuccess: props.onEntered,
  });
  return (
    <>
      {show.isError ? <Failure error={show.error} /> : null}
      <Form<{ readonly code: string }>
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => show.mutate(typed)}
      >
        <CodeField />
        <Button type="primary" htmlType="submit" block loading={show.isPending}>
          {t("session/signIn")}
        </Button>
        <Button type="link" block onClick={props.onBack}>
          {t("door/back")}
        </Button>
      </Form>
    </>
  );
}

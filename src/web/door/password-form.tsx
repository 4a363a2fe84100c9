import { useMutation } from "@tanstack/react-query";
import { Button, Form, Input, Segmented } from "antd";
import { useState } from "react";
import { ask, type Answer } from "../ask.ts";
import { Failure } from "../look/failure.tsx";
import { useFirstFocus } from "../look/first-focus.ts";
import type { Me } from "../session/me.ts";
import { isRefused } from "../session/queries.ts";
import { useWords } from "../words/index.ts";
import { CodeField } from "./code-field.tsx";

export type Offered = Answer<"providers.offered">["providers"][number];

interface Typed {
  readonly login: string;
  readonly password: string;
  readonly code?: string;
}

const house = "house";

function signIn(by: string, typed: Typed): Promise<Me> {
  const { password } = typed;
  const code = typed.code?.trim();
  if (by !== house) {
    const body = { login: typed.login.trim(), password, code: code ?? null };
    return ask("sign-in.directory", { params: { providerId: by }, body });
  }
  const login = typed.login.trim().toLowerCase();
  return ask("sign-in.open", {
    body: { login, password, ...(code === undefined ? {} : { code }) },
  });
}

/** Account name and password: the house's own, or a directory's where the institution has one. */
export function PasswordForm(props: {
  readonly directories: readonly Offered[];
  readonly onEntered: (me: Me) => void;
}) {
  const { t, language } = useWords();
  const [by, setBy] = useState(house);
  const first = useFirstFocus();
  const enter = useMutation({
    mutationFn: (typed: Typed) => signIn(by, typed),
    onSuccess: props.onEntered,
  });
  const asksCode =
    isRefused(enter.error, "code_needed") ||
    isRefused(enter.error, "code_wrong") ||
    (enter.isPending && enter.variables.code !== undefined);
  const rules = [{ required: true, message: t("common/required") }];
  const ways = props.directories.map(({ providerId, labelZh, labelEn }) => ({
    value: providerId,
    label: language === "en" ? labelEn : labelZh,
  }));
  const choose = (way: string) => {
    setBy(way);
    enter.reset();
  };
  return (
    <>
      <Trouble error={enter.error} />
      <Form<Typed> layout="vertical" requiredMark={false} onFinish={(typed) => enter.mutate(typed)}>
        {ways.length === 0 ? null : (
          <Form.Item>
            <Segmented
              block
              aria-label={t("door/by")}
              value={by}
              options={[{ value: house, label: t("door/house") }, ...ways]}
              onChange={choose}
            />
          </Form.Item>
        )}
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
        {asksCode ? <CodeField /> : null}
        <Button type="primary" htmlType="submit" block loading={enter.isPending}>
          {t("session/signIn")}
        </Button>
      </Form>
    </>
  );
}

/** That a code is asked for is no failure, but the next question. */
function Trouble(props: { readonly error: Error | null }) {
  const { t } = useWords();
  if (props.error === null) return null;
  if (isRefused(props.error, "code_needed"))
    return <output className="door-note">{t("door/codeNeeded")}</output>;
  return <Failure error={props.error} />;
}

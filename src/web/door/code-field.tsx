import { Form, Input } from "antd";
import { useFirstFocus } from "../look/first-focus.ts";
import { useWords } from "../words/index.ts";

/** The second factor: six digits of the app, or a recovery code. */
export function CodeField() {
  const { t } = useWords();
  const first = useFirstFocus();
  return (
    <Form.Item
      label={t("door/code")}
      name="code"
      extra={t("door/codeHint")}
      rules={[{ required: true, message: t("common/required") }]}
    >
      <Input
        ref={first}
        autoComplete="one-time-code"
        inputMode="text"
        spellCheck={false}
        maxLength={16}
        className="mono"
      />
    </Form.Item>
  );
}
